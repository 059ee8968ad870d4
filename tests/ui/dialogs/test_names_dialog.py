"""The dialog in which a briefing settles what its actors are called."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from briefing.sample.library import SAMPLE_BRIEFING, read_sample
from briefing.services.files.exchanging import import_exchange
from briefing.services.history import History
from briefing.services.pages.snapshots import take_snapshot
from db.engine import open_library
from tests.support.windows import LONG, open_session
from ui.dialogs.names_dialog import NamesDialog


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
def dialog(qtbot, session):
    opened = NamesDialog(session, SAMPLE_BRIEFING)
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(lambda: bool(opened.choices), timeout=LONG)
    return opened


def find_choice(dialog, name):
    return next(c for c in dialog.choices if c.accessibleName() == f"Name of {name}")


def choose_next(qtbot, choice):
    """Take the next name with the keyboard."""
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    return choice.currentText()


def get_briefing(library):
    return take_snapshot(library, SAMPLE_BRIEFING).briefing


def test_each_actor_offers_its_names_and_shows_the_librarys(dialog):
    choice = find_choice(dialog, "Jaish al-Adl")

    assert choice.currentText() == "Jaish al-Adl"
    assert choice.count() > 1
    assert not dialog.settle.isChecked()


def test_another_name_is_kept_for_this_briefing_and_undone(qtbot, library, session, dialog):
    choice = find_choice(dialog, "Jaish al-Adl")
    chosen = choose_next(qtbot, choice)
    qtbot.waitUntil(lambda: chosen in get_briefing(library).spellings.values(), timeout=LONG)

    session.undo()
    qtbot.waitUntil(lambda: choice.currentText() == "Jaish al-Adl", timeout=LONG)
    assert get_briefing(library).spellings == {}


def test_one_spelling_in_running_text_is_a_switch(qtbot, library, dialog):
    dialog.settle.setFocus()
    qtbot.keyClick(dialog.settle, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: get_briefing(library).settle_names, timeout=LONG)


def test_a_briefing_without_other_names_says_so(qtbot, library, session):
    from briefing.services.briefings.outlining import change_briefing

    History(library).do(change_briefing(SAMPLE_BRIEFING, {"sections": ()}))
    dialog = NamesDialog(session, SAMPLE_BRIEFING)
    qtbot.addWidget(dialog)
    dialog.show()

    note = "No actor of this briefing has more than one name in Latin letters."
    shown = next(label for label in dialog.findChildren(QLabel) if label.text() == note)
    qtbot.waitUntil(shown.isVisible, timeout=LONG)
