import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.drawing.casualty_chart import CasualtyBar, Span, list_ticks, make_casualty_chart
from briefing.drawing.scene import Ink, Polygon, Polyline
from tests.support.drawings import find_collisions, find_outside, list_rectangles, measure

KERMAN = CasualtyBar("3 January 2024 · Kerman", Span(84, 95, 103, "84–103 (best 95)"))
SARAVAN = CasualtyBar("18 January 2024 · Saravan", Span(9, 9, 9, "9"), Span(7, None, 9, "7–9"))
IDLIB = CasualtyBar("15 January 2024 · Idlib", Span())


def draw(*bars):
    return make_casualty_chart(bars, measure, width=443.0)


def list_fills(scene, fill):
    return [bar for bar in list_rectangles(scene) if bar.fill is fill]


def test_a_range_is_the_lowest_account_and_what_the_highest_adds():
    scene = draw(KERMAN)
    low, more = list_fills(scene, Ink.ACCENT)[0], list_fills(scene, Ink.ACCENT_SOFT)[0]

    assert more.width / low.width == pytest.approx(19 / 84, rel=0.01)
    assert "84–103 (best 95)" in scene.texts


def test_the_best_estimate_is_marked_within_the_range():
    scene = draw(KERMAN)
    more = list_fills(scene, Ink.ACCENT_SOFT)[0]
    best = next(s for s in scene.shapes if isinstance(s, Polyline) and s.width > 1)

    assert more.x < best.points[0] < more.x + more.width


def test_perpetrators_are_counted_apart_and_without_colour():
    scene = draw(SARAVAN)
    own = [bar for bar in list_fills(scene, Ink.PAPER) if bar.stroke]

    assert own
    assert "perpetrators killed, counted apart" in scene.texts


def test_no_report_is_not_a_bar_of_nothing():
    scene = draw(IDLIB, SARAVAN)

    assert "not reported" in scene.texts


def test_a_lower_bound_has_an_arrow():
    bar = CasualtyBar("Somewhere", Span(30, None, None, "at least 30", open_ended=True))

    assert [s for s in draw(bar).shapes if isinstance(s, Polygon)]


@given(st.integers(0, 2_000_000))
def test_the_axis_has_few_round_numbers_and_reaches_the_top(top):
    ticks = list_ticks(top)

    assert ticks[0] == 0
    assert ticks[-1] >= top
    assert 2 <= len(ticks) <= 8


numbers = st.none() | st.integers(0, 5000)
spans = st.builds(
    lambda low, best, high: Span(low, best, high, f"{low}–{high}"), numbers, numbers, numbers
)
bars = st.builds(CasualtyBar, st.text("abc de", min_size=1, max_size=60), spans, spans)


@given(st.lists(bars, min_size=1, max_size=12))
def test_no_text_covers_another_or_leaves_the_chart(found):
    scene = draw(*found)

    assert find_collisions(scene) == []
    assert find_outside(scene) == []
