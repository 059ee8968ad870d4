"""Makes pictures for paper out of images from outside.

An image is decoded only when its size is known to be bearable, and everything but its pixels is
left behind: positions, cameras, comments, thumbnails, profiles. Equal images give equal pictures.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import ImportFileError
from briefing.imaging.picture import JPEG, PNG, WHOLE, Box, Crop, Picture, find_box
from briefing.imaging.sniffing import find_image_type

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 64_000_000
"""Width times height of the largest image that is decoded."""

_LONGEST_SIDE = 30_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF")
_PHOTOGRAPHS = ("JPEG", "MPO")  # a phone may put several pictures into one file
_JPEG_QUALITY = 88
_LARGE_PNG = 250_000  # bytes from which on a photograph is looked for in a lossless file
_PHOTO_GAIN = 4  # by how much smaller a photograph is as JPEG; drawings and screens are not
_JPEG_START, _SCAN = b"\xff\xd8", b"\xff\xda"
_MOST_SCANS = 200  # each goes over all pixels again; cameras write one, the web some ten
_SIDEWAYS = (5, 6, 7, 8)  # orientations that swap width and height
_ORIENTATION = 0x0112
_OPAQUE = 255
_SIXTEEN_BITS = 65_535


class PixelLimit(NamedTuple):
    """How many pixels a picture may have; it is made smaller, never larger."""

    width: int
    height: int


def prepare_picture(content: bytes, limit: PixelLimit, crop: Crop = WHOLE) -> Picture:
    """Give what the crop leaves of an upright image, no larger than the limit.

    Of an animation the first picture is taken. Raises ImportFileError for what is no image that
    can be printed, is damaged, or too large to be decoded.
    """
    _require_image(content)
    with _telling_faults():
        image = _open(content)
        photo = image.format in _PHOTOGRAPHS
        box = _shrink_while_decoding(image, limit, crop)
        image = _fit(_turn_upright(image), box, limit)
        return _encode(_take_pixels(_to_screen_colours(image)), photo=photo)


def measure_image(content: bytes) -> tuple[int, int]:
    """Give the width and height of an upright image in pixels, from its head alone.

    Raises ImportFileError as `prepare_picture` does.
    """
    _require_image(content)
    with _telling_faults():
        image = _open(content)
        return _find_upright_size(image)


def _require_image(content: bytes) -> None:
    if not find_image_type(content):
        raise ImportFileError(_NO_IMAGE)


@contextmanager
def _telling_faults() -> Iterator[None]:
    """Tell in one way what the decoders tell in many."""
    from PIL import Image

    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImportFileError(_TOO_LARGE) from error
    except (
        ArithmeticError,
        AttributeError,
        EOFError,
        LookupError,
        MemoryError,
        NotImplementedError,
        OSError,
        RuntimeError,
        SyntaxError,
        TypeError,
        ValueError,
        struct.error,
        zlib.error,
    ) as error:
        # what a decoder stumbles over in a damaged file can be any of these
        raise ImportFileError(_DAMAGED) from error


_NO_IMAGE = "The file is not a PNG, JPEG, WebP, GIF or TIFF image; save it as one of these first."
_DAMAGED = "The image is damaged, or of a sort that cannot be read; save it anew as PNG or JPEG."
_TOO_LARGE = (
    f"The image has more than {MOST_PIXELS // 1_000_000} million pixels, or takes too long to "
    "read; make it smaller first."
)


def _open(content: bytes) -> "Image":
    """Read the head of an image; nothing is decoded."""
    from PIL import Image

    if content.startswith(_JPEG_START) and content.count(_SCAN) > _MOST_SCANS:
        raise Image.DecompressionBombError
    image = Image.open(BytesIO(content), formats=_FORMATS)
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > _LONGEST_SIDE:
        raise Image.DecompressionBombError
    return image


def _is_sideways(image: "Image") -> bool:
    return image.getexif().get(_ORIENTATION, 1) in _SIDEWAYS


def _find_upright_size(image: "Image") -> tuple[int, int]:
    width, height = image.size
    return (height, width) if _is_sideways(image) else (width, height)


class _Part(NamedTuple):
    """What is wanted of an upright image, as shares of its width and height."""

    left: float
    top: float
    right: float
    bottom: float

    def find_box(self, image: "Image") -> Box:
        width, height = image.size
        left, top = round(self.left * width), round(self.top * height)
        right, bottom = round(self.right * width), round(self.bottom * height)
        return Box(
            min(left, width - 1), min(top, height - 1), max(right, left + 1), max(bottom, top + 1)
        )


def _shrink_while_decoding(image: "Image", limit: PixelLimit, crop: Crop) -> _Part:
    """Let a JPEG be decoded at a fraction of its size where that is enough; gives the part."""
    width, height = _find_upright_size(image)
    box = find_box(crop, width, height)
    kept_width, kept_height = box.right - box.left, box.bottom - box.top
    scale = min(1.0, limit.width / kept_width, limit.height / kept_height)
    wanted = (max(round(width * scale), 1), max(round(height * scale), 1))
    image.draft(None, (wanted[1], wanted[0]) if _is_sideways(image) else wanted)
    return _Part(box.left / width, box.top / height, box.right / width, box.bottom / height)


def _turn_upright(image: "Image") -> "Image":
    from PIL import ImageOps

    return ImageOps.exif_transpose(image)


def _fit(image: "Image", part: _Part, limit: PixelLimit) -> "Image":
    """Cut out the part and make it as small as the limit wants it."""
    from PIL import Image

    box = part.find_box(image)
    if box != (0, 0, *image.size):
        image = image.crop(box)
    image = _to_eight_bits(image)
    scale = min(1.0, limit.width / image.width, limit.height / image.height)
    if scale == 1.0:
        return image
    size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _to_eight_bits(image: "Image") -> "Image":
    """Give the image in a mode that can be scaled: no palettes, no numbers of 16 bits."""
    if image.mode.startswith("I"):
        wide = image.convert("I")
        _, highest = _find_extremes(wide)
        factor = _OPAQUE / _SIXTEEN_BITS if highest > _OPAQUE else 1.0
        return wide.point(lambda value: value * factor).convert("L")
    if image.mode == "F":
        message = "measurements instead of colours"
        raise ValueError(message)
    if image.mode in ("P", "PA") or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L") if image.mode == "1" else image


def _find_extremes(image: "Image") -> tuple[int, int]:
    low, high = image.getextrema()
    if isinstance(low, tuple) or isinstance(high, tuple):
        return 0, _SIXTEEN_BITS
    return int(low), int(high)


def _to_screen_colours(image: "Image") -> "Image":
    """Give the image in greys or sRGB, with transparency only where some of it is."""
    if image.mode in ("LA", "La", "RGBA", "RGBa"):
        whole = image.convert("RGBA")
        alpha = whole.getchannel("A")
        if _find_extremes(alpha)[0] < _OPAQUE:
            plain = _apply_profile(whole.convert("RGB"), image)
            plain.putalpha(alpha)
            return plain
        image = _keep_profile(whole.convert("RGB"), image)
    if image.mode == "L":
        return image
    return _apply_profile(image, image)


def _keep_profile(changed: "Image", image: "Image") -> "Image":
    changed.info["icc_profile"] = image.info.get("icc_profile")
    return changed


def _apply_profile(pixels: "Image", image: "Image") -> "Image":
    """Give the pixels in sRGB; a profile that does not fit them is taken no notice of."""
    profile = image.info.get("icc_profile")
    if profile and pixels.mode in ("RGB", "CMYK"):
        from PIL import ImageCms

        try:
            own = ImageCms.getOpenProfile(BytesIO(profile))
            if pixels.mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(own):
                return pixels.convert("RGB")
            screen = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(pixels, own, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            changed = None
        if changed is not None:
            return changed
    return pixels.convert("RGB")


def _take_pixels(image: "Image") -> "Image":
    """Give a new image with the pixels alone: encoders write what an image knows of itself."""
    from PIL import Image

    return Image.frombytes(image.mode, image.size, image.tobytes())


def _encode(image: "Image", *, photo: bool) -> Picture:
    content, media_type = b"", PNG
    if not photo or image.mode == "RGBA":
        content = _write_png(image)
        photo = image.mode != "RGBA" and len(content) > _LARGE_PNG
    if photo:
        smaller = _write_jpeg(image)
        if not content or len(smaller) * _PHOTO_GAIN < len(content):
            content, media_type = smaller, JPEG
    return Picture(
        content=content,
        media_type=media_type,
        width=image.width,
        height=image.height,
        channels=len(image.getbands()),
    )


def _write_png(image: "Image") -> bytes:
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def _write_jpeg(image: "Image") -> bytes:
    target = BytesIO()
    image.save(target, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return target.getvalue()
