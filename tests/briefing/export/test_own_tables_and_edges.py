"""What a design of a house's own says of tables, header, footer and logo, in both files."""

import pytest
from docx.oxml.ns import qn

from briefing.document.nodes import (
    Banner,
    Callout,
    CalloutTone,
    Cell,
    Column,
    Properties,
    Row,
    Table,
    TableLook,
    Text,
    TitleBlock,
)
from briefing.export.docx_writer.writer import write_docx
from briefing.export.own_style_sheets import make_style_sheet
from briefing.records.library_settings import OwnStyleSheet
from tests.support import docx_reading
from tests.support.both_files import write_both
from tests.support.docx_reading import open_docx, parse_part
from tests.support.every_node import make_every_node
from tests.support.house_templates import make_template
from tests.support.pdf_reading import make_document, open_pdf, read_pages
from tests.support.structured_briefing import compose_structured

TINT = "#DDEEFF"
TINT_OPERATOR = b"0.867 0.933 1"
TITLE = TitleBlock(
    "Strikes go on", kicker="Desk Nine", facts=(("Reference", "SB-7"), ("Date", "1 May 2024"))
)
ROWS = tuple(Row((Cell((Text(f"row {n}"),)), Cell((Text("value"),)))) for n in range(4))
TABLE = Table((Column(0.5), Column(0.5)), ROWS, header=ROWS[0].cells, total=(ROWS[0],))


def make_own(**values):
    return make_style_sheet(OwnStyleSheet(name="Ours", base="standard", values=values))


def write_own(*blocks, title="Strikes go on", banner=None, **values):
    document = make_document(
        *blocks, properties=Properties(title=title), reference="SB-7", banner=banner
    )
    return write_both(document, make_own(**values))


def read_edges(files):
    """Give the texts of header and footer in Word."""
    section = open_docx(files.docx).sections[0]
    edges = (section.first_page_header, section.first_page_footer)
    return ["|".join(p.text for p in edge.paragraphs) for edge in edges]


@pytest.mark.parametrize(
    ("choice", "words"),
    [("title", "Strikes go on"), ("date", "1 May 2024"), ("organisation", "Desk Nine")],
)
@pytest.mark.parametrize("edge", ["header_text", "footer_text"])
def test_the_chosen_text_stands_in_header_or_footer(edge, choice, words):
    marking = Banner("TLP:AMBER", "#FFC000")
    files = write_own(TITLE, banner=marking, page_numbers="none", **{edge: choice})
    header, footer = read_edges(files)

    assert read_pages(files.pdf)[0].count(words) == 2  # below the title too
    assert (header if edge == "header_text" else footer).startswith(f"{words}\t")
    assert all("TLP:AMBER" in text for text in (header, footer))


@pytest.mark.parametrize(
    ("choice", "in_word", "in_pdf"),
    [("of-pages", "Page 1 of 1", "Page 1 of 1"), ("alone", "1", "1"), ("none", "", "")],
)
def test_pages_are_numbered_as_chosen(choice, in_word, in_pdf):
    files = write_own(TABLE, page_numbers=choice)

    assert read_edges(files)[1] == f"SB-7\t{in_word}"
    assert read_pages(files.pdf)[0].endswith(f"value\n{in_pdf}\nSB-7".replace("\n\n", "\n"))


def test_a_long_title_is_cut_behind_a_word_and_alike_in_both_files():
    title = "Strikes of both sides go on " * 9
    files = write_own(title=title, banner=Banner("TLP:GREEN", "#33FF00"), header_text="title")
    found = read_edges(files)[0].partition("\t")[0]

    assert found.endswith("…")
    assert title.startswith(found[:-1] + " ")
    assert found in read_pages(files.pdf)[0].split("\n")


def test_a_text_beside_a_wide_marking_stands_below_it():
    marking = Banner("TLP:AMBER+STRICT, for the crisis desk and nobody else at all", "#FFC000")
    files = write_own(TABLE, banner=marking, header_text="title")
    lines = read_edges(files)[0].split("|")

    assert [text.strip("\xa0") for text in lines] == [marking.text, "Strikes go on"]
    assert "Strikes go on" in read_pages(files.pdf)[0].split("\n")


def test_pages_that_lie_have_the_header_too():
    document = compose_structured(title="Wide and narrow").document
    files = write_both(document, make_own(header_text="title", footer_text="nothing"))
    headers = [section.header for section in open_docx(files.docx).sections]

    assert len(headers) > 2
    assert {each.paragraphs[0].text.split("\t")[0] for each in headers} == {"Wide and narrow"}
    assert all("Wide and narrow" in text for text in read_pages(files.pdf))


def test_a_house_template_keeps_its_own_header():
    document = make_document(TITLE, properties=Properties(title="Strikes go on"))
    own = make_own(header_text="title")
    content = write_docx(document, own, page_of_anchor={}, template=make_template())
    header = open_docx(content).sections[-1].header

    assert [each.text for each in header.paragraphs] == ["", "Acme Risk Desk"]


def test_every_second_row_is_tinted_but_on_the_ground_of_a_box():
    box = Callout((TABLE,), tone=CalloutTone.BOTTOM_LINE)
    files = write_own(TABLE, box, table_rules="bands", tint_colour=TINT)
    areas = open_pdf(files.pdf).pages[0].get_contents().get_data().count(TINT_OPERATOR)
    tables = list(parse_part(files.docx).iter(qn("w:tbl")))
    fills = [len(list(row.iter(qn("w:shd")))) for row in tables[0].iter(qn("w:tr"))]

    assert areas == 2 + 1  # two rows of the first table, and the box
    assert fills == [0, 0, 2, 0, 2, 0]  # cells of the header, four rows and the total
    assert not list(tables[2].iter(qn("w:shd")))


def test_a_tinted_row_that_goes_on_overleaf_is_tinted_there_below_the_header():
    long = Row((Cell((Text("word " * 2500),)), Cell(())))
    table = Table((Column(0.5), Column(0.5)), (ROWS[0], long), header=ROWS[0].cells)
    pages = open_pdf(write_own(table, table_rules="bands", tint_colour=TINT).pdf).pages
    found = [
        [
            line.split()
            for line in page.get_contents().get_data().splitlines()
            if TINT_OPERATOR in line
        ]
        for page in pages
    ]

    assert len(found) > 1
    tops = [float(area[6]) + float(area[8]) for (area,) in found]
    assert all(top < 842 - 82 - 11 for top in tops)


def test_bands_and_rules_hold_the_same_text_in_fact_sheets():
    facts = Table((Column(0.3), Column(0.7)), ROWS, look=TableLook.FACTS)
    plain, banded = (write_own(facts, table_rules=rules) for rules in ("rules", "bands"))

    assert read_pages(plain.pdf) == read_pages(banded.pdf)
    assert docx_reading.read_text(plain.docx) == docx_reading.read_text(banded.docx)


def test_a_logo_is_as_high_as_the_design_says():
    plain, high = (write_both(make_every_node(), make_own(**v)) for v in ({}, {"logo_height": 22}))
    heights = [open_docx(files.docx).inline_shapes[0].height.pt for files in (plain, high)]

    assert heights[0] == pytest.approx(2 * heights[1])
