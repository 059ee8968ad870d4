"""Files and pictures that come by the clipboard or are dropped."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QWidget

from briefing.errors import ImportFileError
from briefing.services.attaching import ReadFile, name_content, read_file

PASTED_NAME = "Pasted image.png"
"""What an image is called that came without a file."""


class Incoming(NamedTuple):
    """What came in, not read yet: files, or an image without one."""

    paths: tuple[Path, ...]
    image: QImage | None = None

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


class FileDrops(QObject):
    """Lets files and pictures be dropped on a widget, outside of its own fields."""

    def __init__(self, widget: QWidget, take: Callable[[Incoming], None]) -> None:
        super().__init__(widget)
        self._take = take
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
            self._take(incoming)
        return True


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
