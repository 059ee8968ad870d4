"""Exports a briefing: composes it, writes every format asked for, and moves all into place."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefing.document.problem import Problem
from briefing.errors import ExportError
from briefing.export.registry import Pages, get_document_format
from briefing.export.style_sheet import STANDARD, STYLE_SHEETS, StyleSheet, fit_to_template
from briefing.services.file_writing import write_files
from briefing.snapshot import Snapshot, decode_snapshot

if TYPE_CHECKING:  # the window names what is in here, but only a worker process writes
    from briefing.export.pdf_writer.writer import PdfFile


class ExportResult(msgspec.Struct, frozen=True, kw_only=True):
    """What an export wrote, and the problems that are visible in it."""

    paths: tuple[Path, ...]
    page_count: int
    problems: tuple[Problem, ...]


Progress = Callable[[str], None]
"""Takes a short line about the step that begins; may raise to cancel."""


SAVING = "Saving"
"""The last step; before it nothing on the disk has changed."""


def get_style_sheet(key: str) -> StyleSheet:
    """Give the style sheet with this key, or the standard one for a key that is not known."""
    return STYLE_SHEETS.get(key, STANDARD)


def choose_style_sheet(snapshot: Snapshot) -> StyleSheet:
    """Give the style sheet that a briefing asks for, on the page of its house template."""
    sheet = get_style_sheet(snapshot.briefing.style_sheet)
    template = snapshot.house_template
    return fit_to_template(sheet, template) if template else sheet


def export_briefing(
    snapshot: Snapshot,
    targets: Mapping[str, Path],
    *,
    archive: bool = False,
    progress: Progress = lambda _step: None,
) -> ExportResult:
    """Write the briefing in each format of `targets` (key of the format to path).

    With `archive` the PDF is PDF/A-2b.

    Formats share one document and one set of pages. Raises ExportError, and then nothing at
    the paths has changed; files that exist there are replaced otherwise.
    """
    from briefing.composition.compose import compose
    from briefing.export.pdf_writer.writer import write_pdf

    progress("Composing")
    composition = compose(snapshot)
    style_sheet = choose_style_sheet(snapshot)
    progress("Laying out pages")
    pdf = write_pdf(composition.document, style_sheet, archive=archive)
    pages = make_pages(pdf, house_template=snapshot.template_file)
    contents: dict[Path, bytes] = {}
    for key, path in targets.items():
        document_format = get_document_format(key)
        progress(f"Writing {document_format.label}")
        content = document_format.write(composition.document, style_sheet, pages)
        _require_sound(document_format.find_fault(content), path)
        contents[path] = content
    progress(SAVING)
    write_files(contents)
    problems = (*composition.problems, *pdf.problems)
    return ExportResult(paths=tuple(contents), page_count=pdf.page_count, problems=problems)


class ExportFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an analyst should know before exporting: the document's marking and its problems."""

    marking: str
    problems: tuple[Problem, ...]


def describe_export_in_worker(snapshot: bytes) -> ExportFacts:
    """Tell, from an encoded snapshot in a worker process, what an export would carry."""
    from briefing.composition.compose import compose

    composition = compose(decode_snapshot(snapshot))
    banner = composition.document.banner
    return ExportFacts(marking=banner.text if banner else "", problems=composition.problems)


def export_in_worker(
    snapshot: bytes, targets: Mapping[str, str], progress: Progress
) -> ExportResult:
    """Export an encoded snapshot from a worker process; `targets` is format to path."""
    paths = {key: Path(path) for key, path in targets.items()}
    return export_briefing(decode_snapshot(snapshot), paths, progress=progress)


def export_for_archive_in_worker(
    snapshot: bytes, targets: Mapping[str, str], progress: Progress
) -> ExportResult:
    """Export as `export_in_worker` does, with the PDF for the archive."""
    paths = {key: Path(path) for key, path in targets.items()}
    return export_briefing(decode_snapshot(snapshot), paths, archive=True, progress=progress)


def make_pages(pdf: "PdfFile", *, house_template: bytes = b"") -> Pages:
    """Give what other formats need to know about the pages of a PDF, and what frames them."""
    page_of_anchor = {anchor: position.page for anchor, position in pdf.anchors.items()}
    return Pages(
        content=pdf.content,
        page_count=pdf.page_count,
        page_of_anchor=page_of_anchor,
        house_template=house_template,
    )


def _require_sound(fault: str, path: Path) -> None:
    if fault:
        message = f"{path.name} was not written because {fault}; please report this."
        raise ExportError(message)
