"""DOCX and PDF say the same words in the same order."""

import re

import pytest

from briefing.composition.compose import compose
from briefing.document.nodes import Document, Drawing, Table
from briefing.document.walk import get_text, iter_blocks
from briefing.export.docx_writer.writer import write_docx
from briefing.export.pdf_writer.writer import write_pdf
from briefing.export.style_sheet import LETTER, STANDARD
from briefing.sample.library import SAMPLE_BRIEFING, read_sample
from briefing.snapshot import Snapshot
from tests.support.docx_reading import list_parts, list_shown, list_styles, list_texts
from tests.support.every_node import make_every_node
from tests.support.pdf_reading import read_pages

NOTES = "word/footnotes.xml"
LISTS = ("toc ", "table of figures")


def compose_sample() -> Document:
    records = {record.id: record for record in read_sample().records}
    briefing = records.pop(SAMPLE_BRIEFING)
    return compose(Snapshot(briefing=briefing, records=records, pinned={})).document


def squash(text):
    """Drop all gaps: lines end elsewhere in the two files, also within words with hyphens.

    Marks right behind Arabic letters go too: readers of PDF disagree about their place.
    """
    return re.sub("(?<=[\u0590-\u08ff])[),.]+", "", re.sub(r"\s+", "", text))


def write_both(document, sheet=STANDARD):
    pdf = write_pdf(document, sheet)
    pages = {anchor: position.page for anchor, position in pdf.anchors.items()}
    return pdf, write_docx(document, sheet, page_of_anchor=pages)


def read_docx(content):
    """Give the words of the body and of the notes, and the page numbers in the contents."""
    words = " ".join(re.sub(r"\t\d+$", "", text) for text in list_shown(content))
    if NOTES in list_parts(content):
        for number, text in enumerate(list_texts(content, NOTES), 1):
            words += f" {number} {text}"
    return squash(words), list_contents_pages(content)


def list_contents_pages(content):
    entries = [text for style, text in list_styles(content) if style.startswith(LISTS)]
    return [entry.rpartition("\t")[2] for entry in entries]


def read_pdf(pdf, document, contents_count):
    """Give the same of the PDF, which prints the numbers in the contents last on their page."""
    marking = re.escape(document.banner.text)
    furniture = re.compile(rf"\s*{marking}\s*{marking}\s*Page \d+ of \d+\s*.*$", re.DOTALL)
    headers = list_headers(document)
    numbers, words = [], ""
    for page in read_pages(pdf):
        text, found = furniture.subn("", page)
        assert found == 1
        lines = text.splitlines()
        if "Contents" in lines:
            numbers = lines[-contents_count:]
            lines = lines[:-contents_count]
        text = squash(" ".join(lines))
        repeated = [header for header in headers if text.startswith(header) and header in words]
        words += text.removeprefix(max(repeated, key=len, default=""))
    return drop_drawn(words, document), numbers


def drop_drawn(words, document):
    """Drop the texts in drawings, which are text in the PDF and pictures in the DOCX."""
    for block in iter_blocks(document.blocks):
        if isinstance(block, Drawing):
            drawn = squash(" ".join(block.scene.texts))
            assert drawn in words
            words = words.replace(drawn, "", 1)
    return words


def list_headers(document):
    tables = [block for block in iter_blocks(document.blocks) if isinstance(block, Table)]
    return [squash(" ".join(get_text(cell.children) for cell in table.header)) for table in tables]


@pytest.mark.parametrize("sheet", [STANDARD, LETTER], ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("make", [compose_sample, make_every_node])
def test_docx_and_pdf_say_the_same(make, sheet):
    document = make()
    pdf, docx = write_both(document, sheet)

    words, numbers = read_docx(docx)

    assert numbers
    assert read_pdf(pdf, document, len(numbers)) == (words, numbers)


def test_both_carry_the_same_properties():
    document = make_every_node()
    pdf, docx = write_both(document)

    assert b"An Analyst" in list_parts(docx)["docProps/core.xml"]
    assert b"An Analyst" in pdf.content or "An Analyst".encode("utf-16-be") in pdf.content
