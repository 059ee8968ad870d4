"""Storage of the library in SQLite, behind the protocols of briefing.ports."""
