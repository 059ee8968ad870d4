"""Two editions side by side, and the notice that corrects one."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from briefing.sample.library import SAMPLE_BRIEFING
from briefing.services.briefings.outlining import change_briefing
from briefing.services.records.editing import change_fields
from tests.support.issued import approve, issue, sample_library
from tests.support.libraries import find
from tests.support.windows import LONG, open_session, wait_until_saved
from ui.dialogs.correction_dialog import CorrectionDialog
from ui.dialogs.editions_compare_dialog import EditionsCompareDialog


class Desk:
    """A library in which the worked example was issued, and then the strength corrected."""

    def __init__(self, qtbot, library, history, session):
        self.qtbot, self.library, self.history, self.session = qtbot, library, history, session
        approve(library, history)
        self.first = issue(library, history)
        used = next(used for used in self.first.used if used.title == "Jaish al-Adl")
        actor = find(library, used.record)
        figures = (msgspec.structs.replace(actor.figures[0], high=700), *actor.figures[1:])
        history.do(change_fields(actor.id, {"figures": figures}))

    def issue_again(self):
        self.history.do(change_briefing(SAMPLE_BRIEFING, {"subtitle": "Second account"}))
        approve(self.library, self.history)
        return issue(self.library, self.history)

    def open(self, dialog):
        self.qtbot.addWidget(dialog)
        dialog.show()
        self.settle()
        return dialog

    def settle(self):
        wait_until_saved(self.qtbot, self)


@pytest.fixture
def desk(qtbot):
    with sample_library() as (library, history), open_session(library) as session:
        yield Desk(qtbot, library, history, session)


def list_sections(dialog):
    return [dialog.sections.item(row).text() for row in range(dialog.sections.count())]


def test_the_sections_of_two_editions_that_differ_stand_side_by_side(desk):
    dialog = desk.open(EditionsCompareDialog(desk.session, desk.issue_again().id))
    names = [text.splitlines()[0] for text in list_sections(dialog)]
    dialog.sections.setCurrentRow(names.index("Actor profile: Jaish al-Adl"))

    assert "between 500 and 600" in dialog.before.toPlainText()
    assert "between 500 and 700" in dialog.after.toPlainText()
    assert "600 → 700" in dialog.figures.text()


def test_the_keyboard_leads_from_section_to_section(desk):
    dialog = desk.open(EditionsCompareDialog(desk.session, desk.issue_again().id))
    dialog.sections.setFocus()
    first = dialog.after.toPlainText()
    desk.qtbot.keyClick(dialog.sections, Qt.Key.Key_Down)

    assert dialog.sections.currentRow() == 1
    assert dialog.after.toPlainText() != first


def test_one_edition_alone_has_nothing_to_be_compared_with(desk):
    dialog = desk.open(EditionsCompareDialog(desk.session, desk.first.id))

    assert dialog.note.text().startswith("There is only this one edition")


def test_an_edition_beside_itself_says_the_same(desk):
    dialog = desk.open(EditionsCompareDialog(desk.session, desk.issue_again().id))
    dialog.old.setCurrentIndex(dialog.new.currentIndex())
    dialog.old.activated.emit(dialog.old.currentIndex())
    desk.settle()

    assert (list_sections(dialog), dialog.note.text()) == ([], "The two editions say the same.")


def test_a_notice_is_drafted_about_what_is_chosen(desk):
    dialog = desk.open(CorrectionDialog(desk.session, desk.first.id))
    assert dialog.list.topLevelItem(0).text(0) == "Jaish al-Adl"
    with desk.qtbot.waitSignal(dialog.drafted, timeout=LONG) as told:
        desk.qtbot.mouseClick(dialog.draft_button, Qt.MouseButton.LeftButton)
    notice = find(desk.library, told.args[0])

    assert notice.corrects == desk.first.id
    assert "700" in notice.sections[0].settings["text"]


def test_without_a_choice_there_is_no_notice(desk):
    dialog = desk.open(CorrectionDialog(desk.session, desk.first.id))
    dialog.list.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)

    assert not dialog.draft_button.isEnabled()


def test_drafting_a_notice_can_be_undone(desk):
    dialog = desk.open(CorrectionDialog(desk.session, desk.first.id))
    with desk.qtbot.waitSignal(dialog.drafted, timeout=LONG) as told:
        desk.qtbot.mouseClick(dialog.draft_button, Qt.MouseButton.LeftButton)
    desk.session.undo()
    desk.settle()

    assert find(desk.library, told.args[0]) is None
