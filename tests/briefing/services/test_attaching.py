import pytest

from briefing.errors import ImportFileError, InvalidValueError
from briefing.services import attaching
from briefing.services.attaching import attach_file, detach_file, save_attachment, use_attachment
from briefing.services.editing import create_record, make_record
from briefing.services.history import History
from db.engine import open_memory_library


@pytest.fixture
def library():
    opened = open_memory_library(author="Ada")
    yield opened
    opened.close()


@pytest.fixture
def history(library):
    return History(library)


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "emblem.png"
    path.write_bytes(b"\x89PNG picture")
    return path


def add(history, kind):
    record = make_record(kind)
    history.do(create_record(record))
    return record.id


def read(library, record_id):
    with library.read() as unit:
        return unit.records.get_record(record_id)


def test_a_file_is_kept_beside_the_record_once(library, history, picture):
    actor = add(history, "actor")
    for _ in range(2):
        history.do(attach_file(actor, picture))

    (attachment,) = read(library, actor).attachments
    assert (attachment.name, attachment.media_type) == ("emblem.png", "image/png")


def test_an_attachment_comes_out_as_it_went_in(library, history, picture, tmp_path):
    actor = add(history, "actor")
    history.do(attach_file(actor, picture))
    save_attachment(library, read(library, actor).attachments[0], tmp_path / "out.png")

    assert (tmp_path / "out.png").read_bytes() == picture.read_bytes()


def test_an_actor_takes_it_as_emblem_and_loses_it_with_the_file(library, history, picture):
    actor = add(history, "actor")
    history.do(attach_file(actor, picture))
    (attachment,) = read(library, actor).attachments
    history.do(use_attachment(actor, attachment))
    assert read(library, actor).emblem == attachment.sha256

    history.do(detach_file(actor, attachment))

    assert (read(library, actor).emblem, read(library, actor).attachments) == ("", ())


def test_a_source_takes_it_as_saved_copy_with_the_time(library, history, picture):
    source = add(history, "source")
    history.do(attach_file(source, picture))
    history.do(use_attachment(source, read(library, source).attachments[0]))

    assert read(library, source).saved_copy.captured_at is not None


def test_other_records_have_no_use_for_it(library, history, picture):
    attack = add(history, "attack")
    history.do(attach_file(attack, picture))

    with pytest.raises(InvalidValueError, match="neither"):
        history.do(use_attachment(attack, read(library, attack).attachments[0]))


def test_undo_takes_the_file_away_again(library, history, picture):
    actor = add(history, "actor")
    history.do(attach_file(actor, picture))
    history.undo()

    assert read(library, actor).attachments == ()


def test_a_file_that_is_missing_or_too_large_is_refused(tmp_path, picture, monkeypatch):
    with pytest.raises(ImportFileError, match="cannot be read"):
        attach_file("id", tmp_path / "gone.png")
    monkeypatch.setattr(attaching, "LARGEST_ATTACHMENT", 4)

    with pytest.raises(ImportFileError, match="larger"):
        attach_file("id", picture)
