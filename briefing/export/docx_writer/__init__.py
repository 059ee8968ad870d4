"""Writes documents as DOCX: python-docx makes the skeleton, the body is strings spliced in."""
