"""Exports a briefing: composes it, writes every format asked for, and moves all into place."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefing.document.problem import Problem
from briefing.errors import ExportError
from briefing.export.house_style import choose_style_sheet
from briefing.export.registry import Pages, get_document_format
from briefing.services.files.file_writing import write_files
from briefing.snapshot import Snapshot, decode_snapshot

if TYPE_CHECKING:  # the window names what is in here, but only a worker process writes
    from briefing.composition.release import Withheld
    from briefing.export.pdf_writer.writer import PdfFile


class ExportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to export: with `archive` the PDF is PDF/A-2b.

    With a `ceiling` only what is marked up to it goes out, under `title` where the briefing's
    own is withheld.
    """

    archive: bool = False
    ceiling: str = ""
    title: str = ""


AS_IT_IS = ExportOptions()
"""The whole briefing, for everyday reading."""


class ExportResult(msgspec.Struct, frozen=True, kw_only=True):
    """What an export wrote, the problems that are visible in it, and what it withheld."""

    paths: tuple[Path, ...]
    page_count: int
    problems: tuple[Problem, ...]
    withheld: "tuple[Withheld, ...]" = ()


Progress = Callable[[str], None]
"""Takes a short line about the step that begins; may raise to cancel."""


SAVING = "Saving"
"""The last step; before it nothing on the disk has changed."""


def export_briefing(
    snapshot: Snapshot,
    targets: Mapping[str, Path],
    options: ExportOptions = AS_IT_IS,
    *,
    progress: Progress = lambda _step: None,
) -> ExportResult:
    """Write the briefing in each format of `targets` (key of the format to path).

    Formats share one document and one set of pages. Raises InvalidValueError for a ceiling that
    is no marking, and ExportError, and then nothing at the paths has changed; files that exist
    there are replaced otherwise.
    """
    from briefing.composition.compose import compose
    from briefing.composition.length import find_surplus_pages
    from briefing.export.pdf_writer.writer import write_pdf

    progress("Composing")
    snapshot, withheld, _ = _release(snapshot, options)
    composition = compose(snapshot)
    style_sheet = choose_style_sheet(snapshot)
    progress("Laying out pages")
    formats = {key: get_document_format(key) for key in targets}
    only_pages = not any(document_format.shows_pages for document_format in formats.values())
    pdf = write_pdf(
        composition.document, style_sheet, archive=options.archive, only_pages=only_pages
    )
    pages = make_pages(pdf, house_template=snapshot.template_file)
    contents: dict[Path, bytes] = {}
    for key, path in targets.items():
        document_format = formats[key]
        progress(f"Writing {document_format.label}")
        content = document_format.write(composition.document, style_sheet, pages)
        _require_sound(document_format.find_fault(content), path)
        contents[path] = content
    progress(SAVING)
    write_files(contents)
    surplus = find_surplus_pages(snapshot.briefing, pdf.page_count)
    problems = (*composition.problems, *pdf.problems, *surplus)
    return ExportResult(
        paths=tuple(contents), page_count=pdf.page_count, problems=problems, withheld=withheld
    )


class ExportFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an analyst should know before exporting.

    The document's marking, its problems, what the ceiling withholds, and whether that includes
    the title, so that another one is wanted.
    """

    marking: str
    problems: tuple[Problem, ...]
    withheld: "tuple[Withheld, ...]" = ()
    title_withheld: bool = False


def describe_export_in_worker(snapshot: bytes, options: ExportOptions = AS_IT_IS) -> ExportFacts:
    """Tell, from an encoded snapshot in a worker process, what an export would carry."""
    from briefing.composition.compose import compose

    released, withheld, title_withheld = _release(decode_snapshot(snapshot), options)
    composition = compose(released)
    banner = composition.document.banner
    return ExportFacts(
        marking=banner.text if banner else "",
        problems=composition.problems,
        withheld=withheld,
        title_withheld=title_withheld,
    )


def export_in_worker(
    snapshot: bytes, targets: Mapping[str, str], options: ExportOptions, progress: Progress
) -> ExportResult:
    """Export an encoded snapshot from a worker process; `targets` is format to path."""
    paths = {key: Path(path) for key, path in targets.items()}
    return export_briefing(decode_snapshot(snapshot), paths, options, progress=progress)


def _release(
    snapshot: Snapshot, options: ExportOptions
) -> "tuple[Snapshot, tuple[Withheld, ...], bool]":
    """Give what of a snapshot may go out, what may not, and whether the title is among that."""
    if not options.ceiling:
        return snapshot, (), False
    from briefing.composition.release import release

    found = release(snapshot, options.ceiling, title=options.title)
    return found.snapshot, found.withheld, found.title_withheld


def make_pages(pdf: "PdfFile", *, house_template: bytes = b"") -> Pages:
    """Give what other formats need to know about the pages of a PDF, and what frames them."""
    page_of_anchor = {anchor: position.page for anchor, position in pdf.anchors.items()}
    starts = frozenset(name for name, position in pdf.anchors.items() if position.leaves_room)
    return Pages(
        content=pdf.content,
        page_count=pdf.page_count,
        page_of_anchor=page_of_anchor,
        page_starts=starts,
        house_template=house_template,
    )


def _require_sound(fault: str, path: Path) -> None:
    if fault:
        message = f"{path.name} was not written because {fault}; please report this."
        raise ExportError(message)
