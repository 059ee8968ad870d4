"""The map that ships is made of TopoJSON without losing or moving a point."""

import pytest

from briefing.drawing.natural_earth.world import Bounds, World
from tools.make_natural_earth import find_heart, find_needed, pack

SQUARES = {
    "transform": {"scale": [0.5, 0.25], "translate": [-10.0, 20.0]},
    # one border from south to north, and the rest of each of the two squares round it
    "arcs": [
        [[4, 0], [0, 4], [0, 4]],
        [[4, 8], [-4, 0], [0, -8], [4, 0]],
        [[4, 0], [4, 0], [0, 8], [-4, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {
                    "type": "Polygon",
                    "arcs": [[0, 1]],
                    "id": "364",
                    "properties": {"name": "Left"},
                },
                {
                    "type": "MultiPolygon",
                    "arcs": [[[-1, 2]]],
                    "id": "",
                    "properties": {"name": "Right"},
                },
            ]
        }
    },
}


@pytest.fixture
def world():
    return World(pack(SQUARES, {"364": "IR"}))


def test_countries_get_the_codes_and_names_of_the_product(world):
    assert [(country.code, country.name) for country in world.countries] == [
        ("IR", "Iran"),
        ("", "Right"),
    ]


def test_points_are_where_the_file_has_them(world):
    assert world.get_arc(0) == [(-8.0, 20.0), (-8.0, 21.0), (-8.0, 22.0)]
    assert world.get_arc(~0) == [(-8.0, 22.0), (-8.0, 21.0), (-8.0, 20.0)]
    assert world.find_bounds((0, 1)) == Bounds(-10.0, 20.0, -8.0, 22.0)


def test_what_two_countries_share_is_a_border(world):
    assert {line.arc: line.is_border for line in world.lines} == {0: True, 1: False, 2: False}


def test_a_coarse_outline_leaves_out_points_on_straight_lines(world):
    assert world.get_arc(0, level=0) == [(-8.0, 20.0), (-8.0, 22.0)]


def test_a_bend_is_needed_where_it_is_wider_than_the_tolerance():
    bend = [(0.0, 0.0), (1.0, 0.3), (2.0, 0.0)]

    assert find_needed(bend, 0.2) == {0, 1, 2}
    assert find_needed(bend, 0.4) == {0, 2}


def test_the_heart_is_the_middle_of_a_square():
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]

    assert find_heart([[square]]) == pytest.approx([2.0, 2.0, 2.0], abs=0.1)
