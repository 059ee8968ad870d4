import pytest
from PySide6.QtGui import QColor

from briefing.drawing.scene import Ink, Label, Rectangle, Scene
from tests.support.every_node import make_drawing
from ui.theme.tokens import DARK, LIGHT, set_current_colours
from ui.widgets.scene_view import SceneView, make_inks, measure_text

HALF = Scene(
    width=100, height=50, shapes=(Rectangle(x=0, y=0, width=50, height=50, fill=Ink.ACCENT),)
)


@pytest.fixture
def view(qtbot):
    view = SceneView()
    qtbot.addWidget(view)
    view.resize(400, 200)
    with qtbot.waitExposed(view):
        view.show()
    return view


def get_colour(view, x, y):
    return view.grab().toImage().pixelColor(x, y)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
def test_a_drawing_takes_the_colours_of_the_theme(view, colours):
    set_current_colours(colours)
    try:
        view.show_scene(HALF)
        assert get_colour(view, 100, 100) == QColor(colours.accent)
        assert get_colour(view, 300, 100) == QColor(colours.surface)
    finally:
        set_current_colours(LIGHT)


def test_a_drawing_is_told_in_words(view):
    view.show_scene(HALF, "Half of it is blue.")

    assert view.accessibleDescription() == "Half of it is blue."


def test_every_shape_is_drawn(view):
    view.show_scene(make_drawing().scene)
    image = view.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 400, 2) for y in range(0, 200, 2)}

    wanted = {Ink.SEA, Ink.LAND, Ink.ACCENT}
    assert {make_inks(LIGHT)[ink].lower() for ink in wanted} <= colours


def test_texts_are_as_wide_as_they_are_measured(view):
    width = measure_text("MMMM", 20, False)
    label = Label(x=10, y=30, text="MMMM", size=20)
    view.show_scene(Scene(width=100, height=50, shapes=(label,)))
    image = view.grab().toImage()
    dark = [
        x for x in range(400) if any(image.pixelColor(x, y).lightness() < 90 for y in range(200))
    ]

    assert (dark[-1] - dark[0]) / 4 == pytest.approx(width, rel=0.12)
