import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from ui.theme.tokens import DARK, LIGHT, set_current_colours
from ui.widgets.icons import ICON_SHAPES, get_icon


@pytest.fixture(autouse=True)
def _light_again():
    yield
    set_current_colours(LIGHT)


def list_colours(icon, mode=QIcon.Mode.Normal):
    image = icon.pixmap(QSize(48, 48), 1.0, mode).toImage()
    points = ((x, y) for x in range(48) for y in range(48))
    return {
        image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() > 250
    }


@pytest.mark.parametrize("name", ICON_SHAPES)
def test_every_icon_draws_something(qapp, name):
    assert list_colours(get_icon(name))


def test_icons_follow_the_theme_without_being_made_anew(qapp):
    icon = get_icon("actor")
    light = list_colours(icon)
    set_current_colours(DARK)

    assert QColor(LIGHT.text).name() in light
    assert QColor(DARK.text).name() in list_colours(icon)


def test_a_disabled_icon_is_drawn_fainter(qapp):
    faint = list_colours(get_icon("add"), QIcon.Mode.Disabled)

    assert QColor(LIGHT.control_border).name() in faint


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        get_icon("unicorn")


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_icons_are_sharp_on_dense_screens(qapp, scale):
    pixmap = get_icon("add").pixmap(QSize(16, 16), scale)

    assert (pixmap.width(), pixmap.devicePixelRatio()) == (16 * scale, scale)


def test_an_icon_without_room_is_no_reason_to_warn(qapp):
    assert get_icon("actor").pixmap(QSize(0, 0), 1.0).isNull()
