"""LibreOffice reads a DOCX as it is: nothing is repaired, dropped or added."""

import re
from collections import Counter
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.support.conformance_cases import write_case
from tests.support.docx_reading import list_parts, list_shown, list_texts
from tests.support.libreoffice import print_docx

CASES = ("sample in standard", "sample with footnotes and portions", "every node in standard")
NOTES = "word/footnotes.xml"


def count_words(text):
    """Count the words in Latin letters; readers of PDF disagree about the order of others."""
    return Counter(re.findall("[A-Za-zÀ-ž]{3,}", text))


def read_docx(content):
    """Give the words of the body and of the notes."""
    notes = list_texts(content, NOTES) if NOTES in list_parts(content) else []
    return " ".join([*list_shown(content), *notes])


@pytest.mark.parametrize("case", CASES)
def test_libreoffice_prints_every_word_on_about_as_many_pages(case, tmp_path):
    files = write_case(case)
    pages = PdfReader(BytesIO(print_docx(files.docx, tmp_path))).pages
    printed = count_words(" ".join(page.extract_text() for page in pages))

    missing = count_words(read_docx(files.docx)) - printed

    assert not missing
    assert abs(len(pages) - files.pdf.page_count) <= 1 + files.pdf.page_count // 5
