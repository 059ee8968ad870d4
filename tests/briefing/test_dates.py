import datetime as dt
import pickle
import re

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import EdtfDate, parse_date
from briefing.errors import InvalidValueError
from tests.support.briefing_strategies import any_text, days, edtf_dates, rare_dates

OPEN_OR_TURN_OF_YEAR = re.compile(r"^/|/$|\.\.|-(?:24|28|30)\b")


@pytest.mark.parametrize(
    ("written", "text"),
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
        ("2012 or 2013", "[2012,2013]"),
        ("about 2012", "2012~"),
        ("c. 2012", "2012~"),
        ("since 2012", "2012/.."),
        ("until May 2012", "../2012-05"),
        ("spring 2024", "2024-21"),
        ("winter 2023/24", "2023-24"),
        ("Q1 2024", "2024-33"),
        ("the second half of 2024", "2024-41"),
        ("Tuesday, 16 January 2024", "2024-01-16"),
        ("16 and 18 January 2024", "2024-01-16/2024-01-18"),
        ("16—18 Jan. 2024", "2024-01-16/2024-01-18"),
        ("January 16 to 18, 2024", "2024-01-16/2024-01-18"),
        ("2024-01-16 to 2024-01-18", "2024-01-16/2024-01-18"),
        ("2024/1/16", "2024-01-16"),
        ("1939-45", "1939/1945"),
        ("16 or 17 January 2024", "[2024-01-16,2024-01-17]"),
        ("one of 2012, 2013", "[2012,2013]"),
        ("all of 2012, 2013 and 2015", "{2012,2013,2015}"),
        ("2012–2014 or 2016", "[2012..2014,2016]"),
        ("2012 or later", "[2012..]"),
        ("before 2012", "../2011"),
        ("before 1 March 2024", "../2024-02-29"),
        ("after March 2012", "2012-04/.."),
        ("since early 2012", "2012-01~/.."),
        ("until late 2013", "../2013-12~"),
        ("between about 2003 and 2005", "2003~/2005"),
        ("about 2012-2014", "2012~/2014~"),
        ("possibly 2012", "2012?"),
        ("mid-January 2024", "2024-01-11~/2024-01-20~"),
        ("end of February 2024", "2024-02-21~/2024-02-29~"),
        ("the early 2010s", "2010~/2013~"),
        ("the 2010s", "201X"),
        ("2024-01-XX", "2024-01-XX"),
        ("2012?", "2012?"),
        ("2012/..", "2012/.."),
    ],
)
def test_a_date_is_understood_as_people_write_it(written, text):
    assert parse_date(written).edtf == text


