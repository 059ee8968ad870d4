import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.drawing.map_point import MapPoint, find_extent

points = st.builds(
    MapPoint,
    key=st.just(""),
    latitude=st.floats(-85, 85),
    longitude=st.floats(-180, 180),
    radius_km=st.floats(0, 500),
)


def test_a_single_place_is_shown_with_what_lies_around_it():
    extent = find_extent([MapPoint("a", 30.0, 60.0)])

    assert (extent.north - extent.south) * 111.2 == pytest.approx(160)


def test_an_area_across_the_date_line_is_narrow():
    extent = find_extent([MapPoint("a", 0, 179.0), MapPoint("b", 0, -179.0)])

    assert extent.east - extent.west < 5
    assert extent.east > 180


def test_a_place_that_is_known_roughly_takes_its_circle_along():
    extent = find_extent([MapPoint("a", 30.0, 60.0, radius_km=300)])

    assert extent.north > 30 + 300 / 111.2


@given(st.lists(points, min_size=1, max_size=20))
def test_every_point_lies_in_the_extent(places):
    west, south, east, north = find_extent(places)

    for place in places:
        assert south <= place.latitude <= north
        assert any(west - 1e-6 <= place.longitude + turn <= east + 1e-6 for turn in (-360, 0, 360))
