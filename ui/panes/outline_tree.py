"""The outline as one sees it: the tree, what is selected in it, and which sections are folded."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ui.models.outline_model import MARK_ROLE, OutlineModel
from ui.models.outline_rows import OutlineRow, RowKey
from ui.widgets.icons import get_icon

_MARK_COLOURS = {
    "newer": "warning",
    "pin": "quiet_text",
    "edit": "quiet_text",
    "search": "quiet_text",
    "error": "danger",
    "eye-off": "quiet_text",
}
_INDENTATION = 14
_MARK_SIDE = 14
_MARK_ROOM = 20
_TEXT_MARGIN = 6  # on both sides of what the style draws


class OutlineTree(QTreeView):
    """Shows the outline; keeps the selection and the folds when the outline changes."""

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._folded: set[str] = set()
        self.setModel(model)
        self.setItemDelegate(_MarkDelegate(self))
        self.setHeaderHidden(True)
        self.setAccessibleName("Outline of the briefing")
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENTATION)
        self.collapsed.connect(lambda index: self._remember_fold(index, folded=True))
        self.expanded.connect(lambda index: self._remember_fold(index, folded=False))

    @property
    def current_row(self) -> OutlineRow:
        """What is selected."""
        index = self.currentIndex()
        return self._model.get_row(index) if index.isValid() else OutlineRow()

    def restore(self, key: RowKey) -> None:
        """Open the sections that were not folded, and select a row or the nearest to it."""
        briefing = self._model.briefing
        for section in briefing.sections if briefing else ():
            index = self._model.find_section(section.id)
            self.setExpanded(index, section.id not in self._folded)
        self.select(key)

    def select(self, key: RowKey) -> None:
        """Select a row; without the record its section, without the section the front page."""
        index = self._model.find_row(key)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def _remember_fold(self, index: QModelIndex, *, folded: bool) -> None:
        section = self._model.get_row(index).section
        if section is None:
            return
        if folded:
            self._folded.add(section.id)
        else:
            self._folded.discard(section.id)


class _MarkDelegate(QStyledItemDelegate):
    """Draws a small mark at the end of rows that have something to say."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        mark = index.data(MARK_ROLE)
        rect: QRect = shown.rect
        style = shown.widget.style()
        if mark:
            text = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, shown.widget)
            room = rect.right() - _MARK_ROOM - text.left() - _TEXT_MARGIN
            shown.text = shown.fontMetrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, room)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        if mark:
            top = rect.center().y() - _MARK_SIDE // 2
            place = QRect(rect.right() - _MARK_ROOM + 2, top, _MARK_SIDE, _MARK_SIDE)
            get_icon(mark, _MARK_COLOURS[mark]).paint(painter, place)
