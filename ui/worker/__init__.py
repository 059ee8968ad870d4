"""The process beside the window, in which pages are made."""
