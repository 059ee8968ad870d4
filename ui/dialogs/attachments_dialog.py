"""The files kept beside a record."""

from PySide6.QtWidgets import QWidget

from briefing.records.kinds import AnyRecord
from briefing.services.files.shelves import RecordShelf
from ui.dialogs.shelf_dialog import ShelfDialog
from ui.session.library_session import LibrarySession


class AttachmentsDialog(ShelfDialog):
    """Shows a record's attachments; one can become its emblem or its saved copy."""

    def __init__(
        self, session: LibrarySession, record: AnyRecord, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, RecordShelf(record.id), parent)
