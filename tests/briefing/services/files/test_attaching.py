import msgspec
import pytest

from briefing.errors import ImportFileError, InvalidValueError, RecordNotFoundError
from briefing.imaging.picture import Crop
from briefing.outline import Briefing
from briefing.records.library_settings import SETTINGS_ID
from briefing.sections.pictures import list_section_images
from briefing.services.briefings.outlining import make_section
from briefing.services.files import attaching
from briefing.services.files.attaching import (
    attach_file,
    change_image,
    choose,
    detach_file,
    move_image,
    name_content,
    put_files,
    read_file,
    save_attachment,
    take_away,
    use_attachment,
)
from briefing.services.files.shelves import RecordShelf, SectionShelf, SettingsShelf
from briefing.services.history import History
from briefing.services.records.editing import create_record, make_record
from db.engine import open_memory_library
from tests.support.images import make_image, make_png_bomb, write_image


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
    path.write_bytes(write_image())
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


@pytest.fixture
def shelf(history):
    section = make_section("images")
    briefing = Briefing(id="00000001-0000-4000-8000-000000000001", sections=(section,))
    history.do(create_record(briefing))
    return SectionShelf(briefing.id, section.id)


def make_file(width=20, name="fence.png"):
    return name_content(write_image(make_image(width, 10)), name, images_only=True)


def list_names(library, shelf):
    with library.read() as unit:
        return [one.name for one in shelf.read(unit).attachments]


def test_a_section_keeps_images_of_its_own_in_an_order(library, history, shelf):
    history.do(put_files(shelf, [make_file(20, "a.png"), make_file(21, "b.png")]))
    history.do(put_files(shelf, [make_file(20, "again.png"), make_file(22, "c.png")]))
    assert list_names(library, shelf) == ["a.png", "b.png", "c.png"]

    (section,) = read(library, shelf.record_id).sections
    history.do(move_image(shelf, list_section_images(section)[2], -1))
    history.do(take_away(shelf, list_section_images(section)[0]))
    assert list_names(library, shelf) == ["c.png", "b.png"]
    history.undo()
    assert list_names(library, shelf) == ["a.png", "c.png", "b.png"]


def test_what_is_printed_of_an_image_is_kept_with_it(library, history, shelf):
    history.do(put_files(shelf, [make_file()]))
    (section,) = read(library, shelf.record_id).sections
    (image,) = list_section_images(section)
    told = msgspec.structs.replace(image, caption="A fence\x00", crop=Crop(left=0.25), width=0.5)
    history.do(change_image(shelf, told))

    (section,) = read(library, shelf.record_id).sections
    (image,) = list_section_images(section)
    assert (image.caption, image.crop.left, image.width) == ("A fence", 0.25, 0.5)


def test_the_first_image_kept_with_the_settings_is_the_logo(library, history):
    shelf = SettingsShelf()
    history.do(put_files(shelf, [make_file(20), make_file(30, "new.png")]))
    first, second = read(library, SETTINGS_ID).attachments
    assert read(library, SETTINGS_ID).logo == first.sha256

    history.do(choose(shelf, second))
    assert read(library, SETTINGS_ID).logo == second.sha256
    history.do(take_away(shelf, second))
    assert read(library, SETTINGS_ID).logo == ""


@pytest.mark.parametrize("content", [b"<svg/>", make_png_bomb(31_000, 8), write_image()[:80]])
def test_where_only_images_are_kept_other_files_are_refused(content, tmp_path):
    path = tmp_path / "odd.png"
    path.write_bytes(content)
    with pytest.raises(ImportFileError, match=r"“odd\.png” cannot be printed\. The "):
        read_file(path, images_only=True)


def test_a_file_that_is_no_image_is_no_emblem(library, history, tmp_path):
    actor = add(history, "actor")
    drawing = tmp_path / "emblem.svg"
    drawing.write_text("<svg/>")
    history.do(attach_file(actor, drawing))
    with pytest.raises(InvalidValueError, match=r"“emblem\.svg” cannot be printed"):
        history.do(use_attachment(actor, read(library, actor).attachments[0]))

    assert read(library, actor).emblem == ""


def test_an_image_is_known_by_its_content_whatever_its_name():
    assert name_content(write_image(kind="JPEG"), "scan.dat").media_type == "image/jpeg"
    assert name_content(b"text", "notes.txt").media_type == "text/plain"


def test_a_shelf_that_is_gone_says_so(library):
    with library.read() as unit, pytest.raises(RecordNotFoundError):
        RecordShelf("00000009-0000-4000-8000-000000000009").read(unit)


@pytest.mark.parametrize(("height", "width"), [(10, 1.0), (40, 0.5)])
def test_a_high_image_takes_half_the_width_at_first(library, history, shelf, height, width):
    content = write_image(make_image(30, height))
    history.do(put_files(shelf, [name_content(content, "a.png")]))
    with library.read() as unit:
        (image,) = shelf.read(unit).attachments

    assert image.width == width
