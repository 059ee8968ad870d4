"""The way in: a document becomes the bytes of a DOCX file."""

from collections.abc import Mapping

from briefing.document.nodes import Document
from briefing.export.docx_writer.blocks import BlockWriter
from briefing.export.docx_writer.body import Body
from briefing.export.docx_writer.house_template import open_template
from briefing.export.docx_writer.package import write_package
from briefing.export.docx_writer.template_frame import count_cover_pages, find_last_picture
from briefing.export.style_sheet import StyleSheet
from briefing.export.unknown_nodes import naming_places


def write_docx(
    document: Document,
    style_sheet: StyleSheet,
    *,
    page_of_anchor: Mapping[str, int],
    page_starts: frozenset[str] = frozenset(),
    template: bytes = b"",
) -> bytes:
    """Give the document as DOCX; equal input gives equal bytes.

    `page_of_anchor` holds the page (from 1) of each anchor; contents and cross references show
    these numbers until Word counts its own pages. Contents whose anchor is among `page_starts`
    begin a page. `template` is a house template (DOCX) whose styles, cover, header and footer are
    kept; raises ImportFileError for one that is not safe. Its cover counts in page numbers.
    Raises UnknownNodeError for a node of no known type.
    """
    house = open_template(template) if template else None
    before = count_cover_pages(house) if house else 0
    body = Body(document, style_sheet, {a: page + before for a, page in page_of_anchor.items()})
    body.page_starts = page_starts
    body.picture_count = find_last_picture(house) if house else 0
    with naming_places(document):
        BlockWriter(body).write_all(document.blocks)
    return write_package(document, style_sheet, body, house)
