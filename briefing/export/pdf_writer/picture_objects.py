"""Pictures as objects of the file: their bytes as they are, wherever PDF takes them."""

import struct
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

from briefing.export.pdf_writer.pdf_file import FileObjects
from briefing.imaging.picture import JPEG, Picture

_SIGNATURE = 8  # bytes before the first chunk of a PNG file
_CHUNK = 12  # bytes of a chunk around its content
_WITH_TRANSPARENCY = 4


def add_pictures(file: FileObjects, pictures: Mapping[bytes, Picture]) -> bytes:
    """Add the pictures to a file; gives their entries in the resources."""
    entries = [
        b"/%b %d 0 R" % (name, _add_picture(file, picture))
        for name, picture in sorted(pictures.items())
    ]
    return b"".join(entries)


def _add_picture(file: FileObjects, picture: Picture) -> int:
    if picture.media_type == JPEG:
        head = _write_head(picture, picture.channels) + b"/Filter/DCTDecode"
        return file.add_plain(picture.content, head)
    if picture.channels == _WITH_TRANSPARENCY:
        colours, transparency = _split(picture.content)
        mask = b"/SMask %d 0 R" % _add_pixels(file, picture, transparency, 1)
        return _add_pixels(file, picture, colours, 3, mask)
    return _add_pixels(file, picture, picture.content, picture.channels)


def _add_pixels(
    file: FileObjects, picture: Picture, png: bytes, channels: int, more: bytes = b""
) -> int:
    """Add the pixels of a PNG file as they are packed in it: PDF packs them in the same way."""
    packing = b"/DecodeParms<</Predictor 15/Colors %d/Columns %d>>" % (channels, picture.width)
    return file.add_packed(join_pixels(png), _write_head(picture, channels) + packing + more)


def _write_head(picture: Picture, channels: int) -> bytes:
    space = b"/DeviceGray" if channels == 1 else b"/DeviceRGB"
    return b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent 8" % (
        picture.width,
        picture.height,
        space,
    )


@lru_cache(maxsize=8)  # for the preview, which writes the same pictures again and again
def _split(png: bytes) -> tuple[bytes, bytes]:
    """Give the colours and the transparency of a PNG file as two such files."""
    from PIL import Image

    with Image.open(BytesIO(png), formats=("PNG",)) as image:
        parts = [BytesIO(), BytesIO()]
        image.convert("RGB").save(parts[0], "PNG")
        image.getchannel("A").save(parts[1], "PNG")
    return parts[0].getvalue(), parts[1].getvalue()


def join_pixels(png: bytes) -> bytes:
    """Give the packed pixels of a PNG file that is not interlaced."""
    found = []
    place = _SIGNATURE
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        if kind == b"IDAT":
            found.append(png[place + 8 : place + 8 + length])
        place += length + _CHUNK
    return b"".join(found)
