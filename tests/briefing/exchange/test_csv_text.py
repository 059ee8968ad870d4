"""Encodings, separators and broken rows: nothing is lost without being told."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document.markup import plain_text
from briefing.errors import ImportFileError
from briefing.exchange.csv_layout import escape_markdown
from briefing.exchange.csv_table import AttackTable
from briefing.text_cleaning import clean_text

TABLE = "title;date;place\r\nStrike;16 January 2024;Panjgūr\r\n"
MARKUP = st.text(st.sampled_from("ab1 *_[]()#>+-=.`~|&;!<:@\\\n/"), max_size=30)


def open_table(data):
    return AttackTable(io.BytesIO(data))


def read(text):
    return list(open_table(text.encode()))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso8859-13"]
)
def test_tables_are_read_in_every_usual_encoding(encoding):
    if encoding == "iso8859-13":
        data = TABLE.replace("ū", "ü").encode("cp1252")
    else:
        data = TABLE.encode(encoding)
    (row,) = open_table(data)

    assert row.attack.place.name in ("Panjgūr", "Panjgür")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_separator_is_found(separator):
    (row,) = read(TABLE.replace(";", separator))
    assert row.attack.date.edtf == "2024-01-16"


def test_the_line_in_which_excel_notes_the_separator_is_no_row():
    (row,) = read("sep=;\r\n" + TABLE)
    assert (row.line, row.attack.title) == (3, "Strike")


def test_a_few_torn_letters_do_not_turn_the_others_into_gibberish():
    data = TABLE.encode() + "Žalgiris;2024;Čaplinskas\r\n".encode()
    first, second = open_table(data.replace(b"Strike", b"Stri\xffke"))

    assert first.attack.title == "Stri\ufffdke"
    assert second.attack.place.name == "Čaplinskas"


def test_line_breaks_inside_quotes_stay_in_the_text_and_lines_are_counted_on():
    first, second = read('title,date,summary\nA,2024,"one\n\ntwo"\nB,never,x\n')

    assert first.attack.summary == "one\n\ntwo"
    assert (second.line, second.lines) == (5, "line 5")
    assert "never" in second.fault


def test_rows_that_cannot_be_read_are_told_and_the_others_come():
    text = 'title,date\nA,2024\nB,31 February 2024\nC\nD,2024,extra\nE"e,"2024"x\nF,2024\n'
    rows = read(text)

    assert [row.line for row in rows if row.fault] == [3, 4, 5, 6]
    assert [row.attack.title for row in rows if row.attack] == ["A", "F"]


def test_a_quotation_mark_that_never_closes_is_told():
    rows = read('title,date\nA,2024\nB,"2024\nC,2024\n')

    assert rows[0].attack is not None
    assert "quotation mark" in rows[-1].fault
    assert rows[-1].lines == "lines 3–4"


def test_blank_rows_are_passed_over():
    assert len(read("title,date\n\nA,2024\n,\n  ,\n")) == 1


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a,b,c\n1,2,3\n", b"PK\x03\x04\0\0", b"\xff\xfe"])
def test_what_is_no_table_of_attacks_is_refused_with_what_it_should_have(data):
    with pytest.raises(ImportFileError, match="title,date,place"):
        open_table(data)


@given(st.binary(max_size=80), st.binary(max_size=40))
def test_any_bytes_are_a_table_or_are_refused_in_a_sentence(head, body):
    for data in (head, b"title,date,killed\n" + head + b"\n" + body):
        try:
            rows = list(open_table(data))
        except ImportFileError:
            continue
        assert all((row.attack is None) is bool(row.fault) for row in rows)


@given(MARKUP)
def test_plain_text_reads_the_same_once_it_is_markdown(text):
    plain = clean_text(text).strip()
    assert plain_text(escape_markdown(plain)).split() == plain.split()
