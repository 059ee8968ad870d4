"""Files that come in and go out: read, written, imported, and kept beside records."""
