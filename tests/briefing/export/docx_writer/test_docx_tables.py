"""Tables as a reader of the DOCX meets them."""

import pytest

from briefing.document.nodes import Align, Cell, Column, ParagraphRole, Row, Table, TableLook
from briefing.export.docx_writer.tables import share_widths
from tests.support.docx_reading import W, list_texts, make_paragraph, open_docx, parse_part, write
from tests.support.every_node import cells, text

COLUMNS = (Column(0.7), Column(0.3, Align.END))
HEADER = cells("Place", "Killed")


def make_table(*rows, **fields):
    return Table(
        COLUMNS, tuple(Row(cells(*words)) for words in rows), **{"header": HEADER, **fields}
    )


def list_kept_rows(content):
    rows = parse_part(content).iter(W + "tr")
    return [n for n, row in enumerate(rows) if row.find(f".//{W}keepNext") is not None]


def list_styles(content):
    rows = open_docx(content).tables[0].rows
    return [[cell.paragraphs[0].style.name for cell in row.cells] for row in rows]


def test_the_header_row_repeats_and_rows_stay_whole():
    header, row = parse_part(write(make_table(("Kerman", "103")))).iter(W + "tr")

    assert header.find(f"{W}trPr/{W}tblHeader") is not None
    assert row.find(f"{W}trPr/{W}tblHeader") is None
    assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_a_row_taller_than_a_page_may_be_divided():
    content = write(make_table(("word " * 3000, "1")))
    row = list(parse_part(content).iter(W + "tr"))[1]

    assert row.find(f"{W}trPr/{W}cantSplit") is None


@pytest.mark.parametrize(
    ("look", "count", "kept"),
    [
        (TableLook.FACTS, 9, [0, 1, 6, 7]),
        (TableLook.FACTS, 4, [0, 1, 2]),
        (TableLook.GRID, 9, [7]),
        (TableLook.GRID, 4, [0, 1, 2]),
    ],
)
def test_rows_that_must_not_stand_alone_stay_with_the_next(look, count, kept):
    table = make_table(*[("a", "b")] * count, look=look, header=())

    assert list_kept_rows(write(table)) == kept


def test_the_end_of_a_table_stays_with_the_note_below_it():
    table = make_table(*[("a", "b")] * 9, header=())
    note = make_paragraph("Injured not reported.", role=ParagraphRole.SMALL)
    content = write(table, note)

    assert list_kept_rows(content) == [7, 8]
    assert open_docx(content).paragraphs[0].paragraph_format.keep_with_next  # the gap between


def test_only_rules_that_run_across_are_drawn():
    root = parse_part(write(make_table(("a", "b"))), "word/styles.xml")
    borders = {edge.tag for border in root.iter(W + "tblBorders") for edge in border}

    assert borders == {W + "top", W + "bottom", W + "insideH"}


def test_totals_and_row_headers_are_set_apart():
    named = Row((Cell(text("Kerman"), header=True), Cell(text("103"))))
    table = Table(COLUMNS, (named,), header=HEADER, total=(Row(cells("Total", "103")),))

    assert list_styles(write(table)) == [
        ["Table Header"] * 2,
        ["Table Row Header", "Table Text"],
        ["Table Total"] * 2,
    ]


def test_facts_have_labels():
    content = write(make_table(("Kind", "group"), header=(), look=TableLook.FACTS))

    assert list_styles(content) == [["Table Label", "Table Text"]]


def test_captions_are_numbered_above_the_table():
    content = write(make_table(("a", "b"), caption=text("Attacks"), number=4))

    assert list_texts(content)[0] == "Table 4.\u2002Attacks"
    assert " SEQ Table \\* ARABIC " in list(parse_part(content).itertext(W + "instrText"))
    assert open_docx(content).paragraphs[0].style.name == "Caption"


def test_rows_are_targets_of_links():
    table = Table(COLUMNS, (Row(cells("a", "b"), "attack-1"),), anchor="table-1")
    root = parse_part(write(table))

    assert {mark.get(W + "name") for mark in root.iter(W + "bookmarkStart")} == {
        "attack_1",
        "table_1",
    }


@pytest.mark.parametrize("words", [(), ("one",), ("one", "two", "three", "four")])
def test_rows_with_too_few_or_too_many_cells_lose_nothing(words):
    content = write(make_table(words))

    assert list_texts(content)[2:] == list(words)
    assert len({len(row) for row in list_styles(content)}) == 1


def test_a_table_of_nothing_does_no_harm():
    assert open_docx(write(Table((), ()))).tables == []


@pytest.mark.parametrize("widths", [(1, 1, 1), (0, 0), (0.001, 5), (-1, float("nan"), 2), (7,)])
def test_columns_fill_the_width(widths):
    shared = share_widths([Column(width) for width in widths], 400.0)

    assert sum(shared) == pytest.approx(8000, abs=len(widths))
    assert min(shared) > 0


def test_numbers_stand_at_the_end_of_their_column():
    root = parse_part(write(make_table(("a", "b"))))
    last = list(root.iter(W + "tc"))[-1]

    assert last.find(f".//{W}jc").get(W + "val") == "right"
