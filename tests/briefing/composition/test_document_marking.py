"""The marking of the pages: never lower than what is printed on them."""

import msgspec
import pytest

from briefing.document.problem import Severity
from briefing.records.library_settings import OwnMarkingLevel, OwnMarkingScheme
from tests.support.builders import (
    compose_of,
    find_problem,
    make_actor,
    make_note,
    make_section,
    make_source,
    make_text,
)


def get_banner(composition):
    return composition.document.banner.text


def test_a_cited_source_raises_the_marking():
    secret = make_source(50, marking="TLP:RED")
    composition = compose_of(make_text("So it is [@s50]."), records=[secret])

    assert get_banner(composition) == "TLP:RED"
    assert "TLP:GREEN" in find_problem(composition, "marking-raised").message


def test_a_source_of_a_section_that_is_left_out_does_not_raise_it():
    note, secret = make_note(text="Secret [@s50]."), make_source(50, marking="TLP:RED")
    left_out = make_section("background", note, number=2, included=False)
    composition = compose_of(make_text("Open."), left_out, records=[note, secret])

    assert get_banner(composition) == "TLP:GREEN"
    assert not composition.problems


def test_the_marking_of_a_section_raises_it():
    assert get_banner(compose_of(make_text("Open.", marking="TLP:AMBER"))) == "TLP:AMBER"


def test_a_pinned_revision_counts_with_its_own_marking():
    section = make_section("actors", make_actor())
    pinned = {section.placements[0].id: make_actor(marking="TLP:RED")}
    newest = make_actor(revision=2)

    assert get_banner(compose_of(section, records=[newest], pinned=pinned)) == "TLP:RED"


def test_a_marking_of_another_scheme_counts_as_the_most_restrictive():
    actor = make_actor(marking="CONFIDENTIAL")
    composition = compose_of(make_section("actors", actor), records=[actor])

    assert get_banner(composition) == "TLP:RED"
    assert "CONFIDENTIAL" in find_problem(composition, "unmarked-record").message


def test_pages_above_the_ceiling_are_an_error():
    actor = make_actor(marking="TLP:AMBER")
    section = make_section("actors", actor)
    composition = compose_of(section, records=[actor], ceiling="TLP:GREEN")

    assert find_problem(composition, "above-ceiling").severity is Severity.ERROR


@pytest.mark.parametrize(
    ("ceiling", "severity"), [("", Severity.WARNING), ("TLP:AMBER", Severity.ERROR)]
)
def test_what_is_not_marked_may_be_anything_below_a_ceiling(ceiling, severity):
    source = make_source(50, marking="")
    composition = compose_of(make_text("So [@s50]."), records=[source], ceiling=ceiling)

    assert find_problem(composition, "unmarked-record").severity is severity


def test_a_scheme_that_does_not_exist_is_told():
    composition = compose_of(make_text("Open."), marking_scheme="national")

    assert "national" in find_problem(composition, "unknown-scheme").message


def test_the_document_says_the_same_marking_whatever_the_order_of_its_parts():
    actors = [make_actor(10, marking="TLP:AMBER"), make_actor(11, "Iran", marking="TLP:RED")]
    section = make_section("actors", *actors)
    turned = msgspec.structs.replace(section, placements=section.placements[::-1])

    assert get_banner(compose_of(section, records=actors)) == "TLP:RED"
    assert get_banner(compose_of(turned, records=actors)) == "TLP:RED"


def test_the_scheme_of_the_library_marks_the_pages_in_its_colours():
    desk = OwnMarkingLevel(label="DESK ONLY", background="#7A1F1F", text_colour="#FFFFFF")
    own = OwnMarkingScheme(name="House", levels=(OwnMarkingLevel(label="OPEN"), desk))
    actor = make_actor(marking="DESK ONLY")
    fields = {"marking": "OPEN", "marking_scheme": "own"}
    section = make_section("actors", actor)
    composition = compose_of(section, records=[actor], own_scheme=own, **fields)

    banner = composition.document.banner
    assert (banner.text, banner.background) == ("DESK ONLY", "#7A1F1F")
    assert "OPEN" in find_problem(composition, "marking-raised").message


def test_without_the_scheme_of_the_library_the_most_restrictive_of_tlp_is_taken():
    composition = compose_of(make_text("Open."), marking="OPEN", marking_scheme="own")

    assert get_banner(composition) == "TLP:RED"
    assert find_problem(composition, "unknown-scheme").severity is Severity.ERROR
