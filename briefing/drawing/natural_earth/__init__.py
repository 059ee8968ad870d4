"""The outlines of countries from Natural Earth, and where they come from (README.md)."""
