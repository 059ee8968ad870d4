"""Both files show right-to-left text in the same order: ours, and LibreOffice's of the DOCX."""

import re
import unicodedata
from html import unescape
from itertools import groupby

import pytest

from briefing.document.nodes import Column, Document, Heading, Properties, Row, Table, Text
from briefing.export.docx_writer.writer import write_docx
from briefing.export.pdf_writer.writer import PdfFile, write_pdf
from briefing.export.style_sheet import STANDARD
from tests.support.every_node import cells
from tests.support.libreoffice import print_docx
from tests.support.pdf_reading import make_paragraph, run_tool

_WORD = re.compile(r'<word xMin="([0-9.]+)" yMin="([0-9.]+)"[^>]*>([^<]*)</word>')
_SAME_LINE = 6.0  # points

SENTENCES = (
    "أعلنت حركة الشباب (al-Shabaab) مسؤوليتها عن هجوم 16 يناير 2024.",
    "قُتل 12–15 شخصًا في Panjgur، حسب BBC.",
    "المصدر: https://example.org/a-1/2024 (بالعربية)",
    "نسبة 55–80% ويعني «احتمال كبير» [3, ص 12].",
    "جیش العدل (Jaish al-Adl) در سال ۱۳۹۱ و 2012 پایه‌گذاری شد.",
    "IRNA گزارش داد که 11 مأمور پلیس کشته شدند؛ BBC نیز.",
    "می‌گوید «پاسخ سخت» (hard response) در راه است!",
    "بلوچستان میں 18 جنوری 2024 کو ٹی ٹی پی (TTP) نے حملہ کیا۔",
    "ڈیرہ اسماعیل خان میں 3 اہلکار ہلاک، 5 زخمی ہوئے۔",
    "ארגון הג׳יהאד (PIJ) ירה 15 רקטות ב-7 באוקטובר 2023.",
    "לפי Reuters, נפצעו 12–15 בני אדם (ראו עמ׳ 3).",
    "A sentence in English about جيش العدل (2012).",
)


def make_document():
    row = Row(cells("الأول", "Second 2", "12–15"))
    return Document(
        properties=Properties(),
        banner=None,
        language="ar",
        blocks=(
            Heading(1, (Text("Boko Haram"),), number="1.2"),
            *(make_paragraph(sentence) for sentence in SENTENCES),
            Table((Column(1),) * 3, (row,), header=cells("أ", "ب", "ج")),
        ),
    )


def read_lines(content):
    """Give what stands on each line of a PDF from left to right."""
    file = PdfFile(
        content=content,
        page_count=1,
        page_width=0,
        page_height=0,
        page_sizes=(),
        anchors={},
        placed_blocks=(),
        problems=(),
    )
    found = _WORD.findall(run_tool(file, "pdftotext", "-bbox", "FILE", "-"))
    lines = []
    for y, x, word in sorted((float(y), float(x), unescape(word)) for x, y, word in found):
        if not lines or y - lines[-1][0] > _SAME_LINE:
            lines.append((y, []))
        lines[-1][1].append((x, word))
    return [_settle("".join(word for _, word in sorted(words))) for _, words in lines]


def _settle(line):
    """Sort the letters of each stretch: files order the parts of a ligature as they like.

    So do they with marks on letters and with joiners, which are left out.
    """
    line = "".join(char for char in line if unicodedata.category(char) not in ("Mn", "Cf"))
    stretches = groupby(line, key=lambda char: "\u0590" <= char <= "\u08ff" and char.isalpha())
    return "".join(
        "".join(sorted(letters)) if is_turned else "".join(letters)
        for is_turned, letters in stretches
    )


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    document = make_document()
    printed = print_docx(
        write_docx(document, STANDARD, page_of_anchor={}), tmp_path_factory.mktemp("printed")
    )
    return read_lines(write_pdf(document, STANDARD).content), read_lines(printed)


def test_all_lines_are_in_the_same_order(lines):
    ours, theirs = lines

    assert ours == theirs


def test_numbers_and_names_stand_where_a_reader_looks_for_them(lines):
    ours, _ = lines

    assert ours[0] == "BokoHaram1.2"
    assert ours[1].startswith(".2024")
    assert ours[-2].startswith("15–12Second2")
