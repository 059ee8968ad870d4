"""Forms: editors for records and settings, built from tables of field specifications."""
