"""Says how many images a briefing or a section of images has itself, and leads to them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing.outline import Briefing, Section
from briefing.sections.pictures import IMAGES_KEY, list_section_images
from briefing.services.attaching import put_files
from briefing.services.shelves import RecordShelf, SectionShelf, Shelf
from ui.dialogs.shelf_dialog import ShelfDialog
from ui.incoming_files import FileDrops, Incoming
from ui.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label


class ImagesLine(QWidget):
    """One line above the settings of the front page or of a section of images.

    It is hidden for sections of other kinds. Files and pictures that are dropped on it are kept.
    """

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shelf: Shelf | None = None
        self.words = make_label("", wrap=True)
        self.button = make_button("Images…")
        self.button.clicked.connect(self._open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], 0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        FileDrops(self, self.take)
        self.hide()

    def show_row(self, briefing: Briefing, section: Section | None) -> None:
        """Show the images of a section, or what the briefing has for its texts."""
        if section is None:
            self._shelf = RecordShelf(briefing.id)
            self.words.setText(_describe_briefing(briefing))
            self.button.setAccessibleName("Images and files of the briefing")
        elif section.section_kind == IMAGES_KEY:
            self._shelf = SectionShelf(briefing.id, section.id)
            self.words.setText(_describe_section(section))
            self.button.setAccessibleName("Images of the section")
        else:
            self._shelf = None
        self.setVisible(self._shelf is not None)

    def clear(self) -> None:
        """Show nothing."""
        self._shelf = None
        self.hide()

    def take(self, incoming: Incoming) -> None:
        """Keep what was dropped."""
        shelf = self._shelf
        if shelf is None:
            return
        images_only = shelf.images_only
        self._session.read(
            lambda _library: put_files(shelf, incoming.read(images_only=images_only)),
            self._session.do,
            self._session.report,
        )

    def _open(self) -> None:
        if self._shelf is not None:
            dialog = ShelfDialog(self._session, self._shelf, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()


def _describe_briefing(briefing: Briefing) -> str:
    count = len(briefing.attachments)
    if not count:
        return "Images for the texts of the briefing: none yet."
    return f"{count} image{'' if count == 1 else 's'} or files for the texts of the briefing."


def _describe_section(section: Section) -> str:
    images = list_section_images(section)
    if not images:
        return "No images of its own yet; drop files here, or add them."
    words = f"{len(images)} image{'' if len(images) == 1 else 's'} of its own"
    silent = sum(not image.alternative_text.strip() for image in images)
    return f"{words}, {silent} without an alternative text." if silent else f"{words}."
