"""Builds libraries for tests, in memory and on disk."""

from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.identifiers import RecordId, new_record_id
from briefing.records.actor import Actor, ActorName, NameKind
from briefing.records.attack import Attack
from briefing.records.background_note import BackgroundNote
from briefing.records.source import Source
from db.engine import open_library, open_memory_library

AUTHOR = "Test Analyst"


class Clock:
    """A clock that moves on by a second every time it is read."""

    def __init__(self, start=datetime(2024, 1, 18, 12, 0, tzinfo=UTC)):
        self.now = start

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


@contextmanager
def memory_library(*records, clock=None):
    """Give a library in memory with these records, and close it."""
    with closing(open_memory_library(AUTHOR, clock=clock or Clock())) as library:
        save(library, *records)
        yield library


@contextmanager
def disk_library(path: Path, *records, clock=None):
    """Give a library on disk, made where there is none, with these records; and close it."""
    opened = open_library(path, author=AUTHOR, create=True, clock=clock or Clock())
    with closing(opened) as library:
        save(library, *records)
        yield library


def save(library, *records, reason=""):
    """Save records in one transaction and give them back as stored."""
    if not records:
        return []
    with library.begin() as unit:
        stored = [unit.records.save_record(record, reason=reason) for record in records]
        unit.commit()
    return stored


def find(library, record_id):
    """Give the record as it stands, or None."""
    with library.read() as unit:
        return unit.records.find_record(record_id)


def make_actor(name="Jaish al-Adl", *, native="", **fields):
    """Make an actor with this preferred name."""
    names = [ActorName(text=name, name_kind=NameKind.OFFICIAL, preferred=True)]
    if native:
        names.append(ActorName(text=native, name_kind=NameKind.NATIVE, language="ar"))
    return Actor(**{"id": new_record_id(), "names": tuple(names), **fields})


def make_attack(title="Strike on Panjgur", **fields):
    """Make an attack with this title."""
    return Attack(**{"id": new_record_id(), "title": title, **fields})


def make_note(title="The border", **fields):
    """Make a background note with this title."""
    return BackgroundNote(**{"id": new_record_id(), "title": title, **fields})


def make_source(key="ani-2024", **fields):
    """Make a source with this key."""
    return Source(**{"id": new_record_id(), "key": key, **fields})


def numbered_id(number: int) -> RecordId:
    """Give a record id that sorts by its number."""
    return RecordId(f"00000000-0000-4000-8000-{number:012d}")
