"""Finding records and words, showing what matched, and replacing it."""
