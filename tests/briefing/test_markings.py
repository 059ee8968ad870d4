import pytest

from briefing.errors import InvalidValueError
from briefing.markings import SCHEMES, TLP, parse_tlp


def test_tlp_has_its_five_labels_and_colours_on_black():
    assert [(level.label, level.text_colour) for level in TLP.levels] == [
        ("TLP:CLEAR", "#FFFFFF"),
        ("TLP:GREEN", "#33FF00"),
        ("TLP:AMBER", "#FFC000"),
        ("TLP:AMBER+STRICT", "#FFC000"),
        ("TLP:RED", "#FF2B2B"),
    ]
    assert {level.background for level in TLP.levels} == {"#000000"}


@pytest.mark.parametrize(
    ("labels", "highest"),
    [
        (["TLP:GREEN", "TLP:AMBER"], "TLP:AMBER"),
        (["TLP:AMBER+STRICT", "TLP:AMBER"], "TLP:AMBER+STRICT"),
        (["TLP:CLEAR", ""], "TLP:RED"),
        (["TLP:CLEAR", "SECRET"], "TLP:RED"),
        ([], "TLP:CLEAR"),
    ],
)
def test_the_most_restrictive_marking_wins_and_none_counts_as_the_top(labels, highest):
    assert TLP.highest(labels).label == highest


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("TLP:WHITE", "TLP:CLEAR"),
        ("tlp: amber + strict", "TLP:AMBER+STRICT"),
        ("TLP-RED", "TLP:RED"),
        ("green", "TLP:GREEN"),
    ],
)
def test_loose_and_old_tlp_labels_are_taken_on_import(written, label):
    assert parse_tlp(written) == label


def test_an_unknown_label_is_refused_with_the_known_ones():
    with pytest.raises(InvalidValueError, match="TLP:AMBER\\+STRICT"):
        parse_tlp("TLP:PURPLE")
    with pytest.raises(InvalidValueError, match="“secret”"):
        parse_tlp("secret")


def test_ranks_of_every_scheme_grow_with_restriction():
    for scheme in SCHEMES.values():
        ranks = [level.rank for level in scheme.levels]
        assert ranks == sorted(set(ranks))
