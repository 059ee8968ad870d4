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
from briefing.outline import Briefing, Placement, PlacementMode, Section
from ui.models.outline_rows import OutlineRow, RowKey
from ui.record_drag import RECORDS_MIME, read_record_drag
from ui.theme.tokens import current_colours
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import as_plain_tooltip

Index = QModelIndex | QPersistentModelIndex

OUTLINE_MIME = "application/x-briefing-builder-outline"
_NO_INDEX = QModelIndex()

MARK_ROLE = Qt.ItemDataRole.UserRole + 1
"""Name of the icon that marks a row at its end; empty for a row with nothing to say."""


class PlacedTitle(msgspec.Struct, frozen=True, kw_only=True):
    """What the outline shows of a placed record."""

    title: str
    kind: str
    revision: int


class OutlineModel(QAbstractItemModel):
    """Rows: the front page first, then the sections; below a section its placements.

    The model changes nothing itself: drops are told by signals, and the new outline comes back
    through `show_briefing`.
    """

    section_dropped = Signal(str, int)  # section id, index among the other sections
    placement_dropped = Signal(str, str, int)  # placement id, target section id, index
    records_dropped = Signal(list, str, int)  # record ids, section id, index (-1: at the end)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._briefing: Briefing | None = None
        self._titles: dict[RecordId, PlacedTitle] = {}

    @property
    def briefing(self) -> Briefing | None:
        """The briefing that is shown."""
        return self._briefing

    def show_briefing(
        self, briefing: Briefing | None, titles: Mapping[RecordId, PlacedTitle]
    ) -> None:
        """Show an outline; rows that stay keep their selection and whether they are open."""
        same_rows = _shape(self._briefing) == _shape(briefing)
        if same_rows:
            self._briefing, self._titles = briefing, dict(titles)
            self._tell_rows_changed()
            return
        self.beginResetModel()
        self._briefing, self._titles = briefing, dict(titles)
        self.endResetModel()

    def get_row(self, index: Index) -> OutlineRow:
        """Give what stands in a row."""
        section = self._section_at(index)
        if section is not None:
            return OutlineRow(section=section)
        parent = self._section_of_placement(index)
        if parent is not None:
            return OutlineRow(section=parent, placement=parent.placements[index.row()])
        return OutlineRow()

    def find_section(self, section_id: str) -> QModelIndex:
        """Find the row of a section; an invalid index when it is not in the outline."""
        for number, section in enumerate(self._sections()):
            if section.id == section_id:
                return self.index(number + 1, 0)
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

    def get_title(self, record_id: RecordId) -> PlacedTitle | None:
        """Give what is shown of a placed record; None when it is not in the library."""
        return self._titles.get(record_id)

    # --- QAbstractItemModel -------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """Give the index of a row; placements carry the row of their section plus one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]  # QObject.parent has no argument
        """Give the section's index for a placement, else an invalid one."""
        inside = index.internalId() if index.isValid() else 0
        return self.createIndex(inside - 1, 0, 0) if inside else QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Front page and sections at the top, placements below a section."""
        if self._briefing is None:
            return 0
        if not parent.isValid():
            return len(self._briefing.sections) + 1
        section = self._section_at(parent)
        return len(section.placements) if section else 0

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
        data = QMimeData()
        for index in indexes[:1]:
            row = self.get_row(index)
            section = row.section.id if row.section else ""
            placement = row.placement.id if row.placement else ""
            data.setData(OUTLINE_MIME, msgspec.json.encode((section, placement)))
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Sections go between sections, never above the front page; the rest into sections."""
        del action, column
        dragged = _read_outline_drag(data)
        if dragged is not None and not dragged[1]:
            return not parent.isValid() or self._section_of_placement(parent) is None
        if dragged is not None or data.hasFormat(RECORDS_MIME):
            return self._find_target(row, parent)[0] is not None
        return False

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell what was dropped where; a drop onto its own place tells nothing."""
        del action, column
        dragged = _read_outline_drag(data)
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

    def _section_at(self, index: Index) -> Section | None:
        if not index.isValid() or index.internalId() or not index.row():
            return None
        sections = self._sections()
        return sections[index.row() - 1] if index.row() <= len(sections) else None

    def _section_of_placement(self, index: Index) -> Section | None:
        inside = index.internalId() if index.isValid() else 0
        return self._sections()[inside - 2] if inside > 1 else None

    def get_text(self, row: OutlineRow) -> str:
        """Give what the row is called."""
        if row.placement is not None:
            title = self._titles.get(row.placement.record)
            return title.title if title else "Record is not in the library"
        if row.section is not None:
            return row.section.title or "(untitled section)"
        return "Front page"

    def speak(self, row: OutlineRow) -> str:
        """Give what a screen reader says."""
        return ", ".join(filter(None, (self.get_text(row), self.describe(row))))

    def explain(self, row: OutlineRow) -> str:
        """Give the sentence about the row as a tooltip."""
        return as_plain_tooltip(self.describe(row))

    def get_colour(self, row: OutlineRow) -> QColor | None:
        """Give the colour of the text where it is not the usual one."""
        left_out = row.section is not None and not row.section.included
        return QColor(current_colours().quiet_text) if left_out else None

    def get_kind_icon(self, row: OutlineRow) -> QIcon | None:
        """Give the icon of a placed record's kind."""
        title = self._titles.get(row.placement.record) if row.placement else None
        return get_icon(title.kind, "quiet_text") if title else None

    def get_mark(self, row: OutlineRow) -> str:
        """Give the icon for the end of the row."""
        placement = row.placement
        if placement is None:
            return "eye-off" if row.section is not None and not row.section.included else ""
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
        if row.section is not None and not row.section.included:
            return "Left out of the document"
        return ""

    def _describe_placement(self, placement: Placement) -> str:
        title = self._titles.get(placement.record)
        if title is None:
            return "The record was removed from the library"
        words = _describe_revision(placement, title.revision, is_behind=self.is_behind(placement))
        count = len(placement.overrides)
        fields = f", {count} field{'' if count == 1 else 's'} overridden here" if count else ""
        return words + fields

    def _drop_section(self, section_id: SectionId, row: int, parent: Index) -> None:
        ids = [section.id for section in self._sections()]
        if section_id not in ids:
            return
        if parent.isValid():
            target = max(parent.row() - 1, 0)
        else:
            target = len(ids) if row < 0 else max(row - 1, 0)
            target -= target > ids.index(section_id)
        if target != ids.index(section_id):
            self.section_dropped.emit(section_id, target)

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
            return section, row
        return self._section_of_placement(parent), parent.row() if parent.isValid() else -1

    def _tell_rows_changed(self) -> None:
        for number in range(self.rowCount()):
            top = self.index(number, 0)
            self.dataChanged.emit(top, top)
            inside = self.rowCount(top)
            if inside:
                self.dataChanged.emit(self.index(0, 0, top), self.index(inside - 1, 0, top))


