"""What is to be said and done about one record that is placed in a briefing."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QMenu,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.outline import Placement, PlacementMode
from briefing.overriding import (
    PROSE_FIELDS,
    find_changed_below,
    get_plain,
    list_overridable,
    list_overrides,
    to_plain,
)
from briefing.records.kinds import AnyRecord, type_of_kind
from briefing.services.briefings.placing import (
    accept_newest,
    begin_override,
    drop_override,
    keep_override,
    keep_revision,
    override_field,
    set_placement_mode,
    write_into_record,
    write_own_text,
)
from briefing.services.history import Change
from ui.forms.field_spec import FieldSpec
from ui.forms.form import Form
from ui.forms.form_shelf import FormShelf
from ui.forms.record_forms import RECORD_FORMS, find_label
from ui.forms.typed_fields import as_field_values
from ui.panes.override_card import Overridden, OverrideCard
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label, set_plain_tooltip, set_role

_MODES = {
    PlacementMode.LIVE: ("Live", "The pages always show the newest revision."),
    PlacementMode.PINNED: (
        "Pinned",
        "The pages keep this revision until you accept a newer one.",
    ),
    PlacementMode.OWN_TEXT: (
        "Own text",
        "The pages show your text here; everything else follows the record.",
    ),
}


class PlacedHere(msgspec.Struct, frozen=True, kw_only=True):
    """A placement with its record, and the sentence about its revision."""

    briefing: RecordId
    placement: Placement
    record: AnyRecord | None  # the newest revision; None when it is not in the library
    title: str
    state: str
    is_behind: bool


class PlacementDetail(QWidget):
    """Says what the pages show of a record, and offers what can be done about it."""

    open_requested = Signal()
    remove_requested = Signal()
    compare_requested = Signal()

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shelf = FormShelf(self)
        self._shown: PlacedHere | None = None
        self.cards: dict[str, OverrideCard] = {}
        self.title = make_label("", "title", wrap=True)
        self.state = make_label("", wrap=True)
        self.hint = make_label("", "quiet", wrap=True)
        self.modes = self._make_modes()
        self.newest_button = self._make_button("Accept newest revision", self._accept)
        self.newest_button.setProperty("role", "primary")
        self.compare_button = self._make_button("Compare…", self.compare_requested.emit)
        self.keep_button = self._make_button("Keep the older one", self._keep)
        self.override_button = self._make_button("Override a field…", self._offer_fields)
        self.override_button.setIcon(get_icon("edit"))
        self.open_button = self._make_button("Open the record", self.open_requested.emit)
        self.open_button.setIcon(get_icon("open"))
        self.remove_button = self._make_button("Remove from section", self.remove_requested.emit)
        self.remove_button.setIcon(get_icon("close"))
        self._lay_out()

    def show_placement(self, shown: PlacedHere) -> None:
        """Show a placement; what is typed in another one is handed on first."""
        before = self._shown
        if before is not None and before.placement.id != shown.placement.id:
            self.put_away()
        self._shown = shown
        self.title.setText(shown.title)
        self.state.setText(shown.state)
        set_role(self.state, "warning" if shown.is_behind else "")
        self._show_mode(shown)
        for button in (self.newest_button, self.compare_button, self.keep_button):
            button.setVisible(shown.is_behind)
        self._newer.setVisible(shown.is_behind)
        self._show_cards(shown)

    def flush(self) -> None:
        """Hand on what is typed."""
        for card in self.cards.values():
            card.form.flush()

    def put_away(self) -> None:
        """Show no overrides any more; what cannot be saved yet is kept for the next time."""
        for field in list(self.cards):
            self._drop_card(field)
        self._shown = None

    def list_fields(self) -> list[tuple[str, str]]:
        """List the fields that may still be overridden, as (field, label)."""
        shown = self._shown
        if shown is None or shown.record is None:
            return []
        kind = shown.record.kind
        specs = _find_specs(kind)
        return [
            (name, specs[name].label)
            for name in list_overridable(kind)
            if name in specs and name not in self.cards
        ]

    def begin_override(self, field: str) -> None:
        """Override a field, beginning with what is printed."""
        self._do(begin_override, field, label=self._label(field))

    # --- inside

    def _lay_out(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        layout.setSpacing(SPACE[1])
        for label in (self.title, self.state):
            layout.addWidget(label)
        self._newer = QWidget()
        _flow(self._newer, self.newest_button, self.compare_button, self.keep_button)
        layout.addWidget(self._newer)
        choices = QWidget()
        _flow(choices, *self.modes.values())
        layout.addSpacing(SPACE[0])
        layout.addWidget(choices)
        layout.addWidget(self.hint)
        layout.addSpacing(SPACE[1])
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE[1])
        layout.addLayout(self._cards)
        below = QWidget()
        _flow(below, self.override_button, self.open_button, self.remove_button)
        layout.addWidget(below)
        layout.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName("How the selected record is placed")
        self.area.setWidget(body)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.area)

    def _make_modes(self) -> dict[PlacementMode, QRadioButton]:
        group = QButtonGroup(self)
        buttons = {}
        for mode, (label, hint) in _MODES.items():
            button = buttons[mode] = QRadioButton(label)
            set_plain_tooltip(button, hint)
            button.clicked.connect(lambda _on=False, mode=mode: self._choose_mode(mode))
            group.addButton(button)
        return buttons

    def _make_button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = make_button(text)
        button.clicked.connect(lambda _checked: slot())
        return button

    def _show_mode(self, shown: PlacedHere) -> None:
        kind = shown.record.kind if shown.record else ""
        for mode, button in self.modes.items():
            button.setChecked(mode is shown.placement.mode)
            button.setEnabled(shown.record is not None)
        self.modes[PlacementMode.OWN_TEXT].setEnabled(kind in PROSE_FIELDS)
        self.hint.setText(_MODES[shown.placement.mode][1])
        self.override_button.setEnabled(kind in RECORD_FORMS)

    def _show_cards(self, shown: PlacedHere) -> None:
        record, placement = shown.record, shown.placement
        overrides = dict(list_overrides(record, placement)) if record else {}
        for field in self.cards.keys() - overrides.keys():
            self._drop_card(field)
        if record is None:
            return
        changed = find_changed_below(record, placement)
        specs = _find_specs(record.kind)
        for field, printed in overrides.items():
            card = self.cards.get(field) or self._add_card(_get_spec(specs, field))
            now = get_plain(record, field)
            card.show_override(
                Overridden(
                    kind=record.kind,
                    field=field,
                    printed=printed,
                    said=placement.overridden.get(field, now),
                    now=now,
                    is_new=field in changed,
                )
            )

    def _add_card(self, spec: FieldSpec) -> OverrideCard:
        shown = self._shown
        key = shown.placement.id if shown else ""
        card = OverrideCard(spec, self._session, self._shelf.take((key, spec.name)))
        if shown is not None and (record := shown.record) is not None:
            card.form.make_change = lambda name, value: _make_edit(shown, record, name, value)
        card.edited.connect(lambda name, value: self._hand_on(card.form, name, value))
        card.write_requested.connect(lambda field: self._do_field(write_into_record, field))
        card.drop_requested.connect(lambda field: self._do_field(drop_override, field))
        card.keep_requested.connect(lambda field: self._do_field(keep_override, field))
        card.form.show()
        self.cards[spec.name] = card
        self._cards.addWidget(card)
        return card

    def _drop_card(self, field: str) -> None:
        card = self.cards.pop(field)
        self._cards.removeWidget(card)
        card.give_up_form(self._shelf, self._shown.placement.id if self._shown else "")
        card.hide()
        card.deleteLater()

    def _hand_on(self, form: Form, name: str, value: Any) -> None:
        shown = self._shown
        if shown is None or shown.record is None:
            return
        self._session.do(
            _make_edit(shown, shown.record, name, value),
            lambda _change: form.confirm(name),
            lambda error: form.refuse(name, value, str(error)),
        )

    def _offer_fields(self) -> None:
        menu = QMenu(self.override_button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for field, label in self.list_fields():
            action = menu.addAction(label)
            action.triggered.connect(lambda _on=False, field=field: self.begin_override(field))
        menu.popup(self.override_button.mapToGlobal(QPoint(0, self.override_button.height())))

    def _choose_mode(self, mode: PlacementMode) -> None:
        if self._shown is not None and mode is not self._shown.placement.mode:
            self._do(set_placement_mode, mode)

    def _accept(self) -> None:
        shown = self._shown
        if shown is not None:
            self.flush()
            self._session.do(accept_newest(shown.briefing, [shown.placement.id]))

    def _keep(self) -> None:
        self._do(keep_revision)

    def _do_field(self, make_change: Callable[..., Change], field: str) -> None:
        self._do(make_change, field, label=self._label(field))

    def _do(self, make_change: Callable[..., Change], *arguments: Any, **more: Any) -> None:
        shown = self._shown
        if shown is not None:
            self.flush()
            change = make_change(shown.briefing, shown.placement.id, *arguments, **more)
            self._session.do(change)

    def _label(self, field: str) -> str:
        record = self._shown.record if self._shown else None
        return find_label(record.kind, field) if record and record.kind in RECORD_FORMS else field


def _make_edit(shown: PlacedHere, record: AnyRecord, name: str, value: Any) -> Change:
    briefing, placement = shown.briefing, shown.placement
    is_own_text = placement.mode is PlacementMode.OWN_TEXT
    if is_own_text and PROSE_FIELDS.get(record.kind) == name:
        return write_own_text(briefing, placement.id, value)
    typed = as_field_values(type_of_kind[record.kind], {name: value})
    label = find_label(record.kind, name)
    return override_field(briefing, placement.id, name, to_plain(typed[name]), label=label)


def _find_specs(kind: str) -> dict[str, FieldSpec]:
    return {field.name: field for fold in RECORD_FORMS.get(kind, ()) for field in fold.fields}


def _get_spec(specs: dict[str, FieldSpec], field: str) -> FieldSpec:
    return specs.get(field) or FieldSpec(name=field, label=field.replace("_", " ").capitalize())


def _flow(widget: QWidget, *parts: QWidget) -> None:
    layout = FlowLayout(SPACE[1], widget)
    layout.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        layout.addWidget(part)
