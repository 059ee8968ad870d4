"""Portion markings: what each part of a document says of itself."""

import pytest
from hypothesis import given

from briefing.composition.compose import compose
from briefing.document.nodes import Contents, Footnote, Heading, Paragraph, Table
from briefing.document.walk import get_text, iter_blocks
from tests.support.briefing_strategies import snapshots_of_records
from tests.support.builders import (
    cite,
    compose_of,
    find_inlines,
    get_entries,
    get_rows,
    make_actor,
    make_attack,
    make_note,
    make_section,
    make_source,
    make_text,
)

AMBER, GREEN, CLEAR = "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"


def compose_marked(*sections, records=(), **fields):
    fields = {"marking": CLEAR, "portion_markings": True, **fields}
    return compose_of(*sections, records=records, **fields).document


def list_texts(document, kind=Paragraph):
    found = [b for b in iter_blocks(document.blocks) if isinstance(b, kind)]
    return [get_text(block.children) for block in found]


def test_a_text_carries_the_marking_of_its_record():
    note = make_note(marking=AMBER)
    document = compose_marked(make_section("background", note), records=[note])

    assert "(AMBER) The border runs for 900 km." in list_texts(document)


def test_a_text_without_a_record_carries_that_of_its_section():
    document = compose_marked(make_text("Quiet days.", marking=GREEN))

    assert "(GREEN) Quiet days." in list_texts(document)
    assert all(text.startswith("(GREEN) ") for text in list_texts(document, Heading))


def test_what_has_no_marking_of_its_own_has_that_of_the_briefing():
    document = compose_marked(make_text("Quiet days."), marking=AMBER)

    assert "(AMBER) Quiet days." in list_texts(document)


def test_what_nobody_marked_counts_as_the_most_restrictive():
    document = compose_marked(make_text("Quiet days."), marking="")

    assert "(RED) Quiet days." in list_texts(document)


def test_rows_carry_the_marking_of_their_attack():
    attacks = [make_attack(20, marking=AMBER), make_attack(21, marking=CLEAR)]
    document = compose_marked(make_section("attacks", *attacks), records=attacks)

    marks = {row[0].split()[0] for row in get_rows(document)[:2]}
    assert marks == {"(AMBER)", "(CLEAR)"}


def test_sources_carry_their_own():
    source, note = make_source(marking=GREEN), make_note(citations=(cite(),))
    document = compose_marked(make_section("background", note), records=[source, note])

    assert get_entries(document)[0].startswith("1 (GREEN) ")


SOURCES = (make_source(50, marking=CLEAR), make_source(51, marking=AMBER))


@pytest.mark.parametrize("text", ["Quiet [@s50; @s51].", "Quiet [@s51; @s50]."])
def test_a_note_has_the_mark_of_the_source_that_is_marked_highest(text):
    document = compose_marked(make_text(text), records=SOURCES, citation_style="footnotes")
    (note,) = find_inlines(document, Footnote)

    assert get_text(note.blocks[0].children).startswith("(AMBER) Source 5")
    assert "(CLEAR)" not in get_text(note.blocks[0].children)


@pytest.mark.parametrize("text", ["Quiet [@s50; @s51].", "Quiet [@s51; @s50]."])
def test_an_endnote_of_several_sources_has_the_mark_of_the_highest(text):
    document = compose_marked(make_text(text), records=SOURCES, citation_style="endnotes")

    assert get_entries(document)[0].startswith("1 (AMBER) ")


def test_a_table_without_a_caption_says_its_marking_in_its_first_cell():
    document = compose_marked(make_text("| A | B |\n|---|---|\n| c | d |", marking=GREEN))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]

    assert [get_text(cell.children) for cell in table.header] == ["(GREEN) A", "B"]
    assert get_rows(document) == [["c", "d"]]


def test_facts_say_the_marking_of_their_record_once():
    actor = make_actor(marking=AMBER, country="IR", base="Sistan")
    document = compose_marked(make_section("actors", actor), records=[actor])
    first, *rest = (row[0] for row in get_rows(document))

    assert first.startswith("(AMBER) ")
    assert not any("(" in label for label in rest)


def test_the_list_of_tables_has_their_captions_with_marks():
    attacks = [make_attack(20, marking=AMBER), make_attack(21, marking=CLEAR)]
    sections = [make_section("attacks", attack, number=n) for n, attack in enumerate(attacks, 1)]
    document = compose_marked(*sections, records=attacks)
    (contents,) = [block for block in document.blocks if isinstance(block, Contents)]

    assert [listed.text for listed in contents.tables] == [
        get_text(block.caption) for block in document.blocks if isinstance(block, Table)
    ]
    assert all(listed.text.startswith("(") for listed in contents.tables)


def test_without_the_setting_nothing_is_marked_by_itself():
    document = compose_marked(make_text("Quiet days."), portion_markings=False)

    assert "Quiet days." in list_texts(document)


def test_a_paragraph_with_nothing_but_a_citation_is_marked():
    text = make_text("[@s50]", marking=AMBER)

    assert "(AMBER)" in list_texts(compose_marked(text, records=[make_source(50)]))


@given(snapshots_of_records())
def test_every_heading_and_paragraph_of_a_marked_briefing_begins_with_a_mark(snapshot):
    document = compose(snapshot).document
    texts = list_texts(document) + list_texts(document, Heading)

    # the words of a paragraph with nothing but a citation are its mark
    marked = [text for text in texts if text.startswith("(") and ") " in f"{text} "[:17]]
    assert len(marked) == len(texts) or not snapshot.briefing.portion_markings
