"""Page designs: the shipped ones and the library's own, changed beside the page they make."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import BriefingError
from briefing.export.own_style_sheets import find_faults, make_style_sheet
from briefing.export.style_sheet import STYLE_SHEETS, StyleSheet
from briefing.identifiers import RecordId
from briefing.outline import Briefing
from briefing.ports import Library
from briefing.records.library_settings import SETTINGS_ID, LibrarySettings, OwnStyleSheet
from briefing.services.history import LibraryChange
from briefing.services.pages.style_sheets import (
    STYLE_SUFFIX,
    add_style_sheet,
    copy_style_sheet,
    make_sample_pages,
    name_freely,
    read_style_file,
    remove_style_sheet,
    save_style_sheet,
    write_style_file,
)
from briefing.services.records.editing import change_fields
from briefing.services.settings_of_library import get_settings
from ui.dialogs.style_sheet_form import StyleSheetForm
from ui.faults import explain_fault
from ui.session.library_session import LibrarySession
from ui.session.newest_reading import NewestReading
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_SIZE = (1080, 680)
_SIZES = [220, 430, 430]
_BAR = 24  # pixels that a scroll bar takes
_LEAST_WIDTH = 200  # pixels of a page
_FITTING_MS = 150
_SHARE_OF_GAP = 30  # of the width of a page that stands between two
_FILTER = f"Page designs (*{STYLE_SUFFIX})"
_INSTEAD = "its pages have the standard one until you choose another."
_SHIPPED = "This design comes with Briefing Builder. Copy it to make it your own."


class _Found(msgspec.Struct, frozen=True):
    """What the dialog shows of the library."""

    settings: LibrarySettings
    used: str


class StyleSheetDialog(QDialog):
    """Lists the designs; one of the library's own is changed in a form, each change undoable."""

    def __init__(
        self, session: LibrarySession, briefing_id: RecordId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._briefing_id = briefing_id
        self._drawing = NewestReading(session, self)
        self._settings = LibrarySettings(id=SETTINGS_ID)
        self._used = ""
        self._wanted = ""  # the design to select as soon as the library has it
        self._drawn: StyleSheet | None = None
        self._drawn_width = 0
        self._asked = 0  # what was read before the last edit is not shown
        self._fitting = QTimer(self)  # draws the pages anew once their place has its width
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(_FITTING_MS)
        self.setWindowTitle("Page design")
        self.resize(*_SIZE)
        self.list = QListWidget()
        self.list.setAccessibleName("Page designs")
        self.form = StyleSheetForm()
        self._area = QScrollArea()
        self.page = QLabel()
        self.page.setAccessibleName("Pages in this design")
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.fault = make_label("", "error", wrap=True)
        self.note = make_label(_SHIPPED, "quiet", wrap=True)
        self.use_button = make_button("&Use for this briefing", "primary")
        self.copy_button = make_button("&Copy")
        self.remove_button = make_button("&Remove")
        self.import_button = make_button("&Add from file…")
        self.export_button = make_button("&Save as file…")
        self._lay_out()
        self._connect()
        self._read()

    # --- building

    def _lay_out(self) -> None:
        self._splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._make_left())
        splitter.addWidget(self._make_middle())
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.page)
        self._area.setAccessibleName("Sample pages")
        splitter.addWidget(self._area)
        splitter.setSizes(_SIZES)
        row = QHBoxLayout()
        row.addWidget(self.use_button)
        row.addStretch(1)
        close = make_button("Close")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[2])
        layout.addWidget(splitter, 1)
        layout.addWidget(self.fault)
        layout.addLayout(row)
        self.fault.hide()

    def _make_left(self) -> QWidget:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.list, 1)
        for pair in (
            (self.copy_button, self.remove_button),
            (self.import_button, self.export_button),
        ):
            row = QHBoxLayout()
            row.setSpacing(SPACE[1])
            for button in pair:
                row.addWidget(button)
            layout.addLayout(row)
        return left

    def _make_middle(self) -> QWidget:
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        self.note.setContentsMargins(SPACE[1], 0, 0, 0)  # where the form's labels begin
        layout.addWidget(self.note)
        layout.addWidget(self.form, 1)
        return middle

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._on_selected())
        self.list.itemActivated.connect(lambda _item: self._use())
        self.form.changed.connect(self._on_form_changed)
        self.use_button.clicked.connect(self._use)
        self.copy_button.clicked.connect(self._copy)
        self.remove_button.clicked.connect(self._remove)
        self.import_button.clicked.connect(self._ask_for_file)
        self.export_button.clicked.connect(self._ask_where_to)
        self._session.changed.connect(self._on_changed)
        self._splitter.splitterMoved.connect(lambda _place, _index: self._fitting.start())
        self._fitting.timeout.connect(self._fit)

    # --- what there is

    def _read(self) -> None:
        self._asked += 1
        asked = self._asked

        def read(library: Library) -> _Found:
            with library.read() as unit:
                briefing = unit.records.find_record(self._briefing_id)
                used = briefing.style_sheet if isinstance(briefing, Briefing) else ""
                return _Found(get_settings(unit), used)

        def show(found: _Found) -> None:
            if asked == self._asked:
                self._show(found)

        self._session.read_after_changes(read, show)

    def _show(self, found: _Found) -> None:
        self._settings, self._used = found.settings, found.used or next(iter(STYLE_SHEETS))
        names = [(key, sheet.label or key) for key, sheet in STYLE_SHEETS.items()]
        names += [(own.name, own.name) for own in self._settings.style_sheets]
        keys = [key for key, _label in names]
        # what was read before a design was added must not make the dialog forget that it comes
        rows = [keys.index(key) for key in (self._wanted, self.selected, self._used) if key in keys]
        if self._wanted in keys:
            self._wanted = ""
        self.list.blockSignals(True)
        self.list.clear()
        for key, label in names:
            self._add_item(key, label)
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.blockSignals(False)
        self._show_selected()
        if self._used not in keys:
            self._say(f"The design “{self._used}” of this briefing is gone; {_INSTEAD}")

    def _add_item(self, key: str, label: str) -> None:
        used = key == self._used
        item = QListWidgetItem(f"{label} · used" if used else label)
        item.setData(Qt.ItemDataRole.UserRole, key)
        font = item.font()
        font.setBold(used)
        item.setFont(font)
        self.list.addItem(item)

    @property
    def selected(self) -> str:
        """The key of the design that is selected."""
        if self.list.currentRow() < 0:
            return ""
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _find_own(self, name: str) -> OwnStyleSheet | None:
        return next((own for own in self._settings.style_sheets if own.name == name), None)

    def _on_selected(self) -> None:
        self._wanted = ""
        self._show_selected()

    def _show_selected(self) -> None:
        own = self._find_own(self.selected)
        shipped = STYLE_SHEETS.get(self.selected)
        self.note.setVisible(own is None)
        if own is not None:
            self.form.show_own(own)
        elif shipped is not None:
            self.form.show_shipped(shipped)
        self._tell(None)
        self._update_buttons()
        self._draw()

    def _update_buttons(self) -> None:
        is_own = self._find_own(self.selected) is not None
        self.use_button.setEnabled(bool(self.selected) and self.selected != self._used)
        self.remove_button.setEnabled(is_own)
        self.export_button.setEnabled(is_own)

    # --- changing

    def _on_form_changed(self, own: OwnStyleSheet) -> None:
        """Store a design without faults; one with faults is only told about."""
        before = self.selected
        if faults := find_faults(own):
            self._say(faults[0])
            return
        self._tell(None)
        self._wanted = own.name
        self._asked += 1
        self._remember(own, before)
        self._do(lambda: self._save(own, before))

    def _save(self, own: OwnStyleSheet, before: str) -> None:
        self._session.do(save_style_sheet(own, instead_of=before), on_refused=self._refuse)

    def _remember(self, own: OwnStyleSheet, before: str) -> None:
        """Know a change before it is stored, so that a file written meanwhile has it too."""
        sheets = tuple(own if one.name == before else one for one in self._settings.style_sheets)
        if own.name == before:
            self._settings = msgspec.structs.replace(self._settings, style_sheets=sheets)

    def _use(self) -> None:
        if self.selected and self.selected != self._used:
            label = f"use the page design “{self.list.currentItem().text()}”"
            change = change_fields(self._briefing_id, {"style_sheet": self.selected}, label=label)
            self._session.do(change, on_refused=self._tell)

    def _copy(self) -> None:
        self._add(lambda: copy_style_sheet(self._settings, self.selected))

    def add_file(self, path: Path) -> None:
        """Add the design of a file."""
        self._add(lambda: name_freely(self._settings, read_style_file(path)))

    def _add(self, make: Callable[[], OwnStyleSheet]) -> None:
        def add() -> None:
            made = make()
            self._wanted = made.name
            self._session.do(add_style_sheet(made), on_refused=self._refuse)

        self._do(add)

    def _refuse(self, error: Exception) -> None:
        self._wanted = ""
        self._tell(error)

    def _remove(self) -> None:
        self._session.do(remove_style_sheet(self.selected), on_refused=self._tell)

    def _ask_for_file(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(self, "Add a page design", filter=_FILTER)
        if path:
            self.add_file(Path(path))

    def _ask_where_to(self) -> None:
        name = f"{self.selected}{STYLE_SUFFIX}"
        path, _filter = QFileDialog.getSaveFileName(self, "Save the page design", name, _FILTER)
        own = self._find_own(self.selected)
        if path and own is not None:
            self._do(lambda: write_style_file(own, Path(path)))

    def _do(self, action: Callable[[], Any]) -> None:
        try:
            action()
        except BriefingError as error:
            self._tell(error)

    def _on_changed(self, change: LibraryChange) -> None:
        if not change.records.keys().isdisjoint({self._briefing_id, SETTINGS_ID}):
            self._read()

    # --- the page

    def _draw(self) -> None:
        """Draw the sample pages off the GUI thread; what is shown already is left."""
        own = self._find_own(self.selected)
        design = own or OwnStyleSheet(name=self.selected, base=self.selected)
        sheet = None if find_faults(design) else make_style_sheet(design)
        if sheet is None or sheet == self._drawn:
            return
        self._drawn = sheet
        width = self._drawn_width = self._find_width()
        self._drawing.read(
            lambda _library: _draw_pages(make_sample_pages(design), width),
            self._show_page,
            self._tell,
        )

    def _find_width(self) -> int:
        return max(int((self._area.width() - _BAR) * self.devicePixelRatioF()), _LEAST_WIDTH)

    def _fit(self) -> None:
        if self.isVisible() and self._find_width() != self._drawn_width:
            self._drawn = None
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into their new place a moment later."""
        super().resizeEvent(event)
        self._fitting.start()

    def _show_page(self, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.page.setPixmap(pixmap)

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def _tell(self, error: Exception | None) -> None:
        self._say(explain_fault(error) if error else "")


def _draw_pages(content: bytes, width: int) -> QImage:
    """Draw the pages of a PDF one below the other, with gaps that show the window."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    points = document.pagePointSize(0)
    height = round(width * points.height() / max(points.width(), 1.0))
    step = height + width // _SHARE_OF_GAP
    count = max(document.pageCount(), 1)
    image = QImage(width, step * count, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    for place in range(count):
        painter.fillRect(0, place * step, width, height, Qt.GlobalColor.white)
        painter.drawImage(0, place * step, document.render(place, QSize(width, height)))
    painter.end()
    document.close()
    return image
