"""Moves the boxes of a graph sideways, nearer to what they are linked to."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.drawing.relation_layers import Slot

_ROUNDS = 10
_GAP = 14.0  # points between neighbours at least
_EDGE = 2.0


class RowSlot(NamedTuple):
    """A member of a layer with its left edge and width."""

    slot: Slot
    x: float
    width: float


def relax(rows: list[list[RowSlot]], links: Mapping[Slot, Sequence[Slot]], width: float) -> None:
    """Move members towards the middle of what they are linked to, in their order, in place."""
    for number in range(_ROUNDS):
        order = range(len(rows)) if number % 2 else range(len(rows) - 1, -1, -1)
        for place in order:
            middles = {each.slot: each.x + each.width / 2 for row in rows for each in row}
            wanted = [_find_wanted(each, middles, links) for each in rows[place]]
            starts = _settle(rows[place], wanted, width)
            rows[place] = [each._replace(x=x) for each, x in zip(rows[place], starts, strict=True)]


def _find_wanted(
    each: RowSlot, middles: Mapping[Slot, float], links: Mapping[Slot, Sequence[Slot]]
) -> float:
    linked = [middles[other] for other in links.get(each.slot, ())]
    middle = sum(linked) / len(linked) if linked else middles[each.slot]
    return middle - each.width / 2


def _settle(row: Sequence[RowSlot], wanted: Sequence[float], width: float) -> list[float]:
    """Give left edges near the wanted ones, without overlaps and within the drawing."""
    spare = width - 2 * _EDGE - sum(each.width for each in row)
    gap = max(min(_GAP, spare / max(len(row) - 1, 1)), 1.0)
    from_left: list[float] = []
    reached = _EDGE
    for each, x in zip(row, wanted, strict=True):
        from_left.append(max(x, reached))
        reached = from_left[-1] + each.width + gap
    from_right: list[float] = []
    reached = width - _EDGE
    for each, x in zip(reversed(row), reversed(wanted), strict=True):
        from_right.append(min(x, reached - each.width))
        reached = from_right[-1] - gap
    means = [(a + b) / 2 for a, b in zip(from_left, reversed(from_right), strict=True)]
    reached = width - _EDGE
    settled: list[float] = []
    for each, x in zip(reversed(row), reversed(means), strict=True):
        settled.append(min(x, reached - each.width))
        reached = settled[-1] - gap
    reached = _EDGE
    for place, each in enumerate(row):
        x = max(settled[-1 - place], reached)
        settled[-1 - place] = x
        reached = x + each.width + gap
    return settled[::-1]
