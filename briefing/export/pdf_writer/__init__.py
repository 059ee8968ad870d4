"""Writes the document tree as PDF with a line engine of its own over shaped glyph runs."""
