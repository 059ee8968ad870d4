"""What happens when the machine fails: nothing that was acknowledged is lost."""

import os
import random
import select
import sqlite3
import subprocess
import sys
import textwrap
from datetime import UTC, datetime

import pytest

from briefing.errors import LibraryError
from briefing.ports import RecordQuery
from db.backups import back_up_file
from db.engine import open_library
from tests.support.libraries import disk_library, find, make_actor, save

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

WRITER = """
import sys
from pathlib import Path
from db.engine import open_library
from tests.support.libraries import make_actor
library = open_library(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    with library.begin() as unit:
        stored = unit.records.save_record(make_actor("A " + "x " * 400))
        unit.commit()
    print(stored.id, flush=True)
"""

LIMITED = """
import resource, signal, sys
from pathlib import Path
from briefing.errors import LibraryError
from db.engine import open_library
from tests.support.libraries import make_actor
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
library = open_library(path)
limit = path.stat().st_size + 60_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
saved = []
try:
    while True:
        with library.begin() as unit:
            stored = unit.records.save_record(make_actor("A " + "x " * 9_000))
            unit.commit()
        saved.append(stored.id)
except LibraryError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with library.begin() as unit:
    saved.append(unit.records.save_record(make_actor("after")).id)
    unit.commit()
print(*saved)
library.close()
"""


def require_sound(path, ids):
    """Open the library again: all that was acknowledged is there, and found by search."""
    with disk_library(path) as library:
        with library.read() as unit:
            assert unit.records.get_records(ids).keys() == set(ids)
            assert unit.records.count_records(RecordQuery(text="a")) == len(
                list(unit.records.iter_records())
            )
        with library.connect(writing=True) as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            # raises when the index and its own tables disagree
            command = "INSERT INTO records_fts_actor(records_fts_actor) VALUES ('integrity-check')"
            connection.exec_driver_sql(command)


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
@pytest.mark.parametrize("seed", range(4))
def test_a_killed_program_loses_nothing_that_was_acknowledged(tmp_path, seed):
    path = tmp_path / "a.library"
    with disk_library(path, make_actor("a")):
        pass
    acknowledged_before_kill = random.Random(seed).randrange(2, 40)
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=ENVIRONMENT) as writer:
        lines = [writer.stdout.readline() for _ in range(acknowledged_before_kill)]
        # a kill at an arbitrary point of the next transaction, not right after a line
        select.select([], [], [], random.Random(seed).random() / 200)
        writer.kill()
        lines += writer.stdout.readlines()
    ids = [line.decode().strip() for line in lines if line.endswith(b"\n")][1:]

    assert len(ids) >= acknowledged_before_kill - 1
    require_sound(path, ids)


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
def test_a_full_disk_is_told_and_writing_goes_on_when_there_is_room(tmp_path):
    path = tmp_path / "a.library"
    with disk_library(path, make_actor("a")):
        pass
    command = [sys.executable, "-c", textwrap.dedent(LIMITED), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)

    assert run.returncode == 0, run.stderr
    sentence, ids = run.stdout.splitlines()
    assert str(path) in sentence
    assert "nothing was saved" in sentence
    require_sound(path, ids.split())


@pytest.fixture
def tiny_disk(tmp_path):
    """Give a folder on a disk of its own with 1 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        done = False
    if not done:
        pytest.skip("mounting a file system is not permitted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def save_until_full(library, saved):
    while True:
        saved += save(library, make_actor("A " + "x " * 9000))


def test_no_space_left_is_told_with_the_place_and_what_is_free(tiny_disk):
    path = tiny_disk / "a.library"
    with disk_library(path, make_actor("a")) as library:
        saved = []
        with pytest.raises(LibraryError, match=r"no space left for .*a\.library \(0 MB free\)"):
            save_until_full(library, saved)
        assert find(library, saved[-1].id) == saved[-1]

        remount = ["mount", "-o", "remount,size=4m", str(tiny_disk)]
        subprocess.run(remount, check=True)
        saved += save(library, make_actor("a after"))
    require_sound(path, [record.id for record in saved])


def test_a_backup_that_finds_no_space_names_its_own_place(tiny_disk, tmp_path):
    path = tmp_path / "a.library"
    with disk_library(path, make_actor("A " + "x" * 2_000_000)):
        with pytest.raises(LibraryError, match=r"no space left for .*disk.*a-2024.*\.library"):
            back_up_file(path, tiny_disk, now=datetime(2024, 1, 1, tzinfo=UTC))
        assert list(tiny_disk.iterdir()) == []


def test_a_library_that_finds_no_space_is_not_half_created(tiny_disk):
    path = tiny_disk / "a.library"
    (tiny_disk / "filler").write_bytes(bytes(1_000_000))

    with pytest.raises(LibraryError, match=r"no space left for .*disk/a\.library"):
        open_library(path, create=True)
    assert not path.exists()
    assert len(list(tiny_disk.glob("*"))) == 2  # the filler and the lock


def test_a_library_on_a_disk_that_became_read_only_can_be_read(tiny_disk):
    path = tiny_disk / "a.library"
    with disk_library(path, make_actor("a")) as library, library.read() as unit:
        stored = next(unit.records.iter_records())
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)

    library = open_library(path)
    assert library.is_read_only
    assert find(library, stored.id) == stored
    with pytest.raises(LibraryError, match="read-only"):
        library.begin()
    library.close()


def test_changes_that_lie_in_a_log_are_not_silently_missed(tiny_disk):
    path = tiny_disk / "a.library"
    with disk_library(path, make_actor("a")):
        for name in (f"{path.name}-wal", path.name):
            (tiny_disk / f"copy-{name}").write_bytes((tiny_disk / name).read_bytes())
    (tiny_disk / f"copy-{path.name}-wal").rename(tiny_disk / "b.library-wal")
    (tiny_disk / f"copy-{path.name}").rename(tiny_disk / "b.library")
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)

    with pytest.raises(LibraryError, match="last changes lie beside it"):
        open_library(tiny_disk / "b.library")


def test_a_log_left_behind_makes_the_start_look_closer(tmp_path):
    path = tmp_path / "a.library"
    with disk_library(path, *(make_actor(f"Actor {number}") for number in range(50))):
        pass
    break_index(path)
    open_library(path).close()  # the quick look does not compare indexes with tables

    left_open = sqlite3.connect(path)
    left_open.execute("UPDATE records SET place = 'x'")
    left_open.commit()
    with pytest.raises(LibraryError, match="damaged"):
        open_library(path)
    left_open.close()


def break_index(path):
    """Make the index of tags disagree with its table, as a lying disk would."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_records_country ON records "
            "(title, kind)' WHERE name = 'ix_records_country'"
        )
    connection.close()
