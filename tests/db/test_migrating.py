import gzip
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from briefing.errors import LibraryDamagedError, LibraryError
from briefing.ports import RecordQuery
from db.backups import list_backups
from db.connections import Access, make_engine
from db.engine import open_library
from db.migrating import MIGRATIONS, create_by_migrations, find_newest_migration, migrate_library
from db.schema import SCHEMA_VERSION, create_schema, name_migration
from tests.support.libraries import disk_library, find, make_actor, numbered_id

NOW = datetime(2024, 6, 15, 12, 0, tzinfo=UTC)

THIRD = '''"""Add a column, and do whatever a test wants."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.execute("CREATE TABLE extra (x INTEGER)")
    with op.batch_alter_table("records", recreate="always") as batch:
        batch.alter_column("place", new_column_name="place_name")
    {body}
'''


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.library"


@pytest.fixture
def stored(path):
    with disk_library(path, make_actor(tags=("a",))) as library, library.read() as unit:
        return next(unit.records.iter_records())


@pytest.fixture
def migrate(path, tmp_path, stored):
    """Give a function that runs a third migration with this body."""

    def run(body="pass"):
        folder = write_migrations(tmp_path / "migrations", body)
        engine = make_engine(path, Access.WRITE)
        try:
            options = {"from_version": 2, "to_version": 3, "migrations": folder}
            migrate_library(engine, path, now=NOW, **options)
        finally:
            engine.dispose()

    return run


def write_migrations(folder, body="pass"):
    shutil.copytree(MIGRATIONS, folder, dirs_exist_ok=True)
    (folder / "versions" / "v0003_third.py").write_text(THIRD.format(body=body))
    return folder


def read(path, statement):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def describe_schema(make):
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        make(connection)
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar()
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
        stamp = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    engine.dispose()
    objects = {(kind, name): re.sub(r"\s+", "", sql or "") for kind, name, sql in rows}
    return objects, version, mark, stamp


def test_a_new_library_is_what_all_migrations_would_make():
    assert describe_schema(create_schema) == describe_schema(create_by_migrations)


def test_the_schema_number_is_that_of_the_last_migration():
    assert find_newest_migration() == name_migration(SCHEMA_VERSION)


def test_a_migration_keeps_all_rows_and_counts_the_version_up(path, migrate):
    migrate()

    assert read(path, "PRAGMA user_version") == [(3,)]
    assert read(path, "SELECT version_num FROM alembic_version") == [("0003",)]
    assert read(path, "SELECT count(*) FROM revisions") == [(1,)]
    assert read(path, "SELECT tag FROM record_tags") == [("a",)]


def test_a_verified_backup_is_made_before(path, migrate, stored):
    migrate()

    (backup,) = list_backups(path)
    assert backup.reason == "before-version-3"
    with disk_library(backup.path) as library:
        assert find(library, stored.id) == stored


def test_a_failed_migration_leaves_the_library_as_it_was(path, migrate, stored):
    with pytest.raises(LibraryError, match="from version 2 to 3"):
        migrate("raise ValueError('half way')")

    assert read(path, "PRAGMA user_version") == [(2,)]
    assert read(path, "SELECT name FROM sqlite_master WHERE name = 'extra'") == []
    with disk_library(path) as library:
        assert find(library, stored.id) == stored


def test_a_migration_that_loses_a_reference_is_taken_back(path, migrate, stored):
    with pytest.raises(LibraryDamagedError, match="would lead nowhere"):
        migrate("op.execute('DELETE FROM records')")

    with disk_library(path) as library:
        assert find(library, stored.id) == stored


def test_trying_again_makes_no_second_backup(path, migrate):
    for _ in range(2):
        with pytest.raises(LibraryError):
            migrate("raise ValueError")
    migrate()

    assert len(list_backups(path)) == 1


@pytest.fixture
def newer_program(monkeypatch, tmp_path):
    """Let this program be one whose schema number is 3."""
    folder = write_migrations(tmp_path / "migrations")
    defaults = {"migrations": folder, "to_version": 3}
    monkeypatch.setattr(migrate_library, "__kwdefaults__", defaults)
    monkeypatch.setattr("db.engine.SCHEMA_VERSION", 3)
    monkeypatch.setattr("db.file_header.SCHEMA_VERSION", 3)


def test_opening_an_older_library_migrates_it(path, stored, newer_program):
    with disk_library(path) as library:
        assert find(library, stored.id) == stored
    assert read(path, "PRAGMA user_version") == [(3,)]
    assert len(list_backups(path)) == 1


def test_an_older_library_is_not_migrated_by_reading(path, stored, newer_program):
    with pytest.raises(LibraryError, match="older version"):
        open_library(path, read_only=True)
    assert read(path, "PRAGMA user_version") == [(2,)]


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_program_killed_while_migrating_leaves_the_library_as_it_was(path, stored, tmp_path):
    folder = write_migrations(tmp_path / "migrations", "import os; os.kill(os.getpid(), 9)")
    script = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from db.connections import Access, make_engine; from db.migrating import migrate_library\n"
        "path, folder = map(Path, sys.argv[1:])\n"
        "migrate_library(make_engine(path, Access.WRITE), path, from_version=2, to_version=3,"
        " migrations=folder, now=datetime.now(UTC))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", script, str(path), str(folder)]
    run = subprocess.run(command, env=environment, capture_output=True, check=False)

    assert run.returncode == -9, run.stderr
    with disk_library(path) as library:
        assert find(library, stored.id) == stored
    assert read(path, "PRAGMA user_version") == [(2,)]


@pytest.fixture
def first_schema(path):
    """Give a library that the first version of the program wrote."""
    packed = Path(__file__).parents[1] / "data" / "schema-1.library.gz"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"text": "jaysh"}, []),
        ({"text": "جيش"}, ["Jaish al-Adl"]),
        ({"text": "panj", "least_killed": 2}, ["Strike on Panjgur"]),
        ({"kinds": ("actor",)}, ["APT2", "APT10", "Jaish al-Adl"]),
        ({"tag": "border", "order": "date"}, ["Strike on Panjgur", "Jaish al-Adl"]),
        ({"actor": numbered_id(2)}, ["Strike on Panjgur"]),
        ({"kinds": ("background", "attack"), "unsourced": True}, ["The border"]),
        ({"in_trash": True}, ["gone"]),
    ],
)
def test_a_library_of_the_first_schema_is_listed_and_searched_as_any(first_schema, query, titles):
    with disk_library(first_schema) as library, library.read() as unit:
        found = unit.records.list_records(RecordQuery(**query))

    assert [summary.title for summary in found] == titles
