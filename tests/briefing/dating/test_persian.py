"""Tests of dates in the Persian calendar, as Iranian sources give them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import parse_date
from briefing.dating.persian import print_persian_day
from briefing.errors import InvalidValueError


@pytest.mark.parametrize(
    "typed", ["1402/10/26", "26 Dey 1402", "۲۶ دی ۱۴۰۲", "۱۴۰۲/۱۰/۲۶", "26 dey 1402"]
)
def test_a_persian_day_is_read(typed):
    assert parse_date(typed).edtf == "2024-01-16"


def test_a_persian_month_is_a_span():
    assert parse_date("Dey 1402").edtf == "2023-12-22/2024-01-20"


def test_a_month_at_the_end_of_a_year_is_a_span():
    assert parse_date("Esfand 1402").edtf == "2024-02-20/2024-03-19"


def test_a_bare_year_is_persian_only_where_the_library_says_so():
    assert parse_date("1402").edtf == "1402"
    assert parse_date("1402", persian_years=True).edtf == "2023-03-21/2024-03-19"


def test_an_edtf_day_is_never_taken_for_a_persian_one():
    assert parse_date("1402-10-26").edtf == "1402-10-26"


@pytest.mark.parametrize("typed", ["1402/13/01", "1402/12/30", "31 Dey 1402"])
def test_a_day_that_the_calendar_lacks_is_refused(typed):
    with pytest.raises(InvalidValueError, match="The Persian calendar has no day"):
        parse_date(typed)


@given(st.dates(dt.date(1850, 1, 1), dt.date(2100, 12, 31)))
def test_what_is_printed_is_read_back(day):
    assert parse_date(print_persian_day(day)).edtf == day.isoformat()
