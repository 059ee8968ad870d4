"""References of texts to sections, tables and figures, and copies of sections that refer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.composition.compose import compose
from briefing.composition.release import release
from briefing.document.cross_references import repoint_references
from briefing.document.nodes import CrossReference, Paragraph
from briefing.document.reference_cutting import cut_references
from briefing.document.section_copies import copy_sections
from briefing.document.walk import get_text
from briefing.outline import Briefing
from briefing.snapshot import Snapshot
from tests.support.builders import (
    compose_of,
    find_inlines,
    find_problem,
    make_actor,
    make_attack,
    make_section,
    make_text,
    numbered,
)

ATTACKS, MAP, NOTE = numbered(102), numbered(103), numbered(104)


def compose_text(text, **fields):
    attack = make_attack()
    sections = (
        make_text(text, number=1, title="Events"),
        make_section("attacks", attack, number=2, title="Attacks"),
        make_section("attacks", attack, number=3, title="More"),
        make_text("Text.", number=4, title="Method", annex=True),
    )
    return compose_of(*sections, records=[attack], **fields)


def read_first(composition):
    paragraphs = [b for b in composition.document.blocks if isinstance(b, Paragraph)]
    return get_text(paragraphs[0].children)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (f"[see Table {{number}}](table:{ATTACKS}).", "see Table 1."),
        (f"[tables {{number}}](table:{MAP}).", "tables 2."),
        (f"[](table:{MAP}.1).", "Table 2."),
        (f"[](section:{ATTACKS}).", "Section 2."),
        (f"[chapter {{number}}](section:{NOTE}).", "chapter A."),
        (f"[](section:{NOTE}).", "Annex A."),
        (f"[what we did](section:{NOTE}).", "what we did."),
        (f"[**Table** *{{number}}*](table:{ATTACKS}).", "Table 1."),
    ],
)
def test_references_print_the_number_of_what_they_lead_to(text, printed):
    composition = compose_text(text)

    assert read_first(composition) == printed
    assert not [p for p in composition.problems if p.check == "broken-reference"]


def test_a_section_without_a_number_is_referred_to_by_its_title():
    composition = compose_text(f"[see {{number}}](section:{ATTACKS}).", style_sheet="bulletin")

    assert read_first(composition) == "see “Attacks”."


def test_references_are_in_the_language_of_the_document():
    composition = compose_text(f"[](table:{ATTACKS}), [](section:{NOTE})", language="de-DE")

    assert read_first(composition) == "Tabelle 1, Anhang A"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("[see Table {number}](table:gone)", "see Table (not in this document)"),
        (f"[](figure:{ATTACKS})", "Figure (not in this document)"),
        (f"[](table:{ATTACKS}.2)", "Table (not in this document)"),
        ("[](section:../etc)", "Section (not in this document)"),
    ],
)
def test_a_reference_to_what_is_not_printed_says_so_and_is_told_with_its_place(text, printed):
    composition = compose_text(text)

    assert read_first(composition) == printed
    assert find_problem(composition, "broken-reference").section == numbered(101)


def test_a_reference_to_a_section_that_is_left_out_is_told():
    hidden = make_text("Text.", number=2, title="Hidden", included=False)
    composition = compose_of(make_text(f"[](section:{hidden.id})"), hidden)

    assert find_problem(composition, "broken-reference").message.endswith("“Section”.")


def test_a_mention_asks_for_the_page_of_a_profile():
    actor = make_actor()
    text = make_text(f"the [profile of {{}}, {{page}}](actor:{actor.id})".replace("{}", "Jaish"))
    composition = compose_of(text, make_section("actors", actor, number=2), records=[actor])

    (reference,) = find_inlines(composition.document, CrossReference)
    assert reference.show_page
    assert get_text(reference.children) == "profile of Jaish"


def test_a_mention_of_an_actor_without_a_profile_is_its_words():
    actor = make_actor()
    composition = compose_of(make_text(f"the [army {{page}}](actor:{actor.id})"), records=[actor])

    assert read_first(composition) == "the army"


def test_references_in_copied_sections_lead_to_the_copies():
    first = make_text("Text.", number=1)
    second = make_text(f"[](section:{first.id}) [](table:{first.id}.2) [](section:x)", number=2)

    copied = copy_sections((first, second))
    new = copied[0].id
    assert new != first.id
    assert copied[1].settings["text"] == f"[](section:{new}) [](table:{new}.2) [](section:x)"


def test_copied_sections_and_placements_have_ids_of_their_own():
    section = make_section("attacks", make_attack())

    one, other = copy_sections((section, section))
    ids = {one.id, other.id, section.id}
    assert len(ids) == 3
    assert one.placements[0].id != other.placements[0].id


@given(st.text())
def test_a_text_without_references_stays_as_it_is(text):
    assert repoint_references(text, {}) == text


def test_a_mention_that_is_cut_from_a_release_leaves_no_placeholder():
    cut = cut_references(
        "the [army, {page}](actor:x)",
        keeps_source=lambda _key: False,
        keeps_record=lambda _record: False,
        name="[withheld]",
    )

    assert cut == "the army"


def test_a_reference_to_what_a_release_withholds_says_so_in_words():
    hidden = make_section("attacks", make_attack(), number=2, title="Secret", marking="TLP:RED")
    text = make_text(f"[see Table {{number}}](table:{hidden.id})", marking="TLP:CLEAR")
    briefing = Briefing(id=numbered(1), marking="TLP:CLEAR", sections=(text, hidden))
    snapshot = Snapshot(briefing=briefing, records={make_attack().id: make_attack()})

    composition = compose(release(snapshot, "TLP:GREEN").snapshot)
    assert read_first(composition) == "see Table (not in this document)"
