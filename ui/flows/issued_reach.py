"""Says, when a record is changed, that it stands otherwise in what was issued."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.records.edition import Edition
from briefing.records.kinds import AnyRecord
from briefing.services.history import LibraryChange
from briefing.services.records.impact import list_overtaken
from ui.session.library_session import LibrarySession
from ui.widgets.message_bar import MessageBar

_KINDS = ("actor", "attack", "background", "source")
_MOST = 20  # records; who changes more at once looks for themselves

Found = tuple[AnyRecord, tuple[Edition, ...]]


class IssuedReach(QObject):
    """Tells of each record once, until it is issued anew: typing is not interrupted again."""

    def __init__(
        self,
        session: LibrarySession,
        bar: MessageBar,
        show_uses: Callable[[AnyRecord], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._bar = bar
        self._show_uses = show_uses
        self._told: dict[RecordId, int] = {}  # how many editions were told of
        session.changed.connect(self._on_changed)

    def _on_changed(self, change: LibraryChange) -> None:
        changed = [r for r in change.records.values() if r is not None and r.kind in _KINDS]
        if 0 < len(changed) <= _MOST:
            self._session.read(partial(_find_reach, changed), self._tell)

    def _tell(self, found: list[Found]) -> None:
        for record, editions in found:
            if len(editions) == self._told.get(record.id, 0):
                continue
            self._told[record.id] = len(editions)
            if editions:
                choice = ("Where used…", partial(self._show_uses, record))
                self._bar.say(_tell_reach(record, editions), "warning", [choice])


def _find_reach(records: list[AnyRecord], library: Library) -> list[Found]:
    with library.read() as unit:
        return [(record, list_overtaken(unit, record.id)) for record in records]


def _tell_reach(record: AnyRecord, editions: tuple[Edition, ...]) -> str:
    one = f"“{editions[0].display_title}”"
    where = one if len(editions) == 1 else f"{len(editions)} editions"
    return f"“{record.display_title}” was issued with what it said before in {where}."
