"""Sources: what a statement rests on."""

from datetime import datetime
from enum import StrEnum

from briefing.dates import EdtfDate
from briefing.records.parts import Part
from briefing.records.record import UNTITLED, Record


class SourceType(StrEnum):
    """What sort of publication it is."""

    NEWS_ARTICLE = "news article"
    WEB_PAGE = "web page"
    POST = "post"
    REPORT = "report"
    GOVERNMENT_DOCUMENT = "government document"
    LEGAL_DOCUMENT = "legal document"
    BOOK = "book"
    CHAPTER = "chapter"
    JOURNAL_ARTICLE = "journal article"
    DATASET = "dataset"
    BROADCAST = "broadcast"
    INTERVIEW = "interview"
    IMAGERY = "imagery"
    OTHER = "other"


class SavedCopy(Part, frozen=True, kw_only=True):
    """A copy of the source kept in the library, by the SHA-256 of its content."""

    sha256: str
    captured_at: datetime | None = None


class Source(Record, frozen=True, kw_only=True, tag="source"):
    """A source. `key` is the short name that texts cite it by: [@ani-2024, para 3].

    `reliability` is the Admiralty letter A to F, or empty when the source is not graded.
    """

    key: str = ""
    source_type: SourceType = SourceType.OTHER
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: EdtfDate | None = None
    information_date: EdtfDate | None = None
    accessed: EdtfDate | None = None
    url: str = ""
    archive_url: str = ""
    saved_copy: SavedCopy | None = None
    language: str = ""
    reliability: str = ""
    descriptor: str = ""
    doi: str = ""
    isbn: str = ""

    @property
    def display_title(self) -> str:
        """The title of the source, or its key."""
        return self.title or self.key or UNTITLED
