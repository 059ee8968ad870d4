import os
import stat
import threading
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import LibraryDamagedError, LibraryError, LibraryLockedError
from briefing.ports import RecordQuery
from db import backups
from db.backups import back_up_file, choose_kept, list_backups, restore_backup, thin_backups
from db.engine import open_library
from tests.support.libraries import disk_library, find, make_actor, save

NOW = datetime(2024, 6, 15, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.library"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kept"


@pytest.fixture
def stored(path):
    with disk_library(path, make_actor()) as library, library.read() as unit:
        return next(unit.records.iter_records())


def test_a_backup_is_a_library_with_the_same_records(path, stored, folder):
    backup = back_up_file(path, folder, now=NOW)

    with disk_library(backup) as library:
        assert find(library, stored.id) == stored


def test_a_backup_is_one_private_file_and_nothing_else(path, stored, folder):
    backup = back_up_file(path, folder, now=NOW, reason="before-import")

    assert [entry.name for entry in folder.iterdir()] == [backup.name]
    assert backup.name == "a-20240615T120000.000000Z-before-import.library"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_backups_made_while_writing_hold_whole_transactions(path, stored, folder):
    done = threading.Event()

    def write_pairs(library):
        while not done.is_set():
            save(library, make_actor("One"), make_actor("Two"))

    with disk_library(path) as library:
        writer = threading.Thread(target=write_pairs, args=(library,))
        writer.start()
        made = [back_up_file(path, folder, now=NOW + n * HOUR) for n in range(5)]
        done.set()
        writer.join()

    for backup in made:
        reader = open_library(backup, read_only=True)
        with reader.read() as unit:
            counts = [unit.records.count_records(RecordQuery(text=t)) for t in ("One", "Two")]
        reader.close()
        assert counts[0] == counts[1]


def test_a_damaged_library_is_not_backed_up(path, stored, folder):
    os.truncate(path, path.stat().st_size // 2)

    with pytest.raises(LibraryDamagedError):
        back_up_file(path, folder, now=NOW)
    assert list(folder.iterdir()) == []


def test_a_copy_that_is_not_whole_does_not_become_a_backup(path, stored, folder, monkeypatch):
    monkeypatch.setattr(backups, "_count_rows", lambda _path: {"records": 0})

    with pytest.raises(LibraryError, match="not whole"):
        back_up_file(path, folder, now=NOW)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(path, stored):
    with pytest.raises(LibraryError, match="No backup could be made in"):
        back_up_file(path, path / "folder", now=NOW)


def test_backups_are_listed_newest_first_without_strangers(path, stored, folder):
    older = back_up_file(path, folder, now=NOW - DAY)
    newer = back_up_file(path, folder, now=NOW, reason="before-import")
    (folder / "a-letter.library").touch()
    (folder / "other-20240615T120000.000000Z.library").touch()
    (folder / "a-20249915T120000.000000Z.library").touch()

    found = list_backups(path, folder)

    assert [backup.path for backup in found] == [newer, older]
    assert (found[0].made, found[0].reason) == (NOW, "before-import")
    assert found[0].size == newer.stat().st_size


def test_thinning_deletes_old_backups_but_not_those_with_a_reason(path, stored, folder):
    for hours in range(24):
        back_up_file(path, folder, now=NOW - 5 * DAY - hours * HOUR / 4)
    marked = back_up_file(path, folder, now=NOW - 5 * DAY - HOUR / 8, reason="before-version-2")

    gone = thin_backups(path, folder, now=NOW)

    kept = [backup.path for backup in list_backups(path, folder)]
    assert len(gone) == 23
    assert marked in kept
    assert len(kept) == 2


def test_a_year_of_backups_every_six_hours_is_thinned_as_promised():
    made = [NOW - n * 6 * HOUR for n in range(4 * 400)]

    kept = choose_kept(made, now=NOW)

    assert sum(moment >= NOW - 2 * DAY for moment in kept) == 9
    assert len(kept) == 9 + 12 + 10 + 9
    assert min(kept) < NOW - 300 * DAY


@given(st.lists(st.integers(-100_000, 800_000)))
def test_thinning_keeps_the_newest_and_all_young_ones(hours_ago):
    made = [NOW - hours * HOUR / 10 for hours in hours_ago]

    kept = choose_kept(made, now=NOW)

    assert kept <= set(made)
    assert not made or max(made) in kept
    assert {moment for moment in made if moment >= NOW - 2 * DAY} <= kept
    assert len([moment for moment in kept if moment < NOW - 2 * DAY]) <= 12 + 10 + 9 + 1


def test_restoring_keeps_the_damaged_file_and_its_log(path, stored, folder):
    backup = back_up_file(path, folder, now=NOW)
    path.write_bytes(b"ruined")
    path.with_name("a.library-wal").write_bytes(b"a log of something else")

    moved = restore_backup(backup, path, now=NOW)

    assert moved.read_bytes() == b"ruined"
    assert moved.with_name(f"{moved.name}-wal").read_bytes() == b"a log of something else"
    with disk_library(path) as library:
        assert find(library, stored.id) == stored


def test_restoring_works_where_the_library_is_gone(path, stored, folder):
    backup = back_up_file(path, folder, now=NOW)
    path.unlink()

    assert restore_backup(backup, path, now=NOW) is None
    with disk_library(path) as library:
        assert find(library, stored.id) == stored


def test_an_open_library_is_not_restored_over(path, stored, folder):
    backup = back_up_file(path, folder, now=NOW)
    with disk_library(path) as library:
        save(library, msgspec.structs.replace(stored, country="IR"))
        with pytest.raises(LibraryLockedError):
            restore_backup(backup, path, now=NOW)

        assert find(library, stored.id).country == "IR"


def test_a_damaged_backup_replaces_nothing(path, stored, folder):
    backup = back_up_file(path, folder, now=NOW)
    os.truncate(backup, backup.stat().st_size // 2)
    before = path.read_bytes()

    with pytest.raises(LibraryDamagedError):
        restore_backup(backup, path, now=NOW)
    assert path.read_bytes() == before
