"""Item models over the library and the outline."""
