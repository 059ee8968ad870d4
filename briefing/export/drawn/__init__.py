"""Scenes as paths, SVG and pixels: what the writers of documents share when they show drawings."""
