import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter, QPixmap

from ui.theme.tokens import current_colours
from ui.widgets.line_drawing import LineText, draw_line

WIDTH, HEIGHT = 300, 30


def draw(qapp, text, *, at_end=False, spans=(), width=WIDTH):
    """Draw on white; give the picture and the width that was taken."""
    picture = QPixmap(WIDTH, HEIGHT)
    picture.fill("#FFFFFF")
    painter = QPainter(picture)
    line = LineText(text, QFont(), "#000000", spans)
    used = draw_line(painter, QRect(0, 0, width, HEIGHT), line, at_end=at_end)
    painter.end()
    return picture.toImage(), used


def list_columns(image, colour=None):
    """List the columns with ink, or with a pixel of this colour."""
    wanted = colour and colour.lower()

    def is_hit(x, y):
        name = image.pixelColor(x, y).name()
        return name == wanted if wanted else name != "#ffffff"

    return [x for x in range(WIDTH) if any(is_hit(x, y) for y in range(HEIGHT))]


@pytest.mark.parametrize("text", ["Jaish al-Adl", "جيش العدل", "جيش (JaA)", "\U0001f600 x"])
def test_a_text_of_any_script_stands_at_the_edge(qapp, text):
    image, used = draw(qapp, text)
    assert list_columns(image)[0] <= 6
    assert list_columns(image)[-1] <= used + 1
    image, used = draw(qapp, text, at_end=True)

    assert list_columns(image)[-1] >= WIDTH - 8


@pytest.mark.parametrize("text", ["word " * 60, "جيش العدل " * 40])
def test_a_text_that_is_too_long_is_cut(qapp, text):
    image, used = draw(qapp, text, width=120)

    assert used <= 122
    assert max(list_columns(image)) <= 124


def test_matched_letters_are_marked_behind_letters_of_two_units(qapp):
    mark = current_colours().mark
    image, _used = draw(qapp, "\U0001f600\U0001f600 raid", spans=[(3, 7)])
    plain, _used = draw(qapp, "\U0001f600\U0001f600 ")

    assert list_columns(image, mark)
    assert min(list_columns(image, mark)) >= max(list_columns(plain)) - 1


def test_a_mark_beyond_the_cut_is_left_out(qapp):
    text = "word " * 60
    image, _used = draw(qapp, text, spans=[(len(text) - 5, len(text) - 1)], width=120)

    assert list_columns(image, current_colours().mark) == []


def test_no_room_draws_nothing(qapp):
    image, used = draw(qapp, "word", width=0)

    assert used == 0
    assert list_columns(image) == []
