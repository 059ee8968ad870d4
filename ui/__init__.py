"""The window: PySide6 widgets over the services; no SQL and no writers in here."""
