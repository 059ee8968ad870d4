"""The pages of a preview in a form that is light to hand over: the window needs no writer for it.

`make_preview_pages` runs in the worker process; nothing here knows Qt.
"""

import msgspec

from briefing.document.problem import Problem

WORDS_PER_MINUTE = 230
"""How fast people read: most adults between 200 and 240 words a minute."""


class PagePlace(msgspec.Struct, frozen=True):
    """A part of a page, over its whole width: page from 0, heights in points from its top."""

    page: int
    top: float
    bottom: float
    section: str
    record: str


class PreviewPages(msgspec.Struct, frozen=True, kw_only=True):
    """The PDF that an export would write, what is behind each place on it, and all problems."""

    content: bytes
    page_count: int
    places: tuple[PagePlace, ...]
    problems: tuple[Problem, ...]
    words: dict[str, int] = {}
    page_budget: int | None = None

    @property
    def is_over_budget(self) -> bool:
        """Whether there are more pages than the briefing may have."""
        return self.page_budget is not None and self.page_count > self.page_budget

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


def make_preview_pages(snapshot: bytes) -> PreviewPages:
    """Make the pages from an encoded snapshot."""
    from briefing.services.previewing import make_preview_in_worker

    preview = make_preview_in_worker(snapshot)
    places = tuple(
        PagePlace(block.page - 1, block.top, block.bottom, block.section, block.record)
        for block in preview.pdf.placed_blocks
    )
    return PreviewPages(
        content=preview.pdf.content,
        page_count=preview.pdf.page_count,
        places=places,
        problems=preview.problems,
        words=preview.words,
        page_budget=preview.page_budget,
    )


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _measure_distance(place: PagePlace, height: float) -> float:
    return max(place.top - height, height - place.bottom, 0.0)
