"""All starting points that come with the program or an extension, found once."""

from functools import cache

import briefing.starting_points
from briefing.modules import iter_registered
from briefing.starting_points.starting_point import StartingPoint


@cache
def get_starting_points() -> dict[str, StartingPoint]:
    """Give all starting points by key; each module here offers one as STARTING_POINT."""
    found = iter_registered(briefing.starting_points, "STARTING_POINT")
    return {point.key: point for point in found if isinstance(point, StartingPoint)}
