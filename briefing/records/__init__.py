"""The reusable records of a library: one file for each kind of record."""
