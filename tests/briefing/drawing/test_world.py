from itertools import pairwise

from briefing.drawing.natural_earth.world import get_world


def find(code):
    return next(country for country in get_world().countries if country.code == code)


def iter_rings(level=2):
    world = get_world()
    for country in world.countries:
        for polygon in country.polygons:
            for ring in polygon:
                yield country, world.get_ring(ring, level)


def contains(ring, x, y):
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def test_countries_have_codes_and_the_names_of_the_product():
    assert find("IR").name == "Iran"
    assert len(get_world().countries) == 241


def test_every_ring_is_closed_and_none_jumps_across_the_map():
    for country, ring in iter_rings():
        assert ring[0] == ring[-1], country.name
        if country.code != "AQ":  # it goes round the pole
            assert all(abs(a[0] - b[0]) < 90 for a, b in pairwise(ring)), country.name


def test_a_country_is_where_it_is():
    world = get_world()
    rings = [world.get_ring(polygon[0]) for polygon in find("PK").polygons]

    assert any(contains(ring, 64.1, 26.97) for ring in rings)  # Panjgur
    assert not any(contains(ring, 57.08, 30.28) for ring in rings)  # Kerman


def test_less_detail_has_fewer_points_of_the_same_outline():
    fine = [point for _, ring in iter_rings() for point in ring]
    coarse = [point for _, ring in iter_rings(0) for point in ring]

    assert len(coarse) < len(fine) / 5
    assert set(coarse) <= set(fine)


def test_the_heart_of_a_country_lies_in_it():
    world = get_world()
    iran = find("IR")

    assert any(contains(world.get_ring(polygon[0]), *iran.heart) for polygon in iran.polygons)
    assert 2 < iran.reach < 6


def test_borders_are_told_from_coasts():
    world = get_world()
    borders = [line for line in world.lines if line.is_border]

    assert 300 < len(borders) < len(world.lines)
