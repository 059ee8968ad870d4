import math

from hypothesis import given
from hypothesis import strategies as st

from briefing.drawing.clipping import Box, clip_line, clip_ring, simplify

BOX = Box(0, 0, 100, 50)
coordinates = st.floats(-200, 200)
points = st.tuples(coordinates, coordinates)


def measure_area(ring):
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def is_inside(point):
    return BOX.left - 1e-6 <= point[0] <= BOX.right + 1e-6 and (
        BOX.top - 1e-6 <= point[1] <= BOX.bottom + 1e-6
    )


def test_an_area_that_covers_the_box_becomes_the_box():
    ring = clip_ring([(-10, -10), (200, -10), (200, 90), (-10, 90)], BOX)

    assert measure_area(ring) == 5000


def test_an_area_beside_the_box_becomes_nothing():
    assert clip_ring([(200, 0), (210, 0), (210, 10)], BOX) == []


@given(st.lists(points, min_size=3, max_size=12))
def test_what_is_left_of_an_area_lies_in_the_box(ring):
    assert all(map(is_inside, clip_ring(ring, BOX)))


@given(st.lists(points, min_size=2, max_size=12))
def test_what_is_left_of_a_line_lies_in_the_box(line):
    for part in clip_line(line, BOX):
        assert len(part) > 1
        assert all(map(is_inside, part))


def test_a_line_that_leaves_and_comes_back_is_two_lines():
    parts = list(clip_line([(10, 10), (150, 10), (150, 40), (10, 40)], BOX))

    assert parts == [[(10, 10), (100, 10)], [(100, 40), (10, 40)]]


@given(st.lists(points, min_size=2, max_size=30))
def test_a_simplified_line_keeps_its_ends(line):
    thin = simplify(line, 5.0)

    assert (thin[0], thin[-1]) == (line[0], line[-1])
    assert len(thin) <= len(line)


def test_points_on_a_straight_line_are_left_out():
    assert simplify([(0, 0), (1, 0.01), (2, 0), (2, 5)], 0.1) == [(0, 0), (2, 0), (2, 5)]
    assert math.isclose(simplify([(0, 0), (1, 1), (0, 0)], 0.1)[1][0], 1)