def _describe_revision(placement: Placement, newest: int, *, is_behind: bool) -> str:
    used = placement.revision
    if placement.mode is PlacementMode.PINNED:
        if is_behind:
            return f"Revision {used} used, {newest} exists"
        kept = newest > used
        return f"Revision {used} kept, {newest} exists" if kept else f"Pinned to revision {used}"
    if is_behind:
        return f"Revision {used} accepted, {newest} exists"
    own = placement.mode is PlacementMode.OWN_TEXT
    return "Text of its own here" if own else "Up to date"


def _shape(briefing: Briefing | None) -> object:
    if briefing is None:
        return None
    return tuple(
        (section.id, tuple(placement.id for placement in section.placements))
        for section in briefing.sections
    )


def _read_outline_drag(data: QMimeData) -> tuple[str, str] | None:
    if not data.hasFormat(OUTLINE_MIME):
        return None
    try:
        return msgspec.json.decode(data.data(OUTLINE_MIME).data(), type=tuple[str, str])
    except msgspec.MsgspecError:
        return None


_ROLES: dict[int, Callable[[OutlineModel, OutlineRow], object]] = {
    Qt.ItemDataRole.DisplayRole: OutlineModel.get_text,
    Qt.ItemDataRole.ToolTipRole: OutlineModel.explain,
    Qt.ItemDataRole.AccessibleTextRole: OutlineModel.speak,
    Qt.ItemDataRole.AccessibleDescriptionRole: OutlineModel.describe,
    Qt.ItemDataRole.ForegroundRole: OutlineModel.get_colour,
    Qt.ItemDataRole.DecorationRole: OutlineModel.get_kind_icon,
    MARK_ROLE: OutlineModel.get_mark,
}
"""What each role is answered with; the same methods for every row."""
