"""Background notes: reusable, sourced passages."""

from briefing.dates import EdtfDate
from briefing.identifiers import RecordId
from briefing.records.record import UNTITLED, Record


class BackgroundNote(Record, frozen=True, kw_only=True, tag="background"):
    """A passage on a region and period; `text` is Markdown source with citations."""

    title: str = ""
    text: str = ""
    region: str = ""
    period: EdtfDate | None = None
    actors: tuple[RecordId, ...] = ()
    attacks: tuple[RecordId, ...] = ()

    @property
    def display_title(self) -> str:
        """The title of the note."""
        return self.title or UNTITLED
