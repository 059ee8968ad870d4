"""The problems that checks found in the briefing whose pages are shown."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.document.problem import Problem, Severity
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import as_plain_tooltip, make_label, set_plain_tooltip

_ICON = QSize(16, 16)
_LOOK = {Severity.ERROR: ("error", "danger", "Error"), Severity.WARNING: ("warning",) * 3}


class ProblemsPane(QWidget):
    """A list of problems; choosing one goes to its place."""

    place_requested = Signal(str, str)  # section id, record id
    field_requested = Signal(str)  # in that section or record, right after it
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self._title = make_label("No problems", "section")
        self._list = QListWidget()
        self._list.setAccessibleName("Problems")
        self._list.setIconSize(_ICON)
        self._list.setWordWrap(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda _item: self._go())
        self._list.installEventFilter(self)
        self._lay_out()
        self.setProperty("role", "surface")

    @property
    def count(self) -> int:
        """How many problems there are."""
        return len(self._problems)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems, errors first; the one that was current stays so if it is there."""
        ordered = tuple(sorted(problems, key=lambda p: p.severity is not Severity.ERROR))
        if ordered == self._problems:
            return
        row = self._list.currentRow()
        current = self._problems[row] if 0 <= row < len(self._problems) else None
        self._problems = ordered
        self._title.setText(describe_count(ordered) or "No problems")
        self._list.clear()
        for problem in ordered:
            self._list.addItem(_make_item(problem))
        if current in ordered:
            self._list.setCurrentRow(ordered.index(current))

    def show_problem(self, problem: Problem) -> None:
        """Select a problem and go to its place, if it is still there."""
        if problem in self._problems:
            self._list.setCurrentRow(self._problems.index(problem))
            self._go()

    def go_to_next(self) -> None:
        """Go to the place of the next problem; after the last comes the first."""
        if self._problems:
            self._list.setCurrentRow((self._list.currentRow() + 1) % len(self._problems))
            self._go()

    def focus_list(self) -> None:
        """Put the keyboard on the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go to the place of the problem."""
        if (
            watched is self._list
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._go()
            return True
        return super().eventFilter(watched, event)

    def _go(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._problems):
            problem = self._problems[row]
            self.place_requested.emit(problem.section, problem.record)
            self.field_requested.emit(problem.field)

    def _lay_out(self) -> None:
        close = QToolButton()
        close.setIcon(get_icon("close"))
        close.setAccessibleName("Hide problems")
        set_plain_tooltip(close, "Hide problems")
        close.clicked.connect(self.close_requested)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE[2], SPACE[0], SPACE[1], 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE[0])
        layout.setSpacing(SPACE[0])
        layout.addLayout(head)
        layout.addWidget(self._list, 1)


def describe_count(problems: Sequence[Problem]) -> str:
    """Say how many problems there are; empty for none."""
    if not problems:
        return ""
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"


def _make_item(problem: Problem) -> QListWidgetItem:
    icon, role, word = _LOOK[problem.severity]
    text = f"{problem.message}\n{problem.remedy}" if problem.remedy else problem.message
    item = QListWidgetItem(get_icon(icon, role), text)
    item.setToolTip(as_plain_tooltip(text))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{word.capitalize()}: {text}")
    return item
