"""The dialog in which an analyst takes over what a reviewer changed in the Word file."""

import pytest
from PySide6.QtCore import Qt

from briefing.composition.compose import compose
from briefing.export.docx_writer.writer import write_docx
from briefing.export.style_sheet import STANDARD
from briefing.sample.library import SAMPLE_BRIEFING, read_sample
from briefing.services.files.exchanging import import_exchange
from briefing.services.history import History
from briefing.services.pages.snapshots import take_snapshot
from db.engine import open_library
from tests.support.returned_files import BY, comment_on, retype, track
from tests.support.windows import LONG, open_session
from ui.dialogs.returned_dialog import ReturnedDialog

NEW = "has recalled its envoy"


@pytest.fixture
def library(tmp_path):
    opened = open_library(tmp_path / "library.briefings", author="Ada", create=True)
    History(opened).do(import_exchange(read_sample(), origin="sample"))
    yield opened
    opened.close()


@pytest.fixture
def session(library):
    with open_session(library) as opened:
        yield opened


@pytest.fixture
def returned(library, tmp_path):
    document = compose(take_snapshot(library, SAMPLE_BRIEFING)).document
    content = write_docx(document, STANDARD, page_of_anchor={})
    content = comment_on(content, "Jaish al-Adl, which", "Say since when.")
    content = track(content, "recalled its ambassador", NEW)
    content = track(content, "operates on both sides", "is active on both sides", by="Omar Aziz")
    content = retype(content, "will go on presenting", "will keep presenting")
    path = tmp_path / "back.docx"
    path.write_bytes(content)
    return path


@pytest.fixture
def dialog(qtbot, session, returned):
    opened = ReturnedDialog(session, SAMPLE_BRIEFING, returned)
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(lambda: bool(opened.list.topLevelItemCount()), timeout=LONG)
    return opened


def list_rows(dialog):
    items = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return {item.text(2): item for item in items}


def find_row(dialog, words):
    return next(item for told, item in list_rows(dialog).items() if words in told)


def take(qtbot, dialog):
    with qtbot.waitSignal(dialog.taken, timeout=LONG):
        qtbot.mouseClick(dialog.take_button, Qt.MouseButton.LeftButton)


def get_briefing(library):
    return take_snapshot(library, SAMPLE_BRIEFING).briefing


def test_all_that_came_back_is_listed_and_what_nobody_tracked_is_not_ticked(dialog):
    rows = {
        words: (item.text(1), item.checkState(0) is Qt.CheckState.Checked)
        for words, item in list_rows(dialog).items()
    }

    assert ("3 changes and 1 comment") in dialog.told.text()
    assert sorted(rows.values()) == [
        (BY, True),
        (BY, True),
        ("Omar Aziz", True),
        ("not tracked", False),
    ]


def test_what_is_ticked_is_taken_over_as_one_step(qtbot, session, library, dialog):
    before = get_briefing(library)
    take(qtbot, dialog)
    briefing = get_briefing(library)

    assert [comment.text for comment in briefing.comments] == ["Say since when."]
    assert NEW in str(briefing.sections)
    assert "is active on" in str(briefing.sections)  # as an override
    assert len(list_rows(dialog)) == 1

    with qtbot.waitSignal(session.changed, timeout=LONG):
        session.undo()
    assert get_briefing(library).sections == before.sections


def test_a_change_of_a_record_can_go_into_the_record(qtbot, library, dialog):
    dialog.list.setCurrentItem(find_row(dialog, "is active"))
    assert dialog.into_box.isVisible()
    dialog.into_box.setFocus()
    qtbot.keyClick(dialog.into_box, Qt.Key.Key_Down)
    assert dialog.into_box.currentText() == "In the record, for all briefings"

    take(qtbot, dialog)
    records = take_snapshot(library, SAMPLE_BRIEFING).records.values()
    assert any("is active on" in getattr(r, "profile", "") for r in records)


def test_all_of_one_person_can_be_ticked(qtbot, dialog):
    qtbot.mouseClick(dialog.none_button, Qt.MouseButton.LeftButton)
    assert not dialog.take_button.isEnabled()
    dialog.person_box.setFocus()
    while dialog.person_box.currentText() != "Omar Aziz":
        qtbot.keyClick(dialog.person_box, Qt.Key.Key_Down)
    qtbot.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton)

    assert dialog.take_button.text() == "Take 1 &over"


def test_the_words_that_were_changed_are_marked(qtbot, dialog):
    dialog.list.setFocus()
    dialog.list.setCurrentItem(find_row(dialog, "envoy"))
    assert "ambassador" in dialog.words.toPlainText()
    assert "envoy" in dialog.words.toPlainText()

    dialog.list.setCurrentItem(find_row(dialog, "since when"))
    assert "Jaish al-Adl, which" in dialog.words.toPlainText()


def test_a_file_that_cannot_be_read_is_told_in_the_dialog(qtbot, session, tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(b"not a Word file")
    dialog = ReturnedDialog(session, SAMPLE_BRIEFING, path)
    qtbot.addWidget(dialog)
    dialog.show()

    qtbot.waitUntil(lambda: "not a Word document" in dialog.told.text(), timeout=LONG)
    assert not dialog.take_button.isEnabled()
