"""Image files as cameras, phones and drawing programs write them."""

import struct
import zlib
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw

from briefing.imaging.sniffing import find_image_type
from briefing.records.parts import Attachment

CANARY = "CANARY-48.8584N-2.2945E"
"""Stands in everything that an image can say of itself beside its pixels."""

_GPS = 0x8825


def make_image(width=64, height=48, mode="RGB"):
    """Make an image that is red at the left, blue at the right and lighter at the top."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for row in range(height):
        light = 120 - 100 * row // height
        draw.line((0, row, width // 2 - 1, row), (255, light, light))
        draw.line((width // 2, row, width, row), (light, light, 255))
    return image if mode == "RGB" else image.convert(mode)


def write_image(image=None, kind="PNG", **options):
    """Give the bytes of an image file."""
    target = BytesIO()
    (image or make_image()).save(target, kind, **options)
    return target.getvalue()


def make_photo(width=400, height=300, *, seed=7):
    """Make an image with as many colours as a photograph."""
    noise = Image.effect_noise((max(width // 8, 1), max(height // 8, 1)), 60 + seed)
    noise = noise.resize((width, height), Image.Resampling.BICUBIC)
    return Image.merge("RGB", (noise, noise.transpose(0), noise.transpose(1)))


def make_phone_photo(width=400, height=300, *, orientation=1):
    """Give a JPEG that tells where and with what it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = CANARY
    exif.get_ifd(_GPS).update({1: "N", 2: (48.0, 51.0, 30.0), 29: CANARY})
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()
    return write_image(
        make_image(width, height), "JPEG", exif=exif, xmp=xmp, comment=CANARY.encode()
    )


def make_talking_png():
    """Give a PNG with texts, a time and a profile that say the canary."""
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", CANARY)
    info.add_itxt("XML:com.adobe.xmp", CANARY, zip=False)
    return write_image(make_image(), "PNG", pnginfo=info, icc_profile=CANARY.encode())


def make_png_bomb(width=30_000, height=30_000):
    """Give a small PNG file of very many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    row = b"\0" * (width * 3 + 1)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body) for kind, body in ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    )


def make_lying_png(width=900, height=900):
    """Give a PNG whose head promises many more pixels than it has."""
    true = write_image(make_image(8, 8))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return true[:8] + _chunk(b"IHDR", head) + true[33:]


def make_scan_bomb(scans=400):
    """Give a progressive JPEG that goes over its pixels again and again."""
    whole = write_image(make_image(64, 64), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * scans + whole[-2:]


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def keep(library, *contents):
    """Keep files in a library as attachments."""
    with library.begin() as unit:
        for content in contents:
            unit.attachments.add_attachment(content)
        unit.commit()


def describe_image(content, name="photo.jpg", **fields):
    """Make the attachment of an image that is kept."""
    known = {"name": name, "media_type": find_image_type(content), "alternative_text": "A border"}
    return Attachment(sha256=sha256(content).hexdigest(), **{**known, **fields})
