"""The fixed words of a document, one module a language."""
