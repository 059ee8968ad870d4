"""Images from outside become pictures that carry their pixels and nothing else."""

from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from briefing.errors import ImportFileError
from briefing.imaging.picture import JPEG, PNG, Crop
from briefing.imaging.preparing import PixelLimit, measure_image, prepare_picture
from tests.support.images import (
    CANARY,
    make_image,
    make_lying_png,
    make_phone_photo,
    make_photo,
    make_png_bomb,
    make_scan_bomb,
    make_talking_png,
    write_image,
)

LIMIT = PixelLimit(1540, 2130)

_MODES = {
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "JPEG": ("L", "RGB", "CMYK"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("L", "P", "RGB"),
    "TIFF": ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I;16"),
}


def prepare(content, limit=LIMIT, crop=None):
    picture = prepare_picture(content, limit, crop or Crop())
    return picture, Image.open(BytesIO(picture.content))


def is_red(pixel):
    return pixel[0] > 200 and pixel[2] < 160


@pytest.mark.parametrize(("kind", "mode"), [(k, m) for k, modes in _MODES.items() for m in modes])
def test_every_sort_of_image_becomes_a_plain_one(kind, mode):
    picture, shown = prepare(write_image(make_image(40, 30, mode), kind))

    assert (picture.width, picture.height) == shown.size == (40, 30)
    assert shown.mode in ("L", "RGB", "RGBA")
    if mode in ("RGB", "RGBA", "CMYK", "YCbCr"):
        assert is_red(shown.convert("RGB").getpixel((3, 3)))


@given(
    st.sampled_from([(kind, mode) for kind, modes in _MODES.items() for mode in modes]),
    st.integers(1, 90),
    st.integers(1, 90),
    st.tuples(*[st.floats(allow_nan=True)] * 4),
)
@settings(max_examples=80, deadline=None)
@example(("PNG", "RGB"), 1, 1, (1.0, 1.0, 1.0, 1.0))
def test_whatever_the_crop_and_size_something_within_the_limit_is_left(sort, width, height, cut):
    kind, mode = sort
    crop = Crop(left=cut[0], top=cut[1], right=cut[2], bottom=cut[3])
    content = write_image(make_image(width, height, mode), kind)
    picture, shown = prepare(content, PixelLimit(33, 44), crop)

    assert 1 <= picture.width <= 33
    assert 1 <= picture.height <= 44
    assert shown.size == (picture.width, picture.height)
    assert prepare_picture(content, PixelLimit(33, 44), crop) == picture


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_phone_was_held(orientation):
    upright = make_image(60, 40)
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    held = upright if orientation == 1 else upright.transpose(turns[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = write_image(held, "JPEG", exif=exif, quality=95)
    picture, shown = prepare(content)

    assert (picture.width, picture.height) == measure_image(content) == (60, 40)
    assert is_red(shown.getpixel((5, 35)))
    assert not is_red(shown.getpixel((55, 5)))


def test_a_crop_is_one_of_the_upright_picture():
    content = make_phone_photo(1200, 900, orientation=6)
    picture, _ = prepare(content, crop=Crop(top=0.5))
    _, small = prepare(content, PixelLimit(90, 90), Crop(left=0.5))

    assert (picture.width, picture.height) == (900, 600)
    assert small.size == (34, 90)


@pytest.mark.parametrize(
    "content", [make_phone_photo(), make_phone_photo(orientation=6), make_talking_png()]
)
def test_nothing_that_an_image_says_of_itself_is_left(content):
    assert CANARY.encode() in content
    picture, shown = prepare(content)

    assert CANARY.encode() not in picture.content
    assert b"Exif" not in picture.content
    assert b"adobe" not in picture.content.lower()
    assert not set(shown.info) & {"exif", "xmp", "comment", "icc_profile", "Author", "dpi"}


def test_a_photograph_is_made_small_enough_for_its_place():
    picture, _ = prepare(write_image(make_photo(3000, 2000), "JPEG"), PixelLimit(600, 2130))

    assert (picture.width, picture.height, picture.media_type) == (600, 400, JPEG)


def test_a_small_picture_is_not_made_larger():
    picture, _ = prepare(write_image(make_image(20, 10)))

    assert (picture.width, picture.height, picture.media_type) == (20, 10, PNG)


def test_a_photograph_saved_as_png_becomes_a_jpeg_and_a_drawing_stays_sharp():
    photo, _ = prepare(write_image(make_photo(900, 700)))
    drawing, _ = prepare(write_image(make_image(900, 700)))

    assert (photo.media_type, drawing.media_type) == (JPEG, PNG)


def test_transparency_stays_where_there_is_some():
    clear = make_image(30, 20, "RGBA")
    clear.putpixel((3, 3), (0, 0, 0, 0))
    _, shown = prepare(write_image(clear))
    _, opaque = prepare(write_image(make_image(30, 20, "RGBA")))

    assert (shown.mode, opaque.mode) == ("RGBA", "RGB")
    assert shown.getpixel((3, 3))[3] == 0


def test_of_an_animation_the_first_picture_is_taken():
    frames = [make_image(20, 20), Image.new("RGB", (20, 20), "green")]
    for kind in ("GIF", "WEBP"):
        content = write_image(frames[0], kind, save_all=True, append_images=frames[1:])
        _, shown = prepare(content)
        assert is_red(shown.convert("RGB").getpixel((3, 3)))


def test_sixteen_bits_of_grey_become_eight():
    deep = Image.new("I;16", (4, 4), 32_768)
    _, shown = prepare(write_image(deep))

    assert abs(shown.getpixel((1, 1)) - 127) <= 1


def test_colours_of_a_profile_become_those_of_a_screen():
    from PIL import ImageCms

    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = write_image(make_image(), "JPEG", icc_profile=lab, quality=95)
    picture, shown = prepare(content)

    assert is_red(shown.getpixel((3, 40)))
    assert b"ICC_PROFILE" not in picture.content


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (make_png_bomb(12_000, 12_000), "64 million pixels"),
        (make_png_bomb(31_000, 10), "64 million pixels"),
        (make_scan_bomb(), "too long to read"),
        (make_lying_png(), "damaged"),
        (make_phone_photo()[:-3000], "damaged"),
        (write_image()[:60], "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a PNG"),
        (b"%PDF-1.7", "not a PNG"),
        (b"", "not a PNG"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_one_sentence(content, told):
    with pytest.raises(ImportFileError, match=told) as refused:
        prepare_picture(content, LIMIT)

    assert str(refused.value).count(".") == 1


_SMALL = {
    "PNG": make_talking_png(),
    "JPEG": make_phone_photo(40, 30, orientation=6),
    "GIF": write_image(make_image(20, 10), "GIF"),
    "WEBP": write_image(make_image(20, 10), "WEBP"),
    "TIFF": write_image(make_image(20, 10), "TIFF"),
}


@pytest.mark.filterwarnings("ignore")  # Pillow warns of what is damaged and goes on
@given(st.sampled_from(sorted(_SMALL)), st.data())
@settings(max_examples=150, deadline=None)
def test_damaged_files_are_read_or_refused_and_nothing_else(kind, data):
    damaged = bytearray(_SMALL[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        picture = prepare_picture(bytes(damaged), PixelLimit(64, 64))
    except ImportFileError:
        return
    assert picture.width <= 64
