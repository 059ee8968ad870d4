import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import EdtfDate, parse_date
from briefing.errors import InvalidValueError
from tests.support.briefing_strategies import any_text, edtf_dates


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("16 January 2024", "2024-01-16"),
        ("16 Jan 2024", "2024-01-16"),
        ("16th of January 2024", "2024-01-16"),
        ("January 16, 2024", "2024-01-16"),
        ("16/01/2024", "2024-01-16"),
        ("5.5.2024", "2024-05-05"),
        ("January 2024", "2024-01"),
        ("2024", "2024"),
        ("16-18 January 2024", "2024-01-16/2024-01-18"),
        ("16–18 January 2024", "2024-01-16/2024-01-18"),
        ("16 to 18 January 2024", "2024-01-16/2024-01-18"),
        ("January 16-18, 2024", "2024-01-16/2024-01-18"),
        ("28 January - 2 February 2024", "2024-01-28/2024-02-02"),
        ("28 December 2023 – 2 January 2024", "2023-12-28/2024-01-02"),
        ("January-March 2024", "2024-01/2024-03"),
        ("early 2012", "2012-01~/2012-04~"),
        ("mid-2012", "2012-05~/2012-08~"),
        ("late 2012", "2012-09~/2012-12~"),
        ("between 2003 and 2005", "2003/2005"),
        ("2003-2005", "2003/2005"),
        ("from March 2012 to May 2013", "2012-03/2013-05"),
        ("2012 or 2013", "2012/2013"),
        ("about 2012", "2012~"),
        ("c. 2012", "2012~"),
        ("since 2012", "2012/.."),
        ("until May 2012", "../2012-05"),
        ("spring 2024", "2024-21"),
        ("the 2010s", "201X"),
        ("2024-01-XX", "2024-01-XX"),
        ("2012?", "2012?"),
        ("2012/..", "2012/.."),
    ],
)
def test_a_date_is_understood_as_people_write_it(written, edtf):
    assert parse_date(written).edtf == edtf


@pytest.mark.parametrize(
    ("edtf", "printed"),
    [
        ("2024-01-16", "16 January 2024"),
        ("2024-01", "January 2024"),
        ("2024-01-16/2024-01-18", "16–18 January 2024"),
        ("2024-01-28/2024-02-02", "28 January – 2 February 2024"),
        ("2012/2014", "2012–2014"),
        ("2012~", "about 2012"),
        ("2012?", "2012 (uncertain)"),
        ("2012-01~/2012-04~", "early 2012"),
        ("2012/..", "since 2012"),
        ("../2012", "until 2012"),
        ("201X", "the 2010s"),
        ("2024-24", "winter 2024"),
    ],
)
def test_a_date_is_printed_in_english(edtf, printed):
    assert str(EdtfDate(edtf)) == printed


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-24", dt.date(2024, 12, 1), dt.date(2025, 2, 28)),
        ("20XX", dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
        ("../2012", None, dt.date(2012, 12, 31)),
        ("2012-05/", dt.date(2012, 5, 1), None),
    ],
)
def test_the_bounds_hold_every_day_it_may_mean(edtf, earliest, latest):
    date = EdtfDate(edtf)

    assert (date.earliest, date.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("16 Jan", "has no year"),
        ("01/02/2024", "1 February or 2 January"),
        ("2024-02-30", "not a date"),
        ("2024-13", "not a date"),
        ("0000", "not a date"),
        ("", "not a date"),
        ("yesterday", "not a date"),
        ("2024/2012", "ends before it begins"),
        ("../..", "not a date"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(written, told):
    with pytest.raises(InvalidValueError, match=told) as caught:
        parse_date(written)

    assert "\n" not in str(caught.value)


@given(edtf_dates)
def test_the_earliest_day_is_never_after_the_latest(date):
    if date.earliest and date.latest:
        assert date.earliest <= date.latest


@given(edtf_dates)
def test_what_is_printed_is_read_back_with_the_same_bounds(date):
    again = parse_date(str(date))

    assert (again.earliest, again.latest) == (date.earliest, date.latest)


@given(edtf_dates)
def test_a_date_survives_pickling_and_is_its_text(date):
    assert pickle.loads(pickle.dumps(date)) == date == EdtfDate(date.edtf)
    assert hash(date) == hash(EdtfDate(date.edtf))


@given(st.lists(edtf_dates, max_size=6))
def test_dates_sort_by_their_first_day_open_starts_first(dates):
    firsts = [date.earliest or dt.date.min for date in sorted(dates)]

    assert firsts == sorted(firsts)


@given(any_text)
def test_any_text_is_a_date_or_refused_with_a_sentence(text):
    try:
        date = parse_date(text)
    except InvalidValueError as error:
        date = error
    assert str(date)


def test_a_date_does_not_change():
    with pytest.raises(AttributeError):
        EdtfDate("2024").edtf = "2025"
