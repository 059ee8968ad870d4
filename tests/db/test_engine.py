import os
import sqlite3
import stat
import subprocess
import sys
import threading

import msgspec
import pytest

from briefing.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryLockedError,
    LibraryTooNewError,
)
from briefing.ports import RecordQuery
from db.engine import open_library
from tests.support.libraries import disk_library, find, make_actor, save

SCRIPT_ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "my library #1 100%.library"


@pytest.fixture
def stored(path):
    """Give a record of a library at the path, which is closed."""
    with disk_library(path, make_actor()) as library, library.read() as unit:
        return next(unit.records.iter_records())


def read_everything(folder):
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.is_file()}


def patch(path, offset, content):
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def open_refused(path, kind, words, **options):
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(kind, match=words) as refusal:
        open_library(path, **options)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert str(refusal.value).count("\n") == 0


def test_a_library_is_there_again_when_opened_again(path, stored):
    with disk_library(path) as library:
        assert find(library, stored.id) == stored
        assert library.path == path


def test_folders_are_made_only_when_a_library_is_created(tmp_path):
    path = tmp_path / "new" / "folder" / "a.library"
    open_refused(path, LibraryError, "There is no library at")
    assert not path.parent.exists()

    open_library(path, create=True).close()
    assert path.is_file()


def test_only_the_owner_may_read_a_library(path):
    old = os.umask(0)
    try:
        with disk_library(path, make_actor()):
            modes = {f.name: stat.S_IMODE(f.stat().st_mode) for f in path.parent.iterdir()}
    finally:
        os.umask(old)
    assert len(modes) == 4
    assert set(modes.values()) == {0o600}


def test_closing_leaves_one_file_and_its_lock(path, stored):
    assert sorted(f.name for f in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


def test_a_second_program_is_told_who_has_it(path, stored):
    script = "import sys; from db.engine import open_library; from pathlib import Path\n"
    script += "open_library(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=SCRIPT_ENVIRONMENT
    ) as other:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(LibraryLockedError, match=f"process {other.pid}"):
            open_library(path)
        other.kill()
        other.wait()
    with disk_library(path) as library:  # the lock died with its holder
        assert find(library, stored.id) == stored


def test_a_library_may_be_read_while_another_writes(path, stored):
    with disk_library(path) as library:
        reader = open_library(path, read_only=True)
        save(library, msgspec.structs.replace(stored, country="IR"))
        assert find(reader, stored.id).country == "IR"
        with pytest.raises(LibraryError, match="read-only"):
            reader.begin()
        reader.close()


def test_readers_go_on_while_a_writer_writes(path, stored):
    with disk_library(path) as library, library.begin() as unit:
        unit.records.save_record(msgspec.structs.replace(stored, country="IR"))
        unit.records.list_records(RecordQuery())
        assert find(library, stored.id).country == ""


def test_a_reader_sees_one_state_throughout(path, stored):
    with disk_library(path) as library, library.read() as unit:
        assert unit.records.get_record(stored.id).country == ""
        save(library, msgspec.structs.replace(stored, country="IR"))
        assert unit.records.get_record(stored.id).country == ""


def test_a_log_left_by_a_library_that_is_gone_does_not_enter_a_new_one(path, stored):
    with disk_library(path, make_actor("Old")):
        log = path.with_name(f"{path.name}-wal").read_bytes()
    path.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(log)

    with disk_library(path) as library, library.read() as unit:
        assert list(unit.records.iter_records()) == []
    assert path.with_name(f"{path.name}-wal.left-over").read_bytes() == log


def test_an_empty_file_is_damage_and_not_a_new_library(path):
    path.touch()

    open_refused(path, LibraryDamagedError, "is empty", create=True)
    open_refused(path, LibraryDamagedError, "is empty", read_only=True)


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04" * 400, b"SQLite format 3\x00"])
def test_what_is_no_database_is_refused(path, content):
    path.write_bytes(content)

    open_refused(path, LibraryDamagedError, "is not a library")


def test_the_database_of_another_program_is_refused(path):
    foreign = sqlite3.connect(path)
    foreign.execute("CREATE TABLE x (y)")
    foreign.close()

    open_refused(path, LibraryDamagedError, "another program", create=True)


