"""Says how many images a section of images has itself, and leads to them."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing.identifiers import RecordId
from briefing.outline import Section
from briefing.picture_uses import is_image
from briefing.sections.pictures import IMAGES_KEY, list_section_images
from briefing.services.attaching import put_files
from briefing.services.shelves import SectionShelf
from ui.dialogs.shelf_dialog import ShelfDialog
from ui.incoming_files import FileDrops, Incoming
from ui.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label


class ImagesLine(QWidget):
    """One line above a section's settings; hidden for sections of other kinds.

    Files and pictures that are dropped on it become images of the section.
    """

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shelf: SectionShelf | None = None
        self.words = make_label("", wrap=True)
        self.button = make_button("Images…")
        self.button.setAccessibleName("Images of the section")
        self.button.clicked.connect(self._open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], 0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        FileDrops(self, self.take)
        self.hide()

    def show_section(self, briefing: RecordId, section: Section | None) -> None:
        """Show the images of a section; nothing for one of another kind."""
        is_asked = section is not None and section.section_kind == IMAGES_KEY
        self._shelf = SectionShelf(briefing, section.id) if section and is_asked else None
        self.setVisible(is_asked)
        if section is not None and is_asked:
            self.words.setText(_describe(section))

    def take(self, incoming: Incoming) -> None:
        """Make images of the section of what was dropped."""
        shelf = self._shelf
        if shelf is None:
            return
        self._session.read(
            lambda _library: put_files(shelf, incoming.read(images_only=True)),
            self._session.do,
            self._session.report,
        )

    def _open(self) -> None:
        if self._shelf is not None:
            ShelfDialog(self._session, self._shelf, self).exec()


def _describe(section: Section) -> str:
    images = [image for image in list_section_images(section) if is_image(image)]
    if not images:
        return "No images of its own yet; drop files here, or add them."
    words = f"{len(images)} image{'' if len(images) == 1 else 's'} of its own"
    silent = sum(not image.alternative_text.strip() for image in images)
    return f"{words}, {silent} without an alternative text." if silent else f"{words}."
