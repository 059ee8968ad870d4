"""Drawings as scenes of plain shapes: maps, timelines, charts, graphs; no file format, no Qt."""
