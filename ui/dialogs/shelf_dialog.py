"""The files on a shelf: add, paste or drop, look at, crop and describe, choose, take away."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import BriefingError
from briefing.imaging.preparing import PixelLimit
from briefing.imaging.sniffing import SUFFIXES
from briefing.picture_uses import is_image, list_images, shorten_reference
from briefing.ports import Library
from briefing.records.parts import Attachment
from briefing.services.files.attaching import (
    change_image,
    choose,
    move_image,
    put_files,
    save_attachment,
    show_image,
    take_away,
)
from briefing.services.files.shelves import Shelf, ShelfContent
from briefing.services.history import Change, LibraryChange
from ui.dialogs.image_details import ImageDetails
from ui.dialogs.shelf_rows import THUMBNAIL, make_row
from ui.flows.incoming_files import FileDrops, Incoming, OnKept, find_incoming
from ui.session.library_session import LibrarySession
from ui.text_editor.pasting import make_source_data
from ui.theme.tokens import SPACE
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_text import make_button, make_label, set_plain_tooltip

_NONE = "No files yet. Add one, drop it here, or paste an image."
_NO_IMAGES = "No images yet. Add one, drop it here, or paste it."
_NO_PICTURE = "Nothing is printed of this file; it is kept as it is."
_NOTHING_TO_PASTE = "There is neither an image nor a file on the clipboard."
_USE_LABELS = {
    "emblem": "Use as &emblem",
    "saved copy": "Use as saved cop&y",
    "logo": "Use as &logo",
}
_IMAGES_FILTER = f"Images ({' '.join('*' + suffix for suffix in SUFFIXES)})"
_SMALL = PixelLimit(2 * THUMBNAIL, 2 * THUMBNAIL)
_LARGE = PixelLimit(1400, 1000)


class _Shown(NamedTuple):
    """What was read of a shelf: its content and small pictures of its images."""

    content: ShelfContent
    thumbnails: dict[str, QImage]


class ShelfDialog(QDialog):
    """Shows what is kept on a shelf; every edit is a change of the library, and undoable."""

    def __init__(
        self, session: LibrarySession, shelf: Shelf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._shelf = shelf
        self._content = ShelfContent("", ())
        self._wanted = ""  # the SHA-256 of the file that is selected or to be
        self._pictured = ""  # of the one whose picture is shown or on its way
        self._is_closed = False
        self._asked = 0  # what was read before the last edit is not shown
        self.setWindowTitle("Images" if shelf.images_only else "Attachments")
        self.resize(900, 600)
        self.title = make_label("", "title", wrap=True)
        self.list = QListWidget()
        self.details = ImageDetails()
        self.no_picture = make_label(_NO_PICTURE, "quiet", wrap=True)
        self.right = QStackedWidget()
        self.empty = EmptyState("import")
        self.empty.say(_NO_IMAGES if shelf.images_only else _NONE)
        self.order = QWidget()  # the buttons for what is selected
        self.fault = make_label("", "error", wrap=True)
        self.fault.hide()
        self.add_button = make_button("&Add…", "primary")
        self.paste_button = make_button("&Paste")
        self.use_button = make_button("")
        self.up_button = make_button("Move &up")
        self.down_button = make_button("Move dow&n")
        self.copy_button = make_button("Copy &for a text")
        self.save_button = make_button("&Save as…")
        self.remove_button = make_button("&Take away")
        self._set_up()
        self._lay_out()
        self._connect()
        self._read()

    def add_file(self, path: Path) -> None:
        """Keep a copy of a file; it is read off the GUI thread."""
        self.take(Incoming((path,)))

    def take(self, incoming: Incoming, _on_kept: OnKept | None = None) -> None:
        """Keep what was chosen, dropped or pasted; it is read off the GUI thread."""
        images_only = self._shelf.images_only
        self._session.read(
            lambda _library: put_files(self._shelf, incoming.read(images_only=images_only)),
            self._do,
            self._tell,
        )

    def save_to(self, path: Path) -> None:
        """Write the selected file somewhere else."""
        attachment = self.get_selected()
        if attachment is not None:
            self._session.read(
                lambda library: save_attachment(library, attachment, path),
                lambda _done: self._tell(None),
                self._tell,
            )

    def get_selected(self) -> Attachment | None:
        """Give the file that is selected."""
        row = self.list.currentRow()
        held = self._content.attachments
        return held[row] if 0 <= row < len(held) else None

    def done(self, result: int) -> None:
        """Close; what is typed is handed on first."""
        self.details.flush()
        self._is_closed = True  # what is still being read comes too late
        super().done(result)

    # --- building ---

    def _set_up(self) -> None:
        self.list.setAccessibleName(self.windowTitle())
        self.list.setIconSize(QSize(THUMBNAIL, THUMBNAIL))
        self.list.setWordWrap(True)
        self.list.setMinimumWidth(200)
        self.no_picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        set_plain_tooltip(
            self.copy_button, "Copy the image for a text of this record, or of its briefing"
        )
        self.right.addWidget(self.no_picture)
        self.right.addWidget(self.details)
        self.use_button.hide()
        self.empty.hide()  # until that is known

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.title)
        layout.addWidget(self.empty, 1)
        self.middle = QSplitter()
        self.middle.setChildrenCollapsible(False)
        self.middle.addWidget(self.list)
        self.middle.addWidget(self.right)
        self.middle.setSizes([280, 600])
        layout.addWidget(self.middle, 1)
        layout.addWidget(self.fault)
        close = make_button("Close")
        close.clicked.connect(self.accept)
        first = (self.up_button, self.down_button, self.use_button, self.copy_button)
        _add_row(QHBoxLayout(self.order), first)
        layout.addWidget(self.order)
        last = QHBoxLayout()
        _add_row(last, (self.add_button, self.paste_button, self.save_button, self.remove_button))
        last.addWidget(close)
        layout.addLayout(last)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._on_selected())
        self.details.edited.connect(self._on_edited)
        self.details.typed.connect(lambda: self._mark_unsaved(unsaved=True))
        self.details.settled.connect(lambda: self._mark_unsaved(unsaved=False))
        self.add_button.clicked.connect(self._ask_for_files)
        self.paste_button.clicked.connect(self._paste)
        self.use_button.clicked.connect(lambda: self._change(choose))
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._ask_where)
        self.remove_button.clicked.connect(lambda: self._change(take_away))
        QShortcut(QKeySequence.StandardKey.Paste, self.list, self._paste).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        FileDrops(self, self.take)
        self._session.changed.connect(self._on_changed)

    # --- showing ---

    def _read(self) -> None:
        self._asked += 1
        asked, shelf = self._asked, self._shelf

        def show(shown: _Shown) -> None:
            if asked == self._asked and not self._is_closed:
                self._show(shown)

        self._session.read_after_changes(
            lambda library: _read_shelf(library, shelf), show, self._on_read_failed
        )

    def _show(self, shown: _Shown) -> None:
        self._content = shown.content
        self.title.setText(shown.content.title)
        self.list.blockSignals(True)
        row = max(self.list.currentRow(), 0)
        self.list.clear()
        for place, attachment in enumerate(shown.content.attachments):
            picture = shown.thumbnails.get(attachment.sha256)
            self.list.addItem(make_row(attachment, shown.content, picture))
            row = place if attachment.sha256 == self._wanted else row
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.list.blockSignals(False)
        has_any = bool(shown.content.attachments)
        self.empty.setVisible(not has_any)
        self.middle.setVisible(has_any)
        self.order.setVisible(has_any)
        label = _USE_LABELS.get(shown.content.use, "")
        self.use_button.setText(label)
        self.use_button.setVisible(bool(label))
        is_logo = shown.content.use == "logo"
        self.details.show_fields_of_figures(shown=not is_logo)
        self.copy_button.setVisible(not is_logo)
        self._show_selected()

    def _on_selected(self) -> None:
        self.details.flush()
        attachment = self.get_selected()
        self._wanted = attachment.sha256 if attachment else ""
        self._show_selected()

    def _show_selected(self) -> None:
        attachment = self.get_selected()
        pictured = attachment is not None and is_image(attachment)
        self.right.setCurrentWidget(self.details if pictured else self.no_picture)
        if attachment is not None and pictured:
            self.details.show_attachment(attachment)
            self._show_picture(attachment)
        self._update_buttons(attachment)

    def _show_picture(self, attachment: Attachment) -> None:
        """Show the picture of an image as soon as it is decoded."""
        sha256 = attachment.sha256
        if sha256 == self._pictured:
            return
        self._pictured = sha256
        self.details.show_picture(QImage())

        def show(image: QImage, fault: str = "") -> None:
            if sha256 == self._pictured and not self._is_closed:
                self.details.show_picture(image, fault)

        self._session.read(
            lambda library: _read_picture(library, attachment, _LARGE),
            show,
            lambda error: show(QImage(), str(error)),
        )

    def _update_buttons(self, attachment: Attachment | None) -> None:
        row, last = self.list.currentRow(), self.list.count() - 1
        for button in (self.save_button, self.remove_button):
            button.setEnabled(attachment is not None)
        # a saved copy can be taken anew, as of today
        is_used = attachment is not None and attachment.sha256 == self._content.used
        may_use = not is_used or self._content.use == "saved copy"
        self.use_button.setEnabled(attachment is not None and may_use)
        self.up_button.setEnabled(attachment is not None and row > 0)
        self.down_button.setEnabled(attachment is not None and row < last)
        self.copy_button.setEnabled(attachment is not None and is_image(attachment))

    def _on_changed(self, change: LibraryChange) -> None:
        if self._shelf.record_id in change.records:
            self._tell(None)
            self._read()

    def _on_read_failed(self, error: Exception) -> None:
        if self._is_closed:
            return
        if isinstance(error, BriefingError):  # what the files belong to is gone
            self.reject()
        else:
            self._tell(error)

    def _tell(self, error: Exception | None) -> None:
        if self._is_closed:
            return
        self.fault.setText(str(error) if error else "")
        self.fault.setVisible(error is not None)

    # --- doing ---

    def _on_edited(self, changed: Attachment) -> None:
        """Store an edit, and show it from now on without waiting for that."""
        self._asked += 1
        held = [c if c.sha256 != changed.sha256 else changed for c in self._content.attachments]
        self._content = self._content._replace(attachments=tuple(held))
        self._do(change_image(self._shelf, changed))

    def _mark_unsaved(self, *, unsaved: bool) -> None:
        self._session.mark_unsaved(self.details, unsaved=unsaved)

    def _do(self, change: Change) -> None:
        self._session.do(change, None, self._tell)

    def _change(self, make: Callable[[Shelf, Attachment], Change]) -> None:
        self.details.flush()
        attachment = self.get_selected()
        if attachment is not None:
            self._do(make(self._shelf, attachment))

    def _move(self, step: int) -> None:
        attachment = self.get_selected()
        if attachment is not None:
            self._wanted = attachment.sha256
            self._change(lambda shelf, moved: move_image(shelf, moved, step))

    def _paste(self) -> None:
        incoming = find_incoming(QGuiApplication.clipboard().mimeData())
        if incoming is None:
            self.fault.setText(_NOTHING_TO_PASTE)
            self.fault.show()
        else:
            self.take(incoming)

    def _copy(self) -> None:
        attachment = self.get_selected()
        if attachment is not None:
            source = f"![](attachment:{shorten_reference(attachment)})"
            QGuiApplication.clipboard().setMimeData(make_source_data(source))

    def _ask_for_files(self) -> None:
        offered = _IMAGES_FILTER if self._shelf.images_only else "All files (*)"
        paths, _filter = QFileDialog.getOpenFileNames(self, "Add files", "", offered)
        if paths:
            self.take(Incoming(tuple(Path(path) for path in paths)))

    def _ask_where(self) -> None:
        attachment = self.get_selected()
        if attachment is not None:
            path, _filter = QFileDialog.getSaveFileName(self, "Save as", attachment.name)
            if path:
                self.save_to(Path(path))


def _add_row(row: QHBoxLayout, buttons: tuple[QPushButton, ...]) -> None:
    row.setContentsMargins(0, 0, 0, 0)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)


def _read_shelf(library: Library, shelf: Shelf) -> _Shown:
    with library.read() as unit:
        content = shelf.read(unit)
    thumbnails = {}
    for attachment in list_images(content.attachments):
        try:
            thumbnails[attachment.sha256] = _read_picture(library, attachment, _SMALL)
        except BriefingError:
            continue  # told when it is selected
    return _Shown(content, thumbnails)


def _read_picture(library: Library, attachment: Attachment, limit: PixelLimit) -> QImage:
    """Decode an image; what reaches Qt was made anew, so that nothing hostile does."""
    with library.read() as unit:
        picture = show_image(unit, attachment, limit)
    return QImage.fromData(picture.content)
