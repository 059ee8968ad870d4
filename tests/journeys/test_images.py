"""Images in the program's own window: dropped, pasted, described, and seen on the pages."""

from io import BytesIO

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from briefing.sample.library import SAMPLE_BRIEFING
from briefing.services.briefings.outlining import add_section, make_section
from briefing.services.files.attaching import choose
from briefing.services.files.shelves import RecordShelf
from tests.support.drops import drop
from tests.support.images import make_image, write_image
from tests.support.pdf_texts import read_text
from tests.support.windows import LONG, open_window, wait_for_desk, wait_until_saved
from ui.dialogs.shelf_dialog import ShelfDialog


@pytest.fixture
def desk(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.session.library_door.get_data_folder", lambda: tmp_path)
    with open_window(qtbot, tmp_path) as window:
        window.door.open_sample()
        desk = wait_for_desk(qtbot, window)
        qtbot.waitUntil(lambda: get_pages(desk) is not None, timeout=LONG)
        yield desk


def get_pages(desk):
    return desk.workspace.preview_pane.preview


def count_pictures(desk):
    reader = pypdf.PdfReader(BytesIO(get_pages(desk).content))
    return len(reader.pages[0].images)  # all pages name all pictures


def read(desk, record_id):
    with desk.session.library.read() as unit:
        return unit.records.get_record(record_id)


def test_an_emblem_dropped_on_an_actor_stands_on_its_page(qtbot, desk, tmp_path):
    emblem = tmp_path / "emblem.png"
    emblem.write_bytes(write_image(make_image(90, 120)))
    briefing = desk.workspace.work.briefing_pane.model.briefing
    section = next(s for s in briefing.sections if s.section_kind == "actors")
    actor = section.placements[0].record
    assert count_pictures(desk) == 0
    pane = desk.workspace.work.record_pane
    pane.open_record(actor)
    qtbot.waitUntil(lambda: pane.shown_id == actor, timeout=LONG)
    drop(pane, emblem)
    qtbot.waitUntil(lambda: pane.attachments_button.text() == "Attachments (1)", timeout=LONG)
    desk.session.do(choose(RecordShelf(actor), read(desk, actor).attachments[0]))

    qtbot.waitUntil(lambda: count_pictures(desk) == 1, timeout=LONG)


def test_a_pasted_image_with_its_words_comes_to_the_pages(qtbot, desk):
    section = make_section("images")
    desk.session.do(add_section(SAMPLE_BRIEFING, section))
    wait_until_saved(qtbot, desk)
    pane = desk.workspace.work.briefing_pane
    pane.show_section(section.id)
    qtbot.mouseClick(pane.settings.images.button, Qt.MouseButton.LeftButton)
    dialog = pane.findChildren(ShelfDialog)[-1]
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    qtbot.mouseClick(dialog.paste_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=LONG)
    qtbot.keyClicks(dialog.details.caption, "Hills near Saravan")
    qtbot.keyClicks(dialog.details.alternative_text, "Green hills.")
    dialog.accept()
    wait_until_saved(qtbot, desk)

    assert pane.settings.images.words.text() == "1 image of its own."
    qtbot.waitUntil(
        lambda: "Hills near Saravan" in " ".join(read_text(get_pages(desk).content).split()),
        timeout=LONG,
    )
    assert count_pictures(desk) == 1


def test_a_picture_pasted_into_a_profile_is_printed_in_it(qtbot, desk):
    briefing = desk.workspace.work.briefing_pane.model.briefing
    section = next(s for s in briefing.sections if s.section_kind == "actors")
    actor = section.placements[0].record
    pane = desk.workspace.work.record_pane
    pane.open_record(actor)
    qtbot.waitUntil(lambda: pane.shown_id == actor, timeout=LONG)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    pane.form.focus_field("profile")
    pane.form.get_editor("profile").text.paste()
    qtbot.waitUntil(lambda: len(read(desk, actor).attachments) == 1, timeout=LONG)
    qtbot.waitUntil(lambda: "![](attachment:" in read(desk, actor).profile, timeout=LONG)

    qtbot.waitUntil(lambda: count_pictures(desk) == 1, timeout=LONG)
