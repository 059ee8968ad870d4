"""A correction says at once that something else was issued."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from briefing.records.edition import Edition, UsedRecord
from briefing.services.records.editing import change_fields
from tests.support.libraries import make_actor, memory_library, numbered_id
from tests.support.windows import open_session, wait_until_saved
from ui.flows.issued_reach import IssuedReach
from ui.widgets.message_bar import MessageBar

ACTOR, OTHER = make_actor("Jaish al-Adl"), make_actor("Jundallah")
EDITION = Edition(
    id=numbered_id(7), title="Strikes", used=(UsedRecord(record=ACTOR.id, revision=1),)
)


class Desk:
    """A session whose changes are told in a bar."""

    def __init__(self, qtbot, session):
        self.qtbot, self.session = qtbot, session
        self.bar, self.shown = MessageBar(), []
        self.reach = IssuedReach(session, self.bar, self.shown.append, session)
        qtbot.addWidget(self.bar)

    def change(self, record, base):
        self.session.do(change_fields(record.id, {"base": base}))
        wait_until_saved(self.qtbot, self)
        return self.bar.text


@pytest.fixture
def desk(qtbot):
    with memory_library(ACTOR, OTHER, EDITION) as library, open_session(library) as session:
        yield Desk(qtbot, session)


def test_a_correction_of_what_was_issued_is_told_with_the_edition(qtbot, desk):
    told = desk.change(ACTOR, "Rask")
    button = next(b for b in desk.bar.findChildren(QPushButton) if "Where" in b.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert told == "“Jaish al-Adl” was issued with what it said before in “Strikes, edition 1”."
    assert [record.id for record in desk.shown] == [ACTOR.id]


def test_it_is_told_once(desk):
    desk.change(ACTOR, "Rask")
    desk.bar.say("Something else.", "success")

    assert desk.change(ACTOR, "Rask, Iran") == "Something else."


def test_what_was_never_issued_is_changed_in_silence(desk):
    assert desk.change(OTHER, "Rask") == ""


def test_an_edition_that_says_what_the_record_says_again_is_not_told_of(desk):
    desk.change(ACTOR, "Rask")
    desk.bar.say("Something else.", "success")
    desk.change(ACTOR, "")

    assert desk.bar.text == "Something else."
