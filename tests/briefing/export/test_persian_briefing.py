"""A whole briefing in Persian, from its records to both files."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from briefing.composition.compose import compose
from briefing.document.problem import Severity
from briefing.document.walk import get_text, iter_blocks
from tests.support.both_files import write_briefing
from tests.support.docx_reading import parse_part
from tests.support.libreoffice import print_docx
from tests.support.pdf_reading import run_tool
from tests.support.persian import take_persian

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def files():
    return write_briefing(take_persian())


def list_words(document):
    """Give the words of the text, without signs at their ends."""
    texts = (
        get_text(child.children)
        for child in iter_blocks(document.blocks)
        if hasattr(child, "children")
    )
    words = (word.strip("()[]«»“”.،؛:,?") for text in texts for word in text.split())
    return [word for word in words if word]


def test_it_is_composed_without_errors(files):
    problems = compose(take_persian()).problems

    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    assert files.pdf.problems == ()


def test_its_words_can_be_searched_and_copied(files):
    text = run_tool(files.pdf, "pdftotext", "-layout", "FILE", "-")
    words = list_words(files.document)
    lost = [word for word in words if word not in text]

    assert len(words) > 150
    assert len(lost) <= len(words) // 50, lost


def test_no_english_word_of_the_program_is_left(files):
    text = run_tool(files.pdf, "pdftotext", "-layout", "FILE", "-")

    for word in ("Contents", "Table", "Page", "Date", "Killed", "Draft", "Grades", "between"):
        assert word not in text


def test_every_paragraph_and_table_of_the_docx_says_its_direction(files):
    body = parse_part(files.docx)
    paragraphs = [p for p in body.iter(f"{W}p") if any(t.text for t in p.iter(f"{W}t"))]

    assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in paragraphs)
    assert all(t.find(f"{W}tblPr/{W}bidiVisual") is not None for t in body.iter(f"{W}tbl"))


def test_libreoffice_prints_it_on_as_many_pages_and_marks_each(files, tmp_path):
    printed = PdfReader(BytesIO(print_docx(files.docx, tmp_path)))

    assert abs(len(printed.pages) - files.pdf.page_count) <= 1
    assert all(page.extract_text().count("TLP:GREEN") == 2 for page in printed.pages)
