"""Spelling: what is no word of a language, and what the house spells otherwise."""
