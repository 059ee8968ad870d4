import pytest
from PySide6.QtCore import Qt

from briefing.outline import Briefing, Placement, PlacementMode, Section
from briefing.records.attack import Party, PartyRole
from briefing.records.edition import Edition, UsedRecord
from briefing.services.records.editing import change_fields
from tests.support.libraries import make_actor, make_attack, memory_library, numbered_id
from tests.support.windows import LONG, open_session
from ui.dialogs.history_dialog import HistoryDialog
from ui.dialogs.uses_dialog import UsesDialog

ACTOR = make_actor("<b>Jaish</b>")


def make_briefing(number, mode=PlacementMode.LIVE, **fields):
    placement = Placement(id="p", record=ACTOR.id, revision=1, mode=mode)
    section = Section(id="s-1", section_kind="actors", title="Who acts", placements=(placement,))
    return Briefing(
        id=numbered_id(number), title=f"Briefing {number}", sections=(section,), **fields
    )


@pytest.fixture
def session(qtbot):
    attack = make_attack(parties=(Party(role=PartyRole.TARGET, actor=ACTOR.id),))
    used = UsedRecord(record=ACTOR.id, revision=1)
    issued = Edition(id=numbered_id(903), title="Strikes", briefing=numbered_id(902), used=(used,))
    pinned = make_briefing(902, PlacementMode.PINNED)
    with (
        memory_library(ACTOR, attack, make_briefing(901), pinned, issued) as library,
        open_session(library) as opened,
    ):
        yield opened


@pytest.fixture
def dialog(qtbot, session):
    shown = UsesDialog(session, ACTOR.id, ACTOR.display_title)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown.list.topLevelItemCount() > 0, timeout=LONG)
    return shown


def rows(dialog):
    found = {}
    for number in range(dialog.list.topLevelItemCount()):
        head = dialog.list.topLevelItem(number)
        found[head.text(0)] = [
            tuple(head.child(row).text(column) for column in range(3))
            for row in range(head.childCount())
        ]
    return found


def test_drafts_editions_and_records_are_told_apart(dialog):
    assert rows(dialog) == {
        "Issued editions (1)": [("Strikes, edition 1", "Placed", "issued with revision 1")],
        "Briefings (2)": [
            ("Briefing 901", "Who acts", "live"),
            ("Briefing 902", "Who acts", "pinned to revision 1"),
        ],
        "Records (1)": [("Strike on Panjgur", "Parties", "attack")],
    }


def test_correcting_the_record_shows_what_is_out_of_date(qtbot, session, dialog):
    session.do(change_fields(ACTOR.id, {"base": "Rask"}))
    qtbot.waitUntil(lambda: "out of date" in str(rows(dialog)), timeout=LONG)

    assert rows(dialog)["Issued editions (1)"][0][2] == ("issued with revision 1, 2 is the newest")
    assert rows(dialog)["Briefings (2)"][0][2] == (
        "live, out of date: revision 1 was accepted, 2 is shown"
    )
    assert dialog.note.isVisible()


def test_enter_leads_to_the_section(qtbot, dialog):
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.place_requested) as asked:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    assert asked.args == [numbered_id(901), "briefing", "s-1"]
    assert not dialog.isVisible()


def test_a_heading_leads_nowhere(qtbot, dialog):
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Home)

    assert not dialog.go_button.isEnabled()


def test_a_record_that_nobody_uses_says_so(qtbot):
    with memory_library(ACTOR) as library, open_session(library) as session:
        dialog = UsesDialog(session, ACTOR.id, "x")
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: "Nothing" in dialog.note.text(), timeout=LONG)


def test_what_changed_since_a_briefing_took_the_record_is_shown(qtbot, session, dialog):
    assert not dialog.changes_button.isEnabled()
    session.do(change_fields(ACTOR.id, {"base": "Rask"}))
    qtbot.waitUntil(dialog.changes_button.isEnabled, timeout=LONG)
    qtbot.mouseClick(dialog.changes_button, Qt.MouseButton.LeftButton)
    history = dialog.findChild(HistoryDialog)
    qtbot.waitUntil(lambda: history.comparison.fields.count() == 1, timeout=LONG)

    assert history.revision == 1
    assert history.other.currentText() == "The newest revision"
    assert history.comparison.words.toPlainText() == "Rask"
    history.reject()
