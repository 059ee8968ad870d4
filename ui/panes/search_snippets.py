"""Pieces of text that show why a record was found, read off the GUI thread as rows are drawn."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.identifiers import RecordId
from briefing.ports import Library, RecordSummary
from briefing.services.search.highlighting import Snippet, is_matched_by, list_texts, make_snippet
from ui.session.library_session import LibrarySession

_MOST_KEPT = 2_000

Found = dict[tuple[RecordId, int], Snippet | None]


class SnippetShelf(QObject):
    """Keeps the snippets of one query; those asked for are read together and told by a signal."""

    arrived = Signal()

    def __init__(self, session: LibrarySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._text = ""
        self._kept: Found = {}
        self._wanted: dict[tuple[RecordId, int], None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._text

    def show_query(self, text: str) -> None:
        """Take another text to search for."""
        if text != self._text:
            self._text = text
            self._kept.clear()
            self._wanted.clear()

    def find(self, summary: RecordSummary) -> Snippet | None:
        """Give the snippet if it is known; else it will be read.

        There is none for a record whose names say by themselves why it was found.
        """
        if not self._text or is_matched_by(f"{summary.title} {summary.native_name}", self._text):
            return None
        key = (summary.id, summary.revision)
        if key in self._kept:
            return self._kept[key]
        self._wanted[key] = None
        if not self._timer.isActive():
            self._timer.start()
        return None

    def _read(self) -> None:
        wanted, self._wanted = list(self._wanted), {}
        text = self._text

        def on_read(found: Found) -> None:
            if text == self._text:
                if len(self._kept) > _MOST_KEPT:
                    self._kept.clear()
                self._kept.update(found)
                self.arrived.emit()

        self._session.read(lambda library: _find_snippets(library, wanted, text), on_read)


def _find_snippets(library: Library, wanted: Sequence[tuple[RecordId, int]], text: str) -> Found:
    with library.read() as unit:
        records = unit.records.get_records(record_id for record_id, _revision in wanted)
    found: Found = {}
    for key in wanted:
        record = records.get(key[0])
        found[key] = make_snippet(list_texts(record), text) if record else None
    return found
