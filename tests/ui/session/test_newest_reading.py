from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QObject

from tests.support.libraries import memory_library
from tests.support.windows import LONG, open_session
from ui.session.newest_reading import NewestReading


@pytest.fixture
def session(qtbot):
    with memory_library() as library, open_session(library) as session:
        yield session


def hold_until(event, result):
    def read(_library):
        event.wait(LONG / 1000)
        return result

    return read


def test_an_older_reading_that_comes_back_later_is_dropped(qtbot, session):
    newest_is_here, shown = Event(), []
    reading = NewestReading(session, session)
    reading.read(hold_until(newest_is_here, "old"), shown.append)
    reading.read(lambda _library: "new", shown.append)
    qtbot.waitUntil(lambda: shown == ["new"], timeout=LONG)
    newest_is_here.set()
    qtbot.waitUntil(lambda: not session.tasks.is_busy, timeout=LONG)

    assert shown == ["new"]


def test_nothing_is_shown_by_a_view_that_is_gone(qtbot, session):
    view, shown = QObject(), []
    NewestReading(session, view).read(lambda _library: "new", shown.append)
    shiboken6.delete(view)
    qtbot.waitUntil(lambda: not session.tasks.is_busy, timeout=LONG)

    assert shown == []


def test_an_older_reading_that_fails_later_is_not_told(qtbot, session):
    newest_is_here, told = Event(), []

    def fail(_library):
        newest_is_here.wait(LONG / 1000)
        raise ValueError

    reading = NewestReading(session, session)
    reading.read(fail, told.append, told.append)
    reading.read(lambda _library: "new", told.append, told.append)
    qtbot.waitUntil(lambda: told == ["new"], timeout=LONG)
    newest_is_here.set()
    qtbot.waitUntil(lambda: not session.tasks.is_busy, timeout=LONG)

    assert told == ["new"]
