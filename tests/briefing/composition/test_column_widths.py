"""Columns as wide as their contents need, the same in both files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.composition.column_widths import ColumnFitter
from briefing.document.nodes import (
    Cell,
    Cite,
    CitedSource,
    Column,
    LineBreak,
    PageBreak,
    Row,
    Strong,
    Table,
    TableLook,
    Text,
)
from briefing.export.drawn.measuring import make_measure
from briefing.export.pdf_writer.tables import _share_width
from briefing.export.style_sheet import STANDARD
from tests.support.both_files import write_both
from tests.support.docx_reading import open_docx
from tests.support.pdf_reading import make_document, read_pages

SENTENCE = "Eleven officers were killed at a police station near the border with Pakistan. " * 3
WIDTH = STANDARD.text_width


def make_table(*rows, shares=None, **fields):
    count = max(len(row) for row in rows)
    columns = tuple(Column(share) for share in shares or [1.0] * count)
    made = tuple(
        Row(tuple(Cell((Text(c),) if isinstance(c, str) else c) for c in row)) for row in rows
    )
    return Table(columns, made, **fields)


def fit(*blocks):
    fitter = ColumnFitter(STANDARD, make_measure(STANDARD))
    return [block for block in fitter.fit(blocks) if isinstance(block, Table)]


def get_widths(*blocks):
    return [column.width for column in fit(*blocks)[0].columns]


def test_dates_and_numbers_stand_on_one_line_beside_long_texts():
    date, text, number = get_widths(make_table(("16 January 2024", SENTENCE, "at least 103")))

    assert date > make_measure(STANDARD)("16 January 2024", STANDARD.table_size, False)
    assert number > make_measure(STANDARD)("at least 103", STANDARD.table_size, False)
    assert text > date + number


def test_many_short_contents_stand_on_two_lines_and_leave_the_text_its_room():
    short = ("3 January", "Kerman", "at least 103", "at least 180", "[12]")
    *_, killed, injured, source, text = get_widths(make_table((*short, SENTENCE)))
    measure = make_measure(STANDARD)

    assert killed >= measure("at least", STANDARD.table_size, False)
    assert killed < measure("at least 103", STANDARD.table_size, False)
    assert source >= measure("[12]", STANDARD.table_size, False)
    assert text > killed + injured + source


def test_a_long_date_stands_on_two_lines_and_not_on_three():
    others = ("Airport, Baghdad, Iraq", SENTENCE, "Jaish al-Adl", "at least 103")
    rows = [
        (date, *others, "at least 180", "[1]") for date in ("3 May 2024", "until 18 January 2024")
    ]
    date, *_ = get_widths(make_table(*rows))
    measure = make_measure(STANDARD)

    assert measure("January 2024", STANDARD.table_size, False) <= date
    assert date < measure("until 18 January 2024", STANDARD.table_size, False)


def test_a_long_word_fits_into_its_column():
    word = "Aufenthaltsbestimmungsrecht"
    width, *_ = get_widths(make_table((word, SENTENCE, SENTENCE, SENTENCE)))

    assert width >= make_measure(STANDARD)(word, STANDARD.table_size, False)


def test_a_word_wider_than_the_page_leaves_room_for_the_others():
    endless, other = get_widths(make_table(("x" * 400, SENTENCE)))

    assert endless <= WIDTH * 0.61
    assert other >= WIDTH * 0.3


def test_what_little_tables_leave_over_goes_to_the_columns_by_their_shares():
    one, other = get_widths(make_table(("a", "a"), shares=(1.0, 3.0)))

    assert other > 2 * one


def test_citations_and_bold_lines_count():
    cite = (Cite((CitedSource("a", "paragraphs 110 to 115", number=17),)),)
    title = (Strong((Text("Attack on a police station"),)), LineBreak(), Text("Short."))
    cited, titled, _ = get_widths(make_table((cite, title, SENTENCE)))

    assert cited > 60
    assert titled > 60


def test_fact_sheets_stand_alike_whatever_is_in_them():
    facts = {"look": TableLook.FACTS, "shares": (0.24, 0.76)}
    short, long = fit(make_table(("Kind", "group"), **facts), make_table(("A", SENTENCE), **facts))

    assert [c.width for c in short.columns] == [c.width for c in long.columns]


def test_tables_on_pages_that_lie_have_their_width():
    table = make_table(("16 January 2024", SENTENCE))
    standing, lying = fit(table, PageBreak(landscape=True), table)

    wider = sum(c.width for c in lying.columns) - sum(c.width for c in standing.columns)
    assert wider == pytest.approx(STANDARD.turn().text_width - WIDTH, abs=0.1)


def test_a_row_with_more_cells_than_columns_leaves_the_widths_alone():
    table = make_table(("a", "b"), ("a", "b", "c"), shares=(0.2, 0.8))

    assert get_widths(table) == [0.2, 0.8]


@given(st.lists(st.lists(st.text(max_size=60), min_size=1, max_size=6), min_size=1, max_size=4))
def test_columns_fill_the_width_and_none_is_lost(rows):
    even = [row + [""] * (max(map(len, rows)) - len(row)) for row in rows]
    widths = get_widths(make_table(*even))

    assert sum(widths) == pytest.approx(WIDTH - 9.0 * (len(widths) - 1), abs=0.1)
    assert min(widths) >= 0


cells = st.one_of(st.sampled_from(["16 January 2024", "103", SENTENCE]), st.text(max_size=20))


@given(st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_fitter_that_remembers_gives_what_a_new_one_gives(rows):
    remembering = ColumnFitter(STANDARD, make_measure(STANDARD), remembers=True)
    for row in (*rows, rows[0]):
        table = make_table(tuple(row), total=(Row((Cell((Text(row[0]),)),)),))
        page = (PageBreak(landscape=True), table)

        assert [*remembering.fit(page)][1:] == fit(*page)


def test_both_files_have_the_same_widths():
    (table,) = fit(make_table(("16 January 2024", SENTENCE, "103")))
    files = write_both(make_document(table))

    (written,) = open_docx(files.docx).tables
    shown = [column.width.pt for column in written.columns]
    gaps = [9.0, 9.0, 0.0]
    laid = _share_width(list(table.columns), WIDTH - 18.0)
    assert shown == pytest.approx([w + g for w, g in zip(laid, gaps, strict=True)], abs=0.2)
    assert laid == pytest.approx([column.width for column in table.columns], abs=0.1)
    assert "16 January 2024" in read_pages(files.pdf)[0]
