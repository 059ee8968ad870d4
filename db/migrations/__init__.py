"""Migrations of the library's schema, one file each, run by Alembic."""
