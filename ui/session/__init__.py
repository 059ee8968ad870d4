"""An open library in the window: opening and leaving it, its changes and their undo."""
