"""Painted paths as operators of PDF."""

from collections.abc import Iterable, Iterator

from briefing.export.drawn.outlines import Segment
from briefing.export.drawn.paths import PaintedPath

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_PAINTING = {(True, False): "f", (False, True): "S", (True, True): "B", (False, False): "n"}


def write_operators(paths: Iterable[PaintedPath]) -> bytes:
    """Give the operators that paint paths in their own coordinates, in the graphics state found."""
    return b"\n".join(_write(path) for path in paths if path.segments)


def _write(path: PaintedPath) -> bytes:
    words = ["q", "1 j"]
    if path.fill:
        words.append(f"{_colour(path.fill)} rg")
    if path.stroke:
        words.append(f"{_colour(path.stroke)} RG {path.width:.2f} w")
    if path.dash:
        words.append(f"[{' '.join(f'{length:.2f}' for length in path.dash)}] 0 d")
    words += _iter_steps(path)
    painting = _PAINTING[bool(path.fill), bool(path.stroke)]
    words.append(f"{painting}*" if path.has_holes and path.fill else painting)
    words.append("Q")
    return " ".join(words).encode()


def _iter_steps(path: PaintedPath) -> Iterator[str]:
    last = (0.0, 0.0)
    for segment in path.segments:
        letter, flat = _raise_curve(segment, last)
        if flat:
            last = (flat[-2], flat[-1])
        yield " ".join([*(f"{value:.2f}" for value in flat), _OPERATORS[letter]])


def _raise_curve(segment: Segment, start: tuple[float, float]) -> Segment:
    """Give a quadratic curve as the cubic one that it is."""
    letter, flat = segment
    if letter != "Q":
        return segment
    cx, cy, x, y = flat
    ends = (start[0] + (cx - start[0]) * 2 / 3, start[1] + (cy - start[1]) * 2 / 3)
    return "C", (*ends, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y)


def _colour(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))
