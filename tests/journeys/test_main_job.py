"""The main job, in the program's own window: from the sample library to two files."""

from functools import partial
from threading import Event

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from tests.support.pdf_texts import read_text
from tests.support.windows import LONG, open_window, wait_for_desk, wait_until_saved
from ui.dialogs.release_choice import ReleaseChoice

BEFORE, AFTER = "Strength between 500 and 600", "Strength between 500 and 700"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.session.library_door.get_data_folder", lambda: tmp_path)
    with open_window(qtbot, tmp_path) as window:
        window.start(None)
        sample = next(b for b in window.welcome.findChildren(QPushButton) if "sample" in b.text())
        qtbot.mouseClick(sample, Qt.MouseButton.LeftButton)
        desk = wait_for_desk(qtbot, window)
        qtbot.waitUntil(lambda: get_pages(desk) is not None, timeout=LONG)
        yield desk


def get_pages(desk):
    return desk.workspace.preview_pane.preview


def read_preview(desk):
    return read_text(get_pages(desk).content)


def read_docx(path):
    document = docx.Document(path)
    cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
    return " ".join([*(p.text for p in document.paragraphs), *cells])


def open_actor(qtbot, desk, name):
    """Filter the list, and open the record that fits best."""
    desk.show_list("actor")
    pane = desk.workspace.library_pane
    qtbot.keyClicks(pane.findChild(QLineEdit), name)
    model = pane.model
    qtbot.waitUntil(lambda: model.filter_text == name and model.is_loaded, timeout=LONG)
    assert model.get_summary(0).title == name
    pane.select_record(model.get_summary(0).id)
    pane.open_selected()
    form = desk.workspace.work.record_pane
    qtbot.waitUntil(lambda: form.form is not None and form.isVisible(), timeout=LONG)
    return form


def correct_strength(qtbot, desk, old="600", new="700"):
    form = open_actor(qtbot, desk, "Jaish al-Adl")
    (card,) = form.form.get_editor("figures").cards
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    field = next(f for f in form.findChildren(QLineEdit) if f.text() == old)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, new)
    form.flush()
    wait_until_saved(qtbot, desk)


def list_sections(desk):
    briefing = desk.workspace.work.briefing_pane.model.briefing
    return [section.title for section in briefing.sections]


def show_past_attacks(qtbot, desk):
    desk.workspace.work.show_briefing()
    pane = desk.workspace.work.briefing_pane
    qtbot.waitUntil(lambda: pane.model.briefing is not None, timeout=LONG)
    section = next(s for s in pane.model.briefing.sections if s.title == "Past attacks")
    pane.show_section(section.id)
    return pane


def test_a_corrected_strength_appears_on_the_page(qtbot, desk):
    assert BEFORE in read_preview(desk)
    correct_strength(qtbot, desk)

    qtbot.waitUntil(lambda: AFTER in read_preview(desk), timeout=LONG)
    assert BEFORE not in read_preview(desk)


def test_undo_takes_the_correction_back_on_the_page_and_redo_brings_it_again(qtbot, desk):
    correct_strength(qtbot, desk)
    qtbot.waitUntil(lambda: AFTER in read_preview(desk), timeout=LONG)
    desk.workspace.library_pane.focus_list()
    desk.undo()
    qtbot.waitUntil(lambda: BEFORE in read_preview(desk), timeout=LONG)
    wait_until_saved(qtbot, desk)
    desk.redo()

    qtbot.waitUntil(lambda: AFTER in read_preview(desk), timeout=LONG)


def test_a_section_is_moved_by_keyboard_and_back_by_undo(qtbot, desk):
    before = list_sections(desk)
    pane = show_past_attacks(qtbot, desk)
    pane.tree.setFocus()
    qtbot.keyClick(pane.tree, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: list_sections(desk) != before, timeout=LONG)
    after = list_sections(desk)

    assert after.index("Past attacks") == before.index("Background")
    qtbot.waitUntil(lambda: is_before(desk, "Past attacks", "Background"), timeout=LONG)
    desk.undo()
    qtbot.waitUntil(lambda: list_sections(desk) == before, timeout=LONG)


def test_a_section_is_dragged_above_another(qtbot, desk):
    pane = show_past_attacks(qtbot, desk)
    model = pane.model
    target = list_sections(desk).index("Background") + 1  # the front page stands first
    dragged = model.mimeData([pane.tree.currentIndex()])
    parent = model.index(0, 0).parent()
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, target, 0, parent)
    qtbot.waitUntil(lambda: list_sections(desk).index("Past attacks") == target - 1, timeout=LONG)

    qtbot.waitUntil(lambda: is_before(desk, "Past attacks", "Background"), timeout=LONG)


def is_before(desk, first, second):
    """Whether one section's pages stand before another's."""
    briefing = desk.workspace.work.briefing_pane.model.briefing
    ids = {section.title: section.id for section in briefing.sections}
    places = [get_pages(desk).list_places(ids[title])[0] for title in (first, second)]
    return (places[0].page, places[0].top) < (places[1].page, places[1].top)


