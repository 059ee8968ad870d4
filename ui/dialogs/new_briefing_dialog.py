"""Starts a briefing: from a product, a template of the library, or the open briefing's issue."""

import datetime as dt
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import BriefingError, InvalidValueError
from briefing.identifiers import RecordId
from briefing.outline import Briefing, Section
from briefing.ports import Library
from briefing.records.library_settings import LibrarySettings
from briefing.sections.registry import get_section_kinds
from briefing.services.briefings.starting import (
    delete_briefing_template,
    list_templates,
    start_briefing,
    start_next_issue,
)
from briefing.services.history import LibraryChange
from briefing.services.settings_of_library import get_settings
from briefing.starting_points.registry import get_starting_points
from briefing.starting_points.starting_point import StartingPoint
from ui.forms.editor_factory import EditorFactory
from ui.forms.field_grid import Field
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.forms.record_titles import get_titles
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label

_UNTITLED = "New briefing"
_DATE = FieldSpec(name="date", label="Date", editor=EditorKind.DAY)


class _Start(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list: a starting point, or a briefing that gets its next issue."""

    title: str
    description: str
    sections: tuple[Section, ...]
    icon: str = "briefing"
    point: StartingPoint | None = None
    last: Briefing | None = None
    is_own: bool = False  # a template of this library, which can be deleted


class NewBriefingDialog(QDialog):
    """Lists what a briefing can start from and shows its outline; `started` carries the new one."""

    started = Signal(Briefing)

    def __init__(
        self,
        session: LibrarySession,
        last: Briefing | None,
        today: dt.date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._last = last
        self.setWindowTitle("New briefing from…")
        self.resize(760, 520)
        self.list = QListWidget()
        self.list.setAccessibleName("Starting points")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.list.itemActivated.connect(lambda _item: self._start())
        self.description = make_label("", wrap=True)
        self.outline = _make_outline()
        self.title = QLineEdit()
        self.title.setPlaceholderText("A sentence that states the message")
        self.title.setAccessibleName("Title of the new briefing")
        factory = EditorFactory(get_titles(session), session)
        self.date = Field(_DATE, factory.make_editor(_DATE, self), self)
        self.date.editor.show_value(today)
        self.fault = make_label("", "error", wrap=True)
        self.fault.hide()
        self.delete_button = make_button("&Delete template")
        self.delete_button.clicked.connect(self._delete)
        self.start_button = make_button("&Create briefing", "primary")
        self.start_button.clicked.connect(self._start)
        self._lay_out()
        self._show(())
        session.changed.connect(self._on_changed)
        session.read_after_changes(_read_templates, self._show)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(SPACE[1])
        right.addWidget(self.description)
        right.addWidget(self.outline, 1)
        label = make_label("&Title", "label")
        label.setBuddy(self.title)
        right.addWidget(label)
        right.addWidget(self.title)
        right.addWidget(self.date)
        columns = QHBoxLayout()
        columns.setSpacing(SPACE[2])
        columns.addWidget(self.list, 2)
        columns.addLayout(right, 3)
        buttons = QHBoxLayout()
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        cancel = make_button("Cancel")
        cancel.clicked.connect(self.reject)
        buttons.addWidget(cancel)
        buttons.addWidget(self.start_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[2])
        layout.addLayout(columns, 1)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)

    def _show(self, templates: tuple[StartingPoint, ...]) -> None:
        row = max(self.list.currentRow(), 0)
        self.list.clear()
        for start in _list_starts(self._last, templates):
            item = QListWidgetItem(get_icon(start.icon, "quiet_text"), start.title)
            item.setData(Qt.ItemDataRole.UserRole, start)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.list.setFocus()

    @property
    def _current(self) -> _Start | None:
        if self.list.currentRow() < 0:
            return None
        start = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return start if isinstance(start, _Start) else None

    def _show_current(self) -> None:
        start = self._current
        self.start_button.setEnabled(start is not None)
        self.delete_button.setVisible(start is not None and start.is_own)
        if start is not None:
            self.description.setText(start.description)
            _show_outline(self.outline, start.sections)
            if not self.title.isModified():
                self.title.setText(start.last.title if start.last else "")
                self.title.setCursorPosition(0)  # or only the end of a long one is seen

    def _start(self) -> None:
        start = self._current
        if start is None:
            return
        try:
            made = _make(start, self.title.text() or _UNTITLED, self.date.editor.read_value())
        except BriefingError as error:
            self.fault.setText(str(error))
            self.fault.show()
            return
        self.accept()
        self.started.emit(made)

    def _delete(self) -> None:
        start = self._current
        if start is not None and start.is_own:
            self._session.do(delete_briefing_template(start.title))

    def _on_changed(self, change: LibraryChange) -> None:
        if any(isinstance(record, LibrarySettings) for record in change.records.values()):
            self._session.read_after_changes(_read_templates, self._show)


def _make(start: _Start, title: str, date: Any) -> Briefing:
    if date is None:
        message = "Give the day of the briefing."
        raise InvalidValueError(message)
    if start.last is not None:
        return start_next_issue(start.last, title=title, date=date)
    if start.point is None:
        message = "Choose what the briefing starts from."
        raise InvalidValueError(message)
    return start_briefing(start.point, title=title, date=date)


def _list_starts(last: Briefing | None, templates: tuple[StartingPoint, ...]) -> list[_Start]:
    starts = [_make_start(point, is_own=False) for point in get_starting_points().values()]
    starts = [*(_make_start(point, is_own=True) for point in templates), *starts]
    if last is not None:
        words = "All that it says and places, as a draft of another day. Its periods move along."
        next_issue = _Start(
            title=f"Next issue of “{last.display_title}”",
            description=words,
            sections=last.sections,
            icon="copy",
            last=last,
        )
        starts.insert(0, next_issue)
    return starts


def _make_start(point: StartingPoint, *, is_own: bool) -> _Start:
    return _Start(
        title=point.title,
        description=point.description or "A template of this library.",
        sections=point.sections,
        icon="bookmark" if is_own else "briefing",
        point=point,
        is_own=is_own,
    )


def _make_outline() -> QTreeWidget:
    outline = QTreeWidget()
    outline.setHeaderLabels(["Section", "Kind"])
    outline.setAccessibleName("Outline of the new briefing")
    outline.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    outline.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    outline.setColumnWidth(0, 260)
    outline.setRootIsDecorated(False)  # sections begin below the word "Section"
    return outline


def _show_outline(outline: QTreeWidget, sections: tuple[Section, ...]) -> None:
    outline.clear()
    kinds = get_section_kinds()
    levels = Briefing(id=RecordId(""), sections=sections).find_levels()
    around: list[QTreeWidgetItem] = []
    for section, level in zip(sections, levels, strict=True):
        kind = kinds.get(section.section_kind)
        name = kind.title if kind else section.section_kind
        told = "Text" if section.section_kind == "text" else name
        item = QTreeWidgetItem([section.title or name, told])
        del around[level - 1 :]
        if around:
            around[-1].addChild(item)
        else:
            outline.addTopLevelItem(item)
        around.append(item)
    outline.expandAll()


def _read_templates(library: Library) -> tuple[StartingPoint, ...]:
    with library.read() as unit:
        return list_templates(get_settings(unit))
