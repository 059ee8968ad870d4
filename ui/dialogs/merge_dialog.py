"""Merges records that are the same: side by side, field by field."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.outline import Briefing, BriefingStatus
from briefing.ports import Library
from briefing.records.kinds import AnyRecord
from briefing.services.records.editing import KIND_LABELS
from briefing.services.records.merging import ALL, FieldChoice, list_choices, merge_records
from briefing.services.records.telling_values import find_ids, tell_value
from ui.dialogs.compare_dialog import label_field
from ui.house_markings import get_house_markings
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label, set_plain_tooltip

MOST_MERGED = 5
"""How many records are merged at once."""

_EXPLAINED = (
    "One record stays. The others go to the trash, and whatever uses them uses the one that "
    "stays. Undo takes all of it back."
)
_ISSUED = "Issued already, and showing the merged record from then on: “{titles}”."
_MOST_LETTERS = 220
_NARROWEST_CELL = 190
_LABEL_WIDTH = 150


class MergedRecords(msgspec.Struct, frozen=True):
    """The records to be merged, how often each is used, and the titles that they refer to.

    `issued` are the titles of issued editions that show one of them.
    """

    records: tuple[AnyRecord, ...]
    uses: dict[RecordId, int]
    titles: dict[str, str]
    issued: tuple[str, ...] = ()


class ValueCell(QWidget):
    """One value to choose: a radio button, and the value in words, which can be clicked too."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QRadioButton()
        shown = text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
        self.button.setAccessibleName(f"{name}: {text or 'empty'}")
        self.label = make_label(shown or "(empty)", "" if text else "quiet", wrap=True)
        if shown != text:
            set_plain_tooltip(self.label, text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE[1], SPACE[1], SPACE[1])
        row.setSpacing(SPACE[1])
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignTop)
        self.setMinimumWidth(_NARROWEST_CELL)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the value."""
        super().mousePressEvent(event)
        self.button.click()
        self.button.setFocus()


class MergeDialog(QDialog):
    """Asks which record stays and, of each field that differs, which value is kept."""

    merged = Signal(str, str)  # id and kind of the record that stays

    def __init__(
        self,
        session: LibrarySession,
        record_ids: Sequence[RecordId],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._markings = get_house_markings(session)
        self._ids = tuple(record_ids)
        self._found = MergedRecords((), {}, {})
        self._winner: RecordId = self._ids[0]
        self._picks: dict[str, str] = {}
        self.cells: dict[tuple[str, str], ValueCell] = {}
        self.setWindowTitle("Merge records")
        self.resize(880, 600)
        self.title = make_label("Merge records", "title", wrap=True)
        self.same = make_label("", "quiet", wrap=True)
        self.issued = make_label("", "warning", wrap=True)
        self.issued.hide()
        self.fault = make_label("", "error", wrap=True)
        self.fault.hide()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName("What to keep")
        self.merge_button = make_button("&Merge", "primary")
        self.merge_button.setEnabled(False)
        self.merge_button.clicked.connect(self._merge)
        self._lay_out()
        session.read_after_changes(self._read, self._show, self._tell)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.title)
        layout.addWidget(make_label(_EXPLAINED, "quiet", wrap=True))
        layout.addWidget(self.area, 1)
        layout.addWidget(self.same)
        layout.addWidget(self.issued)
        layout.addWidget(self.fault)
        row = QHBoxLayout()
        row.addWidget(self.merge_button)
        row.addStretch(1)
        cancel = make_button("Cancel")
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        layout.addLayout(row)

    def _read(self, library: Library) -> MergedRecords:
        with library.read() as unit:
            records = tuple(unit.records.get_record(one) for one in self._ids)
            users = {one.id: unit.records.list_uses(one.id) for one in records}
            briefings = {u.id for some in users.values() for u in some if u.kind == "briefing"}
            ids = {RecordId(found) for record in records for found in find_ids(record)}
            others = unit.records.get_records(ids | briefings)
        titles: dict[str, str] = {one.id: one.display_title for one in others.values()}
        issued = (one.display_title for one in others.values() if _is_issued(one))
        uses = {record_id: len(some) for record_id, some in users.items()}
        return MergedRecords(records, uses, titles, tuple(issued))

    def _show(self, found: MergedRecords) -> None:
        self._found = found
        kind = KIND_LABELS[found.records[0].kind]
        self.title.setText(f"Merge {len(found.records)} {kind}s")
        most_used = max(found.records, key=lambda record: found.uses[record.id])
        self._winner = most_used.id
        self._build()
        self.issued.setText(_ISSUED.format(titles="”, “".join(found.issued[:3])))
        self.issued.setVisible(bool(found.issued))
        self.merge_button.setEnabled(True)
        self.cells["", self._winner].button.setFocus()

    def _build(self) -> None:
        page = QWidget()
        page.setProperty("role", "surface")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[2])
        grid.setVerticalSpacing(0)
        records = self._found.records
        stays = {record.id: self._describe(record) for record in records}
        self._add_row(grid, 0, ("", "Record that stays"), stays, self._winner, self._choose_winner)
        choices = list_choices(self._order(), self._markings.own)
        for number, choice in enumerate(choices, start=1):
            self._add_choice(grid, number, choice)
        grid.setRowStretch(2 * len(choices) + 1, 1)
        for column in range(1, len(records) + 1):
            grid.setColumnStretch(column, 1)
        self.area.setWidget(page)
        same = "All other fields are the same." if choices else "The records are the same."
        self.same.setText(same)

    def _add_choice(self, grid: QGridLayout, number: int, choice: FieldChoice) -> None:
        kind, order = self._found.records[0].kind, self._order()
        value_of = {record.id: value for record, value in zip(order, choice.values, strict=True)}
        texts: dict[str, str] = {
            record.id: tell_value(value_of[record.id], self._find_title)
            for record in self._found.records
        }
        label = label_field(kind, choice.field)
        if choice.field == "names":
            label = "Preferred name"
            texts = {record.id: record.display_title for record in self._found.records}
        if choice.may_join:
            texts[ALL] = "Both" if len(order) == 2 else "All of them"  # noqa: PLR2004 - two are both
        picked = self._picks.get(choice.field, choice.default)
        self._add_row(
            grid, number, (choice.field, label), texts, picked, partial(self._pick, choice.field)
        )

    def _add_row(
        self,
        grid: QGridLayout,
        number: int,
        names: tuple[str, str],
        texts: Mapping[Any, str],
        picked: str,
        choose: Callable[[str], None],
    ) -> None:
        field, label = names
        if number:
            grid.addWidget(_make_line(), 2 * number - 1, 0, 1, -1)
        grid.addWidget(_make_field_label(label), 2 * number, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(self)
        for column, (value, text) in enumerate(texts.items(), start=1):
            cell = ValueCell(text, label)
            cell.button.setChecked(value == picked)
            cell.button.clicked.connect(lambda _checked, value=value: choose(value))
            group.addButton(cell.button)
            grid.addWidget(cell, 2 * number, column)
            self.cells[field, value] = cell

    def _describe(self, record: AnyRecord) -> str:
        uses = self._found.uses[record.id]
        used = "not used" if not uses else f"used in {uses} place{'s' * (uses > 1)}"
        return f"{record.display_title}\nrevision {record.revision} · {used}"

    def _order(self) -> list[AnyRecord]:
        return sorted(self._found.records, key=lambda record: record.id != self._winner)

    def _find_title(self, record_id: str) -> str:
        return self._found.titles.get(record_id, "")

    def _choose_winner(self, record_id: str) -> None:
        """Take the defaults of another record that stays, but leave what was chosen."""
        self._winner = RecordId(record_id)
        for choice in list_choices(self._order(), self._markings.own):
            picked = self._picks.get(choice.field, choice.default)
            self.cells[choice.field, picked].button.setChecked(True)

    def _pick(self, field: str, value: str) -> None:
        self._picks[field] = value

    def _merge(self) -> None:
        self.merge_button.setEnabled(False)
        winner, *losers = self._order()
        change = merge_records(
            winner.id, [one.id for one in losers], self._picks, title=winner.display_title
        )

        def on_done(_change: object) -> None:
            self.accept()
            self.merged.emit(winner.id, winner.kind)

        self._session.do(change, on_done, self._tell)

    def _tell(self, error: Exception) -> None:
        self.fault.setText(str(error))
        self.fault.show()
        self.merge_button.setEnabled(bool(self._found.records))


def _is_issued(record: AnyRecord) -> bool:
    return isinstance(record, Briefing) and record.status is BriefingStatus.ISSUED


def _make_field_label(text: str) -> QLabel:
    label = make_label(text, "quiet", wrap=True)
    label.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
    label.setFixedWidth(_LABEL_WIDTH)
    return label


def _make_line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line
