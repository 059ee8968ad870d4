import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.drawing.locator_map import MapLook, find_round_below, make_locator_map
from briefing.drawing.map_frame import MapFrame, find_distance_km
from briefing.drawing.map_point import MapPoint, find_extent
from briefing.drawing.natural_earth.world import BOUNDARY_NOTE
from briefing.drawing.scene import Circle, Ink, Polygon, Polyline
from briefing.printed_words.local import get_local
from briefing.printed_words.registry import LANGUAGES
from tests.support.drawings import find, find_collisions, find_outside, measure

PANJGUR = MapPoint("a", 26.97, 64.1, "Panjgur", weight=2)
KERMAN = MapPoint("b", 30.28, 57.08, "Kerman", weight=94)
RASK = MapPoint("c", 26.6, 61.6, "Rask", weight=11, radius_km=100)
IDLIB = MapPoint("d", 35.93, 36.63, "Idlib")
WIDTH = 443.0


def draw(*points, **look):
    return make_locator_map(points, measure, width=WIDTH, look=MapLook(**look))


def list_marks(scene):
    return [s for s in scene.shapes if isinstance(s, Circle) and not s.dash and s.y < 240]


def test_places_are_named_and_so_are_the_countries_around():
    scene = draw(PANJGUR, KERMAN, RASK, home=frozenset({"IR", "PK"}))

    assert {"Panjgur", "Kerman", "Rask", "IRAN", "PAKISTAN", "Afghanistan"} <= set(scene.texts)


def test_every_map_says_that_its_boundaries_imply_no_endorsement():
    assert BOUNDARY_NOTE in draw(PANJGUR).texts


def test_a_place_that_is_known_roughly_has_a_ring_of_its_radius():
    scene = draw(PANJGUR, KERMAN, RASK)
    frame = MapFrame(find_extent([PANJGUR, KERMAN, RASK]), WIDTH)
    ring = next(s for s in scene.shapes if isinstance(s, Circle) and s.dash)

    assert ring.radius * frame.km_per_point == pytest.approx(100, rel=0.02)
    assert "place known roughly, within the ring" in scene.texts


def test_marks_grow_with_the_dead_and_are_hollow_where_none_are_reported():
    scene = draw(PANJGUR, KERMAN, IDLIB)
    full = [mark.radius for mark in list_marks(scene) if mark.fill is Ink.ACCENT]

    assert max(full) > 2 * min(full)
    assert any(mark.fill is Ink.PAPER for mark in list_marks(scene))
    assert "not reported" in scene.texts


def test_the_scale_bar_is_as_long_as_it_says():
    scene = draw(PANJGUR, KERMAN)
    frame = MapFrame(find_extent([PANJGUR, KERMAN]), WIDTH)
    bar = [s for s in scene.shapes if isinstance(s, Polyline)][-1]
    said = next(text for text in scene.texts if text.endswith(" km"))

    length = (bar.points[4] - bar.points[0]) * frame.km_per_point
    assert length == pytest.approx(float(said.removesuffix(" km").replace(",", "")), rel=0.01)


def test_a_map_of_the_world_has_no_scale_bar():
    scene = draw(
        PANJGUR, MapPoint("x", 40.7, -74.0, "New York"), MapPoint("y", -33.9, 151.2, "Sydney")
    )

    assert not [text for text in scene.texts if text.endswith(" km")]


def test_the_countries_that_it_is_about_stand_out():
    scene = draw(PANJGUR, home=frozenset({"PK"}))
    fills = [s.fill for s in scene.shapes if isinstance(s, Polygon)]

    assert fills.count(Ink.HOME) == 1
    assert Ink.LAND in fills


def test_places_on_both_sides_of_the_date_line_lie_on_one_narrow_map():
    fiji, samoa = MapPoint("a", -17.7, 178.0, "Nadi"), MapPoint("b", -13.8, -171.8, "Apia")
    scene = draw(fiji, samoa)

    assert find(scene, "Nadi").left < find(scene, "Apia").left
    assert MapFrame(find_extent([fiji, samoa]), WIDTH).km_per_point < 10


def test_the_same_places_give_the_same_map():
    assert draw(PANJGUR, KERMAN, RASK) == draw(PANJGUR, KERMAN, RASK)


@settings(max_examples=25)
@given(
    st.lists(
        st.builds(
            MapPoint,
            key=st.just("k"),
            latitude=st.floats(20, 40),
            longitude=st.floats(40, 75),
            label=st.text("abcdefgh ", min_size=1, max_size=18).filter(str.strip),
            weight=st.none() | st.integers(0, 200),
            radius_km=st.just(0.0),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_no_text_covers_another_or_leaves_the_map(points):
    scene = make_locator_map(points, measure, width=WIDTH)

    assert find_collisions(scene) == []
    assert find_outside(scene) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_key_has_room_in_every_language(language):
    points = [
        MapPoint(
            key=str(number),
            latitude=30 + number / 1000,
            longitude=60.0,
            label=f"A village with a long name {number}",
            weight=number or None,
            radius_km=25.0,
        )
        for number in range(60)
    ]
    scene = draw(*points, wording=get_local(language).on_drawings)

    assert find_collisions(scene) == []
    assert find_outside(scene) == []


def test_distances_are_those_of_the_earth():
    assert find_distance_km((0, 0), (0, 1)) == pytest.approx(111.2, abs=0.1)
    assert find_distance_km((-0.13, 51.5), (2.35, 48.86)) == pytest.approx(343, abs=3)


@given(st.floats(0.001, 1e6))
def test_scale_bars_have_round_lengths(length):
    found = find_round_below(length)

    assert found <= length * 1.000001 < found * 2.6
    assert round(found / 10 ** math.floor(math.log10(found * 1.000001))) in (1, 2, 5)
