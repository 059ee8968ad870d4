"""Prints the sources of a snapshot in the reference style that its briefing asks for."""

from briefing.document.markup import plain_text
from briefing.document.nodes import Cite, CitedSource, Inline, Text
from briefing.document.referencing.registry import find_reference_style
from briefing.grading import print_grade
from briefing.records.source import Source
from briefing.snapshot import Snapshot

_MISSING: tuple[Inline, ...] = (Text("(source missing)"),)


class SnapshotPrinter:
    """Satisfies briefing.document.transforms.SourcePrinter."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        briefing = snapshot.briefing
        self._style = find_reference_style(briefing.reference_style, briefing.language)

    def print_entry(self, source: str, credibility: int | None) -> tuple[Inline, ...]:
        """Print an entry of the bibliography, with its grade where grades are shown."""
        found = self._snapshot.get_source(source)
        if found is None:
            return _MISSING
        return (*self._style.print_entry(found), *self._print_grade(found, credibility))

    def print_note(self, cited: CitedSource) -> tuple[Inline, ...]:
        """Print the first note to a source, with its grade where grades are shown."""
        found = self._snapshot.get_source(cited.source)
        if found is None:
            return _MISSING
        printed = self._style.print_note(found, cited.locator)
        return (*printed, *self._print_grade(found, cited.credibility))

    def print_short(self, cited: CitedSource) -> tuple[Inline, ...]:
        """Print a later note to a source, with the grade of what is taken from it this time."""
        found = self._snapshot.get_source(cited.source)
        if found is None:
            return _MISSING
        printed = self._style.print_short(found, cited.locator)
        if cited.credibility is None or not self._snapshot.briefing.show_grades:
            return printed
        return (*printed, *_print_letters(found, cited.credibility))

    def find_strictest(self, cite: Cite) -> str:
        """Give the source that the others of a mark must not be handled more freely than."""
        sources = [cited.source for cited in cite.sources]
        return max(sources, key=self._find_rank) if len(sources) > 1 else sources[0]

    def _find_rank(self, source: str) -> int:
        found = self._snapshot.get_source(source)
        label = (found.marking if found else "") or self._snapshot.briefing.marking
        return self._snapshot.get_scheme().highest([label]).rank

    def _print_grade(self, source: Source, credibility: int | None) -> tuple[Inline, ...]:
        if not self._snapshot.briefing.show_grades:
            return ()
        inlines = _print_letters(source, credibility)
        # ICD 206: what bears on the quality of the source stands with it
        descriptor = " ".join(plain_text(source.descriptor).split())
        return (*inlines, Text(f" {descriptor}")) if descriptor else inlines


def _print_letters(source: Source, credibility: int | None) -> tuple[Inline, ...]:
    grade = print_grade(source.reliability, credibility)
    return (Text(f" [{grade}]"),) if grade else ()
