"""Says how many images a briefing or a section of images has itself, and leads to them."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing.outline import Briefing, Section
from briefing.sections.pictures import IMAGES_KEY, list_section_images
from briefing.services.files.shelves import RecordShelf, SectionShelf, Shelf
from ui.dialogs.letting_go import let_go_when_closed
from ui.dialogs.shelf_dialog import ShelfDialog
from ui.flows.incoming_files import Incoming, OnKept, keep_incoming
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label


class ImagesLine(QWidget):
    """One line below the settings of the front page, or above those of a section of images.

    It is hidden for sections of other kinds.
    """

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shelf: Shelf | None = None
        self.words = make_label("", wrap=True)
        self.button = make_button("Images…")
        self.button.clicked.connect(self._open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_row(self, briefing: Briefing, section: Section | None) -> None:
        """Show the images of a section, or what the briefing has for its texts."""
        is_images = section is not None and section.section_kind == IMAGES_KEY
        self._shelf = RecordShelf(briefing.id)
        if section is None:
            self.words.setText(_describe_briefing(briefing))
            self.button.setAccessibleName("Images and files of the briefing")
        elif is_images:
            self._shelf = SectionShelf(briefing.id, section.id)
            self.words.setText(_describe_section(section))
            self.button.setAccessibleName("Images of the section")
        self.setVisible(section is None or is_images)

    def clear(self) -> None:
        """Show nothing."""
        self._shelf = None
        self.hide()

    def take(self, incoming: Incoming, on_kept: OnKept | None) -> None:
        """Keep what is dropped in a section of images, or else with the briefing."""
        if self._shelf is not None:
            # what a text shows is not to be printed by its section once more
            shelf = RecordShelf(self._shelf.record_id) if on_kept else self._shelf
            keep_incoming(self._session, shelf, incoming, on_kept)

    def _open(self) -> None:
        if self._shelf is not None:
            dialog = ShelfDialog(self._session, self._shelf, self)
            let_go_when_closed(dialog, self._session)
            dialog.open()


def _describe_briefing(briefing: Briefing) -> str:
    count = len(briefing.attachments)
    return f"Images and files for its texts: {count or 'none yet'}."


def _describe_section(section: Section) -> str:
    images = list_section_images(section)
    if not images:
        return "No images of its own yet; drop files here, or add them."
    words = f"{len(images)} image{'' if len(images) == 1 else 's'} of its own"
    silent = sum(not image.alternative_text.strip() for image in images)
    return f"{words}, {silent} without an alternative text." if silent else f"{words}."
