"""Where the boxes of a graph go: in layers from above to below, so that few lines cross.

The same graph always gives the same places: nothing is drawn by lot.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

_SWEEPS = 6


class Arc(NamedTuple):
    """A line between two boxes; one that `descends` leads to a lower layer."""

    source: str
    target: str
    descends: bool = True


class Waypoint(NamedTuple):
    """A place in a layer through which a line goes that spans several; `arc` is its number."""

    arc: int
    layer: int


Slot = str | Waypoint
"""What stands in a layer: a box by its key, or a line passing through."""


def arrange(
    keys: Sequence[str], arcs: Sequence[Arc], widths: Mapping[str, float], room: float
) -> tuple[list[list[Slot]], dict[Slot, list[Slot]]]:
    """Give the layers from above to below, each from left to right, and what is linked.

    No layer has more than one box unless their widths fit into the room. The links name for each
    slot the ones in other layers that its lines lead to.
    """
    layer_of = find_layers(keys, arcs, widths, room)
    layers: list[list[Slot]] = [[] for _ in range(max(layer_of.values(), default=0) + 1)]
    for key in keys:
        layers[layer_of[key]].append(key)
    links: dict[Slot, list[Slot]] = {}
    for number, arc in enumerate(arcs):
        chain = _make_chain(number, arc, layer_of)
        for slot in chain[1:-1]:
            if isinstance(slot, Waypoint):
                layers[slot.layer].append(slot)
        for one, other in pairwise(chain):
            links.setdefault(one, []).append(other)
            links.setdefault(other, []).append(one)
    return _untangle(layers, links), links


def find_layers(
    keys: Sequence[str], arcs: Sequence[Arc], widths: Mapping[str, float], room: float
) -> dict[str, int]:
    """Give the layer of each box, 0 at the top; related boxes never stand in the same one.

    A line between boxes side by side would run through those between them. Arcs that would close
    a circle lead upwards.
    """
    below: dict[str, list[str]] = {key: [] for key in keys}
    least = dict.fromkeys(keys, 0)
    for arc in sorted(arcs, key=lambda arc: not arc.descends):
        layers = _sink(below, least)
        source, target = arc.source, arc.target
        if not arc.descends and layers[target] < layers[source]:
            source, target = target, source
        if not _can_reach(target, source, below):
            below[source].append(target)
    layers = _set_apart(keys, arcs, _sink(below, least), least)
    for _ in range(len(keys) ** 2):
        pushed = _find_surplus(keys, layers, widths, room)
        if not pushed:
            break
        least[pushed] = layers[pushed] + 1
        layers = _sink(below, least)
    return _close_gaps(_lower_heads(below, layers, widths, room))


def _close_gaps(layers: Mapping[str, int]) -> dict[str, int]:
    """Number the layers anew without those that all boxes have left."""
    numbers = {layer: number for number, layer in enumerate(sorted(set(layers.values())))}
    return {key: numbers[layer] for key, layer in layers.items()}


def _set_apart(
    keys: Sequence[str], arcs: Sequence[Arc], layers: dict[str, int], least: dict[str, int]
) -> dict[str, int]:
    """Put boxes without any relation below all others."""
    related = {key for arc in arcs for key in (arc.source, arc.target)}
    depth = max((layers[key] for key in keys if key in related), default=-1) + 1
    for key in keys:
        if key not in related:
            layers[key] = least[key] = depth
    return layers


def _lower_heads(
    below: Mapping[str, Sequence[str]],
    layers: dict[str, int],
    widths: Mapping[str, float],
    room: float,
) -> dict[str, int]:
    """Bring boxes that nothing lies above down to what lies below them, where there is room."""
    under = {target for targets in below.values() for target in targets}
    for key, targets in below.items():
        wanted = min((layers[target] for target in targets), default=1) - 1
        if key not in under and wanted > layers[key]:
            taken = sum(widths[other] for other in layers if layers[other] == wanted)
            if taken + widths[key] <= room:
                layers[key] = wanted
    return layers


def _sink(below: Mapping[str, Sequence[str]], least: Mapping[str, int]) -> dict[str, int]:
    """Put every box below all that lie above it, and no lower than need be."""
    layers = dict(least)
    for _ in below:
        for source, targets in below.items():
            for target in targets:
                layers[target] = max(layers[target], layers[source] + 1)
    return layers


def _find_surplus(
    keys: Sequence[str], layers: Mapping[str, int], widths: Mapping[str, float], room: float
) -> str:
    """Give the first box for which its layer has no room, the last one listed."""
    reached: dict[int, float] = {}
    for key in keys:
        layer = layers[key]
        before = reached.get(layer, 0.0)
        if before and before + widths[key] > room:
            return key
        reached[layer] = before + widths[key]
    return ""


def _can_reach(start: str, end: str, below: Mapping[str, Sequence[str]]) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key == end:
            return True
        if key not in seen:
            seen.add(key)
            waiting.extend(below[key])
    return False


def _make_chain(number: int, arc: Arc, layer_of: Mapping[str, int]) -> list[Slot]:
    first, last = layer_of[arc.source], layer_of[arc.target]
    step = 1 if last >= first else -1
    between = [Waypoint(number, layer) for layer in range(first + step, last, step)]
    return [arc.source, *between, arc.target]


def _untangle(layers: list[list[Slot]], links: Mapping[Slot, Sequence[Slot]]) -> list[list[Slot]]:
    """Sort each layer by the middle of what its members are linked to, down and up in turn."""
    best, fewest = layers, _count_crossings(layers, links)
    current = [list(layer) for layer in layers]
    for sweep in range(_SWEEPS):
        order = range(len(current)) if sweep % 2 == 0 else range(len(current) - 1, -1, -1)
        for number in order:
            current[number] = _sort_layer(current, number, links)
        crossings = _count_crossings(current, links)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in current], crossings
    return best


def _sort_layer(
    layers: list[list[Slot]], number: int, links: Mapping[Slot, Sequence[Slot]]
) -> list[Slot]:
    places = {
        slot: (place + 0.5) / len(layer) for layer in layers for place, slot in enumerate(layer)
    }

    def find_middle(slot: Slot) -> float:
        linked = [places[other] for other in links.get(slot, ())]
        return sum(linked) / len(linked) if linked else places[slot]

    return sorted(layers[number], key=find_middle)


def _count_crossings(layers: list[list[Slot]], links: Mapping[Slot, Sequence[Slot]]) -> int:
    crossings = 0
    for upper, lower in pairwise(layers):
        places = {slot: place for place, slot in enumerate(lower)}
        ends = [
            (here, places[other])
            for here, slot in enumerate(upper)
            for other in links.get(slot, ())
            if other in places
        ]
        crossings += sum(
            (a[0] - b[0]) * (a[1] - b[1]) < 0 for i, a in enumerate(ends) for b in ends[i + 1 :]
        )
    return crossings
