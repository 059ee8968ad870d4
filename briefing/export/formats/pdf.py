"""PDF: the pages themselves."""

from briefing.document.nodes import Document
from briefing.export.registry import DocumentFormat, Pages
from briefing.export.style_sheet import StyleSheet


def _write(_document: Document, _style_sheet: StyleSheet, pages: Pages) -> bytes:
    return pages.content


def _find_fault(content: bytes) -> str:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
        return "the file has no PDF header or end mark"
    return ""


DOCUMENT_FORMAT = DocumentFormat(
    key="pdf",
    label="PDF document",
    suffix=".pdf",
    write=_write,
    find_fault=_find_fault,
    shows_pages=True,
)
