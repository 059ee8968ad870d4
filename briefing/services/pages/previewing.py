"""Makes the pages that the window shows: what an export would write, as fast as typing goes."""

import msgspec

from briefing.composition.compose import check, compose, compose_unchecked
from briefing.composition.composed import Unchecked
from briefing.composition.length import count_words, find_surplus_pages
from briefing.composition.section_memory import SectionMemory
from briefing.document.numbering import list_section_numbers
from briefing.document.problem import Problem
from briefing.export.house_style import choose_style_sheet
from briefing.export.pdf_writer.writer import LayoutCache, PdfFile, write_pdf
from briefing.export.style_sheet import StyleSheet
from briefing.snapshot import Snapshot
from briefing.snapshot_patching import BaseLostError, SnapshotPatch, apply_patch

_LOST = "There are no pages yet to look through."


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What was found out about a preview: all its problems, and the words of each section.

    The words stand by the ids of the sections, those of the rest under "".
    """

    problems: tuple[Problem, ...]
    words: dict[str, int]
    page_budget: int | None


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """The pages of a briefing with what is behind each place on them, and all problems."""

    pdf: PdfFile
    problems: tuple[Problem, ...]
    words: dict[str, int]
    page_budget: int | None


def make_preview(snapshot: Snapshot) -> Preview:
    """Compose the snapshot, check it and lay out its pages."""
    composition = compose(snapshot)
    pdf = write_pdf(composition.document, choose_style_sheet(snapshot))
    surplus = find_surplus_pages(snapshot.briefing, pdf.page_count)
    return Preview(
        pdf=pdf,
        problems=(*composition.problems, *pdf.problems, *surplus),
        words=count_words(composition.document),
        page_budget=snapshot.briefing.page_budget,
    )


class PreviewDesk:
    """Makes one preview after another, and of each only what differs from the one before.

    It keeps the snapshot and the layout of the briefing it made last, and of no other. Not to be
    used for a file that leaves the house: see `LayoutCache`.
    """

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._number = 0
        self._cache = LayoutCache(for_screen=True)
        self._sections = SectionMemory()
        self._unchecked: Unchecked | None = None
        self._style_sheet: StyleSheet | None = None
        self._pdf: PdfFile | None = None

    def take(self, patch: SnapshotPatch) -> None:
        """Take the next snapshot; raises BaseLostError where the one before did not come here."""
        before = self._snapshot if patch.base and patch.base == self._number else None
        snapshot = apply_patch(before, patch)
        if self._snapshot is None or self._snapshot.briefing.id != snapshot.briefing.id:
            self._cache = LayoutCache(for_screen=True)
        if before is None:
            self._pdf = None
        self._snapshot, self._number = snapshot, patch.number

    def make_pages(self) -> PdfFile | None:
        """Make the pages of the snapshot; None when they are what they were."""
        snapshot = self._get_snapshot()
        unchecked, style_sheet = (
            compose_unchecked(snapshot, self._sections),
            choose_style_sheet(snapshot),
        )
        before, self._unchecked = self._unchecked, unchecked
        is_same_style, self._style_sheet = style_sheet == self._style_sheet, style_sheet
        if self._pdf and before and is_same_style and before.document == unchecked.document:
            return None
        self._pdf = None  # of the text before, should the next line fail
        self._pdf = write_pdf(unchecked.document, style_sheet, cache=self._cache)
        return self._pdf

    def list_numbers(self) -> dict[str, str]:
        """Give the numbers that the sections have on the pages that were made last."""
        document = self._unchecked.document if self._unchecked else None
        return list_section_numbers(document.blocks) if document else {}

    def find_out(self) -> Findings:
        """Check the document that was made last, and count its words."""
        snapshot, unchecked, pdf = self._get_snapshot(), self._unchecked, self._pdf
        if unchecked is None or pdf is None:
            raise BaseLostError(_LOST)
        composition = check(unchecked)
        surplus = find_surplus_pages(snapshot.briefing, pdf.page_count)
        return Findings(
            problems=(*composition.problems, *pdf.problems, *surplus),
            words=count_words(composition.document),
            page_budget=snapshot.briefing.page_budget,
        )

    def _get_snapshot(self) -> Snapshot:
        if self._snapshot is None:
            raise BaseLostError(_LOST)
        return self._snapshot
