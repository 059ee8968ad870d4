"""File formats that documents are written in: one module for each, found by the registry."""
