"""The head of the first page and what follows it, in both files."""

import pytest
from docx.oxml.ns import qn

from briefing.document.nodes import Column, Contents, Heading, Table, Text, TitleBlock
from briefing.export.title_facts import count_fact_columns
from briefing.services.pages.exporting import make_pages
from tests.support import pdf_reading
from tests.support.both_files import take_sample, write_both, write_briefing
from tests.support.docx_reading import parse_part, write
from tests.support.every_node import cells
from tests.support.pdf_reading import make_document, make_paragraph, read_pages

HEADING = Heading(1, (Text("What happened"),), anchor="section-1")


def find_rule(content, style):
    """Give how the lines of the first paragraph of a style are set in Word."""
    root = parse_part(content)
    (paragraph, *_) = [
        p for p in root.iter(qn("w:p")) if p.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == style
    ]
    spacing = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    return "" if spacing is None else spacing.get(qn("w:lineRule"))


@pytest.mark.parametrize(
    ("facts", "columns"), [(1, 1), (3, 3), (4, 4), (5, 3), (6, 3), (7, 4), (8, 4), (9, 3)]
)
def test_facts_fill_their_rows_evenly(facts, columns):
    assert count_fact_columns(facts) == columns
    block = TitleBlock("Strikes", facts=tuple((f"Label {n}", "value") for n in range(facts)))
    files = write_both(make_document(block))
    grids = parse_part(files.docx).iter(qn("w:tblGrid"))

    assert len(list(next(grids))) == columns
    assert read_pages(files.pdf)[0].count("Label") == facts


def test_a_title_in_a_script_with_high_signs_has_lines_that_grow():
    assert find_rule(write(TitleBlock("Strikes – “go on”")), "Title") == ""
    assert find_rule(write(TitleBlock("حمله‌ها ادامه دارد")), "Title") == "atLeast"


def test_no_gap_of_a_table_adds_to_the_room_above_a_heading():
    table = Table((Column(1.0),), (), header=cells("Place"))

    assert find_rule(write(table, HEADING), "TableGap") == "exact"
    assert find_rule(write(table, make_paragraph("text")), "TableGap") == ""


@pytest.mark.parametrize(("lines", "starts"), [(5, set()), (20, {"contents"}), (39, set())])
def test_contents_begin_a_page_of_word_where_their_title_would_stand_alone(lines, starts):
    fill = [make_paragraph("Filling text.") for _line in range(lines)]
    headings = [Heading(1, (Text(f"Part {n}"),), anchor=f"part-{n}") for n in range(16)]
    pdf = pdf_reading.write(*fill, Contents("Contents", anchor="contents"), *headings)

    assert make_pages(pdf).page_starts & {"contents"} == starts


def test_the_first_page_of_the_sample_ends_with_its_judgements_in_every_design():
    for design in ("standard", "report", "bulletin"):
        files = write_briefing(take_sample(style_sheet=design))

        assert "reason is not" in read_pages(files.pdf)[0]
        assert files.pdf.anchors["contents"].page == 2
