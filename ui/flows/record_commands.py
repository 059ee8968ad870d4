"""What the window does with records: make, copy and trash them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from briefing.exchange.registry import choose_format, get_exchange_formats
from briefing.identifiers import RecordId
from briefing.ports import Library, RecordSummary
from briefing.records.kinds import AnyRecord
from briefing.services.briefings.outlining import make_briefing
from briefing.services.files.importing import import_records
from briefing.services.history import Change
from briefing.services.records.duplicating import duplicate_records
from briefing.services.records.editing import create_record, make_record, trash_records
from ui.session.library_session import LibrarySession

NEW_BRIEFING = "New briefing"


class RecordCommands(QObject):
    """Does the changes and tells which record came of them."""

    created = Signal(str, str)  # record id, kind

    def __init__(self, session: LibrarySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def create(self, kind: str, title: str = "") -> None:
        """Store a new record; a briefing starts with the usual sections."""
        if kind == "briefing":
            made: AnyRecord = make_briefing(title or NEW_BRIEFING)
        else:
            made = make_record(kind, title)
        self._store(create_record(made), made.id, kind)

    def duplicate(self, selected: Sequence[RecordSummary]) -> None:
        """Store a copy of each record, all as one step."""
        if selected:
            ids = [RecordId(summary.id) for summary in selected]
            self._session.read_after_changes(partial(_read_records, ids), self._duplicate)

    def store(self, record: AnyRecord) -> None:
        """Store a record that was made elsewhere, and tell of it."""
        self._store(create_record(record), record.id, record.kind)

    def trash(self, selected: Sequence[RecordSummary], on_done: Callable[[], None]) -> None:
        """Move the records to the trash, as one step; `on_done` follows when it is stored."""
        if selected:
            change = trash_records([(summary.id, summary.title) for summary in selected])
            self._session.do(change, lambda _change: on_done())

    def _duplicate(self, records: Sequence[AnyRecord]) -> None:
        change, copies = duplicate_records(records)
        if copies:
            self._store(change, copies[0], records[0].kind)

    def _store(self, change: Change, record_id: RecordId, kind: str) -> None:
        self._session.do(change, lambda _change: self.created.emit(record_id, kind))


def make_import(name: str, data: bytes) -> Change:
    """Make the change that imports the content of a file; raises ImportFileError."""
    exchange = choose_format(name, data).read(data)
    return import_records(
        exchange.records,
        older=exchange.revisions,
        attachments=[file.content for file in exchange.attachments],
        origin=name,
    )


def list_import_suffixes() -> tuple[str, ...]:
    """List how the names of files that can be imported end, in small letters."""
    return tuple({suffix for form in get_exchange_formats().values() for suffix in form.suffixes})


def make_file_filter() -> str:
    """Give the kinds of file that can be imported, as file dialogs want them."""
    return f"Records ({' '.join(f'*{suffix}' for suffix in sorted(list_import_suffixes()))})"


def _read_records(record_ids: Sequence[RecordId], library: Library) -> list[AnyRecord]:
    with library.read() as unit:
        return list(unit.records.get_records(record_ids).values())