def test_a_folder_is_refused(tmp_path):
    open_refused(tmp_path, LibraryError, "is a folder")


def test_a_newer_library_is_refused_by_both_numbers(path, stored):
    patch(path, 60, (99).to_bytes(4, "big"))

    open_refused(path, LibraryTooNewError, "format is 99, this program knows 2")


def test_a_newer_library_is_refused_when_only_its_log_says_so(path, stored):
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version=99")
    try:
        open_refused(path, LibraryTooNewError, "format is 99")
    finally:
        newer.close()


def test_a_truncated_library_is_refused(path, stored):
    os.truncate(path, path.stat().st_size // 2)

    open_refused(path, LibraryDamagedError, "restore the newest backup")


def test_random_bytes_inside_are_found_at_the_start(path, stored):
    for page in range(1, path.stat().st_size // 4096):
        patch(path, page * 4096, bytes(range(256)) * 2)

    open_refused(path, LibraryDamagedError, "is damaged")


def test_a_library_without_one_of_its_tables_is_refused(path, stored):
    damaged = sqlite3.connect(path)
    damaged.execute("DROP TABLE figures")
    damaged.close()

    open_refused(path, LibraryDamagedError, "no table figures")


def test_a_link_to_a_library_shares_its_lock(path, stored):
    link = path.with_name("link.library")
    link.symlink_to(path)

    with disk_library(path), pytest.raises(LibraryLockedError):
        open_library(link)


def test_a_library_with_foreign_triggers_is_refused(path, stored):
    hostile = sqlite3.connect(path)
    hostile.execute("CREATE TRIGGER t AFTER INSERT ON records BEGIN DELETE FROM revisions; END")
    hostile.close()

    open_refused(path, LibraryDamagedError, "not ours")


def test_a_damaged_record_is_named_as_damage(path, stored):
    damaged = sqlite3.connect(path)
    damaged.execute("UPDATE revisions SET body = '{}'")
    damaged.commit()
    damaged.close()

    with disk_library(path) as library, pytest.raises(LibraryDamagedError, match="backup"):
        find(library, stored.id)


def test_another_program_that_writes_is_waited_for_and_then_named(path, stored, monkeypatch):
    monkeypatch.setattr("db.connections._SETUP", ("PRAGMA busy_timeout=50",))
    with disk_library(path) as library:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryLockedError, match="Another program is writing"):
            save(library, make_actor())
        other.close()

        save(library, make_actor())  # and all is well again


def test_a_file_marked_read_only_is_opened_for_reading(path, stored, monkeypatch):
    # root may write anything, so the refusal itself is made here
    monkeypatch.setattr("db.engine._may_write", lambda _path: False)

    with disk_library(path) as library:
        assert find(library, stored.id) == stored
        assert library.is_read_only
        with pytest.raises(LibraryError, match="read-only"):
            library.begin()


def test_creating_in_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(LibraryError, match="could not be created"):
        open_library(tmp_path / "file" / "a.library", create=True)


def test_threads_may_read_and_write_at_once(path, stored):
    failures = []

    def read_often(library):
        try:
            for _ in range(30):
                assert find(library, stored.id) is not None
        except Exception as error:  # noqa: BLE001 - told to the test's own thread
            failures.append(error)

    with disk_library(path) as library:
        threads = [threading.Thread(target=read_often, args=(library,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(20):
            save(library, make_actor(str(number)))
        for thread in threads:
            thread.join()

    assert failures == []


def test_alembic_is_not_imported_to_open_a_library(path, stored):
    script = "import sys; from db.engine import open_library; from pathlib import Path\n"
    script += "open_library(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    command = [sys.executable, "-c", script, str(path)]
    run = subprocess.run(command, capture_output=True, check=True, env=SCRIPT_ENVIRONMENT)

    assert run.stdout.split() == [b"False"]


def test_a_large_library_is_opened_without_reading_all_of_it(path, stored, monkeypatch):
    monkeypatch.setattr("db.engine.CHECKED_UP_TO", 0)
    monkeypatch.setattr("db.engine._check_pages", None)

    with disk_library(path) as library:
        assert find(library, stored.id) == stored
