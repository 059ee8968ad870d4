"""Formats in which records and briefings come in and go out, behind one registry."""
