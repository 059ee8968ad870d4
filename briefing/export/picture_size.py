"""How large pictures are printed, the same in all formats; lengths in points."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from briefing.errors import ExportError
from briefing.imaging.picture import Picture

EMBLEM_GAP = 14.0
"""Between a table and the emblem beside it."""

LOGO_GAP = 12.0
"""Below a logo."""

_COARSEST = 96 / 72  # pixels a point: with fewer, single ones are seen


class PrintedSize(NamedTuple):
    """Width and height on paper."""

    width: float
    height: float


_EMBLEM = PrintedSize(84.0, 96.0)
_LOGO_WIDTH = 170 / 44  # times its height at most


def get_picture(pictures: Mapping[str, Picture], key: str) -> Picture:
    """Give a picture of a document; raises ExportError when the document does not have it."""
    picture = pictures.get(key)
    if picture is None:
        message = "A picture of this document is missing; open the briefing again and export anew."
        raise ExportError(message)
    return picture


def find_image_size(picture: Picture, share: float, room: PrintedSize) -> PrintedSize:
    """Give the size of an image that takes a share of the room's width.

    It is no larger than the room, and not so large that its pixels are seen.
    """
    share = min(max(share, 0.0), 1.0) if math.isfinite(share) else 1.0
    wide = min(room.width * (share or 1.0), picture.width / _COARSEST)
    return _fit(picture, PrintedSize(wide, room.height))


def find_emblem_size(picture: Picture) -> PrintedSize:
    """Give the size of an emblem beside a table."""
    return _fit(picture, _EMBLEM)


def find_logo_size(picture: Picture, height: float) -> PrintedSize:
    """Give the size of a logo on the first page, for the height that a design gives to logos."""
    return _fit(picture, PrintedSize(height * _LOGO_WIDTH, height))


def _fit(picture: Picture, room: PrintedSize) -> PrintedSize:
    scale = min(room.width / picture.width, room.height / picture.height)
    return PrintedSize(max(picture.width * scale, 1.0), max(picture.height * scale, 1.0))
