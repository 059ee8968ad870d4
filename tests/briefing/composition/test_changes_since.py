"""The section that tells what has changed since the last edition."""

import datetime as dt

import pytest

from briefing.composition.compose import compose
from briefing.document.nodes import encode_document
from briefing.document.walk import get_text, iter_blocks
from briefing.outline import Briefing
from briefing.snapshot import LastEdition, Snapshot, decode_snapshot, encode_snapshot
from tests.support.builders import compose_of, find_problem, make_section, make_text, numbered

CHANGES = make_section("changes-since", number=9, title="What is new")


def say(old_text, new_text, *, tree=None, marked="TLP:GREEN", **settings):
    """Compose a text with its changes since an edition that said the old one."""
    old = compose_of(CHANGES, make_text(old_text, title="What happened")).document
    changes = make_section("changes-since", number=9, title="What is new", settings=settings)
    briefing = Briefing(
        id=numbered(1),
        title="Strikes",
        date=dt.date(2024, 1, 18),
        cut_off="18 January 2024",
        marking="TLP:GREEN",
        sections=(changes, make_text(new_text, title="What happened")),
    )
    tree = encode_document(old) if tree is None else tree
    last = LastEdition(number=1, issued="2024-01-18", tree=tree, marking=marked)
    return compose(Snapshot(briefing=briefing, records={}, last_edition=last))


def read(composition):
    section = CHANGES.id
    return [
        get_text(block.children)
        for block in iter_blocks(composition.document.blocks)
        if hasattr(block, "children") and (block.origin is None or block.origin.section == section)
    ]


def test_what_differs_is_quoted_as_it_was_and_as_it_is():
    lines = read(say("Two people were killed.", "Nine people were killed."))

    assert "Since edition 1 of 18 January 2024:" in lines
    assert "Now “Nine people were killed.”; was “Two people were killed.”." in lines


def test_figures_that_differ_come_first():
    lines = read(say("At least 2 were killed.", "At least 9 were killed."))

    assert lines[2:4] == ["Figures that differ", "What happened: At least 9 (was 2)"]


def test_where_nothing_differs_it_says_so():
    lines = read(say("Calm.", "Calm."))

    assert "Nothing has changed since edition 1 of 18 January 2024." in lines


def test_only_the_sections_are_named_where_that_is_asked_for():
    lines = read(say("Calm. \n\nQuiet.", "Clashes.\n\nQuiet.", detail="sections"))

    assert any(line.startswith("What happened: ") for line in lines)
    assert not any("Clashes" in line for line in lines)


def test_without_an_earlier_edition_it_says_that_none_is_compared():
    assert "No earlier edition is compared here." in read(compose_of(CHANGES))


@pytest.mark.parametrize("tree", [b"", b"{}", b"no tree"])
def test_an_edition_that_cannot_be_read_is_told_in_place_and_as_a_problem(tree):
    composition = say("Calm.", "Calm.", tree=tree)

    assert any("cannot be read" in line for line in read(composition))
    assert "changes-since" in [problem.check for problem in composition.problems]


def test_words_of_an_edition_that_was_marked_higher_are_warned_of():
    problem = find_problem(say("Calm.", "Clashes.", marked="TLP:RED"), "changes-since")

    assert problem.message == "The last edition was marked TLP:RED, this one is TLP:GREEN."


def test_the_last_edition_travels_to_the_process_that_makes_the_pages():
    last = LastEdition(number=1, issued="2024-01-18", tree=b"{}")
    snapshot = Snapshot(briefing=Briefing(id=numbered(1)), records={}, last_edition=last)

    assert decode_snapshot(encode_snapshot(snapshot)).last_edition == last
