"""What citations and mentions in texts refer to, looked up as they are met."""

from collections.abc import Iterable, Sequence

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from briefing.document.markup import find_citation_keys
from briefing.identifiers import RecordId
from briefing.ports import Library, UnitOfWork
from briefing.records.kinds import AnyRecord
from briefing.records.source import Source
from briefing.services.briefings.referring import ReferablePart
from briefing.services.history import LibraryChange
from ui.session.library_session import LibrarySession


class Referred(msgspec.Struct, frozen=True):
    """A record that a text refers to; `id` is empty when there is none."""

    id: str = ""
    kind: str = ""
    title: str = ""


MISSING = Referred()


class ReferenceBook(QObject):
    """Knows the records that shown texts refer to; one for a session, so that each is read once.

    A reference is "@key" for the source with a citation key, or "actor:ID" for a record.
    """

    learned = Signal()
    record_requested = Signal(str, str)  # id and kind of a record that is to be opened
    # what was typed to find a source that is not there, and a function that cites one by its key
    new_source_requested = Signal(str, object)

    def __init__(self, session: LibrarySession) -> None:
        super().__init__(session)
        self._session = session
        self._known: dict[str, Referred] = {}
        self._parts: dict[QWidget, tuple[ReferablePart, ...]] = {}
        self._wanted: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look_up)
        session.changed.connect(self._on_library_changed)

    def find(self, reference: str) -> Referred | None:
        """Give the record, MISSING when there is none, None while that is not known yet."""
        known = self._known.get(reference)
        if known is None:
            self._wanted.add(reference)
            self._timer.start()
        return known

    def learn(self, reference: str, referred: Referred) -> None:
        """Take note of a record that was just listed."""
        self._known[reference] = referred

    def offer_parts(self, owner: QWidget, parts: tuple[ReferablePart, ...]) -> None:
        """Let texts within a widget refer to parts of a briefing, instead of those before."""
        if owner not in self._parts:
            owner.destroyed.connect(lambda: self._parts.pop(owner, None))
        self._parts[owner] = parts

    def find_parts(self, text: QWidget, words: str) -> list[ReferablePart]:
        """Find the parts that a text can refer to, whose title or name holds the words."""
        wanted = words.casefold().split()
        return [
            part
            for owner, parts in self._parts.items()
            if owner.isAncestorOf(text)
            for part in parts
            if all(word in f"{part.title} {part.what}".casefold() for word in wanted)
        ]

    def describe_citation(self, source: str) -> tuple[str, bool]:
        """Give the titles of the sources that a citation names, and whether all are known."""
        titles, is_whole = [], True
        for key in find_citation_keys(source):
            referred = self.find(f"@{key}")
            is_missing = referred is not None and not referred.id
            is_whole = is_whole and not is_missing
            missing = f"No source has the key “{key}”."
            titles.append(missing if is_missing else referred.title if referred else key)
        return "\n".join(titles), is_whole

    def open(self, reference: str) -> None:
        """Ask for the record to be opened, if there is one."""
        referred = self._known.get(reference, MISSING)
        if referred.id:
            self.record_requested.emit(referred.id, referred.kind)

    def _look_up(self) -> None:
        wanted, self._wanted = sorted(self._wanted), set()
        self._session.read_after_changes(lambda library: _read(library, wanted), self._take)

    def _take(self, found: dict[str, Referred]) -> None:
        self._known.update(found)
        self.learned.emit()

    def _on_library_changed(self, change: LibraryChange) -> None:
        stale = [ref for ref in self._known if self._is_touched(ref, change)]
        for reference in stale:
            del self._known[reference]
        if stale:
            self.learned.emit()

    def _is_touched(self, reference: str, change: LibraryChange) -> bool:
        if self._known[reference].id in change.records:
            return True
        if reference.startswith("@"):  # any source may have taken or lost the key
            return any(record is None or record.kind == "source" for record in _values(change))
        return reference.partition(":")[2] in change.records


def get_reference_book(session: LibrarySession) -> ReferenceBook:
    """Give the book of this session; all of its editors share it."""
    found = session.findChild(ReferenceBook)
    return found if isinstance(found, ReferenceBook) else ReferenceBook(session)


def _values(change: LibraryChange) -> Iterable[AnyRecord | None]:
    return change.records.values()


def _read(library: Library, references: Sequence[str]) -> dict[str, Referred]:
    with library.read() as unit:
        ids = {ref: _find_id(unit, ref) for ref in references}
        records = unit.records.get_records([found for found in ids.values() if found])
    return {ref: _describe(ref, records.get(RecordId(ids[ref] or ""))) for ref in references}


def _find_id(unit: UnitOfWork, reference: str) -> RecordId | None:
    if reference.startswith("@"):
        return unit.records.find_source_by_key(reference[1:])
    return RecordId(reference.partition(":")[2])


def _describe(reference: str, record: AnyRecord | None) -> Referred:
    if record is None or (reference.startswith("@") and not isinstance(record, Source)):
        return MISSING
    return Referred(record.id, record.kind, record.display_title)
