"""Projections: from longitude and latitude to a plane and back.

Coordinates of the plane are in radii of the earth, y upwards. Longitudes are taken as they are:
whoever draws across the date line adds or takes 360 first.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

Point = tuple[float, float]

EARTH_RADIUS_KM = 6371.0
MERCATOR_LIMIT = 85.0
"""Degrees of latitude up to which a Mercator map reaches."""

_LOCAL_SPAN = 9.0  # degrees within which a plane fits well enough
_WIDEST_CONE = 100.0  # degrees of longitude
_LEAST_CONE_LATITUDE = 12.0  # nearer to the equator a cone is all but a cylinder
_EARTH_POLYNOMIAL = (1.340264, -0.081106, 0.000893, 0.003796)
_ROOT_3_HALVES = math.sqrt(3) / 2
_STEPS = 8  # of Newton's method; three would do


class Projection(NamedTuple):
    """A projection by its name, with both ways through it."""

    name: str
    project: Callable[[float, float], Point]
    invert: Callable[[float, float], Point]


def choose_projection(west: float, south: float, east: float, north: float) -> Projection:
    """Choose the projection that distorts an area least, by its edges in degrees."""
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    if east - west <= _LOCAL_SPAN and north - south <= _LOCAL_SPAN:
        return make_plane(middle_x, middle_y)
    if east - west > _WIDEST_CONE:
        return make_equal_earth(middle_x)
    if abs(middle_y) < _LEAST_CONE_LATITUDE or south < 0 < north:
        return make_mercator(middle_x)
    sixth = (north - south) / 6
    return make_cone(middle_x, south + sixth, north - sixth)


def make_plane(longitude: float, latitude: float) -> Projection:
    """Equirectangular, true to scale along the given latitude."""
    shrink = max(math.cos(math.radians(latitude)), 0.01)

    def project(x: float, y: float) -> Point:
        return math.radians(x - longitude) * shrink, math.radians(y)

    def invert(x: float, y: float) -> Point:
        return math.degrees(x / shrink) + longitude, math.degrees(y)

    return Projection("equirectangular", project, invert)


def make_mercator(longitude: float) -> Projection:
    """Mercator; latitudes beyond its limit are drawn at it."""

    def project(x: float, y: float) -> Point:
        inside = math.radians(min(max(y, -MERCATOR_LIMIT), MERCATOR_LIMIT))
        return math.radians(x - longitude), math.asinh(math.tan(inside))

    def invert(x: float, y: float) -> Point:
        return math.degrees(x) + longitude, math.degrees(math.atan(math.sinh(y)))

    return Projection("Mercator", project, invert)


def make_cone(longitude: float, first: float, second: float) -> Projection:
    """Lambert's conformal cone, true to scale along two latitudes of one hemisphere."""
    low, high = math.radians(first), math.radians(second)
    if math.isclose(low, high):
        power = math.sin(low)
    else:
        power = math.log(math.cos(low) / math.cos(high)) / math.log(_cone(high) / _cone(low))
    factor = math.cos(low) * _cone(low) ** power / power

    def project(x: float, y: float) -> Point:
        inside = math.radians(min(max(y, -89.5), 89.5))
        radius = factor / _cone(inside) ** power
        angle = power * math.radians(x - longitude)
        return radius * math.sin(angle), -radius * math.cos(angle)

    def invert(x: float, y: float) -> Point:
        sign = math.copysign(1.0, power)
        radius = sign * math.hypot(x, y)
        angle = math.atan2(sign * x, sign * -y)
        latitude = 2 * math.atan((factor / radius) ** (1 / power)) - math.pi / 2
        return math.degrees(angle / power) + longitude, math.degrees(latitude)

    return Projection("Lambert conformal conic", project, invert)


def _cone(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


def make_equal_earth(longitude: float) -> Projection:
    """Equal Earth: areas of the whole world in true proportion."""
    a1, a2, a3, a4 = _EARTH_POLYNOMIAL

    def scale(angle: float) -> float:
        square = angle * angle
        return a1 + 3 * a2 * square + square**3 * (7 * a3 + 9 * a4 * square)

    def rise(angle: float) -> float:
        square = angle * angle
        return angle * (a1 + a2 * square + square**3 * (a3 + a4 * square))

    def project(x: float, y: float) -> Point:
        angle = math.asin(_ROOT_3_HALVES * math.sin(math.radians(y)))
        width = math.radians(x - longitude) * math.cos(angle) / (_ROOT_3_HALVES * scale(angle))
        return width, rise(angle)

    def invert(x: float, y: float) -> Point:
        angle = y / a1
        for _ in range(_STEPS):
            angle -= (rise(angle) - y) / scale(angle)
        angle = min(max(angle, -math.pi / 3), math.pi / 3)
        latitude = math.asin(math.sin(angle) / _ROOT_3_HALVES)
        turned = x * _ROOT_3_HALVES * scale(angle) / math.cos(angle)
        return math.degrees(turned) + longitude, math.degrees(latitude)

    return Projection("Equal Earth", project, invert)
