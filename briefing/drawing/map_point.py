"""Points on maps, and the area that holds them."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.drawing.natural_earth.world import Bounds

KM_PER_DEGREE = 111.2
"""Length of a degree of latitude."""

LEAST_SPAN_KM = 160.0
"""Kilometres that a map shows at least."""

_TURN = 360.0


class MapPoint(NamedTuple):
    """Something that happened at a place; degrees WGS 84.

    `key` is the id of its record. `radius_km` is how far off the place may be, 0 for exact.
    `weight` sizes the mark, for example by the dead; None for not known.
    """

    key: str
    latitude: float
    longitude: float
    label: str = ""
    weight: int | None = None
    radius_km: float = 0.0


def find_extent(
    points: Sequence[MapPoint], margin: float = 0.12, least_km: float = LEAST_SPAN_KM
) -> Bounds:
    """Give the area of the points with what they may be off, and a margin of its size.

    It is at least `least_km` high and wide: a village is shown with what lies around it. Across
    the date line the east edge is beyond 180. Raises ValueError for no points.
    """
    west, span = _find_narrowest([point.longitude for point in points])
    middle = sum(point.latitude for point in points) / len(points)
    off = max(point.radius_km for point in points) / KM_PER_DEGREE
    shrink = max(math.cos(math.radians(middle)), 0.1)
    south = min(point.latitude for point in points) - off
    north = max(point.latitude for point in points) + off
    west, east = west - off / shrink, west + span + off / shrink
    least = least_km / KM_PER_DEGREE
    pad_x = max((east - west) * margin, (least / shrink - (east - west)) / 2)
    pad_y = max((north - south) * margin, (least - (north - south)) / 2)
    if east - west + 2 * pad_x >= _TURN:
        west, east, pad_x = -180.0, 180.0, 0.0
    return Bounds(west - pad_x, max(south - pad_y, -89.0), east + pad_x, min(north + pad_y, 89.0))


def _find_narrowest(longitudes: Sequence[float]) -> tuple[float, float]:
    """Give where the narrowest arc begins that holds all longitudes, and its width."""
    ordered = sorted(set(longitudes))
    gaps = [(b - a, b) for a, b in pairwise(ordered)]
    gaps.append((ordered[0] + _TURN - ordered[-1], ordered[0]))
    widest, west = max(gaps, key=lambda gap: gap[0])
    return west, _TURN - widest
