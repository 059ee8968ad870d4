"""Texts between their Markdown source and what an editor shows: pure, without a window."""
