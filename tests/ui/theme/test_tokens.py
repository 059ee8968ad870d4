import pytest
from PySide6.QtGui import QPalette

from ui.theme.theme import make_palette
from ui.theme.tokens import DARK, LIGHT, compute_contrast

SURFACES = ("background", "surface", "raised", "hover", "selection")
TEXTS = ("text", "quiet_text", "accent", "danger", "warning", "success")
PARTS = ("control_border", "accent")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_surface(colours, surface, text):
    contrast = compute_contrast(getattr(colours, text), getattr(colours, surface))

    assert contrast >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
@pytest.mark.parametrize("surface", ["background", "surface", "raised"])
@pytest.mark.parametrize("part", PARTS)
def test_outlines_of_controls_can_be_seen_on_every_surface(colours, surface, part):
    assert compute_contrast(getattr(colours, part), getattr(colours, surface)) >= 3


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
@pytest.mark.parametrize("tone", ["danger", "warning", "success"])
def test_text_can_be_read_on_messages(colours, tone):
    assert compute_contrast(colours.text, getattr(colours, f"{tone}_soft")) >= 4.5
    assert compute_contrast(getattr(colours, tone), getattr(colours, f"{tone}_soft")) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
def test_selected_text_can_be_read(colours):
    palette = make_palette(colours)
    on = palette.color(QPalette.ColorRole.HighlightedText).name()
    behind = palette.color(QPalette.ColorRole.Highlight).name()

    assert compute_contrast(on, behind) >= 4.5
    assert compute_contrast(colours.selection_text, colours.selection) >= 4.5
    assert compute_contrast(colours.mark_text, colours.mark) >= 4.5


def test_contrast_goes_from_one_to_twenty_one():
    assert compute_contrast("#777777", "#777777") == 1
    assert compute_contrast("#FFFFFF", "#000000") == pytest.approx(21)
