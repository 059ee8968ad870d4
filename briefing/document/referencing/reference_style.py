"""What a reference style must be able to do, and the pieces that styles share."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from briefing.dates import EdtfDate
from briefing.document.markup import SAFE_SCHEMES
from briefing.document.nodes import Emphasis, Inline, Link, Text
from briefing.document.walk import get_text
from briefing.records.source import Source, SourceType

PrintEntry = Callable[[Source], tuple[Inline, ...]]
PrintNote = Callable[[Source, str], tuple[Inline, ...]]


class ReferenceStyle(msgspec.Struct, frozen=True, kw_only=True):
    """A way of printing sources.

    `print_entry` gives an entry of the bibliography, `print_note` the first note to a source
    and `print_short` later ones, both with a locator ("p. 3") that may be empty. None of them
    says grades: these are the same in every style and follow the text. `for_language` gives the
    style in the language of a briefing (BCP 47), where it is not bound to one.
    """

    key: str
    label: str
    print_entry: PrintEntry
    print_note: PrintNote
    print_short: PrintNote
    for_language: "Callable[[str], ReferenceStyle] | None" = None


SET_IN_QUOTES = frozenset(
    {
        SourceType.NEWS_ARTICLE,
        SourceType.WEB_PAGE,
        SourceType.POST,
        SourceType.CHAPTER,
        SourceType.JOURNAL_ARTICLE,
        SourceType.BROADCAST,
        SourceType.INTERVIEW,
    }
)
"""Parts of something larger, whose titles stand in quotation marks; others stand in italics."""

_SHORT_TITLE = 48
_CLOSING = "”’»"
_SENTENCE_ENDS = (".", "!", "?", "…", "؟", "۔", "。", "！", "？", "।")


class AuthorName(NamedTuple):
    """An author; a name without a comma may be an organisation's and is all `family`."""

    family: str
    given: str = ""

    @property
    def in_order(self) -> str:
        """The name as it is spoken: "Syed Raza Hassan"."""
        return f"{self.given} {self.family}".strip()

    @property
    def inverted(self) -> str:
        """The name as it is sorted: "Hassan, Syed Raza"."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def with_initials(self) -> str:
        """The name with initials: "Hassan, S. R."."""
        initials = " ".join(f"{part[0]}." for part in self.given.split())
        return f"{self.family}, {initials}" if initials else self.family


def read_authors(source: Source) -> list[AuthorName]:
    """Read the authors; only a comma tells a family name from a given one."""
    names = []
    for author in source.authors:
        family, _, given = author.partition(",")
        names.append(AuthorName(family.strip(), given.strip()))
    return [name for name in names if name.family or name.given]


def join_names(names: list[str], *, most: int, others: str, last: str = " and ") -> str:
    """Join names to "A, B and C"; beyond `most` of them, the first one stands for all."""
    if len(names) > most:
        return f"{names[0]}{others}"
    *first, final = names or [""]
    return f"{', '.join(first)}{last}{final}" if first else final


def shorten_title(source: Source) -> str:
    """Give the title, or its beginning where it is long."""
    title = source.display_title
    if len(title) <= _SHORT_TITLE:
        return title
    return title[:_SHORT_TITLE].rsplit(" ", 1)[0] + "…"


def is_part(source: Source) -> bool:
    """Tell whether the title is that of a part, which stands in quotation marks."""
    return source.source_type in SET_IN_QUOTES


def italics(text: str) -> Inline:
    """Set a text in italics."""
    return Emphasis((Text(text),))


def link(address: str, text: str = "") -> Inline:
    """Give an address as a link where it is safe to follow, as text elsewhere."""
    shown = Text(text or address)
    return Link(address, (shown,)) if address.casefold().startswith(SAFE_SCHEMES) else shown


def iter_addresses(source: Source) -> Iterator[Inline]:
    """Iterate over where the source is found: its DOI, or else its address, and its archive."""
    if source.doi:
        yield link(f"https://doi.org/{source.doi}")
    elif source.url:
        yield link(source.url)
    if source.archive_url:
        yield link(source.archive_url)


def get_full_day(date: EdtfDate | None) -> tuple[int, int, int] | None:
    """Give year, month and day of a date that is one exact day; None for any other."""
    if date is None or date.earliest is None or date.earliest != date.latest:
        return None
    if len(date.edtf) != len("2024-01-16"):
        return None  # one day, but with a mark of doubt that must be printed
    return date.earliest.year, date.earliest.month, date.earliest.day


def join_inlines(pieces: Iterable[tuple[Inline, ...]], between: str) -> tuple[Inline, ...]:
    """Join the pieces that are there, with the text between them."""
    joined: list[Inline] = []
    for piece in pieces:
        if not piece:
            continue
        if joined:
            joined.append(Text(between))
        joined.extend(piece)
    return tuple(joined)


def end_sentence(text: str) -> str:
    """Give a text with a full stop, but for one that ends in a sign of its own ("Who?", "Inc.")."""
    return text if text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS) else f"{text}."


def end_inlines(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """End inline nodes as `end_sentence` does a text."""
    text = get_text(inlines)
    return inlines if end_sentence(text) == text else (*inlines, Text("."))


def leave_full_stop(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Give inline nodes without the full stop at their end, for more follows."""
    *first, last = inlines
    if not isinstance(last, Text) or not last.text.endswith("."):
        return tuple(inlines)
    text = last.text.removesuffix(".")
    return (*first, Text(text)) if text else tuple(first)


def text_of(value: object) -> tuple[Inline, ...]:
    """Give a value as text; nothing where there is none."""
    text = str(value) if value else ""
    return (Text(text),) if text else ()
