"""Attacks on a map and along a line of time: those that a search finds, or some by their ids."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from briefing.dates import EdtfDate
from briefing.drawing.map_point import MapPoint
from briefing.drawing.timeline import TimelineEvent
from briefing.identifiers import RecordId
from briefing.ports import Library, RecordQuery
from briefing.printed_words.local import get_local
from briefing.records.attack import Attack
from briefing.records.record_filter import RecordFilter
from briefing.sections.drawn.attacks import make_event, make_map_point, name_place
from briefing.services.history import LibraryChange
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.map_view import MapView
from ui.widgets.plain_text import make_button, make_label
from ui.widgets.timeline_view import TimelineView

MOST_ATTACKS = 10_000
"""Attacks that are drawn at once; the newest, where a search finds more."""


class DrawnAttacks(NamedTuple):
    """Attacks as the two views show them, and how many there are in all."""

    points: tuple[MapPoint, ...]
    events: tuple[TimelineEvent, ...]
    shown: int
    found: int


class AttacksView(QWidget):
    """Map and timeline of attacks.

    A rectangle drawn on the map selects attacks; a span brushed over in the timeline narrows the
    search. Both are told, and what is selected in one view shows in the other.
    """

    record_requested = Signal(str)  # the id of an attack to open
    selection_changed = Signal(list)  # ids of the attacks that are selected
    filter_changed = Signal(object)  # the RecordFilter with the span of time brushed over

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._query = RecordQuery(kinds=("attack",), order="date", limit=0)
        self._ids: tuple[RecordId, ...] | None = None
        self._request = 0
        self._drawn = DrawnAttacks((), (), 0, 0)
        self._selection: tuple[str, ...] = ()
        self.map_view = MapView()
        self.timeline_view = TimelineView()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.map_view, "&Map")
        self.tabs.addTab(self.timeline_view, "Time&line")
        self.tabs.setAccessibleName("Attacks on a map or along a line of time")
        self._status = make_label("", "quiet", wrap=True)
        self._clear = make_button("&Clear selection")
        self._clear.hide()
        self._lay_out()
        self._connect()

    @property
    def status(self) -> str:
        """What it says about what is shown and what is not."""
        return self._status.text()

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the attacks that are selected."""
        return self._selection

    def show_query(self, query: RecordQuery) -> None:
        """Show the attacks that a search finds, at most the newest `MOST_ATTACKS`."""
        self._query = msgspec.structs.replace(
            query, kinds=("attack",), order="date", by_rank=False, limit=MOST_ATTACKS, offset=0
        )
        self._ids = None
        self._read(fit=True)

    def show_records(self, ids: Sequence[RecordId]) -> None:
        """Show these attacks; ids of other records are passed over."""
        self._ids = tuple(ids)
        self._read(fit=True)

    def clear_selection(self) -> None:
        """Select nothing, and let go of the span that was brushed over."""
        self.timeline_view.select_span(None, None)
        self._select(())

    # --- reading

    def _read(self, *, fit: bool) -> None:
        self._request += 1
        request, query, ids = self._request, self._query, self._ids

        def read(library: Library) -> DrawnAttacks:
            return read_ids(library, ids) if ids is not None else read_query(library, query)

        def show(drawn: DrawnAttacks) -> None:
            if request == self._request:  # a later one is under way otherwise
                self._show(drawn, fit=fit)

        self._session.read(read, show)

    def _show(self, drawn: DrawnAttacks, *, fit: bool) -> None:
        self._drawn = drawn
        self.map_view.show_points(drawn.points, fit=fit)
        self.timeline_view.show_events(drawn.events, fit=fit)
        known = {event.key for event in drawn.events} | {point.key for point in drawn.points}
        self._select(tuple(key for key in self._selection if key in known))
        self._tell()

    def _on_changed(self, change: LibraryChange) -> None:
        known = {point.key for point in self._drawn.points} | {e.key for e in self._drawn.events}
        # a record that went to the trash tells no kind; one that is drawn is an attack
        if "attack" in change.kinds or any(str(key) in known for key in change.records):
            self._read(fit=False)

    # --- selecting

    def _on_span(self, first: object, last: object) -> None:
        chosen = RecordFilter(kinds=("attack",), from_date=first, to_date=last)  # type: ignore[arg-type] # Qt's signals carry objects
        self.filter_changed.emit(chosen)
        if first is None or last is None:
            self._select(())
            return
        self._select(
            tuple(
                event.key
                for event in self._drawn.events
                if (event.start or last) <= last and (event.end or first) >= first  # type: ignore[operator] # as above
            )
        )

    def _select(self, keys: Sequence[str]) -> None:
        self.map_view.mark_points(keys)
        self.timeline_view.mark_events(keys)
        changed = tuple(keys) != self._selection
        self._selection = tuple(keys)
        self._clear.setVisible(bool(keys))
        self._tell()
        if changed:
            self.selection_changed.emit(list(keys))

    def _tell(self) -> None:
        self._status.setText(describe(self._drawn, len(self._selection)))

    # --- building

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE[2], 0, SPACE[2], 0)
        foot.addWidget(self._status, 1)
        foot.addWidget(self._clear, alignment=Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE[1])
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.map_view.point_clicked.connect(self.record_requested)
        self.map_view.points_selected.connect(self._select)
        self.timeline_view.event_clicked.connect(self.record_requested)
        self.timeline_view.events_clicked.connect(self._select)
        self.timeline_view.span_selected.connect(self._on_span)
        self._clear.clicked.connect(self.clear_selection)
        self._session.changed.connect(self._on_changed)


