import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from briefing.composition.compose import compose
from briefing.document.nodes import (
    Bibliography,
    Callout,
    CalloutTone,
    Cite,
    Contents,
    Footnote,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Table,
    TitleBlock,
)
from briefing.document.walk import get_text, iter_blocks, iter_inlines
from briefing.outline import Placement, PlacementMode, Section
from briefing.sample.library import SAMPLE_BRIEFING, read_sample
from briefing.sections.registry import get_section_kinds
from briefing.sections.section_kind import SectionKind
from briefing.snapshot import Snapshot
from tests.support.both_files import write_both
from tests.support.briefing_strategies import snapshots_of_records
from tests.support.builders import compose_of, find_inlines, make_source, make_text
from tests.support.docx_reading import W, list_shown, parse_part
from tests.support.pdf_reading import read_pages


def make_sample(**changes):
    records = read_sample().records
    (briefing,) = [record for record in records if record.id == SAMPLE_BRIEFING]
    return Snapshot(
        briefing=msgspec.structs.replace(briefing, **changes),
        records={record.id: record for record in records if record.id != SAMPLE_BRIEFING},
    )


def make_snapshot(*sections, records=(), **fields):
    sample = make_sample()
    briefing = msgspec.structs.replace(
        sample.briefing, sections=tuple(sections), marking="TLP:CLEAR", **fields
    )
    return Snapshot(briefing=briefing, records={record.id: record for record in records})


def get_record(title):
    return next(r for r in read_sample().records if r.display_title.startswith(title))


def place(record, **fields):
    return (Placement(id="p1", record=record.id, revision=1, **fields),)


def get_headings(document):
    return [
        f"{block.number} {get_text(block.children)}".strip()
        for block in document.blocks
        if isinstance(block, Heading)
    ]


def get_words(document):
    texts = []
    for block in iter_blocks(document.blocks):
        texts.extend(getattr(inline, "text", "") for inline in iter_inlines(block))
    return " ".join(texts)


def get_checks(composition):
    return [problem.check for problem in composition.problems]


def test_the_first_page_has_title_and_judgements_before_the_contents():
    kinds = [type(block) for block in compose(make_sample()).document.blocks]

    assert kinds[:3] == [TitleBlock, Heading, Callout]
    assert kinds.index(Contents) < kinds.index(Paragraph) or Contents in kinds[:6]


def test_sections_are_numbered_in_the_order_of_the_outline():
    headings = get_headings(compose(make_sample()).document)

    assert headings[:2] == ["1 Key judgements", "2 What happened"]
    assert "5.1 The border and Sistan-Baluchestan" in headings
    assert headings[-1].endswith("Sources")


def test_the_likelihood_term_is_strong_and_confidence_has_its_own_sentence():
    words = get_words(compose(make_sample()).document)

    assert "We have moderate confidence in this judgement" in words
    assert "likelihood-with-confidence" not in get_checks(compose(make_sample()))


def test_the_same_source_keeps_its_number_everywhere():
    document = compose(make_sample()).document
    numbers = {}
    for block in iter_blocks(document.blocks):
        for inline in iter_inlines(block):
            for cited in inline.sources if isinstance(inline, Cite) else ():
                numbers.setdefault(cited.source, set()).add(cited.number)

    assert {len(found) for found in numbers.values()} == {1}
    (bibliography,) = [b for b in document.blocks if isinstance(b, Bibliography)]
    assert [entry.number for entry in bibliography.entries] == [1, 2]


def test_footnotes_say_the_source_in_full_once_and_in_short_later():
    document = compose(make_sample(citation_style="footnotes")).document
    notes = [
        get_text(inline.blocks[0].children)
        for block in iter_blocks(document.blocks)
        for inline in iter_inlines(block)
        if isinstance(inline, Footnote)
    ]

    assert "18 January 2024" in notes[0]
    assert notes[1].startswith("ANI, “Pakistan’s Retaliatory Attack”")


