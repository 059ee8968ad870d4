"""What goes out under a ceiling holds nothing that is marked above it, and leaves no trace."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.composition.compose import compose
from briefing.composition.release import RELEASED_TITLE, release
from briefing.document.nodes import encode_document
from briefing.errors import InvalidValueError
from briefing.export.docx_writer.writer import write_docx
from briefing.export.pdf_writer.writer import write_pdf
from briefing.export.style_sheet import STANDARD
from briefing.markings import TLP
from briefing.outline import Briefing
from briefing.records.actor import Relation, RelationKind
from briefing.records.attack import Party, PartyRole
from briefing.snapshot import Snapshot, encode_snapshot
from tests.support.builders import (
    cite,
    count,
    get_entries,
    get_rows,
    make_actor,
    make_attack,
    make_note,
    make_section,
    make_source,
    make_text,
    numbered,
)
from tests.support.canaries import (
    LEVELS,
    MARKINGS,
    drop_placements,
    find_leaks,
    get_code,
    snapshot_makers,
)
from tests.support.outgoing import read_docx_bytes, read_pdf_bytes
from tests.support.pdf_texts import read_text

ceilings = st.sampled_from(LEVELS)


@given(snapshot_makers(), ceilings)
def test_nothing_above_the_ceiling_reaches_the_document(make, ceiling):
    composition = compose(release(make(), ceiling).snapshot)

    assert find_leaks(encode_document(composition.document).decode(), ceiling) == []
    assert TLP.get_level(composition.document.banner.text).rank <= LEVELS.index(ceiling)


@given(snapshot_makers(), ceilings, st.text("abc", min_size=1, max_size=9))
def test_what_is_above_the_ceiling_changes_nothing_below(make, ceiling, twist):
    plain, twisted = make(), make(ceiling, twist)
    above = {
        record.id
        for record in plain.records.values()
        if find_leaks(get_code(record.marking), ceiling)
    }

    released = encode_snapshot(release(plain, ceiling).snapshot)

    assert encode_snapshot(release(twisted, ceiling).snapshot) == released
    fewer = drop_placements(plain, above.__contains__)
    assert encode_snapshot(release(fewer, ceiling).snapshot) == released


@settings(max_examples=6)
@given(snapshot_makers())
@pytest.mark.parametrize("ceiling", LEVELS)
def test_nothing_above_the_ceiling_is_anywhere_in_the_files(ceiling, make):
    document = compose(release(make(), ceiling).snapshot).document
    pdf = write_pdf(document, STANDARD)
    docx = write_docx(document, STANDARD, page_of_anchor={})

    assert find_leaks(read_all(read_docx_bytes(docx)), ceiling) == []
    assert find_leaks(read_all(read_pdf_bytes(pdf), read_text(pdf.content)), ceiling) == []


def read_all(data, pages=""):
    return f"{data.decode('latin-1')} {pages}"


# --- in single cases ------------------------------------------------------------------------------


def release_of(*sections, records=(), ceiling="TLP:GREEN", title="", **fields):
    known = {"title": "Strikes", "marking": "TLP:GREEN"}
    briefing = Briefing(id=numbered(1), sections=sections, **{**known, **fields})
    snapshot = Snapshot(briefing=briefing, records={record.id: record for record in records})
    return release(snapshot, ceiling, title=title)


def tell(found):
    return [(each.what, each.marking) for each in found.withheld]


def test_totals_and_numbers_are_those_of_what_is_left():
    attacks = [
        make_attack(20, figures=(count("killed", 4),)),
        make_attack(21, figures=(count("killed", 100),), marking="TLP:RED"),
        make_attack(22, figures=(count("killed", 3),)),
    ]
    found = release_of(make_section("attacks", *attacks), records=attacks)
    rows = get_rows(compose(found.snapshot).document)

    assert "100" not in str(rows)
    assert rows[-1][-3:-1] == ["7", ""] or "7" in rows[-1]
    assert tell(found) == [("The attack “Attack 21”", "TLP:RED")]


def test_a_withheld_source_leaves_neither_number_nor_entry():
    sources = [make_source(50, marking="TLP:RED"), make_source(51)]
    note = make_note(30, "It is so [@s50; @s51, p. 2]. And so [@s50].", citations=(cite(50),))
    found = release_of(make_section("background", note), records=[note, *sources])

    assert found.snapshot.records[note.id].text == "It is so [@s51, p. 2]. And so."
    (entry,) = get_entries(compose(found.snapshot).document)
    assert entry.startswith("1 Source 51")
    assert tell(found) == [("What refers to the source “Source 50”", "TLP:RED")]


def test_a_withheld_actor_is_named_nowhere_that_only_its_record_could_name_it():
    hidden, shown = (
        make_actor(10, "Secret Cell", marking="TLP:RED"),
        make_actor(11, relations=(Relation(relation_kind=RelationKind.ALLY, other=numbered(10)),)),
    )
    attack = make_attack(20, parties=(Party(role=PartyRole.PERPETRATOR, actor=numbered(10)),))
    sections = make_section("actors", shown), make_section("attacks", attack, number=2)
    found = release_of(*sections, records=[hidden, shown, attack])
    text = encode_document(compose(found.snapshot).document).decode()

    assert "Secret Cell" not in text
    assert "[name withheld]" in text


def test_a_mention_keeps_its_words_and_loses_its_link():
    hidden = make_actor(10, "Secret Cell", marking="TLP:AMBER")
    section = make_text(f"Said [a local group](actor:{hidden.id}) and [](actor:{hidden.id}).")
    found = release_of(section, records=[hidden])

    (kept,) = found.snapshot.briefing.sections
    assert kept.settings["text"] == "Said a local group and [name withheld]."


def test_a_section_marked_higher_goes_as_a_whole():
    note = make_note(30)
    section = make_section("background", note, title="Inside", marking="TLP:AMBER")
    found = release_of(section, records=[note])

    assert found.snapshot.briefing.sections == ()
    assert tell(found) == [("The section “Inside”", "TLP:AMBER")]


def test_words_of_a_section_count_as_the_briefing_and_its_records_as_themselves():
    note = make_note(30)
    section = make_section("background", note, title="Between the lines", lead_in="Quietly.")
    found = release_of(section, records=[note], marking="TLP:AMBER", title="For our partners")
    (kept,) = found.snapshot.briefing.sections

    assert (kept.title, kept.lead_in) == ("Background", "")
    assert [placement.record for placement in kept.placements] == [note.id]
    assert found.snapshot.briefing.title == "For our partners"
    assert tell(found) == [
        ("The front page", "TLP:AMBER"),
        ("The words of the section “Between the lines” itself", "TLP:AMBER"),
    ]


def test_what_is_inside_a_withheld_section_goes_with_it():
    sections = (
        make_text("Above.", number=1, title="Above", marking="TLP:RED"),
        make_text("Inside.", number=2, title="Inside", level=2, marking="TLP:CLEAR"),
        make_text("After.", number=3, title="After"),
    )
    found = release_of(*sections)

    assert [section.title for section in found.snapshot.briefing.sections] == ["After"]
    assert [what for what, _marking in tell(found)] == [
        "The section “Above”",
        "The section “Inside”",
    ]


def test_a_section_that_says_nothing_any_more_has_no_heading_left():
    note = make_note(30)
    sections = (
        make_text("Said.", number=1),
        make_text("Said.", number=2),
        make_section("background", note, number=3, level=2),
        make_section("sources", number=4),
    )
    found = release_of(*sections, records=[note], marking="TLP:RED")
    kinds = [section.section_kind for section in found.snapshot.briefing.sections]

    assert kinds == ["text", "background", "sources"]


def test_without_another_title_a_release_has_a_plain_one():
    found = release_of(marking="TLP:RED", title="  ")

    assert found.snapshot.briefing.title == RELEASED_TITLE


def test_an_unmarked_record_goes_out_under_the_highest_level_alone():
    note = make_note(30, marking="")
    section = make_section("background", note)

    assert tell(release_of(section, records=[note], ceiling="TLP:AMBER")) == [
        ("The background note “Note 30”", "")
    ]
    assert tell(release_of(section, records=[note], ceiling="TLP:RED")) == []


def test_a_pinned_revision_needs_both_itself_and_the_newest_to_be_free():
    newest, pinned = make_note(30, marking="TLP:RED"), make_note(30)
    section = make_section("background", newest)
    snapshot = Snapshot(
        briefing=Briefing(id=numbered(1), marking="TLP:CLEAR", sections=(section,)),
        records={newest.id: newest},
        pinned={section.placements[0].id: pinned},
    )
    found = release(snapshot, "TLP:GREEN")

    assert found.snapshot.pinned == {}
    assert found.snapshot.briefing.sections[0].placements == ()
    assert tell(found) == [("The background note “Note 30”", "TLP:RED")]


@pytest.mark.parametrize(("marking", "printed"), [("TLP:GREEN", ["Own words."]), ("TLP:AMBER", [])])
def test_what_a_placement_says_itself_is_marked_as_its_section(marking, printed):
    note = make_note(30)
    section = make_section("background", note)
    (plain,) = section.placements
    placement = msgspec.structs.replace(plain, overrides={"text": "Own words."})
    shown = {plain.id: msgspec.structs.replace(note, text="Own words.")}
    snapshot = Snapshot(
        briefing=Briefing(
            id=numbered(1),
            marking=marking,
            sections=(msgspec.structs.replace(section, placements=(placement,)),),
        ),
        records={note.id: note},
        pinned=shown,
    )
    found = release(snapshot, "TLP:GREEN").snapshot
    left = [p.id for section in found.briefing.sections for p in section.placements]

    assert [found.pinned[each].text for each in left] == printed


def test_a_ceiling_that_the_scheme_does_not_know_is_refused():
    with pytest.raises(InvalidValueError, match=r"no marking of TLP 2\.0"):
        release_of(ceiling="SECRET")


def test_under_the_highest_level_nothing_is_withheld():
    records = [make_note(30 + n, marking=marking) for n, marking in enumerate(MARKINGS)]
    section = make_section("background", *records)
    found = release_of(section, records=records, ceiling="TLP:RED", marking="")

    assert found.withheld == ()
    assert found.snapshot.records == {record.id: record for record in records}
    assert found.snapshot.briefing.sections == (section,)
