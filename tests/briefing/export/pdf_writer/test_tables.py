"""Tables: header rows, long rows, totals, links to rows, odd shapes."""

import re

import pytest

from briefing.document.nodes import (
    Align,
    Cell,
    Column,
    CrossReference,
    Footnote,
    Origin,
    Paragraph,
    ParagraphRole,
    Row,
    Table,
    TableLook,
    Text,
)
from tests.support.pdf_reading import (
    list_links,
    make_paragraph,
    open_pdf,
    read_pages,
    read_text,
    write,
)


def make_cell(text):
    return Cell((Text(text),) if text else ())


def make_row(*texts, **fields):
    return Row(tuple(make_cell(text) for text in texts), **fields)


def make_table(rows, columns=3, **fields):
    header = tuple(make_cell(f"Header{n}") for n in range(columns))
    fields.setdefault("header", header)
    return Table(columns=tuple(Column(1 / columns) for _ in range(columns)), rows=rows, **fields)


def test_the_header_row_comes_again_on_every_page():
    rows = tuple(make_row(f"r{n}", "place", "text " * 12) for n in range(120))
    pages = read_pages(write(make_table(rows)))

    assert len(pages) > 2
    assert all(text.count("Header0") == 1 for text in pages)


def test_ten_thousand_rows_come_out_complete_and_in_order():
    rows = tuple(make_row(f"r{n}", "Kerman", str(n % 97)) for n in range(10_000))
    pdf = write(make_table(rows))
    pages = open_pdf(pdf).pages
    numbers = re.findall(r"\br(\d+)", " ".join(pages[n].extract_text() for n in (0, 99, -1)))

    assert pdf.page_count > 150
    assert numbers == sorted(numbers, key=int)
    assert (numbers[0], numbers[-1]) == ("0", "9999")


def test_rows_stay_whole():
    rows = tuple(make_row(f"start{n} " + "text " * 40 + f"end{n}", "", "") for n in range(40))

    for text in read_pages(write(make_table(rows))):
        assert set(re.findall(r"start(\d+)", text)) == set(re.findall(r"end(\d+)", text))


def test_a_row_taller_than_a_page_is_divided_and_loses_nothing():
    words = [f"w{n}" for n in range(3000)]
    pdf = write(make_table((make_row("a", " ".join(words), "b"), make_row("last", "", ""))))
    text = read_text(pdf)

    assert pdf.page_count > 3
    assert re.findall(r"\bw\d+", text) == words
    assert "last" in text


def test_the_caption_stands_above_with_its_number_on_the_page_of_the_first_row():
    rows = (make_row("first", "", ""), make_row("second", "", ""))
    for lines in range(30, 48):
        filler = [make_paragraph("x") for _ in range(lines)]
        pdf = write(*filler, make_table(rows, number=4, caption=(Text("Attacks"),)))
        (page,) = [text for text in read_pages(pdf) if "Table 4." in text]

        assert re.search(r"Table 4\.\s+Attacks.*Header0.*first", page, re.DOTALL)


def test_total_rows_come_last():
    table = make_table((make_row("a", "1", "2"),), total=(make_row("Total", "3", "4"),))

    assert re.search(r"a\s+1\s+2\s+Total\s+3\s+4", read_text(write(table)))


def test_facts_are_labels_with_values():
    rows = (make_row("Kind", "Armed group"), make_row("Strength", "500–600"))
    table = make_table(rows, columns=2, header=(), look=TableLook.FACTS)

    assert re.search(r"Kind\s+Armed group\s+Strength\s+500–600", read_text(write(table)))


@pytest.mark.parametrize("lines", range(24, 48))
def test_a_fact_sheet_leaves_no_row_alone_at_the_foot_or_the_head_of_a_page(lines):
    rows = tuple(make_row(f"Label{n}", "value") for n in range(8))
    facts = make_table(rows, columns=2, header=(), look=TableLook.FACTS)
    fill = [make_paragraph("Filling text.") for _line in range(lines)]
    pages = read_pages(write(*fill, facts))

    counts = [page.count("Label") for page in pages if "Label" in page]
    assert len(counts) == 1 or min(counts) >= 3