def test_marks_of_notes_stand_close_behind_words_and_apart_from_each_other():
    text = "First [@s50] and [@s50] [@s51][@s50], **bold [@s51].**\n\n| A |\n|---|\n| [@s50] |"
    records = [make_source(50), make_source(51)]
    document = compose_of(make_text(text), records=records, citation_style="footnotes").document
    written = write_both(document)

    said = "First1 and,2\u00a03\u00a04 bold.5"
    assert said in " ".join(list_shown(written.docx))
    assert said in [line.strip() for line in read_pages(written.pdf)[0].splitlines()]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", "One.1 Two;2 three!3\u00a04 five:5"),
        ("fr", "One1. Two2; three3!4 five5:"),
    ],
)
def test_notes_follow_punctuation_in_english_and_precede_it_elsewhere(language, said):
    text = "One [@s50]. **Two** [@s50]; three [@s50]! [@s50] five [@s50]:"
    fields = {"records": [make_source(50)], "citation_style": "footnotes", "language": language}
    document = compose_of(make_text(text), **fields).document

    assert said in " ".join(list_shown(write_both(document).docx))


def test_notes_in_word_have_the_style_of_notes():
    document = compose(make_sample(citation_style="footnotes")).document
    root = parse_part(write_both(document).docx, "word/footnotes.xml")
    styles = {style.get(f"{W}val") for style in root.iter(f"{W}pStyle")}

    assert styles == {"FootnoteText"}


@pytest.mark.parametrize("style", ["house", "chicago", "harvard", "mhra"])
def test_a_note_of_several_sources_parts_them_and_grades_what_each_says(style):
    text = make_text("First [@s50:2; @s51, p. 3]. Later [@s50:4, p. 2; @s51].")
    records = [make_source(50, reliability="B"), make_source(51, reliability="C")]
    document = compose_of(
        text, records=records, citation_style="footnotes", reference_style=style
    ).document
    first, later = [get_text(note.blocks[0].children) for note in find_inlines(document, Footnote)]

    assert ".;" not in first + later
    assert "[B2]; " in first
    assert "[B4]; " in later
    assert later.count("[") == 1  # what has no grade of its own keeps that of its first note


def test_endnotes_are_numbered_one_by_one_and_each_mark_has_its_own():
    document = compose(make_sample(citation_style="endnotes")).document
    marks = [
        [cited.number for cited in inline.sources]
        for block in iter_blocks(document.blocks)
        for inline in iter_inlines(block)
        if isinstance(inline, Cite)
    ]
    (notes,) = [b.entries for b in document.blocks if isinstance(b, Bibliography)]

    assert marks == [[note.number] for note in notes]
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    assert any("ANI, “Pakistan’s Retaliatory Attack”" in get_text(n.children) for n in notes)


def test_sources_are_printed_in_the_reference_style_that_is_chosen():
    document = compose(make_sample(reference_style="mhra")).document
    (bibliography,) = [b for b in document.blocks if isinstance(b, Bibliography)]

    assert "‘Pakistan’s Retaliatory Attack" in get_text(bibliography.entries[0].children)


def test_the_banner_is_the_highest_marking_of_the_parts():
    actor = msgspec.structs.replace(get_record("Jaish"), marking="TLP:RED")
    section = Section(id="s", section_kind="actors", title="Actors", placements=place(actor))
    composition = compose(make_snapshot(section, records=[actor]))

    assert composition.document.banner.text == "TLP:RED"
    assert "marking-raised" in get_checks(composition)


def test_what_is_not_marked_is_told():
    actor = msgspec.structs.replace(get_record("Jaish"), marking="")
    section = Section(id="s", section_kind="actors", title="Actors", placements=place(actor))

    assert "unmarked-record" in get_checks(compose(make_snapshot(section, records=[actor])))


def test_a_briefing_without_any_marking_carries_the_most_restrictive_one():
    snapshot = make_snapshot(Section(id="s", section_kind="text"))
    briefing = msgspec.structs.replace(snapshot.briefing, marking="")

    banner = compose(msgspec.structs.replace(snapshot, briefing=briefing)).document.banner
    assert banner.text == "TLP:RED"


@pytest.mark.parametrize(
    "broken",
    [
        Section(id="bad", section_kind="no-such-kind", title="Broken"),
        Section(id="bad", section_kind="attacks", title="Broken", settings={"layout": 3.5}),
        Section(id="bad", section_kind="text", title="Broken", settings={"unknown": 1}),
    ],
)
def test_a_broken_section_says_so_in_place_and_the_rest_is_composed(broken):
    whole = Section(id="s", section_kind="text", title="Whole", settings={"text": "Fine words."})
    composition = compose(make_snapshot(broken, whole))

    faults = [b for b in composition.document.blocks if isinstance(b, Callout)]
    assert [fault.tone for fault in faults] == [CalloutTone.FAULT]
    assert "Fine words." in get_words(composition.document)
    assert "section-fault" in get_checks(composition)


