"""The outline of a briefing as a tree: sections, and the records placed in them."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon

from briefing.identifiers import PlacementId, RecordId, SectionId
from briefing.outline import DEEPEST_LEVEL, Briefing, Placement, PlacementMode, Section
from ui.flows.record_drag import RECORDS_MIME, read_record_drag
from ui.models.outline_drag import OUTLINE_MIME, make_outline_drag, read_outline_drag
from ui.models.outline_rows import OutlineRow, RowKey
from ui.models.outline_shape import FRONT_PAGE_ROWS, OutlineShape, SectionPlace, list_rows
from ui.models.outline_words import describe_placement, get_section_mark, is_asked, number_title
from ui.theme.tokens import current_colours
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import as_plain_tooltip

Index = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()

MARK_ROLE = Qt.ItemDataRole.UserRole + 1
"""Name of the icon that marks a row at its end; empty for a row with nothing to say."""


class PlacedTitle(msgspec.Struct, frozen=True, kw_only=True):
    """What the outline shows of a placed record."""

    title: str
    kind: str
    revision: int


class OutlineModel(QAbstractItemModel):
    """Rows: the front page, then the sections; below each its placements, then those inside it.

    The model changes nothing itself: drops are told by signals, and the new outline comes back
    through `show_briefing`.
    """

    section_dropped = Signal(str, int, int)  # section id, index without what moves, level
    placement_dropped = Signal(str, str, int)  # placement id, target section id, index
    records_dropped = Signal(list, str, int)  # record ids, section id, index (-1: at the end)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._briefing: Briefing | None = None
        self._titles: dict[RecordId, PlacedTitle] = {}
        self._shape = OutlineShape(None)
        self._printed: set[str] = set()
        self._numbers: Mapping[str, str] = {}

    @property
    def briefing(self) -> Briefing | None:
        """The briefing that is shown."""
        return self._briefing

    def show_briefing(
        self, briefing: Briefing | None, titles: Mapping[RecordId, PlacedTitle]
    ) -> None:
        """Show an outline; rows that stay keep their selection and whether they are open."""
        same_rows = list_rows(self._briefing) == list_rows(briefing)
        if not same_rows:
            self.beginResetModel()
        self._briefing, self._titles = briefing, dict(titles)
        self._shape = OutlineShape(briefing)
        self._printed = {section.id for section in briefing.list_included()} if briefing else set()
        if same_rows:
            self._tell_rows_changed()
        else:
            self.endResetModel()

    def update_titles(self, titles: Mapping[RecordId, PlacedTitle]) -> None:
        """Take new titles of a few records; only their rows are drawn again."""
        self._titles.update(titles)
        for number, section in enumerate(self._sections()):
            for row, placement in enumerate(section.placements):
                if placement.record in titles:
                    index = self.index(row, 0, self._index_of(number))
                    self.dataChanged.emit(index, index)

    def show_numbers(self, numbers: Mapping[str, str]) -> None:
        """Show the numbers that sections have on the pages, by the ids of the sections."""
        if numbers != self._numbers:
            self._numbers = numbers
            self._tell_rows_changed()

    def get_row(self, index: Index) -> OutlineRow:
        """Give what stands in a row."""
        section = self._section_at(index)
        if section is not None:
            return OutlineRow(section=section)
        parent = self._section_around(index)
        if parent is not None:
            return OutlineRow(section=parent, placement=parent.placements[index.row()])
        return OutlineRow()

    def find_section(self, section_id: str) -> QModelIndex:
        """Find the row of a section; an invalid index when it is not in the outline."""
        for number, section in enumerate(self._sections()):
            if section.id == section_id:
                return self._index_of(number)
        return QModelIndex()

    def find_placement(self, section_id: str, record_id: str) -> QModelIndex:
        """Find the row of a record placed in a section."""
        parent = self.find_section(section_id)
        section = self._section_at(parent)
        for number, placement in enumerate(section.placements if section else ()):
            if placement.record == record_id:
                return self.index(number, 0, parent)
        return QModelIndex()

    def find_row(self, key: RowKey) -> QModelIndex:
        """Find the row, else its section, else the front page."""
        index = self.find_placement(key.section, key.record) if key.record else QModelIndex()
        if not index.isValid():
            index = self.find_section(key.section)
        return index if index.isValid() else self.index(0, 0)

    def find_placed_record(self, placement_id: str) -> str:
        """Give the id of the record that a placement shows; empty when it is not here."""
        placements = (p for section in self._sections() for p in section.placements)
        return next((p.record for p in placements if p.id == placement_id), RecordId(""))

    def is_behind(self, placement: Placement) -> bool:
        """Whether the record has a newer revision than the placement has accepted or kept."""
        title = self._titles.get(placement.record)
        return title is not None and title.revision > max(placement.revision, placement.kept)

    def list_behind(self) -> list[Placement]:
        """List the placements whose record has a newer revision."""
        placements = (one for section in self._sections() for one in section.placements)
        return [one for one in placements if self.is_behind(one)]

    def get_title(self, record_id: RecordId) -> PlacedTitle | None:
        """Give what is shown of a placed record; None when it is not in the library."""
        return self._titles.get(record_id)

    # --- QAbstractItemModel -------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """Give the index of a row; it carries the number of the section it is in plus one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        around = self._number_at(parent)
        return self.createIndex(row, column, 0 if around is None else around + 1)

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]  # QObject.parent has no argument
        """Give the index of the section that a row is in, else an invalid one."""
        inside = index.internalId() if index.isValid() else 0
        return self._index_of(inside - 1) if inside else QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count front page and sections at the top, and what is inside a section."""
        if self._briefing is None:
            return 0
        if not parent.isValid():
            return len(self._shape.tops) + FRONT_PAGE_ROWS
        number = self._number_at(parent)
        if number is None:
            return 0
        inside = len(self._shape.children[number])
        return len(self._briefing.sections[number].placements) + inside

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """One column."""
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the text, how it is drawn, and the sentence about it."""
        give = _ROLES.get(role)
        return give(self, self.get_row(index)) if give is not None else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Sections and placements can be dragged; sections and the gaps take drops."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.get_row(index)
        if row.section is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if row.section is not None and row.placement is None:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Moves inside the outline; records from the list are copied in."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Rows of this outline, and records."""
        return [OUTLINE_MIME, RECORDS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Pack the ids of the first row that is dragged."""
        rows = [self.get_row(index) for index in indexes[:1]]
        return make_outline_drag(rows[0]) if rows else QMimeData()

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Sections go between sections, never above the front page; the rest into sections."""
        del action, column
        dragged = read_outline_drag(data)
        if dragged is not None and not dragged[1]:
            return self._find_place(dragged[0], row, parent) is not None
        if dragged is not None or data.hasFormat(RECORDS_MIME):
            return self._find_target(row, parent)[0] is not None
        return False

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell what was dropped where; a drop onto its own place tells nothing."""
        del action, column
        dragged = read_outline_drag(data)
        if dragged is not None and not dragged[1]:
            self._drop_section(SectionId(dragged[0]), row, parent)
        elif dragged is not None:
            self._drop_placement(PlacementId(dragged[1]), row, parent)
        else:
            target, index = self._find_target(row, parent)
            records = read_record_drag(data)
            if target is not None and records:
                self.records_dropped.emit(records, target.id, index)
        # False keeps the view from removing the dragged row: the outline comes back changed
        return False

    # --- inside -------------------------------------------------------------------------------

    def _sections(self) -> tuple[Section, ...]:
        return self._briefing.sections if self._briefing else ()

    def _index_of(self, number: int) -> QModelIndex:
        around = self._shape.parents[number]
        return self.createIndex(self._shape.rows[number], 0, 0 if around is None else around + 1)

    def _number_at(self, index: Index) -> int | None:
        """Give the number of the section in a row; None for other rows."""
        if not index.isValid():
            return None
        inside, row = index.internalId(), index.row()
        if not inside:
            siblings, before = self._shape.tops, FRONT_PAGE_ROWS
        else:
            siblings = self._shape.children[inside - 1]
            before = len(self._sections()[inside - 1].placements)
        return siblings[row - before] if 0 <= row - before < len(siblings) else None

    def _section_at(self, index: Index) -> Section | None:
        number = self._number_at(index)
        return None if number is None else self._sections()[number]

    def _section_around(self, index: Index) -> Section | None:
        inside = index.internalId() if index.isValid() else 0
        return self._sections()[inside - 1] if inside else None

    def get_text(self, row: OutlineRow) -> str:
        """Give what the row is called."""
        if row.placement is not None:
            title = self._titles.get(row.placement.record)
            return title.title if title else "Record is not in the library"
        if row.section is not None:
            return row.section.title or "(untitled section)"
        return "Front page"

    def get_numbered(self, row: OutlineRow) -> str:
        """Give what the row is called behind the number that it has on the pages."""
        return number_title(row, self._numbers, self.get_text(row))

    def speak(self, row: OutlineRow) -> str:
        """Give what a screen reader says."""
        return ", ".join(filter(None, (self.get_numbered(row), self.describe(row))))

    def explain(self, row: OutlineRow) -> str:
        """Give the sentence about the row as a tooltip."""
        return as_plain_tooltip(self.describe(row))

    def get_colour(self, row: OutlineRow) -> QColor | None:
        """Give the colour of the text where it is not the usual one."""
        section = row.section
        left_out = section is not None and (
            section.id not in self._printed or (row.placement is not None and is_asked(section))
        )
        return QColor(current_colours().quiet_text) if left_out else None

    def get_kind_icon(self, row: OutlineRow) -> QIcon | None:
        """Give the icon of a placed record's kind."""
        title = self._titles.get(row.placement.record) if row.placement else None
        return get_icon(title.kind, "quiet_text") if title else None

    def get_mark(self, row: OutlineRow) -> str:
        """Give the icon for the end of the row."""
        placement = row.placement
        if placement is None:
            return get_section_mark(row.section)
        if placement.record not in self._titles:
            return "error"
        if self.is_behind(placement):
            return "newer"
        if placement.overrides or placement.mode is PlacementMode.OWN_TEXT:
            return "edit"
        return "pin" if placement.mode is PlacementMode.PINNED else ""

    def describe(self, row: OutlineRow) -> str:
        """Give the sentence about the row; empty when there is nothing to say."""
        if row.placement is not None:
            return self._describe_placement(row.placement)
        if row.section is None or row.section.id in self._printed:
            return "Filled by a query" if row.section and is_asked(row.section) else ""
        around = "" if not row.section.included else ", with the section around it"
        return f"Left out of the document{around}"

    def _describe_placement(self, placement: Placement) -> str:
        title = self._titles.get(placement.record)
        if title is None:
            return "The record was removed from the library"
        behind = self.is_behind(placement)
        return describe_placement(placement, title.revision, is_behind=behind)

    def _drop_section(self, section_id: SectionId, row: int, parent: Index) -> None:
        place = self._find_place(section_id, row, parent)
        if place is None:
            return
        start = self._find_number(section_id)
        end = self._shape.find_end(start)
        index = place.number - (end - start if place.number >= end else 0)
        if (index, place.level) != (start, self._shape.levels[start]):
            self.section_dropped.emit(section_id, index, place.level)

    def _find_place(self, section_id: str, row: int, parent: Index) -> SectionPlace | None:
        """Find where a dragged section would go; None where it cannot."""
        start = self._find_number(section_id)
        around = self._number_at(parent)
        if start < 0 or (parent.isValid() and around is None) or around == start:
            return None
        before = FRONT_PAGE_ROWS if around is None else len(self._sections()[around].placements)
        child = -1 if row < 0 else max(row - before, 0)
        place = self._shape.find_place(around, child)
        if start < place.number < self._shape.find_end(start):
            return None
        too_deep = place.level + self._shape.measure_depth(start) - 1 > DEEPEST_LEVEL
        return None if too_deep else place

    def _find_number(self, section_id: str) -> int:
        ids = [section.id for section in self._sections()]
        return ids.index(SectionId(section_id)) if section_id in ids else -1

    def _drop_placement(self, placement_id: PlacementId, row: int, parent: Index) -> None:
        target, index = self._find_target(row, parent)
        if target is None:
            return
        ids = [placement.id for placement in target.placements]
        at = len(ids) if index < 0 else index
        if placement_id in ids:
            old = ids.index(placement_id)
            at -= at > old
            if at == old:
                return
        self.placement_dropped.emit(placement_id, target.id, at)

    def _find_target(self, row: int, parent: Index) -> tuple[Section | None, int]:
        section = self._section_at(parent)
        if section is not None:
            return section, min(row, len(section.placements))
        return self._section_around(parent), parent.row() if parent.isValid() else -1

    def _tell_rows_changed(self) -> None:
        parents = [QModelIndex(), *(self._index_of(n) for n in range(len(self._sections())))]
        for parent in parents:
            count = self.rowCount(parent)
            if count:
                first, last = self.index(0, 0, parent), self.index(count - 1, 0, parent)
                self.dataChanged.emit(first, last)


_ROLES: dict[int, Callable[[OutlineModel, OutlineRow], object]] = {
    Qt.ItemDataRole.DisplayRole: OutlineModel.get_numbered,
    Qt.ItemDataRole.ToolTipRole: OutlineModel.explain,
    Qt.ItemDataRole.AccessibleTextRole: OutlineModel.speak,
    Qt.ItemDataRole.AccessibleDescriptionRole: OutlineModel.describe,
    Qt.ItemDataRole.ForegroundRole: OutlineModel.get_colour,
    Qt.ItemDataRole.DecorationRole: OutlineModel.get_kind_icon,
    MARK_ROLE: OutlineModel.get_mark,
}
"""What each role is answered with; the same methods for every row."""
