import re

import pytest
from PySide6.QtGui import QPalette

from ui.theme.style_sheet import make_style_sheet
from ui.theme.theme import Theme, ThemeChoice
from ui.theme.tokens import DARK, LIGHT, current_colours


@pytest.fixture
def theme(qapp):
    theme = Theme(qapp, ThemeChoice.LIGHT)
    yield theme
    theme.set_choice(ThemeChoice.LIGHT)
    theme.deleteLater()


def test_the_whole_application_takes_the_dark_colours_at_once(theme, qapp, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.set_choice(ThemeChoice.DARK)

    assert current_colours() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.background.lower()


def test_going_back_to_light_leaves_nothing_dark(theme, qapp):
    before = qapp.styleSheet()
    theme.set_choice(ThemeChoice.DARK)
    theme.set_choice(ThemeChoice.LIGHT)

    assert current_colours() is LIGHT
    assert qapp.styleSheet() == before


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
def test_every_picture_that_the_style_sheet_names_is_there(colours):
    from pathlib import Path

    pictures = re.findall(r"url\(([^)]+)\)", make_style_sheet(colours, 10))

    assert pictures
    assert all(Path(picture).is_file() for picture in pictures)


def test_headings_grow_with_the_system_font():
    assert "font-size: 29.0pt" in make_style_sheet(LIGHT, 20)
