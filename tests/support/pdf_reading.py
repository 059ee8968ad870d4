"""Reads back what a written PDF shows: words, pages, links, bookmarks."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdf
import pytest

from briefing.document.nodes import Document, Paragraph, Properties, Text
from briefing.export.pdf_writer.writer import PdfFile, write_pdf
from briefing.export.style_sheet import STANDARD


def make_document(*blocks, **fields):
    """Make a document of blocks; fields replace the empty properties and the like."""
    fields.setdefault("properties", Properties())
    fields.setdefault("banner", None)
    return Document(blocks=blocks, **fields)


def make_paragraph(text, **fields):
    """Make a paragraph of plain text."""
    return Paragraph((Text(text),) if text else (), **fields)


def write(*blocks, sheet=STANDARD, **fields) -> PdfFile:
    """Write a document of blocks."""
    return write_pdf(make_document(*blocks, **fields), sheet)


def open_pdf(pdf: PdfFile) -> pypdf.PdfReader:
    """Open the written file strictly."""
    return pypdf.PdfReader(io.BytesIO(pdf.content), strict=True)


def read_pages(pdf: PdfFile) -> list[str]:
    """Give the text of each page."""
    return [page.extract_text() for page in open_pdf(pdf).pages]


def read_text(pdf: PdfFile) -> str:
    """Give the text of all pages with single blanks."""
    return " ".join(" ".join(read_pages(pdf)).split())


def list_links(pdf: PdfFile) -> list[tuple[int, str | int]]:
    """Give page and target of each link: an address, or a page; pages from 1."""
    reader = open_pdf(pdf)
    pages = {page.indirect_reference.idnum: place for place, page in enumerate(reader.pages, 1)}
    found = []
    for place, page in enumerate(reader.pages, 1):
        for entry in page.get("/Annots", []):
            annotation = entry.get_object()
            if "/A" in annotation:
                found.append((place, str(annotation["/A"]["/URI"])))
            else:
                found.append((place, pages[annotation["/Dest"][0].idnum]))
    return found


def run_tool(pdf: PdfFile, *command: str) -> str:
    """Run a tool on the file, which stands for FILE; skips the test where the tool is missing."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(pdf.content)
        arguments = [str(path) if part == "FILE" else part for part in command]
        done = subprocess.run(arguments, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
