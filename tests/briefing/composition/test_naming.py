"""One name for each actor in a document."""

import msgspec
import pytest

from briefing.composition.compose import compose
from briefing.composition.naming import list_spellings
from briefing.document.nodes import Callout, Heading, Paragraph, Text
from briefing.document.walk import get_text, iter_blocks, iter_inlines
from briefing.outline import NameExpansion
from briefing.records.actor import ActorName, NameKind
from briefing.snapshot import Snapshot
from tests.support.builders import (
    compose_of,
    make_actor,
    make_section,
    make_text,
)

NAMES = (
    ActorName(text="Jaysh al-Adl"),
    ActorName(text="Jaish ul-Adl"),
    ActorName(text="Army of Justice", name_kind=NameKind.TRANSLATION),
    ActorName(text="Jundallah"),
    ActorName(text="JaA", name_kind=NameKind.ACRONYM),
    ActorName(text="جيش العدل", name_kind=NameKind.NATIVE, language="ar", script="Arab"),
)
GROUP = make_actor(10, "Jaish al-Adl", aliases=NAMES)


def print_text(text, *, actors=(GROUP,), settle=True, expand=NameExpansion.NONE, **fields):
    """Give the paragraphs and headings of a section that tells this text."""
    document = compose_of(
        make_text(text),
        make_section("actors", *actors, number=2, settings={"layout": "table"}),
        records=actors,
        settle_names=settle,
        expand_names=expand,
        **fields,
    ).document
    return [
        get_text(block.children)
        for block in iter_blocks(document.blocks)
        if isinstance(block, Paragraph | Heading)
    ][1:]


def test_other_spellings_print_as_the_preferred_one():
    printed = print_text("**Jaysh al-Adl** and *Jaish ul-Adl*; [Jaysh al-Adl](actor:x).")

    assert printed[0] == "Jaish al-Adl and Jaish al-Adl; Jaish al-Adl."


@pytest.mark.parametrize(
    "text",
    [
        "Jundallah came before; so did the Army of Justice.",
        "He said: “Jaysh al-Adl did it”.",
        "“It was *Jaysh al-Adl*, and Jaysh al-Adl alone”.",
        "Jaysh al-Adliya is another word.",
    ],
)
def test_other_names_and_quoted_words_stay(text):
    assert print_text(text)[0] == text.replace("*", "")


def test_a_block_quotation_stays():
    assert "Jaysh al-Adl did it." in print_text("> Jaysh al-Adl did it.")


def test_nothing_changes_unless_it_is_asked_for():
    assert print_text("Jaysh al-Adl.", settle=False)[0] == "Jaysh al-Adl."


def test_a_spelling_that_two_actors_share_is_left_as_it_is():
    other = make_actor(11, "Jeish al-Adel", aliases=(ActorName(text="Jaysh al-Adl"),))

    assert print_text("Jaysh al-Adl.", actors=(GROUP, other))[0] == "Jaysh al-Adl."


@pytest.mark.parametrize(
    ("expand", "printed"),
    [
        ("acronym", "Jaish al-Adl (JaA) struck. Jaish al-Adl again."),
        ("native", "Jaish al-Adl (جيش العدل) struck. Jaish al-Adl again."),
        ("both", "Jaish al-Adl (JaA; جيش العدل) struck. Jaish al-Adl again."),
    ],
)
def test_the_first_use_says_what_the_briefing_asks_for(expand, printed):
    text = "Jaysh al-Adl struck. Jaish al-Adl again."

    assert print_text(text, expand=NameExpansion(expand))[0] == printed


def test_an_acronym_that_comes_first_is_written_out():
    printed = print_text("JaA struck, and JaA said so.", expand=NameExpansion.ACRONYM)

    assert printed[0] == "Jaish al-Adl (JaA) struck, and JaA said so."


def test_what_the_text_says_itself_is_not_said_again():
    text = "Jaish al-Adl (Army of Justice) struck. Jaish al-Adl again."

    assert print_text(text, expand=NameExpansion.BOTH)[0] == text


def test_the_native_name_knows_its_language_and_headings_are_not_expanded():
    document = compose_of(
        make_text("Jaish al-Adl struck.", title="Jaish al-Adl"),
        records=(GROUP,),
        expand_names=NameExpansion.NATIVE,
    ).document
    runs = [
        inline
        for block in document.blocks
        for inline in iter_inlines(block)
        if isinstance(inline, Text) and inline.text == "جيش العدل"
    ]
    heading = next(block for block in document.blocks if isinstance(block, Heading))

    assert [run.language for run in runs] == ["ar"]
    assert get_text(heading.children) == "Jaish al-Adl"


def test_a_briefing_can_choose_another_spelling_than_the_library():
    printed = print_text("Jaish al-Adl and Jaish ul-Adl.", spellings={GROUP.id: "Jaysh al-Adl"})

    assert printed[0] == "Jaysh al-Adl and Jaysh al-Adl."
    assert list_spellings(GROUP)[:3] == ("Jaish al-Adl", "Jaysh al-Adl", "Jaish ul-Adl")


def test_a_choice_that_is_no_name_any_more_counts_for_nothing():
    assert print_text("Jaysh al-Adl.", spellings={GROUP.id: "The Cell"})[0] == "Jaish al-Adl."


def test_boxes_and_lists_are_running_text_too():
    section = make_section(
        "key-judgements",
        settings={"bottom_line": "- Jaysh al-Adl struck.", "judgements": [{"text": "So JaA."}]},
    )
    snapshot = Snapshot(
        briefing=msgspec.structs.replace(
            compose_briefing(section), settle_names=True, expand_names=NameExpansion.ACRONYM
        ),
        records={GROUP.id: GROUP},
    )
    blocks = compose(snapshot).document.blocks
    (box,) = [block for block in blocks if isinstance(block, Callout)]
    (paragraph,) = [block for block in iter_blocks(box.blocks) if isinstance(block, Paragraph)]

    assert get_text(paragraph.children) == "Jaish al-Adl (JaA) struck."


def compose_briefing(*sections):
    from briefing.outline import Briefing

    return Briefing(id="b", title="T", sections=sections)