@pytest.mark.logs_faults
def test_a_section_kind_that_fails_takes_no_other_along(monkeypatch):
    def fail(context, kind_settings):
        raise ZeroDivisionError

    kinds = get_section_kinds()
    text = kinds["text"]
    failing = {name: getattr(text, name) for name in text.__struct_fields__} | {
        "key": "failing",
        "compose": fail,
    }
    monkeypatch.setitem(kinds, "failing", SectionKind(**failing))
    whole = Section(id="s", section_kind="text", title="Whole", settings={"text": "Fine words."})

    composition = compose(make_snapshot(Section(id="x", section_kind="failing"), whole))

    assert "section-fault" in get_checks(composition)
    assert "Fine words." in get_words(composition.document)


def test_a_record_that_is_gone_leaves_a_visible_gap():
    gone = Placement(id="p", record="gone", revision=1)
    section = Section(id="s", section_kind="actors", title="Actors", placements=(gone,))
    composition = compose(make_snapshot(section))

    assert "missing-record" in get_checks(composition)
    assert "cannot be found" in get_words(composition.document)


def test_sources_are_printed_also_when_no_section_was_made_for_them():
    source = get_record("Pakistan’s Retaliatory")
    text = Section(id="s", section_kind="text", title="T", settings={"text": f"a [@{source.key}]"})
    document = compose(make_snapshot(text, records=[source])).document

    assert isinstance(document.blocks[-1], Bibliography)
    assert len(document.blocks[-1].entries) == 1


def test_a_briefing_that_cites_nothing_has_no_list_of_sources():
    text = Section(id="s", section_kind="text", title="T", settings={"text": "a"})
    document = compose(make_snapshot(text)).document

    assert not any(isinstance(block, Bibliography) for block in document.blocks)


def test_a_pinned_placement_prints_the_pinned_revision_and_tells_of_the_newer():
    newest = msgspec.structs.replace(get_record("Jaish"), revision=3, base="New base")
    older = msgspec.structs.replace(newest, revision=1, base="Old base")
    placements = place(newest, mode=PlacementMode.PINNED)
    section = Section(id="s", section_kind="actors", title="Actors", placements=placements)
    snapshot = make_snapshot(section, records=[newest])

    composition = compose(msgspec.structs.replace(snapshot, pinned={"p1": older}))

    assert "Old base" in get_words(composition.document)
    assert "newer-revision" in get_checks(composition)


def test_a_mention_links_to_a_profile_in_the_document():
    document = compose(make_sample()).document
    anchors = {block.anchor for block in document.blocks}
    tables = (block for block in document.blocks if isinstance(block, Table))
    anchors |= {row.anchor for table in tables for row in table.rows}
    targets = {
        inline.target
        for block in iter_blocks(document.blocks)
        for inline in iter_inlines(block)
        if hasattr(inline, "target")
    }

    assert targets
    assert targets <= anchors


def test_attacks_are_totalled_and_what_is_not_reported_is_said():
    document = compose(make_sample()).document
    tables = [b for b in document.blocks if isinstance(b, Table) and b.total]

    total = [get_text(cell.children) for cell in tables[0].total[0].cells]
    assert total[0] == "Total"
    assert total[4].startswith("at least")
    notes = [
        get_text(b.children)
        for b in document.blocks
        if isinstance(b, Paragraph) and b.role is ParagraphRole.SMALL
    ]
    assert any("not reported" in note for note in notes)


def test_a_section_can_begin_on_a_new_page_and_can_be_left_out():
    sections = (
        Section(id="a", section_kind="text", title="A", settings={"text": "aa"}, page_break=True),
        Section(id="b", section_kind="text", title="B", settings={"text": "bb"}, included=False),
    )
    document = compose(make_snapshot(*sections)).document

    assert any(isinstance(block, PageBreak) for block in document.blocks)
    assert "bb" not in get_words(document)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(snapshots_of_records())
def test_any_briefing_composes_and_every_citation_has_one_entry(snapshot):
    document = compose(snapshot).document
    blocks = [*iter_blocks(document.blocks)]
    entries = [e.number for b in blocks if isinstance(b, Bibliography) for e in b.entries]
    cited = {
        source.number
        for block in blocks
        for inline in iter_inlines(block)
        if isinstance(inline, Cite)
        for source in inline.sources
    }

    assert len(entries) == len(set(entries))
    assert cited <= set(entries)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(snapshots_of_records())
def test_the_same_snapshot_gives_the_same_document(snapshot):
    assert compose(snapshot) == compose(snapshot)
