"""Files and pictures that come by the clipboard or are dropped."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QWidget

from briefing.errors import ImportFileError
from briefing.imaging.sniffing import SUFFIXES
from briefing.ports import Library
from briefing.services.files.attaching import ReadFile, name_content, put_files, read_file
from briefing.services.files.shelves import Shelf
from briefing.services.history import Change
from ui.session.library_session import LibrarySession

PASTED_NAME = "Pasted image.png"
"""What an image is called that came without a file."""


OnKept = Callable[[Sequence[str]], None]
"""Takes the SHA-256 of each file as soon as all are kept."""


class Incoming(NamedTuple):
    """What came in, not read yet: files, or an image without one."""

    paths: tuple[Path, ...]
    image: QImage | None = None

    @property
    def is_picture(self) -> bool:
        """Whether all of it are images, as far as names say."""
        return all(path.suffix.lower() in SUFFIXES for path in self.paths)

    def read(self, *, images_only: bool) -> list[ReadFile]:
        """Read it, which takes its time; raises ImportFileError for the first that cannot be."""
        if self.image is not None:
            return [name_content(_write_png(self.image), PASTED_NAME, images_only=images_only)]
        return [read_file(path, images_only=images_only) for path in self.paths]


def find_incoming(data: QMimeData) -> Incoming | None:
    """Find the files or the picture in what is dropped or pasted; None without either."""
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if paths:
        return Incoming(paths)
    image = data.imageData() if data.hasImage() else None
    if isinstance(image, QImage) and not image.isNull():
        return Incoming((), image)
    return None


def keep_incoming(
    session: LibrarySession, shelf: Shelf, incoming: Incoming, on_kept: OnKept | None = None
) -> None:
    """Keep what came in on a shelf, read off the GUI thread; for a text nothing but images."""
    images_only = shelf.images_only or on_kept is not None

    def read(_library: Library) -> tuple[Change, list[str]]:
        files = incoming.read(images_only=images_only)
        names = [sha256(file.content).hexdigest() for file in files]
        return put_files(shelf, files), names

    def keep(found: tuple[Change, list[str]]) -> None:
        change, names = found
        session.do(change, lambda _change: on_kept(names) if on_kept else None)

    session.read(read, keep, session.report)


Take = Callable[[Incoming, OnKept | None], None]


class FileDrops(QObject):
    """Lets files and pictures be dropped on a widget, and images be pasted into texts in it."""

    def __init__(self, widget: QWidget, take: Take) -> None:
        super().__init__(widget)
        self.take = take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dropped if it is files or a picture."""
        drops = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in drops or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        data = event.mimeData()
        if not (data.hasImage() or any(url.isLocalFile() for url in data.urls())):
            return False
        event.acceptProposedAction()
        incoming = find_incoming(data) if event.type() == QEvent.Type.Drop else None
        if incoming is not None:
            self.take(incoming, None)
        return True


def find_drops(widget: QWidget) -> FileDrops | None:
    """Find what keeps the files that come to a widget: its own, or that of one around it."""
    around: QWidget | None = widget
    while around is not None:
        found = around.findChild(FileDrops, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(found, FileDrops):
            return found
        around = None if around.isWindow() else around.parentWidget()
    return None


def _write_png(image: QImage) -> bytes:
    target = QByteArray()
    buffer = QBuffer(target)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    written = image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes here, Qt does not
    buffer.close()
    if not written:
        message = "The pasted image cannot be read; save it as a file and add that."
        raise ImportFileError(message)
    return bytes(target.data())
