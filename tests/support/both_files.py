"""Writes a document as both files, as an export does, and reads the DOCX the way Word would."""

import msgspec

from briefing.composition.compose import compose
from briefing.document.nodes import Document
from briefing.export.docx_writer.writer import write_docx
from briefing.export.pdf_writer.writer import PdfFile, write_pdf
from briefing.export.style_sheet import STANDARD, StyleSheet
from briefing.sample.library import SAMPLE_BRIEFING, read_sample
from briefing.services.pages.exporting import choose_style_sheet, make_pages
from briefing.snapshot import Snapshot


class BothFiles(msgspec.Struct, frozen=True, kw_only=True):
    """A document, the style sheet it was set with, and what was written of it."""

    document: Document
    sheet: StyleSheet
    pdf: PdfFile
    docx: bytes


def write_both(document: Document, sheet: StyleSheet = STANDARD, *, archive=False) -> BothFiles:
    """Write both files of a document, the DOCX with the page numbers of the PDF."""
    pdf = write_pdf(document, sheet, archive=archive)
    pages = make_pages(pdf)
    docx = write_docx(
        document, sheet, page_of_anchor=pages.page_of_anchor, page_starts=pages.page_starts
    )
    return BothFiles(document=document, sheet=sheet, pdf=pdf, docx=docx)


def write_briefing(snapshot: Snapshot, *, archive=False) -> BothFiles:
    """Compose a briefing and write both files in the style sheet that it asks for."""
    return write_both(compose(snapshot).document, choose_style_sheet(snapshot), archive=archive)


def take_sample(**fields) -> Snapshot:
    """Give the sample briefing with its records; fields replace those of the briefing."""
    records = {record.id: record for record in read_sample().records}
    briefing = msgspec.structs.replace(records.pop(SAMPLE_BRIEFING), **fields)
    return Snapshot(briefing=briefing, records=records)
