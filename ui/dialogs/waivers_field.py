"""The problems that remain before an issue, and why each warning may stand."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.document.problem import Problem, Severity
from briefing.outline import Waiver
from briefing.services.editions.issuing import SortedProblems, make_waiver, sort_problems
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import as_plain_tooltip, make_button

_PROBLEM_ROLE = Qt.ItemDataRole.UserRole
_HEIGHT = 132
_WIDEST = 330


class WaiversField(QWidget):
    """Lists the problems; a reason waives the warnings that are selected."""

    changed = Signal()

    def __init__(self, waivers: Sequence[Waiver], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waivers = list(waivers)
        self._problems: tuple[Problem, ...] = ()
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["Problem", "Why it may stand"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFixedHeight(_HEIGHT)
        self.list.setAccessibleName("Problems")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.itemSelectionChanged.connect(self._update_button)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason of the waiver")
        self.reason.setPlaceholderText("Why the selected warnings may stand")
        self.reason.textChanged.connect(lambda _text: self._update_button())
        self.waive_button = make_button("Wai&ve")
        self.waive_button.clicked.connect(self._waive)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.reason, 1)
        row.addWidget(self.waive_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.list)
        layout.addLayout(row)
        self._show()

    @property
    def found(self) -> SortedProblems:
        """The problems by what they mean for the issue."""
        return sort_problems(self._problems, self._waivers)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List these problems; what was waived before stays so where it still says the same."""
        self._problems = tuple(problems)
        self._show()

    def make_waivers(self, by: str) -> tuple[Waiver, ...]:
        """Give the waivers of the problems that there are, each with who gave it."""
        return tuple(
            waiver if waiver.by else msgspec.structs.replace(waiver, by=by)
            for _problem, waiver in self.found.waived
        )

    def _show(self) -> None:
        found = self.found
        reasons = {id(problem): waiver.reason for problem, waiver in found.waived}
        self.list.clear()
        for problem in (*found.errors, *found.warnings, *(one for one, _waiver in found.waived)):
            self.list.addTopLevelItem(_make_item(problem, reasons.get(id(problem), "")))
        if not self._problems:
            self.list.addTopLevelItem(QTreeWidgetItem(["None found.", ""]))
        self.list.resizeColumnToContents(0)
        self.list.setColumnWidth(0, min(_WIDEST, self.list.columnWidth(0)))
        waivable = bool(found.warnings or found.waived)
        self.reason.setVisible(waivable)
        self.waive_button.setVisible(waivable)
        if found.warnings:
            self.list.setCurrentIndex(self.list.model().index(len(found.errors), 0))
        self._update_button()

    def _get_selected(self) -> list[Problem]:
        problems = [item.data(0, _PROBLEM_ROLE) for item in self.list.selectedItems()]
        return [one for one in problems if one and one.severity is not Severity.ERROR]

    def _waive(self) -> None:
        new = [make_waiver(one, self.reason.text(), by="") for one in self._get_selected()]
        self._waivers += new  # of two for the same problem the later one counts
        self.reason.clear()
        self._show()
        self.changed.emit()

    def _update_button(self) -> None:
        self.waive_button.setEnabled(bool(self.reason.text().strip() and self._get_selected()))


def _make_item(problem: Problem, reason: str) -> QTreeWidgetItem:
    is_error = problem.severity is Severity.ERROR
    item = QTreeWidgetItem([problem.message, "Has to be mended" if is_error else reason])
    item.setData(0, _PROBLEM_ROLE, problem)
    icon, role = ("check", "success") if reason else ("warning", "warning")
    item.setIcon(0, get_icon("error", "danger") if is_error else get_icon(icon, role))
    item.setToolTip(0, as_plain_tooltip(f"{problem.message} {problem.remedy}".strip()))
    item.setToolTip(1, as_plain_tooltip(reason))
    told = f"{problem.severity}: {problem.message}"
    waived = f" Waived: {reason}" if reason else ""
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told + waived)
    return item
