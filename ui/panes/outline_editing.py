"""What an analyst does to the outline of a briefing; each act is one change."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from briefing.identifiers import PlacementId, RecordId, SectionId
from briefing.outline import Briefing, PlacementMode, Section
from briefing.ports import Library
from briefing.sections.registry import get_section_kinds
from briefing.services.briefings.nesting import can_indent, find_siblings, find_span
from briefing.services.briefings.outlining import (
    add_section,
    change_section,
    indent_section,
    make_section,
    move_placement,
    move_section,
    place_in_sections,
    place_records,
    remove_placements,
    remove_section,
)
from briefing.services.briefings.placing import accept_newest, set_placement_mode
from briefing.services.history import Change, LibraryChange
from ui.kinds import KINDS
from ui.models.outline_model import OutlineModel
from ui.models.outline_rows import OutlineRow, RowKey
from ui.session.library_session import LibrarySession

_NEVER_PLACED = {
    "source": "Sources need no placing: those that are cited are listed by themselves.",
    "briefing": "A briefing cannot be placed in another one.",
}
_OPEN_FIRST = "Open a briefing first; then it can be filled."


class OutlineEditing(QObject):
    """Turns wishes about the selected row, and drops, into changes of the briefing."""

    message = Signal(str)
    about_to_change = Signal()

    def __init__(
        self,
        session: LibrarySession,
        model: OutlineModel,
        get_row: Callable[[], OutlineRow],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self._get_row = get_row
        self._select_next: RowKey | None = None
        model.section_dropped.connect(self._move_dropped_section)
        model.placement_dropped.connect(self._move_dropped_placement)
        model.records_dropped.connect(self._place_dropped)

    def take_selection(self) -> RowKey | None:
        """Give, once, the row that the last change done asked to be selected."""
        key, self._select_next = self._select_next, None
        return key

    def add_section(self, kind: str) -> None:
        """Add a section of this kind below the selected one, and select it."""
        briefing = self._model.briefing
        if briefing is None:
            self.message.emit(_OPEN_FIRST)
            return
        section, index = make_section(kind), None
        current = self._get_row().section
        if current is not None:
            span = find_span(briefing, current.id)
            level = briefing.find_levels()[span.start]
            section, index = msgspec.structs.replace(section, level=level), span.stop
        self._do(add_section, section, index=index, select=RowKey(section=section.id))

    def remove(self) -> None:
        """Take the selected record out of its section, or the selected section out."""
        row = self._get_row()
        if row.placement is not None:
            self._do(remove_placements, [row.placement.id])
        elif row.section is not None:
            self._do(remove_section, row.section.id, title=row.section.title)

    def move(self, step: int) -> None:
        """Move the selected row up (-1) or down (1) among its neighbours."""
        self._move_to(lambda place, _count: place + step)

    def move_to_top(self) -> None:
        """Move the selected row before all of its neighbours."""
        self._move_to(lambda _place, _count: 0)

    def move_to_bottom(self) -> None:
        """Move the selected row behind all of its neighbours."""
        self._move_to(lambda _place, count: count - 1)

    def _move_to(self, choose: Callable[[int, int], int]) -> None:
        """Move the selected row to the place chosen from its own and the count of places."""
        row, briefing = self._get_row(), self._model.briefing
        if briefing is None or row.section is None:
            return
        if row.placement is not None:
            placements = row.section.placements
            place = placements.index(row.placement)
            index = choose(place, len(placements))
            if index != place and 0 <= index < len(placements):
                self._do(move_placement, row.placement.id, to_section=row.section.id, index=index)
            return
        siblings = find_siblings(briefing, row.section.id)
        place = siblings.index(row.section.id)
        index = choose(place, len(siblings))
        if index != place and 0 <= index < len(siblings):
            self._move_beside(briefing, row.section.id, siblings[index], before=index < place)

    def _move_beside(
        self, briefing: Briefing, section: SectionId, sibling: SectionId, *, before: bool
    ) -> None:
        own, other = find_span(briefing, section), find_span(briefing, sibling)
        index = other.start if before else other.stop - len(own)
        self._do(move_section, section, index=index, level=briefing.find_levels()[own.start])

    def indent(self, step: int) -> None:
        """Put the selected section into the one above it (1), or beside the one around it (-1)."""
        row, briefing = self._get_row(), self._model.briefing
        if briefing is None or row.section is None or row.placement is not None:
            return
        if can_indent(briefing, row.section.id, step):
            self._do(indent_section, row.section.id, step=step)

    def toggle_included(self) -> None:
        """Leave the selected section out of the document, or take it in again."""
        section = self._get_row().section
        if section is not None:
            words = "leave out" if section.included else "include"
            fields = {"included": not section.included}
            self._do(change_section, section.id, fields, label=f"{words} “{section.title}”")

    def toggle_mode(self) -> None:
        """Pin the selected placement, or let it follow the library again."""
        placement = self._get_row().placement
        if placement is not None:
            pinned = placement.mode is PlacementMode.PINNED
            mode = PlacementMode.LIVE if pinned else PlacementMode.PINNED
            self._do(set_placement_mode, placement.id, mode)

    def accept_newest(self) -> None:
        """Take the newest revision for the selected placement."""
        placement = self._get_row().placement
        if placement is not None:
            self._do(accept_newest, [placement.id])

    def accept_all_newest(self) -> None:
        """Take the newest revision wherever one was not looked at yet."""
        behind = [one.id for one in self._model.list_behind()]
        if behind:
            self._do(accept_newest, behind)

    def place_records(self, record_ids: list[RecordId]) -> None:
        """Place records into the selected section, else into the first that takes them."""
        briefing = self._model.briefing
        if briefing is None:
            self.message.emit(_OPEN_FIRST)
            return

        def read(library: Library) -> dict[RecordId, str]:
            with library.read() as unit:
                found = unit.records.get_records(record_ids)
            return {record_id: record.kind for record_id, record in found.items()}

        self._session.read(read, lambda kinds: self._place_kinds(briefing.id, kinds, record_ids))

    def _place_kinds(
        self, briefing_id: RecordId, kinds: dict[RecordId, str], record_ids: list[RecordId]
    ) -> None:
        briefing = self._model.briefing
        if briefing is None or briefing.id != briefing_id:
            return
        placed: dict[SectionId, list[RecordId]] = {}
        left: dict[str, None] = {}  # kinds that no section takes
        for record_id in record_ids:
            kind = kinds.get(record_id)
            section = self._find_taker(briefing, kind) if kind else None
            if section is not None:
                placed.setdefault(section.id, []).append(record_id)
            elif kind:
                left[kind] = None
        told = [kind for kind in left if not placed or kind not in _NEVER_PLACED]
        if told:
            self.message.emit(" ".join(map(_say_no_taker, told)))
        if placed:
            section_id, records = next(iter(placed.items()))
            key = RowKey(section=section_id, record=records[0])
            self._do(place_in_sections, placed, select=key)

    def _find_taker(self, briefing: Briefing, kind: str) -> Section | None:
        current = self._get_row().section
        kinds = get_section_kinds()
        for section in ([current] if current else []) + list(briefing.sections):
            section_kind = kinds.get(section.section_kind)
            if section_kind is not None and kind in section_kind.takes:
                return section
        return None

    def _move_dropped_section(self, section: str, index: int, level: int) -> None:
        key = RowKey(section=section)
        self._do(move_section, SectionId(section), index=index, level=level, select=key)

    def _move_dropped_placement(self, placement: str, section: str, index: int) -> None:
        record = self._model.find_placed_record(placement)
        key, target = RowKey(section=section, record=record), SectionId(section)
        moved = PlacementId(placement)
        self._do(move_placement, moved, to_section=target, index=index, select=key)

    def _place_dropped(self, records: list[RecordId], section: str, index: int) -> None:
        key = RowKey(section=section, record=records[0])
        at = None if index < 0 else index
        self._do(place_records, SectionId(section), records, index=at, select=key)

    def _do(
        self,
        make_change: Callable[..., Change],
        *arguments: Any,
        select: RowKey | None = None,
        **more: Any,
    ) -> None:
        briefing = self._model.briefing
        if briefing is None:
            return

        def on_done(_change: LibraryChange) -> None:
            # not before: a briefing that was read earlier would be asked for a row it has not
            self._select_next = select or self._select_next

        self.about_to_change.emit()
        self._session.do(make_change(briefing.id, *arguments, **more), on_done)


def _say_no_taker(kind: str) -> str:
    if kind in _NEVER_PLACED:
        return _NEVER_PLACED[kind]
    plural = next(words.plural.lower() for words in KINDS if words.kind == kind)
    return f"No section of this briefing takes {plural}; add one that does first."
