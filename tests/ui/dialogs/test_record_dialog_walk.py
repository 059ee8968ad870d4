"""Every dialog about records by keyboard and by ear."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QRadioButton, QWidget

from briefing.document.problem import Problem, Severity
from briefing.outline import Briefing
from briefing.ports import RecordSummary
from briefing.records.attack import Party, PartyRole
from briefing.records.edition import Edition, UsedRecord
from briefing.services.editions.issuing import EditionFiles, IssueDraft
from briefing.services.history import History
from briefing.services.records.editing import change_fields, trash_records
from briefing.services.search.replacing import Scope
from briefing.snapshot import Snapshot
from tests.support.libraries import make_actor, make_attack, memory_library, numbered_id
from tests.support.windows import LONG, open_session
from ui.dialogs.bulk_edit_dialog import BulkEditDialog
from ui.dialogs.compare_dialog import CompareDialog
from ui.dialogs.correction_dialog import CorrectionDialog
from ui.dialogs.duplicates_dialog import DuplicatesDialog
from ui.dialogs.editions_compare_dialog import EditionsCompareDialog
from ui.dialogs.history_dialog import HistoryDialog
from ui.dialogs.issue_dialog import IssueDialog
from ui.dialogs.library_settings_dialog import LibrarySettingsDialog
from ui.dialogs.merge_dialog import MergeDialog
from ui.dialogs.register_dialog import RegisterDialog
from ui.dialogs.replace_dialog import ReplaceDialog
from ui.dialogs.review_step_dialog import ReviewStepDialog
from ui.dialogs.template_dialog import SaveTemplateDialog, TemplatesDialog
from ui.dialogs.trash_dialog import TrashDialog
from ui.dialogs.uses_dialog import UsesDialog

ONE = make_actor("Jaish al-Adl", id=numbered_id(1), profile="Sunni group")
OTHER = make_actor("Jaysh al-Adl", id=numbered_id(2), base="Zahedan")
GONE = make_attack("Raid", id=numbered_id(3))
ATTACK = make_attack(parties=(Party(role=PartyRole.TARGET, actor=ONE.id),))
LISTED = RecordSummary(id=ATTACK.id, kind="attack", title="Strike", revision=1)

EDITION = Edition(id=numbered_id(4), title="Strikes", used=(UsedRecord(record=ONE.id, revision=1),))
LATER = Edition(id=numbered_id(5), title="Strikes", number=2)
WARNED = Problem(check="stale", severity=Severity.WARNING, message="Old.")


def open_issue(_session):
    """Give the dialog of an issue with a warning, its pages made."""
    snapshot = Snapshot(briefing=Briefing(id=numbered_id(6), title="Strikes"), records={})
    dialog = IssueDialog(IssueDraft(snapshot=snapshot, number=1, file_name="x"), "L", "")
    made = {"tree": b"", "docx": b"", "pdf": b"", "page_count": 1, "marking": "TLP:RED"}
    dialog.show_files(EditionFiles(**made, problems=(WARNED,)))
    return dialog


DIALOGS = {
    "register": RegisterDialog,
    "editions compared": lambda session: EditionsCompareDialog(session, EDITION.id),
    "correction": lambda session: CorrectionDialog(session, EDITION.id),
    "issue": open_issue,
    "approval": lambda _session: ReviewStepDialog("Approve", "?", ["L"], button="&Approve"),
    "library settings": LibrarySettingsDialog,
    "history": lambda session: HistoryDialog(session, ONE.id, "Jaish al-Adl"),
    "compare": lambda session: CompareDialog(session, (ONE.id, OTHER.id)),
    "merge": lambda session: MergeDialog(session, (ONE.id, OTHER.id)),
    "uses": lambda session: UsesDialog(session, ONE.id, "Jaish al-Adl"),
    "duplicates": DuplicatesDialog,
    "trash": TrashDialog,
    "edit together": lambda session: BulkEditDialog(session, [LISTED]),
    "replace": lambda session: ReplaceDialog(session, [("All records", Scope())]),
    "templates": TemplatesDialog,
    "save template": lambda session: SaveTemplateDialog(session, ONE),
}


@contextmanager
def open_dialog(qtbot, name):
    """Give the dialog, filled, shown and active."""
    with memory_library(ONE, OTHER, GONE, ATTACK, EDITION, LATER) as library:
        history = History(library)
        history.do(change_fields(ONE.id, {"base": "Rask"}))
        history.do(trash_records([(GONE.id, "Raid")]))
        with open_session(library) as session:
            dialog = DIALOGS[name](session)
            qtbot.addWidget(dialog)
            with qtbot.waitExposed(dialog):
                dialog.show()
            dialog.activateWindow()
            qtbot.waitUntil(lambda: not session.tasks.is_busy, timeout=LONG)
            qtbot.waitUntil(dialog.isActiveWindow, timeout=LONG)
            yield dialog


def list_focusable(dialog):
    return [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QLabel)
    ]


def is_reached_by_arrows(widget):
    return isinstance(widget, QRadioButton) and not widget.isChecked()


def hear(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role(), interface.text(QAccessible.Text.Name)


@pytest.mark.parametrize("name", DIALOGS)
def test_everything_that_takes_the_keyboard_has_a_role_and_a_name(qtbot, name):
    with open_dialog(qtbot, name) as dialog:
        heard = {widget: hear(widget) for widget in list_focusable(dialog)}

        assert heard
        for widget, (role, words) in heard.items():
            assert words, widget
            assert role not in (QAccessible.Role.NoRole, QAccessible.Role.Client), widget


@pytest.mark.parametrize("name", DIALOGS)
def test_tab_goes_round_through_everything(qtbot, name):
    with open_dialog(qtbot, name) as dialog:
        expected = {one for one in list_focusable(dialog) if not is_reached_by_arrows(one)}
        reached = set()
        for _step in range(3 * len(expected)):
            qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
            reached.add(dialog.focusWidget())

        assert expected <= reached


@pytest.mark.parametrize("name", DIALOGS)
def test_no_letter_is_given_twice(qtbot, name):
    with open_dialog(qtbot, name) as dialog:
        texts = [one.text() for one in dialog.findChildren(QAbstractButton) if one.isVisible()]
        texts += [one.text() for one in dialog.findChildren(QLabel) if one.buddy()]
        letters = [t[t.index("&") + 1].lower() for t in texts if "&" in t.replace("&&", "")]

        assert len(letters) == len(set(letters))


@pytest.mark.parametrize("name", DIALOGS)
def test_escape_closes_it(qtbot, name):
    with open_dialog(qtbot, name) as dialog:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

        assert not dialog.isVisible()
