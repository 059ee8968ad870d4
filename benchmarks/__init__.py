"""Measures of the whole program and of its storage; see README.md."""
