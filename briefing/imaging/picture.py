"""Pictures that are ready for paper, and what of an image they show."""

from typing import NamedTuple

import msgspec

JPEG, PNG = "image/jpeg", "image/png"


class Picture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pixels that may leave the house: they carry nothing but themselves.

    A JPEG of greys or sRGB, or a PNG of greys, sRGB or sRGB with transparency, 8 bits each and
    not interlaced; width and height in pixels. `channels` is 1, 3 or 4.
    """

    content: bytes
    media_type: str
    width: int
    height: int
    channels: int


class Crop(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is cut off at each edge, as a share of the whole width or height."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


WHOLE = Crop()

_MOST_CUT = 0.98  # together, of width or height: something is always left


class Box(NamedTuple):
    """A part of an image in pixels from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int


def find_box(crop: Crop, width: int, height: int) -> Box:
    """Give the part of an image that a crop leaves, at least one pixel, whatever it says."""
    left, right = _find_ends(crop.left, crop.right, width)
    top, bottom = _find_ends(crop.top, crop.bottom, height)
    return Box(left, top, right, bottom)


def _find_ends(before: float, after: float, length: int) -> tuple[int, int]:
    before, after = _limit(before), _limit(after)
    cut = before + after
    if cut > _MOST_CUT:
        before, after = before / cut * _MOST_CUT, after / cut * _MOST_CUT
    start = min(round(before * length), length - 1)
    return start, max(start + 1, length - round(after * length))


def _limit(share: float) -> float:
    return min(max(share, 0.0), 1.0) if share == share else 0.0  # noqa: PLR0124 - not a number
