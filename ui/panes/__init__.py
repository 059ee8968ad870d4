"""The parts of the window, side by side."""
