import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from briefing.services.records.editing import create_record
from tests.support.failing_library import FULL, FullDiskLibrary
from tests.support.libraries import find, make_actor, memory_library
from tests.support.windows import open_session
from ui.session.leaving import Leaving
from ui.session.library_session import SaveState


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def library():
    with memory_library() as library:
        yield FullDiskLibrary(library)


@pytest.fixture
def session(library, qtbot):
    with open_session(library) as session:
        yield session


def leave(session, window):
    left = []
    Leaving(session, window, lambda: left.append(True)).start()
    return left


def answer(qtbot, window, text):
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    button = next(b for b in box.buttons() if b.text().replace("&", "") == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fail_to_save(qtbot, session, library, record):
    library.is_full = True
    session.do(create_record(record))
    qtbot.waitUntil(lambda: session.save_state is SaveState.FAILED)


def test_a_saved_library_is_left_at_once(session, window):
    assert leave(session, window) == [True]


def test_leaving_waits_for_changes_under_way(qtbot, session, window, library):
    actor = make_actor()
    session.do(create_record(actor))
    left = leave(session, window)
    qtbot.waitUntil(lambda: left == [True])

    assert find(library, actor.id) is not None


def test_a_failed_save_is_asked_about_in_words(qtbot, session, window, library):
    fail_to_save(qtbot, session, library, make_actor())
    left = leave(session, window)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)

    assert FULL in window.findChild(QMessageBox).text()
    assert left == []
    answer(qtbot, window, "Stay")


def test_retrying_after_space_was_freed_saves_and_leaves(qtbot, session, window, library):
    actor = make_actor()
    fail_to_save(qtbot, session, library, actor)
    left = leave(session, window)
    library.is_full = False
    answer(qtbot, window, "Retry")

    qtbot.waitUntil(lambda: left == [True])
    assert find(library, actor.id) is not None


def test_closing_anyway_gives_the_changes_up(qtbot, session, window, library):
    actor = make_actor()
    fail_to_save(qtbot, session, library, actor)
    left = leave(session, window)
    answer(qtbot, window, "Close anyway")

    qtbot.waitUntil(lambda: left == [True])
    assert find(library, actor.id) is None


def test_staying_keeps_the_changes_for_later(qtbot, session, window, library):
    actor = make_actor()
    fail_to_save(qtbot, session, library, actor)
    left = leave(session, window)
    answer(qtbot, window, "Stay")
    library.is_full = False
    session.retry()

    qtbot.waitUntil(lambda: session.save_state is SaveState.SAVED)
    assert left == []
    assert find(library, actor.id) is not None
