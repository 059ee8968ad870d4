"""New briefings from starting points, templates and earlier issues."""

import datetime as dt

import msgspec
import pytest

from briefing.composition.compose import compose
from briefing.errors import InvalidValueError
from briefing.identifiers import new_placement_id
from briefing.outline import Briefing, BriefingStatus, Placement, ReviewStep
from briefing.sections.registry import get_section_kind
from briefing.services.briefings.outlining import make_section
from briefing.services.briefings.starting import (
    delete_briefing_template,
    list_templates,
    save_briefing_template,
    start_briefing,
    start_next_issue,
)
from briefing.services.history import History
from briefing.services.settings_of_library import read_settings
from briefing.snapshot import Snapshot
from briefing.starting_points.registry import get_starting_points
from briefing.starting_points.starting_point import StartingPoint
from tests.support.libraries import make_actor, memory_library, numbered_id

DAY = dt.date(2024, 1, 18)
POINTS = get_starting_points().values()
ACTOR = make_actor()


def start(point, title="Strikes"):
    return start_briefing(point, title=title, date=DAY)


@pytest.fixture
def issued():
    placement = Placement(id=new_placement_id(), record=ACTOR.id, revision=1)
    actors = msgspec.structs.replace(make_section("actors"), placements=(placement,))
    query = {"by_query": True, "query": {"from_date": "2024-01-11", "to_date": "2024-01-18"}}
    attacks = msgspec.structs.replace(make_section("attacks"), settings=query, level=2)
    text = msgspec.structs.replace(
        make_section("text"), settings={"text": "So it was."}, lead_in="First:"
    )
    return Briefing(
        id=numbered_id(1),
        title="Week 2",
        reference="W-2",
        date=DAY,
        audience="The board",
        status=BriefingStatus.ISSUED,
        review=(ReviewStep(status=BriefingStatus.APPROVED, by="Ada"),),
        sections=(actors, attacks, text),
    )


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.key)
def test_every_starting_point_can_be_composed(point):
    made = start(point)
    composition = compose(Snapshot(briefing=made, records={}))

    assert made.find_levels() == tuple(section.level for section in made.sections)
    faults = {problem.check for problem in composition.problems} & {"section-fault"}
    assert not faults
    for section in made.sections:
        get_section_kind(section.section_kind).read_settings(section)


@pytest.mark.parametrize("key", ["flash-report", "actor-profile", "weekly-summary"])
def test_the_products_of_the_trade_are_there(key):
    assert get_starting_points()[key].description


def test_two_briefings_of_one_starting_point_share_no_ids():
    point = get_starting_points()["flash-report"]
    ids = [section.id for made in (start(point), start(point)) for section in made.sections]

    assert len(set(ids)) == len(ids)


def test_the_queries_of_a_weekly_summary_ask_for_the_week_up_to_its_day():
    made = start(get_starting_points()["weekly-summary"])
    queries = [s.settings["query"] for s in made.sections if s.settings.get("by_query")]

    assert queries
    assert all(q == {"from_date": "2024-01-11", "to_date": "2024-01-18"} for q in queries)


def test_a_starting_point_that_is_no_briefing_is_refused_in_words():
    wrong = StartingPoint(
        key="x", title="Wrong", description="", sections=(), fields={"page_budget": "many"}
    )
    with pytest.raises(InvalidValueError, match="Wrong"):
        start(wrong)


def test_the_next_issue_says_and_places_the_same_as_a_draft_of_its_day(issued):
    made = start_next_issue(issued, title="Week 3", date=dt.date(2024, 1, 25))

    assert (made.title, made.date, made.audience) == ("Week 3", dt.date(2024, 1, 25), "The board")
    assert (made.reference, made.status, made.review) == ("", BriefingStatus.DRAFT, ())
    assert made.sections[0].placements[0].record == ACTOR.id
    assert made.sections[2].settings == issued.sections[2].settings
    query = made.sections[1].settings["query"]
    assert (query["from_date"], query["to_date"]) == ("2024-01-18", "2024-01-25")


def test_the_next_issue_has_ids_of_its_own(issued):
    made = start_next_issue(issued, title="Week 3", date=DAY)
    ids = {section.id for section in issued.sections} | {issued.id}
    ids |= {p.id for s in issued.sections for p in s.placements}

    own = {made.id, *(s.id for s in made.sections)} | {
        p.id for s in made.sections for p in s.placements
    }
    assert ids.isdisjoint(own)


@pytest.mark.parametrize(("keep_texts", "text"), [(True, "So it was."), (False, None)])
def test_a_template_keeps_the_outline_and_if_asked_the_texts(issued, keep_texts, text):
    with memory_library(ACTOR, issued) as library:
        change = save_briefing_template(issued, "Weekly", keep_texts=keep_texts)
        History(library).do(change)
        (point,) = list_templates(read_settings(library))
    made = start(point)

    kinds = [(section.section_kind, section.level) for section in made.sections]
    assert kinds == [("actors", 1), ("attacks", 2), ("text", 1)]
    assert made.sections[0].placements == ()
    assert made.sections[1].settings["by_query"]
    assert made.sections[2].settings.get("text") == text
    assert made.audience == "The board"


def test_a_template_is_replaced_by_its_name_and_can_be_deleted_and_undone(issued):
    with memory_library(ACTOR, issued) as library:
        history = History(library)
        history.do(save_briefing_template(issued, "Weekly"))
        history.do(save_briefing_template(issued, "weekly", description="Ours"))
        (point,) = list_templates(read_settings(library))
        assert (point.title, point.description) == ("weekly", "Ours")
        history.do(delete_briefing_template("Weekly"))
        assert list_templates(read_settings(library)) == ()
        history.undo()

        assert [one.title for one in list_templates(read_settings(library))] == ["weekly"]


def test_a_template_needs_a_name(issued):
    with pytest.raises(InvalidValueError, match="name"):
        save_briefing_template(issued, "  ")