def read_query(library: Library, query: RecordQuery) -> DrawnAttacks:
    """Read the attacks that a search finds, as the views show them."""
    with library.read() as unit:
        found = unit.records.count_records(query)
        ids = [summary.id for summary in unit.records.list_records(query)]
        records = unit.records.get_records(ids)
    return draw_attacks([records[each] for each in ids if each in records], found)


def read_ids(library: Library, ids: Sequence[RecordId]) -> DrawnAttacks:
    """Read these attacks, as the views show them."""
    with library.read() as unit:
        records = unit.records.get_records(ids)
    return draw_attacks([records[each] for each in ids if each in records])


def draw_attacks(records: Sequence[object], found: int | None = None) -> DrawnAttacks:
    """Turn attacks into points and events; other records are passed over."""
    attacks = [record for record in records if isinstance(record, Attack)]
    points = [make_map_point(attack, label=_label(attack)) for attack in attacks]
    events = [make_event(attack, label=attack.display_title) for attack in attacks]
    return DrawnAttacks(
        tuple(point for point in points if point is not None),
        tuple(event for event in events if event is not None),
        len(attacks),
        len(attacks) if found is None else found,
    )


def _label(attack: Attack) -> str:
    place = name_place(get_local("en"), attack)
    date = f", {attack.date}" if isinstance(attack.date, EdtfDate) else ""
    return f"{place or attack.display_title}{date}"


def describe(drawn: DrawnAttacks, selected: int) -> str:
    """Say how many attacks there are, which are not drawn and why, and how many are selected."""
    if not drawn.found:
        return "No attacks to show."
    words = [f"{drawn.found:,} attacks" if drawn.found > 1 else "1 attack"]
    if drawn.found > drawn.shown:
        words.append(f"the newest {drawn.shown:,} are shown")
    unplaced, undated = drawn.shown - len(drawn.points), drawn.shown - len(drawn.events)
    if unplaced:
        words.append(f"{unplaced:,} without coordinates, not on the map")
    if undated:
        words.append(f"{undated:,} without a date, not on the timeline")
    if selected:
        words.append(f"{selected:,} selected")
    return "; ".join(words)
