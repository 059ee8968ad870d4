"""Makes the pages that the window shows: the very PDF that an export would write."""

import msgspec

from briefing.composition.compose import compose
from briefing.composition.length import count_words, find_surplus_pages
from briefing.document.problem import Problem
from briefing.export.house_style import choose_style_sheet
from briefing.export.pdf_writer.writer import LayoutCache, PdfFile, write_pdf
from briefing.snapshot import Snapshot, decode_snapshot


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """The pages of a briefing with what is behind each place on them, and all problems.

    `words` counts the words of each section by its id, "" for the rest.
    """

    pdf: PdfFile
    problems: tuple[Problem, ...]
    words: dict[str, int]
    page_budget: int | None


_caches: dict[str, LayoutCache] = {}


def make_preview(snapshot: Snapshot, *, cache: LayoutCache | None = None) -> Preview:
    """Compose the snapshot and lay out its pages; with a cache, only what is new is measured."""
    composition = compose(snapshot)
    style_sheet = choose_style_sheet(snapshot)
    pdf = write_pdf(composition.document, style_sheet, cache=cache)
    surplus = find_surplus_pages(snapshot.briefing, pdf.page_count)
    problems = (*composition.problems, *pdf.problems, *surplus)
    return Preview(
        pdf=pdf,
        problems=problems,
        words=count_words(composition.document),
        page_budget=snapshot.briefing.page_budget,
    )


def make_preview_in_worker(snapshot: bytes) -> Preview:
    """Make a preview from an encoded snapshot in a warm worker process.

    The worker keeps the layout of the briefing it made last, and of no other.
    """
    decoded = decode_snapshot(snapshot)
    briefing = decoded.briefing.id
    if briefing not in _caches:
        _caches.clear()
        _caches[briefing] = LayoutCache()
    return make_preview(decoded, cache=_caches[briefing])
