"""Dates and countries in the language of a briefing."""

import subprocess
import sys

import pytest

from briefing.dates import EdtfDate
from briefing.printed_words.local import get_local


def print_date(edtf, language):
    return get_local(language).print_date(EdtfDate(edtf))


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en-GB", "16 January 2024"),
        ("fa-IR", "16 ژانویهٔ 2024"),
        ("ar", "16 يناير 2024"),
        ("he-IL", "16 בינואר 2024"),
        ("de", "16. Januar 2024"),
        ("es", "16 de enero de 2024"),
        ("", "16 January 2024"),
        ("no language", "16 January 2024"),
    ],
)
def test_a_day_is_said_as_its_language_says_it(language, printed):
    assert print_date("2024-01-16", language) == printed


@pytest.mark.parametrize(
    ("edtf", "printed"),
    [
        ("2024-01-16/2024-01-18", "16–18 يناير 2024"),
        ("2003/2005", "2003–2005"),
        ("2024-01", "يناير 2024"),
        ("2012~", "نحو 2012"),
        ("2023-12-30/2024-01-02", "30 ديسمبر 2023 – 2 يناير 2024"),
    ],
)
def test_spans_and_vague_dates_are_said_too(edtf, printed):
    assert print_date(edtf, "ar") == printed


@pytest.mark.parametrize("edtf", ["2024-21", "201X", "../2020", "2024-01-16/", "2012%"])
def test_a_rare_form_is_in_english_rather_than_wrong(edtf):
    assert print_date(edtf, "fa") == str(EdtfDate(edtf))


def test_countries_have_their_names():
    assert get_local("fa").print_country("PK") == "پاکستان"
    assert get_local("en").print_country("PK") == "Pakistan"
    assert get_local("fa").print_country("") == ""


def test_english_loads_no_tables_of_other_languages():
    code = (
        "import sys; from briefing.printed_words.local import get_local;"
        "get_local('en-GB'); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
