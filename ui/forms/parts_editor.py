"""Edits the parts of a record, such as names or figures: each folds to one line."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.records.faults import Fault
from ui.forms.editors import FieldEditor
from ui.forms.fault_label import FaultLabel
from ui.forms.field_grid import MakeEditor
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.forms.fold_button import FoldButton
from ui.forms.part_editor import PartFields
from ui.forms.part_summaries import FindTitle, summarise_part
from ui.forms.typed_fields import as_field_values
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_label, set_plain_tooltip, set_role

_ROOM_FOR_TOOLS = 78


class PartCard(QFrame):
    """One part: a line that says what it holds, and below it the editors once it is opened.

    The editors are built when the card is opened first, and the buttons when the mouse or the
    keyboard comes to it: a record may have a hundred parts.
    """

    edited = Signal()
    removed = Signal()
    moved = Signal(int)

    def __init__(
        self, spec: FieldSpec, make_editor: MakeEditor, find_title: FindTitle, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._spec = spec
        self._make_editor = make_editor
        self._find_title = find_title
        self._part: Any = None
        self.fields: PartFields | None = None
        self.tools: dict[str, QToolButton] = {}
        self.button = FoldButton("card-head", self)
        self.button.reached.connect(self.show_tools)
        self.button.toggled.connect(self._on_toggled)
        self.sources = make_label("", "quiet")
        self.fault = FaultLabel(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE[0], 2, SPACE[0], 2)
        self._layout.setSpacing(SPACE[0])
        self._head = self._make_head()
        self._layout.addLayout(self._head)
        self._layout.addWidget(self.fault)

    @property
    def has_unread(self) -> bool:
        """Whether one of its fields could not be read."""
        return self.fields is not None and self.fields.has_unread

    def show_part(self, part: Any) -> None:
        """Show the part; one in which nothing is written yet is opened."""
        self._part = part
        if self.fields is not None:
            self.fields.show_part(part)
        self.summarise()
        if self.fields is None and _is_blank(self._spec, part):
            self.open()

    def read_part(self) -> Any:
        """Give the part."""
        if self.fields is not None:
            self._part = self.fields.read_part()
            self.summarise()
        return self._part

    def open(self) -> PartFields:
        """Show the editors, and give them."""
        self.button.setChecked(True)
        return self._build()

    def summarise(self) -> None:
        """Say anew what the part holds: the titles of other records may have come in."""
        blank = _is_blank(self._spec, self._part)
        line = "New" if blank else summarise_part(self._part, self._find_title) or "…"
        self.button.say(line, spoken=f"{self._spec.label}: {line}")
        citations = getattr(self._part, "citations", None)
        self.sources.setVisible(citations is not None)
        count = len(citations or ())
        words = f"{count} source{'' if count == 1 else 's'}" if count else "no source"
        self.sources.setText(words)
        set_role(self.sources, "quiet" if count else "unsourced")

    def peek(self, name: str) -> Any:
        """Give what a choice or a switch shows, without reading the other fields."""
        if self.fields is None:
            return getattr(self._part, name)
        return self.fields.get_editor(name).read_value()

    def put(self, name: str, *, value: Any) -> None:
        """Set one field."""
        self._part = msgspec.structs.replace(self._part, **{name: value})
        if self.fields is not None:
            self.fields.put(name, value)
        self.summarise()

    def show_fault(self, message: str) -> None:
        """Show what is wrong with the part."""
        self.fault.say(message)
        self.button.setAccessibleDescription(message)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the buttons."""
        super().enterEvent(event)
        self.show_tools()

    def show_tools(self) -> None:
        """Show the buttons that move and remove the part."""
        if self.tools:
            return
        self._head.takeAt(self._head.count() - 1)  # the room that was kept for them
        before: QWidget = self.button
        for icon, name, slot in (
            ("up", "Move up", lambda: self.moved.emit(-1)),
            ("down", "Move down", lambda: self.moved.emit(1)),
            ("close", "Remove", self.removed.emit),
        ):
            tool = self._make_button(icon, f"{name}: {self._spec.label}", slot)
            self._head.addWidget(tool)
            QWidget.setTabOrder(before, tool)
            self.tools[icon] = before = tool

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.button, 1)
        head.addWidget(self.sources)
        head.addSpacing(SPACE[0])
        head.addSpacing(_ROOM_FOR_TOOLS)
        return head

    def _make_button(self, icon: str, name: str, slot: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(get_icon(icon, "quiet_text"))
        button.setAccessibleName(name)
        set_plain_tooltip(button, name)
        button.clicked.connect(lambda _checked: slot())
        return button

    def _on_toggled(self, opened: bool) -> None:
        if opened:
            self._build().show()
        elif self.fields is not None:
            self.fields.hide()
            self._part = self.fields.read_part()
            self.summarise()

    def _build(self) -> PartFields:
        if self.fields is None:
            self.show_tools()
            self.fields = PartFields(self._spec, self._make_editor, self)
            self.fields.setContentsMargins(SPACE[1], 0, SPACE[1], SPACE[1])
            self.fields.show_part(self._part)
            self.fields.edited.connect(self.edited)
            self._layout.addWidget(self.fields)
        return self.fields


class PartsEditor(FieldEditor):
    """Several structures, in order."""

    def __init__(
        self,
        spec: FieldSpec,
        make_editor: MakeEditor,
        find_title: FindTitle,
        parent: QWidget,
    ) -> None:
        super().__init__(spec, parent)
        self._make_editor = make_editor
        self._find_title = find_title
        self._was_shown = False
        self.cards: list[PartCard] = []
        self._cards_layout = QVBoxLayout()
        self._cards_layout.setSpacing(SPACE[0])
        self._layout.addLayout(self._cards_layout)
        self.add_button = QPushButton(spec.add_label, self)
        self.add_button.setProperty("role", "link")
        self.add_button.setIcon(get_icon("add", "accent"))
        self.add_button.setAutoDefault(False)
        self.add_button.setAccessibleName(f"{spec.add_label} ({spec.label})")
        self.add_button.clicked.connect(lambda _checked: self.add_part())
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        self._layout.addLayout(row)
        self.setFocusProxy(self.add_button)

    @property
    def has_unread(self) -> bool:
        """Whether a field of one of the parts could not be read."""
        return any(card.has_unread for card in self.cards)

    def show_value(self, value: Any) -> None:
        """Show a card for each part; cards that stay keep their focus and cursor."""
        while len(self.cards) > len(value):
            self._drop(self.cards[-1])
        while len(self.cards) < len(value):
            self._add_card()
        for card, part in zip(self.cards, value, strict=True):
            card.show_part(part)
        if self.spec.opens_single and not self._was_shown and len(self.cards) == 1:
            self.cards[0].open()
        self._was_shown = True

    def focus_first(self) -> None:
        """Put the cursor into the first part, else on the button that adds one."""
        if not self.cards:
            super().focus_first()
        elif self.cards[0].fields is None:
            self.cards[0].button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            next(iter(self.cards[0].fields.fields.values())).editor.focus_first()

    def focus_fault(self) -> None:
        """Open the first part with something to correct, and put the cursor into it."""
        faulty = (card for card in self.cards if card.fault.text() or card.has_unread)
        card = next(faulty, None)
        if card is None:
            self.focus_first()
        else:
            card.open().focus_fault()

    def read_value(self) -> Any:
        """Give the parts in order."""
        return tuple(card.read_part() for card in self.cards)

    def show_faults(self, faults: Sequence[Fault]) -> str:
        """Show each part's faults in its card; give those of the whole list."""
        for number, card in enumerate(self.cards):
            messages = dict.fromkeys(f.message for f in faults if f.index == number)
            card.show_fault(" ".join(messages))
        count = len(self.cards)
        return super().show_faults([f for f in faults if f.index is None or f.index >= count])

    def summarise(self) -> None:
        """Say anew what each part holds."""
        for card in self.cards:
            card.summarise()

    def add_part(self, **values: Any) -> PartCard:
        """Add a part with these values, open it and put the cursor into it."""
        card = self._add_card()
        card.show_part(make_empty_part(self.spec, **values))
        fields = card.open()
        first = next(iter(fields.fields.values())).editor
        first.focus_first()
        self.edited.emit()
        return card

    def _keep_exclusive(self, card: PartCard) -> None:
        """Turn an exclusive switch off in the other parts when it is on in the one edited."""
        switch, within = self.spec.exclusive, self.spec.exclusive_within
        if not switch or not card.peek(switch):
            return
        for other in self.cards:
            agrees = not within or other.peek(within) == card.peek(within)
            if other is not card and agrees and other.peek(switch):
                other.put(switch, value=False)

    def _add_card(self) -> PartCard:
        card = PartCard(self.spec, self._make_editor, self._find_title, self)
        card.edited.connect(lambda: self._keep_exclusive(card))
        card.edited.connect(self.edited)
        card.removed.connect(lambda: self._remove(card))
        card.moved.connect(lambda step: self._move(card, step))
        self.cards.append(card)
        self._cards_layout.addWidget(card)
        return card

    def _remove(self, card: PartCard) -> None:
        self._drop(card)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _move(self, card: PartCard, step: int) -> None:
        index = self.cards.index(card)
        target = index + step
        if not 0 <= target < len(self.cards):
            return
        self.cards.insert(target, self.cards.pop(index))
        self._cards_layout.removeWidget(card)
        self._cards_layout.insertWidget(target, card)
        self.edited.emit()

    def _drop(self, card: PartCard) -> None:
        self.cards.remove(card)
        self._cards_layout.removeWidget(card)
        card.hide()
        card.deleteLater()


class FoldedPartsEditor(FieldEditor):
    """Parts inside a part, such as citations: a line with their number opens them."""

    def __init__(
        self,
        spec: FieldSpec,
        make_editor: MakeEditor,
        find_title: FindTitle,
        parent: QWidget,
    ) -> None:
        super().__init__(spec, parent)
        self._value: tuple[Any, ...] = ()
        self._make_editor = make_editor
        self._find_title = find_title
        self.parts: PartsEditor | None = None
        self.button = FoldButton("quiet", self)
        self.button.toggled.connect(self._on_toggled)
        self._layout.addWidget(self.button)
        self.setFocusProxy(self.button)
        self._show_count()

    @property
    def has_unread(self) -> bool:
        """Whether a field of one of the parts could not be read."""
        return self.parts is not None and self.parts.has_unread

    def show_value(self, value: Any) -> None:
        """Show the number of parts, and the parts when open."""
        self._value = tuple(value)
        if self.parts is not None:
            self.parts.show_value(self._value)
        self._show_count()

    def read_value(self) -> Any:
        """Give the parts."""
        return self._value if self.parts is None else self.parts.read_value()

    def open(self) -> PartsEditor:
        """Show the parts, and give their editor."""
        if self.parts is None:
            self.parts = PartsEditor(self.spec, self._make_editor, self._find_title, self)
            self.parts.show_value(self._value)
            self.parts.edited.connect(self._on_edited)
            self._layout.addWidget(self.parts)
        self.button.setChecked(True)
        self.parts.show()
        return self.parts

    def _on_toggled(self, opened: bool) -> None:
        if opened:
            self.open()
        elif self.parts is not None:
            self.parts.hide()

    def _on_edited(self) -> None:
        self._show_count()
        self.edited.emit()

    def _show_count(self) -> None:
        count = len(self._value if self.parts is None else self.parts.cards)
        self.button.say(f"{self.spec.label}: {count or 'none'}")
        set_role(self.button, "fold-quiet" if count else "fold-unsourced")


def make_empty_part(spec: FieldSpec, **values: Any) -> Any:
    """Make a part with the first choice or nothing in each field that must be given."""
    required = {field.name for field in msgspec.structs.fields(spec.part_type) if field.required}
    first = {field.name: field.choices[0][0] for field in spec.fields if field.choices}
    given = {name: first.get(name, "") for name in required} | values
    return spec.part_type(**as_field_values(spec.part_type, given))


def _is_blank(spec: FieldSpec, part: Any) -> bool:
    """Tell whether nothing has been written into the part; choices are always made."""
    written = (
        field
        for field in spec.fields
        if not field.choices and field.editor is not EditorKind.SWITCH
    )
    return not any(getattr(part, field.name) for field in written)
