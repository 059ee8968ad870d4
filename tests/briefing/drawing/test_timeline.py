import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.drawing.scene import Circle, Ink, Polygon
from briefing.drawing.time_axis import TimeAxis
from briefing.drawing.timeline import TimelineEvent, find_span, make_timeline
from tests.support.drawings import find, find_collisions, find_outside, list_rectangles, measure

D = dt.date
STRIKE = TimelineEvent("a", D(2024, 1, 16), D(2024, 1, 16), "Panjgur strikes", "Iran", 2)
ANSWER = TimelineEvent("b", D(2024, 1, 18), D(2024, 1, 18), "Saravan strikes", "Pakistan", 9)
SOMETIME = TimelineEvent("c", D(2024, 1, 1), D(2024, 1, 31), "Skirmish", "Iran")
SIEGE = TimelineEvent("d", D(2024, 1, 5), D(2024, 1, 12), "Siege", "Iran", 3, is_span=True)
ONGOING = TimelineEvent("e", D(2024, 1, 20), None, "Shelling", "Pakistan", None, is_span=True)


def draw(*events, **fields):
    return make_timeline(events, measure, width=443.0, **fields)


def list_bars(scene, fill):
    return [bar for bar in list_rectangles(scene) if bar.fill is fill]


def test_events_stand_in_the_order_of_time_and_in_their_rows():
    scene = draw(ANSWER, STRIKE)

    assert find(scene, "Iran").top < find(scene, "Pakistan").top
    marks = [s for s in scene.shapes if isinstance(s, Circle)]
    assert marks[0].x < marks[1].x


def test_an_event_that_lasted_is_a_bar_as_long_as_it_lasted():
    scene = draw(SIEGE, SOMETIME)
    lasted = list_bars(scene, Ink.ACCENT_MIDDLE)[0]
    doubtful = list_bars(scene, Ink.ACCENT_FAINT)[0]

    assert lasted.width / doubtful.width == pytest.approx(8 / 31, rel=0.01)


def test_an_uncertain_date_fades_at_both_ends():
    scene = draw(SOMETIME)
    faint, full = list_bars(scene, Ink.ACCENT_FAINT)[0], list_bars(scene, Ink.ACCENT_SOFT)[0]

    assert faint.x < full.x
    assert full.x + full.width < faint.x + faint.width
    assert "some time between" in scene.texts


def test_an_open_end_has_an_arrow():
    assert [s for s in draw(ONGOING, STRIKE).shapes if isinstance(s, Polygon)]
    assert not [s for s in draw(SIEGE, STRIKE).shapes if isinstance(s, Polygon)]


def test_the_key_explains_only_what_is_there():
    assert "lasted" not in draw(STRIKE).texts
    assert "not reported" not in draw(STRIKE).texts
    assert {"lasted", "not reported"} <= set(draw(SIEGE, SOMETIME).texts)


@pytest.mark.parametrize(
    ("last", "label"),
    [
        (D(2024, 1, 18), "17"),
        (D(2024, 9, 1), "Mar"),
        (D(2035, 1, 1), "2030"),
        (D(2500, 1, 1), "2200"),
    ],
)
def test_ticks_are_days_months_or_years(last, label):
    far = ANSWER._replace(start=last, end=last)

    assert label in draw(STRIKE, far).texts


def test_a_year_that_begins_at_the_very_end_of_the_axis_is_named():
    early = STRIKE._replace(start=D(2020, 1, 3), end=D(2020, 1, 3))
    scene = draw(early, ANSWER)

    assert scene.texts.count("Jan 2024") == 1
    assert not find_outside(scene)


def test_a_timeline_at_the_edge_of_time_is_drawn():
    scene = draw(
        STRIKE._replace(start=dt.date.min, end=dt.date.min),
        STRIKE._replace(start=dt.date.max, end=dt.date.max),
    )

    assert scene.height > 0


days = st.dates(D(1980, 1, 1), D(2030, 1, 1))
events = st.builds(
    lambda a, b, label, row, weight, is_span: TimelineEvent(
        "k", min(a, b), max(a, b), label, row, weight, is_span
    ),
    days,
    days,
    st.text("abcdefgh ", min_size=1, max_size=24).filter(str.strip),
    st.sampled_from(["", "Iran", "Islamic Revolutionary Guard Corps"]),
    st.none() | st.integers(0, 100),
    st.booleans(),
)


@settings(max_examples=40)
@given(st.lists(events, min_size=1, max_size=25))
def test_no_label_covers_another(found):
    assert find_collisions(make_timeline(found, measure, width=443.0)) == []


@settings(max_examples=40)
@given(st.lists(events, min_size=1, max_size=25))
def test_nothing_leaves_the_drawing(found):
    assert find_outside(make_timeline(found, measure, width=443.0)) == []


@given(days, days)
def test_the_axis_finds_the_day_at_the_place_of_the_day(one, other):
    first, last = find_span([TimelineEvent("k", min(one, other), max(one, other))])
    axis = TimeAxis(first, last, 100, 500)

    assert axis.find_day(axis.find_middle(one)) == one
