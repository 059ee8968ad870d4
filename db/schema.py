"""The schema of a library: its number, its mark in the file, and how a new one is made."""

from sqlalchemy import Connection, insert

from db.search_index import CREATE_SEARCH_INDEXES
from db.tables import alembic_version, metadata

APPLICATION_ID = 0x42724C62
"""Stands in the header of every library file ("BrLb"), so that no other database passes."""

SCHEMA_VERSION = 2
"""Number of the newest migration; stands in the file as user_version."""

DERIVED_VERSION = 2
"""The schema number since which the derived rows are what they are; older ones are made anew."""


def create_schema(connection: Connection) -> None:
    """Make all tables at once, as the migrations from the first on would (a test compares)."""
    metadata.create_all(connection, checkfirst=False)
    for statement in CREATE_SEARCH_INDEXES:
        connection.exec_driver_sql(statement)
    name = name_migration(SCHEMA_VERSION)
    connection.execute(insert(alembic_version).values(version_num=name))
    mark_file(connection, SCHEMA_VERSION)


def mark_file(connection: Connection, version: int) -> None:
    """Write the mark and the schema number into the file's header, with the transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID:d}")
    connection.exec_driver_sql(f"PRAGMA user_version={version:d}")


def name_migration(version: int) -> str:
    """Give the name under which Alembic knows the migration to this schema number."""
    return f"{version:04d}"