def test_both_files_say_what_the_preview_shows(qtbot, desk, tmp_path):
    correct_strength(qtbot, desk)
    qtbot.waitUntil(lambda: AFTER in read_preview(desk), timeout=LONG)
    desk.export()
    qtbot.waitUntil(lambda: desk.exports.dialog is not None, timeout=LONG)
    dialog = desk.exports.dialog
    assert "Standard" in [label.text() for label in dialog.findChildren(QLabel)]  # page design
    fill_in(dialog, tmp_path, "Strikes")
    press(qtbot, dialog, "Export")
    qtbot.waitUntil(lambda: desk.exports.dialog is None, timeout=LONG)

    # the pages on screen are the same ones, without what only other programs read
    assert read_text((tmp_path / "Strikes.pdf").read_bytes()) == read_preview(desk)
    assert "500 and 700" in read_docx(tmp_path / "Strikes.docx")
    assert "جيش العدل" in read_docx(tmp_path / "Strikes.docx")


def test_under_a_ceiling_less_goes_out_and_the_window_says_what(qtbot, desk, tmp_path):
    desk.export()
    qtbot.waitUntil(lambda: desk.exports.dialog is not None, timeout=LONG)
    dialog = desk.exports.dialog
    fill_in(dialog, tmp_path, "Strikes")
    levels = dialog.findChild(ReleaseChoice).levels
    qtbot.keyClick(levels, Qt.Key.Key_Down)
    qtbot.keyClick(levels, Qt.Key.Key_Down)  # TLP:GREEN; the sample is marked TLP:AMBER
    withheld = dialog.findChild(ReleaseChoice)
    qtbot.waitUntil(lambda: bool(withheld.withheld), timeout=LONG)
    press(qtbot, dialog, "Export")
    qtbot.waitUntil(lambda: desk.exports.dialog is None, timeout=LONG)

    path = tmp_path / "Strikes TLP-GREEN.docx"
    headers = [p.text for p in docx.Document(path).sections[-1].header.paragraphs]
    assert "TLP:GREEN" in [header.strip() for header in headers]
    assert "Discrepancies in the reporting" not in read_docx(path)
    assert "parts withheld" in desk.workspace.window().bar.text


def test_an_export_cancelled_before_it_has_begun_writes_nothing(qtbot, desk, tmp_path):
    desk.export()
    qtbot.waitUntil(lambda: desk.exports.dialog is not None)
    dialog, may_go_on = desk.exports.dialog, Event()
    fill_in(dialog, tmp_path, "Strikes")
    long_change = partial(may_go_on.wait, LONG / 1000)
    desk.session.tasks.run_change(long_change, lambda _result: None, desk.session.report)
    press(qtbot, dialog, "Export")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert "nothing was written" in dialog.note
    may_go_on.set()
    wait_until_saved(qtbot, desk)

    qtbot.waitUntil(lambda: not desk.workspace.window().worker.is_busy)
    assert list(tmp_path.glob("Strikes*")) == []


def test_an_export_that_fails_says_why_and_keeps_the_older_file(qtbot, desk, tmp_path):
    older = tmp_path / "Strikes.pdf"
    older.write_bytes(b"older")
    older.chmod(0o444)
    desk.export()
    qtbot.waitUntil(lambda: desk.exports.dialog is not None, timeout=LONG)
    dialog = desk.exports.dialog
    fill_in(dialog, tmp_path, "Strikes")
    press(qtbot, dialog, "Export")
    press(qtbot, dialog, "Replace")
    qtbot.waitUntil(lambda: "read-only" in dialog.note, timeout=LONG)

    assert older.read_bytes() == b"older"
    assert not (tmp_path / "Strikes.docx").exists()
    dialog.reject()


def test_exporting_again_asks_nothing(qtbot, desk, tmp_path):
    desk.export()
    qtbot.waitUntil(lambda: desk.exports.dialog is not None, timeout=LONG)
    fill_in(desk.exports.dialog, tmp_path, "Strikes")
    press(qtbot, desk.exports.dialog, "Export")
    qtbot.waitUntil(lambda: desk.exports.dialog is None, timeout=LONG)
    (tmp_path / "Strikes.pdf").unlink()
    desk.export_again()

    qtbot.waitUntil((tmp_path / "Strikes.pdf").exists, timeout=LONG)
    assert desk.exports.dialog is None


def test_a_click_on_the_page_opens_the_section_behind_it(qtbot, desk):
    briefing = desk.workspace.work.briefing_pane
    attacks = next(s for s in briefing.model.briefing.sections if s.title == "Past attacks")
    place = get_pages(desk).list_places(attacks.id)[0]
    desk.workspace.preview_pane.view.place_clicked.emit(place.page, place.top + 1)

    assert briefing.current_section_id == attacks.id


def fill_in(dialog: QDialog, folder, name):
    for field in dialog.findChildren(QLineEdit):
        field.setText(str(folder) if field.accessibleName() == "Folder" else name)


def press(qtbot, dialog, text):
    buttons = dialog.findChildren(QPushButton)
    button = next(b for b in buttons if b.text().replace("&", "") == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
