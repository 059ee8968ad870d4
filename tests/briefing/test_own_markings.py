"""A library's own marking scheme always gives levels that can be printed and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.colours import find_contrast
from briefing.own_markings import find_scheme_faults, make_scheme
from briefing.records.library_settings import OwnMarkingLevel, OwnMarkingScheme


def make_levels(*labels, **fields):
    levels = tuple(OwnMarkingLevel(label=label, **fields) for label in labels)
    return OwnMarkingScheme(name="House", levels=levels)


def test_levels_rise_in_the_order_in_which_they_are_written():
    scheme = make_scheme(make_levels("OPEN", "DESK", "SEALED"))

    assert scheme.highest(["DESK", "OPEN"]).label == "DESK"
    assert scheme.highest(["TLP:GREEN"]).label == "SEALED"


def test_a_scheme_without_a_labelled_level_is_none():
    assert make_scheme(make_levels()) is None
    assert make_scheme(make_levels("")) is None


def test_of_equal_labels_the_most_restrictive_counts():
    own = make_levels("OPEN", "DESK", "OPEN")

    assert [level.label for level in make_scheme(own).levels] == ["DESK", "OPEN"]
    assert "“OPEN”" in find_scheme_faults(own)[0]


def test_paragraphs_carry_the_label_where_no_shorter_mark_is_given():
    assert make_scheme(make_levels("DESK")).levels[0].portion == "(DESK)"
    assert make_scheme(make_levels("DESK", portion="D")).levels[0].portion == "(D)"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"background": "red"}, "“red” is no colour"),
        ({"background": "#FFFFFF", "text_colour": "#EEEEEE"}, "hard to read on #FFFFFF"),
    ],
)
def test_colours_that_cannot_be_used_are_told(fields, told):
    assert told in " ".join(find_scheme_faults(make_levels("DESK", **fields)))


def test_a_label_that_looks_like_tlp_is_told():
    assert "TLP 2.0" in find_scheme_faults(make_levels("TLP:BLUE"))[0]


colours = st.from_regex("#[0-9A-Fa-f]{6}", fullmatch=True) | st.text(max_size=8)


@given(colours, colours)
def test_every_label_can_be_read_whatever_colours_are_written(text, ground):
    (level,) = make_scheme(make_levels("DESK", text_colour=text, background=ground)).levels

    assert find_contrast(level.text_colour, level.background) >= 4.5
