"""Brings an older library up to date: backup, then all migrations in one transaction.

Imported only when there is something to migrate, because Alembic takes long to import.
"""

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from briefing.errors import LibraryDamagedError, LibraryError
from db.backups import back_up_file, backup_folder
from db.rebuilding import rebuild_derived_rows
from db.schema import DERIVED_VERSION, SCHEMA_VERSION, mark_file, name_migration

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate_library(
    engine: Engine,
    path: Path,
    *,
    from_version: int,
    now: datetime,
    migrations: Path = MIGRATIONS,
    to_version: int = SCHEMA_VERSION,
) -> None:
    """Back the library up and migrate it; on any error it stays at its old version.

    The backup of a version is made once: trying again after a failure must not push the good
    one out. Raises LibraryError.
    """
    reason = f"before-version-{to_version}"
    if not any(backup_folder(path).glob(f"{path.stem}-*-{reason}{path.suffix}")):
        back_up_file(path, backup_folder(path), now=now, reason=reason)
    try:
        with engine.connect() as connection:
            _migrate(connection, migrations, from_version, to_version)
    except LibraryError:
        raise
    except Exception as error:
        message = (
            f"{path} could not be brought from version {from_version} to {to_version} ({error}); "
            f"it is as it was, and a backup lies in {backup_folder(path)}."
        )
        raise LibraryError(message) from error


def create_by_migrations(
    connection: Connection, *, migrations: Path = MIGRATIONS, to_version: int = SCHEMA_VERSION
) -> None:
    """Make all tables of an empty database by running every migration; commits nothing."""
    _run_alembic(connection, migrations, to_version)
    mark_file(connection, to_version)


def _migrate(connection: Connection, migrations: Path, from_version: int, to_version: int) -> None:
    # switching foreign keys has no effect inside a transaction; rebuilding a table with them
    # on would delete its children
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            create_by_migrations(connection, migrations=migrations, to_version=to_version)
            if from_version < DERIVED_VERSION <= to_version:
                # here and not in a migration: what is derived is known as of today alone
                rebuild_derived_rows(connection)
            _require_sound_references(connection, from_version)
    finally:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()


def _require_sound_references(connection: Connection, from_version: int) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        message = (
            f"A reference in table {broken[0]} would lead nowhere after the migration; the "
            f"library stays at version {from_version}."
        )
        raise LibraryDamagedError(message)


def _run_alembic(connection: Connection, migrations: Path, to_version: int) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, name_migration(to_version))


def find_newest_migration(migrations: Path = MIGRATIONS) -> str | None:
    """Give the name of the last migration, or None when there is none."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config).get_current_head()