@pytest.mark.parametrize(
    ("text", "printed"),
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
        ("19XX", "the years 1900–1999"),
        ("2012~/2014~", "about 2012–2014"),
        ("2012~/2014", "about 2012 – 2014"),
        ("2012/", "from 2012 to an unknown date"),
        ("2024-01-XX", "January 2024 (day unknown)"),
        ("2024-XX", "2024 (month unknown)"),
        ("1985-XX-25", "1985 (month unknown, day 25)"),
        ("2012~-01", "January 2012 (year approximate)"),
        ("2012-?01-~16", "16 January 2012 (month uncertain; day approximate)"),
        ("~2012-~01", "about January 2012"),
        ("[2012,2013]", "2012 or 2013"),
        ("[2012..2014]", "one of 2012–2014"),
        ("{2012,2013,2015}", "all of 2012, 2013 and 2015"),
        ("[..2012]", "2012 or earlier"),
        ("2012..2014", "2012–2014"),
        ("2024-31", "autumn 2024 (southern hemisphere)"),
        ("2024-34", "second quarter of 2024"),
        ("201X-12", "201X-12"),
        ("2024-24", "winter 2024–25"),
    ],
)
def test_a_date_is_printed_in_english(text, printed):
    assert str(EdtfDate(text)) == printed


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-24", dt.date(2024, 12, 1), dt.date(2025, 2, 28)),
        ("20XX", dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
        ("../2012", None, dt.date(2012, 12, 31)),
        ("2012-05/", dt.date(2012, 5, 1), None),
        ("000X", dt.date(1, 1, 1), dt.date(9, 12, 31)),
        ("1985-XX-31", dt.date(1985, 1, 31), dt.date(1985, 12, 31)),
        ("190X-02-29", dt.date(1904, 2, 29), dt.date(1908, 2, 29)),
        ("[2012,2014-05]", dt.date(2012, 1, 1), dt.date(2014, 5, 31)),
        ("{2010,2012..}", dt.date(2010, 1, 1), None),
        ("2024-39", dt.date(2024, 9, 1), dt.date(2024, 12, 31)),
        ("2024-30", dt.date(2024, 12, 1), dt.date(2025, 2, 28)),
        ("2024-06/2024", dt.date(2024, 6, 1), dt.date(2024, 12, 31)),
    ],
)
def test_the_bounds_hold_every_day_it_may_mean(text, earliest, latest):
    date = EdtfDate(text)

    assert (date.earliest, date.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("16 Jan", "has no year"),
        ("01/02/2024", "1 February or 2 January"),
        ("2024-02-30", "does not exist"),
        ("2024-13", "not a date"),
        ("0000", "years go from 1 to 9999"),
        ("", "An empty text is not a date"),
        ("16-18 January", "has no year"),
        ("16 Jan 24", "year of two digits"),
        ("30 February 2024", "“30 February 2024” does not exist"),
        ("18-16 January 2024", "ends before it begins"),
        ("2021-22", "summer 2021 or the years 2021–22"),
        ("Y170000002", "years go from 1 to 9999"),
        ("-0044", "years go from 1 to 9999"),
        ("9999-24", "years go from 1 to 9999"),
        ("2012 to", "not a date"),
        ("12 to 14", "not a date"),
        ("13/14/2024", "does not exist"),
        ("1913-02-29/..", "does not exist"),
        ("[2012", "not a date"),
        ("{..}", "not a date"),
        ("[]", "not a date"),
        ("٢٠٢٤", "not a date"),
        ("2024-21-05", "does not exist"),
        ("2012 - 2013 - 2014", "not a date"),
        ("1-" * 80, "not a date"),
        ("2012 or " * 100, "not a date"),
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
def test_what_is_printed_is_read_back_as_the_same_date(date):
    again = parse_date(str(date))

    assert (again.earliest, again.latest) == (date.earliest, date.latest)
    assert str(again) == str(date)


@given(rare_dates.filter(lambda text: not OPEN_OR_TURN_OF_YEAR.search(text)))
def test_bounds_agree_with_an_independent_reader(text):
    date = EdtfDate(text)
    reference = edtf.parse_edtf(text)
    bounds = (reference.lower_strict(), reference.upper_strict())

    assert (date.earliest, date.latest) == tuple(dt.date(*bound[:3]) for bound in bounds)


def test_a_missing_year_may_be_given_by_the_caller():
    assert parse_date("16 Jan", reference_year=2024).edtf == "2024-01-16"
    assert parse_date("28 Jan - 2 Feb", reference_year=2024).edtf == "2024-01-28/2024-02-02"
    assert parse_date("16 Jan 2023", reference_year=2024).edtf == "2023-01-16"
    with pytest.raises(InvalidValueError, match="does not exist"):
        parse_date("29 February", reference_year=2023)


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


@given(days)
def test_every_day_is_printed_and_read_back(day):
    date = EdtfDate(day.isoformat())

    assert date.earliest == date.latest == day
    assert parse_date(str(date)) == parse_date(f"{day:%B} {day.day}, {day.year}") == date


@given(st.text("0123456789-/.~?%X[]{}, toandrJbJuly", max_size=24))
def test_what_is_nearly_a_date_is_read_or_refused(text):
    try:
        told = str(parse_date(text))
    except InvalidValueError as error:
        told = str(error)
    assert told
    assert "\n" not in told


def test_a_date_does_not_change():
    with pytest.raises(AttributeError):
        EdtfDate("2024").edtf = "2025"
