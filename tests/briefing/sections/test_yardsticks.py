"""The section that explains terms, grades and markings, in the words of the standards."""

import pytest

from briefing.document.nodes import Table
from briefing.document.walk import get_text
from tests.support.builders import compose_of, make_section


def get_tables(settings=None, **fields):
    section = make_section("yardsticks", settings=settings or {})
    blocks = compose_of(section, **fields).document.blocks
    return {get_text(b.caption): read(b) for b in blocks if isinstance(b, Table)}


def read(table):
    return [tuple(get_text(cell.children) for cell in row.cells) for row in table.rows]


def test_it_prints_the_yardstick_of_the_briefing_with_its_ranges():
    rows = get_tables()["Terms of likelihood (ICD 203)"]

    assert rows[0] == ("Almost no chance / remote", "01–05%")
    assert rows[-1] == ("Almost certain / nearly certain", "95–99%")


def test_the_limits_of_the_phia_yardstick_are_as_rough_as_published():
    rows = get_tables(yardstick="phia")["Terms of likelihood (PHIA)"]

    assert [limits for _, limits in rows] == [
        ">0 to ~5%",
        "~10 to ~20%",
        "~25 to ~35%",
        "~40 to <50%",
        "~55 to ~75%",
        "~80 to ~90%",
        "~95 to <100%",
    ]


def test_it_prints_grades_side_by_side_and_the_markings_of_the_scheme():
    tables = get_tables()

    assert ("B\u2003Usually reliable", "2\u2003Probably true") in tables[
        "Grades of sources and information"
    ]
    assert tables["Markings (TLP 2.0)"][0][0] == "TLP:RED"
    assert get_tables(marking_scheme="internal")["Markings (Internal)"][-1][0] == "PUBLIC"


@pytest.mark.parametrize("part", ["likelihood", "confidence", "grades", "markings"])
def test_each_part_can_be_left_out(part):
    assert len(get_tables({part: False})) == 3


def test_explaining_the_terms_is_no_misuse_of_them():
    composition = compose_of(make_section("yardsticks", title="Terms"))

    assert [problem.message for problem in composition.problems] == []


def test_heads_are_translated_and_the_terms_of_the_standard_stay():
    tables = get_tables(language="de-DE")

    assert tables["Begriffe der Wahrscheinlichkeit (ICD 203)"][1][0].startswith("Very unlikely")
