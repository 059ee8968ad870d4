from contextlib import closing

import pytest

from briefing.errors import LibraryError, RecordNotFoundError
from briefing.ports import RecordQuery
from briefing.records.parts import Attachment
from briefing.services.history import Change, History
from db.engine import open_library
from tests.support.libraries import disk_library, find, make_actor, make_note, save

SECRET = "Zaranjidokht"


def purge(library, record_id):
    with library.begin() as unit:
        unit.records.purge_record(record_id)
        unit.commit()


def attach(library, content, *, name="copy.txt"):
    with library.begin() as unit:
        sha256 = unit.attachments.add_attachment(content)
        unit.commit()
    return Attachment(sha256=sha256, name=name, media_type="text/plain")


def has_attachment(library, attachment):
    with library.read() as unit:
        try:
            return bool(unit.attachments.get_attachment(attachment.sha256))
        except RecordNotFoundError:
            return False


def test_a_purged_record_is_gone_with_its_history(library):
    (stored,) = save(library, make_note(SECRET))
    purge(library, stored.id)

    assert find(library, stored.id) is None
    with library.read() as unit:
        assert unit.records.list_revisions(stored.id) == ()
        assert unit.records.list_records(RecordQuery(text=SECRET)) == ()


def test_a_record_in_the_trash_can_be_purged(library):
    (stored,) = save(library, make_note(SECRET))
    with library.begin() as unit:
        unit.records.trash_record(stored.id)
        unit.records.purge_record(stored.id)
        assert [touched.purged for touched in unit.touched] == [True]
        unit.commit()

    with library.read() as unit:
        assert unit.records.count_records(RecordQuery(in_trash=True)) == 0


def test_purging_what_is_not_there_says_so(library):
    with pytest.raises(RecordNotFoundError):
        purge(library, make_note().id)


def test_an_attachment_goes_with_the_last_record_that_names_it(library):
    only_here, shared = attach(library, b"only here"), attach(library, b"shared")
    gone, _kept = save(
        library, make_note(attachments=(only_here, shared)), make_note(attachments=(shared,))
    )
    purge(library, gone.id)

    assert not has_attachment(library, only_here)
    assert has_attachment(library, shared)


def test_undo_neither_brings_back_nor_trips_over_a_purged_record(library):
    history = History(library)
    note, actor = make_note(SECRET), make_actor()
    for record in (actor, note):
        history.do(Change(label="New", apply=lambda unit, r=record: unit.records.save_record(r)))
    done = history.do(Change(label="Purge", apply=lambda unit: unit.records.purge_record(note.id)))

    assert done.records == {note.id: None}
    assert history.undo().records == {actor.id: None}
    assert history.undo() is None


def test_after_compacting_no_byte_of_a_purged_text_is_left(tmp_path):
    path = tmp_path / "a.library"
    with disk_library(path) as library:
        notes = save(library, *(make_note(f"{SECRET} {n}", text=SECRET * 40) for n in range(30)))
        attached = attach(library, SECRET.encode() * 5_000)
        (actor,) = save(library, make_actor(attachments=(attached,)))
        for record in (*notes, actor):
            purge(library, record.id)
        library.compact()
        kept = {file: file.read_bytes().lower() for file in tmp_path.iterdir() if file.is_file()}

    assert {f"{path.name}-wal", f"{path.name}-shm"} <= {file.name for file in kept}
    for content in kept.values():
        assert SECRET.lower()[:6].encode() not in content


def test_the_library_goes_on_after_compacting(library):
    (stored,) = save(library, make_actor())
    library.compact()

    save(library, make_note())
    assert find(library, stored.id) == stored


def test_a_library_opened_for_reading_is_not_compacted(tmp_path):
    path = tmp_path / "a.library"
    with disk_library(path):
        pass
    with (
        closing(open_library(path, read_only=True)) as library,
        pytest.raises(LibraryError, match="read-only"),
    ):
        library.compact()
