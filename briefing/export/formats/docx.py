"""DOCX: Word's format, with the page numbers of the PDF in its contents."""

from briefing.document.nodes import Document
from briefing.export.registry import DocumentFormat, Pages
from briefing.export.style_sheet import StyleSheet


def _write(document: Document, style_sheet: StyleSheet, pages: Pages) -> bytes:
    from briefing.export.docx_writer.writer import write_docx

    return write_docx(
        document,
        style_sheet,
        page_of_anchor=pages.page_of_anchor,
        page_starts=pages.page_starts,
        template=pages.house_template,
    )


def _find_fault(content: bytes) -> str:
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(content)) as package:
            damaged = package.testzip()
            names = set(package.namelist())
    except BadZipFile as error:
        return f"the package cannot be read: {error}"
    if damaged:
        return f"the part {damaged} is damaged"
    missing = {"[Content_Types].xml", "word/document.xml"} - names
    return f"the package lacks {', '.join(sorted(missing))}" if missing else ""


DOCUMENT_FORMAT = DocumentFormat(
    key="docx", label="Word document", suffix=".docx", write=_write, find_fault=_find_fault
)