@pytest.mark.parametrize("lines", range(20, 40, 2))
@pytest.mark.parametrize("count", [2, 5, 9])
def test_a_total_never_stands_alone_on_a_page(lines, count):
    rows = tuple(make_row(f"Row{n}", "Kerman", "5") for n in range(count))
    table = make_table(rows, total=(make_row("Row total", "", "45"),))
    fill = [make_paragraph("Filling text.") for _line in range(lines)]
    pages = read_pages(write(*fill, table))

    assert [page.count("Row") for page in pages if "Row" in page][-1] >= 2


@pytest.mark.parametrize("lines", range(18, 42, 2))
def test_a_short_table_is_not_parted(lines):
    rows = tuple(make_row(f"Row{n}", "Kerman", "5") for n in range(4))
    fill = [make_paragraph("Filling text.") for _line in range(lines)]
    pages = read_pages(write(*fill, make_table(rows)))

    assert [page.count("Row") for page in pages if "Row" in page] == [4]


@pytest.mark.parametrize("lines", range(19, 33))
@pytest.mark.parametrize("count", [2, 9])
def test_the_note_below_a_table_stands_on_the_page_where_the_table_ends(lines, count):
    table = make_table(tuple(make_row(f"Row{n}", "Kerman", "5") for n in range(count)))
    note = Paragraph((Text("Injured not reported."),), role=ParagraphRole.SMALL)
    fill = [make_paragraph("Filling text.") for _line in range(lines)]
    (page,) = [each for each in read_pages(write(*fill, table, note)) if "Injured" in each]

    assert f"Row{count - 1}" in page


def test_long_last_rows_are_parted_and_the_page_is_filled():
    rows = tuple(make_row(f"Row{n}", "Kerman", "word " * 130) for n in range(3))
    pages = read_pages(write(make_table(rows)))

    assert [page.count("Row") for page in pages if "Row" in page] == [2, 1]


def test_links_lead_to_rows_and_rows_lead_to_records():
    origin = Origin("attacks", "attack-150")
    rows = [make_row(f"r{n}", "", "", anchor=f"row-{n}") for n in range(200)]
    rows[150] = make_row("r150", "", "", anchor="row-150", origin=origin)
    link = CrossReference("row-150", (Text("the strike"),))
    pdf = write(Paragraph((link,)), make_table(tuple(rows)))

    page = pdf.anchors["row-150"].page
    assert list_links(pdf) == [(1, page)]
    assert [(part.page, part.record) for part in pdf.placed_blocks] == [(page, "attack-150")]


def test_notes_of_a_row_stand_on_its_page():
    note = Footnote((make_paragraph("as counted by the ministry"),), number=1)
    rows = [make_row(f"r{n}", "", "") for n in range(100)]
    rows[60] = Row((Cell((Text("noted"), note)),))
    (page,) = [text for text in read_pages(write(make_table(tuple(rows)))) if "noted" in text]

    assert "as counted by the ministry" in page


def test_figures_are_aligned_at_the_end():
    columns = (Column(0.5), Column(0.5, Align.END))
    rows = (make_row("a", "1"), make_row("b", "1,000"))
    table = Table(columns=columns, rows=rows)

    assert re.search(r"a\s+1\s+b\s+1,000", read_text(write(table)))


def test_odd_shapes_lose_no_cell():
    columns = (Column(0.0), Column(-1.0), Column(float("nan")), Column(float("inf")))
    rows = (make_row("a1"), make_row("b1", "b2", "b3", "b4", "b5", "b6"), Row(()))
    text = read_text(write(Table(columns=columns, rows=rows), Table(columns=(), rows=())))

    assert re.findall(r"[ab]\d", text) == ["a1", "b1", "b2", "b3", "b4", "b5", "b6"]


def test_a_table_without_cells_still_has_its_caption():
    empty = Table(columns=(), rows=(Row(()),), caption=(Text("Nothing known"),), number=2)

    assert "Table 2. Nothing known" in read_text(write(empty)).replace("\u2002", " ")


def test_more_columns_than_the_page_is_wide_still_show_every_letter():
    table = make_table((make_row(*["x"] * 200),), columns=200, header=())

    assert read_text(write(table)).count("x") == 200
