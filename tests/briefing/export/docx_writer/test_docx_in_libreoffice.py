"""The file on paper: LibreOffice prints it, and nothing is lost."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from briefing.document.nodes import Banner, Cell, Column, Row, Table, Text
from briefing.export.docx_writer.writer import write_docx
from briefing.export.style_sheet import STANDARD
from briefing.services.pages.exporting import make_pages
from tests.support.both_files import take_sample, write_briefing
from tests.support.docx_reading import make_paragraph, write
from tests.support.every_node import cells, make_every_node
from tests.support.libreoffice import print_docx


def read_pages(content, folder):
    return [page.extract_text() for page in PdfReader(BytesIO(print_docx(content, folder))).pages]


def test_every_node_is_printed_and_every_page_is_marked(tmp_path):
    pages = {f"section-{number}": number + 10 for number in range(1, 5)}
    content = write_docx(make_every_node(), STANDARD, page_of_anchor=pages)

    printed = read_pages(content, tmp_path)

    assert len(printed) >= 2
    for number, page in enumerate(printed, 1):
        assert page.count("TLP:AMBER") == 2
        assert f"Page {number} of {len(printed)}" in page
    text = " ".join(printed)
    for words in (
        "Bottom line",
        "[1,\u00a0p.\u00a012; 2]",
        "Table 1.",
        "— Minister",
        "The words of the note.",
    ):
        assert words in text


@pytest.mark.parametrize("count", [1, 3])
def test_rows_taller_than_a_page_lose_no_word(count, tmp_path):
    words = [f"word{number}" for number in range(3000)]
    row = Row((Cell((Text("Kerman"),)), Cell((Text(" ".join(words)),))))
    table = Table((Column(0.3), Column(0.7)), (row,) * count, header=cells("Place", "Words"))
    content = write(make_paragraph("before"), table, banner=Banner("TLP:RED"))

    printed = " ".join(read_pages(content, tmp_path)).split()

    assert printed.count("word0") == printed.count("word2999") == count
    assert [word for word in printed if word.startswith("word")] == words * count


def test_the_title_of_the_contents_stands_above_them_also_where_they_begin_a_page(tmp_path):
    files = write_briefing(take_sample())
    printed = [page.split() for page in read_pages(files.docx, tmp_path)]
    (page,) = [words for words in printed if "Contents" in words]

    assert "contents" in make_pages(files.pdf).page_starts
    assert page[page.index("Contents") + 1 :][:2] == ["1", "Key"]


def test_a_table_whose_first_cell_is_arabic_keeps_the_order_of_its_columns(tmp_path):
    rows = (Row(cells("جيش العدل", "Jaish")), Row(cells("Ansar", "Army")))
    content = write(Table((Column(1), Column(1)), rows, header=cells("نام", "Name")))
    printed = PdfReader(BytesIO(print_docx(content, tmp_path))).pages[0]
    places = {}
    printed.extract_text(
        visitor_text=lambda text, _cm, tm, *_: places.setdefault(text.strip(), tm[4])
    )

    assert places["Ansar"] < places["Army"]
