"""Which picture is made of an image for a place on paper, and how it is named."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from briefing.imaging.picture import Crop
from briefing.imaging.preparing import PixelLimit
from briefing.imaging.sniffing import IMAGE_TYPES
from briefing.records.parts import Attachment

_FIGURE = PixelLimit(1540, 2140)  # 220 dots an inch over the text of a page
_EMBLEM = PixelLimit(350, 400)
_LOGO = PixelLimit(720, 190)
_NARROWEST = 0.1  # share of the text width
_KEY_LENGTH = 32
_SHORTEST_REFERENCE = 6


class PictureUse(NamedTuple):
    """An image, what is shown of it, and how many pixels its place needs."""

    sha256: str
    crop: Crop
    limit: PixelLimit

    @property
    def key(self) -> str:
        """The name of the picture in snapshots and documents: equal uses have equal names."""
        crop = self.crop
        told = (self.sha256, crop.left, crop.top, crop.right, crop.bottom, *self.limit)
        return sha256(repr(told).encode()).hexdigest()[:_KEY_LENGTH]


def use_as_figure(image: Attachment) -> PictureUse:
    """Use an image in the text, at the width that it asks for."""
    share = min(max(image.width, _NARROWEST), 1.0)
    limit = PixelLimit(round(_FIGURE.width * share), _FIGURE.height)
    return PictureUse(image.sha256, image.crop, limit)


def use_as_emblem(image: Attachment) -> PictureUse:
    """Use an image beside a fact sheet."""
    return PictureUse(image.sha256, image.crop, _EMBLEM)


def use_as_logo(image: Attachment) -> PictureUse:
    """Use an image at the head of the first page."""
    return PictureUse(image.sha256, image.crop, _LOGO)


def is_image(attachment: Attachment) -> bool:
    """Tell whether a file can be printed as a picture."""
    return attachment.media_type in IMAGE_TYPES


def list_images(attachments: Iterable[Attachment]) -> Iterator[Attachment]:
    """Yield the files that can be printed as pictures."""
    return (attachment for attachment in attachments if is_image(attachment))


def find_referred(attachments: Iterable[Attachment], reference: str) -> Attachment | None:
    """Find the image that a text refers to by the beginning of its SHA-256; None without one."""
    reference = reference.lower()
    if len(reference) < _SHORTEST_REFERENCE:
        return None
    return next((a for a in list_images(attachments) if a.sha256.startswith(reference)), None)


REFERENCE_LENGTH = 12
"""How many characters of a SHA-256 stand in a text that refers to an image."""


def shorten_reference(attachment: Attachment) -> str:
    """Give what texts refer to an image by."""
    return attachment.sha256[:REFERENCE_LENGTH]
