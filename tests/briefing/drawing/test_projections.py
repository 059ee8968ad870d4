import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.drawing.projections import choose_projection

AREAS = {
    "equirectangular": (61, 25, 66, 29),
    "Lambert conformal conic": (35, 24, 70, 40),
    "Mercator": (-10, -15, 30, 20),
    "Equal Earth": (-180, -60, 180, 80),
}


@pytest.mark.parametrize("name", AREAS)
def test_the_extent_chooses_the_projection(name):
    assert choose_projection(*AREAS[name]).name == name


@pytest.mark.parametrize("name", AREAS)
@given(x=st.floats(0.02, 0.98), y=st.floats(0.02, 0.98))
def test_what_is_projected_comes_back(name, x, y):
    west, south, east, north = AREAS[name]
    place = (west + x * (east - west), south + y * (north - south))
    projection = choose_projection(*AREAS[name])

    assert projection.invert(*projection.project(*place)) == pytest.approx(place, abs=1e-6)


def test_the_south_is_drawn_with_a_cone_too():
    projection = choose_projection(115, -42, 152, -14)

    assert projection.name == "Lambert conformal conic"
    assert projection.project(133, -20)[1] > projection.project(133, -40)[1]
    assert projection.invert(*projection.project(120, -30)) == pytest.approx((120, -30))


@pytest.mark.parametrize("name", ["equirectangular", "Lambert conformal conic"])
def test_distances_in_the_middle_are_true(name):
    west, south, east, north = AREAS[name]
    x, y = (west + east) / 2, (south + north) / 2
    projection = choose_projection(*AREAS[name])
    length = math.dist(projection.project(x, y), projection.project(x, y + 0.1))

    assert length == pytest.approx(math.radians(0.1), rel=0.02)
