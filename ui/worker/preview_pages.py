"""The pages of a preview in a form that is light to hand over: the window needs no writer for it.

`make_preview_pages` and `check_preview` run in the worker process; nothing here knows Qt.
"""

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from briefing.document.problem import Problem

if TYPE_CHECKING:
    from briefing.services.pages.previewing import PreviewDesk

WORDS_PER_MINUTE = 230
"""How fast people read: most adults between 200 and 240 words a minute."""


class PagePlace(msgspec.Struct, frozen=True, array_like=True):
    """A part of a page, over its whole width: page from 0, heights in points from its top."""

    page: int
    top: float
    bottom: float
    section: str
    record: str


class PreviewPages(msgspec.Struct, frozen=True, kw_only=True):
    """The PDF that an export would write, what is behind each place on it, and all problems.

    `sizes` are width and height of each page in points, so that nobody has to look for them;
    `numbers` are those that the sections have on the pages, by the ids of the sections. A page
    whose number in `looks` is that of the pages before looks as it did.

    Problems and words are found after the pages; until then they are those of the pages before.
    """

    content: bytes
    page_count: int
    places: tuple[PagePlace, ...]
    sizes: tuple[tuple[float, float], ...] = ()
    looks: tuple[int, ...] = ()
    numbers: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()
    words: dict[str, int] = {}
    page_budget: int | None = None

    @property
    def is_over_budget(self) -> bool:
        """Whether there are more pages than the briefing may have."""
        return self.page_budget is not None and self.page_count > self.page_budget

    def with_findings(self, findings: "PreviewFindings") -> "PreviewPages":
        """Give the same pages with what was found out about them."""
        return msgspec.structs.replace(
            self,
            problems=findings.problems,
            words=findings.words,
            page_budget=findings.page_budget,
        )

    def describe_length(self) -> str:
        """Say how long the briefing is, and how many pages it may have."""
        pages = _count(self.page_count, "page")
        if self.page_budget is not None:
            pages = f"{self.page_count} of {_count(self.page_budget, 'page')}"
        words = sum(self.words.values())
        minutes = max(1, round(words / WORDS_PER_MINUTE))
        return f"{pages} · {_count(words, 'word')} · {minutes} min to read"

    def describe_section(self, section: str) -> str:
        """Say how long a section is, and on which pages; empty for one that is not printed."""
        places = self.list_places(section)
        if not places:
            return ""
        first, last = (find(place.page + 1 for place in places) for find in (min, max))
        pages = f"page {first}" if first == last else f"pages {first}–{last}"
        return f"{_count(self.words.get(section, 0), 'word')}, {pages}"

    def find_origin(self, page: int, height: float) -> PagePlace | None:
        """Find what is behind a height of a page; the innermost where places lie in each other.

        Between two blocks it is the nearer one, so that a click in a gap finds something.
        """
        on_page = [place for place in self.places if place.page == page and place.section]
        if not on_page:
            return None
        return min(on_page, key=lambda p: (_measure_distance(p, height), p.bottom - p.top))

    def list_places(self, section: str, record: str = "") -> list[PagePlace]:
        """List where a section stands, or a record in it; the section where the record is not.

        Without a section it is wherever the record stands.
        """
        of_section = [p for p in self.places if section and p.section == section]
        among = of_section if section else self.places
        of_record = [p for p in among if record and p.record == record]
        return of_record or of_section


class PreviewFindings(msgspec.Struct, frozen=True, kw_only=True):
    """All problems of a preview, its words by section, and how many pages it may have."""

    problems: tuple[Problem, ...] = ()
    words: dict[str, int] = {}
    page_budget: int | None = None


def make_preview_pages(patch: bytes) -> bytes:
    """Make the pages from what changed; nothing at all where they are what they were.

    Raises BaseLostError where the process does not know what the patch was made for.
    """
    from briefing.snapshot_patching import decode_patch

    desk, decoded = _get_desk(), decode_patch(patch)
    desk.take(decoded)
    pdf = desk.make_pages()
    if pdf is None:
        return b""
    places = tuple(
        PagePlace(block.page - 1, block.top, block.bottom, block.section, block.record)
        for block in pdf.placed_blocks
    )
    pages = PreviewPages(
        content=pdf.content,
        page_count=pdf.page_count,
        places=places,
        sizes=pdf.page_sizes,
        looks=pdf.looks,
        numbers=desk.list_numbers(),
    )
    return msgspec.msgpack.encode(pages)


def check_preview() -> bytes:
    """Check the document whose pages were made last."""
    found = _get_desk().find_out()
    findings = PreviewFindings(
        problems=found.problems, words=found.words, page_budget=found.page_budget
    )
    return msgspec.msgpack.encode(findings)


def read_pages(data: bytes) -> PreviewPages:
    """Read what `make_preview_pages` gave."""
    return _pages_decoder.decode(data)


def read_findings(data: bytes) -> PreviewFindings:
    """Read what `check_preview` gave."""
    return _findings_decoder.decode(data)


_pages_decoder = msgspec.msgpack.Decoder(PreviewPages)
_findings_decoder = msgspec.msgpack.Decoder(PreviewFindings)


@cache
def _get_desk() -> "PreviewDesk":
    """Give what the worker process knows between two calls."""
    from briefing.services.pages.previewing import PreviewDesk

    return PreviewDesk()


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _measure_distance(place: PagePlace, height: float) -> float:
    return max(place.top - height, height - place.bottom, 0.0)
