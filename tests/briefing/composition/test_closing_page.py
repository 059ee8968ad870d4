"""The last page: the briefing's disclaimer, or else the library's."""

import msgspec

from briefing.composition.compose import compose
from briefing.composition.release import release
from briefing.document.nodes import Heading, PageBreak, Paragraph
from briefing.document.walk import get_text
from briefing.outline import Briefing
from briefing.snapshot import Snapshot
from tests.support.both_files import write_both
from tests.support.builders import compose_of, find_problem, make_text, numbered
from tests.support.docx_reading import list_shown
from tests.support.pdf_reading import open_pdf, read_pages


def get_last(composition, count=3):
    blocks = composition.document.blocks[-count:]
    return [get_text(b.children) if isinstance(b, Heading | Paragraph) else type(b) for b in blocks]


def test_a_disclaimer_stands_on_a_last_page_without_a_number():
    composition = compose_of(make_text("Text."), disclaimer="We take no side.")

    assert get_last(composition) == [PageBreak, "Disclaimer", "We take no side."]
    heading = composition.document.blocks[-2]
    assert (heading.number, heading.in_contents) == ("", True)


def test_the_heading_of_the_text_is_that_of_the_page():
    composition = compose_of(make_text("Text."), disclaimer="# Code of conduct\n\nNo side.")

    assert get_last(composition) == [PageBreak, "Code of conduct", "No side."]


def test_it_comes_after_the_annexes_and_the_sources():
    annex = make_text("Text.", number=2, title="Method", annex=True)
    composition = compose_of(annex, make_text("Text."), disclaimer="No side.")

    assert get_last(composition) == [PageBreak, "Disclaimer", "No side."]


def test_the_library_s_text_is_printed_where_a_briefing_has_none():
    briefing = Briefing(id=numbered(1), title="Strikes", marking="TLP:GREEN")
    snapshot = Snapshot(briefing=briefing, records={}, disclaimer="Of the library.")

    assert get_last(compose(snapshot), 1) == ["Of the library."]
    own = msgspec.structs.replace(briefing, disclaimer="Own.")
    assert get_last(compose(msgspec.structs.replace(snapshot, briefing=own)), 1) == ["Own."]
    none = msgspec.structs.replace(briefing, show_disclaimer=False)
    assert len(compose(msgspec.structs.replace(snapshot, briefing=none)).document.blocks) == 1


def test_a_release_keeps_the_library_s_text_and_withholds_a_restricted_briefing_s_own():
    briefing = Briefing(id=numbered(1), marking="TLP:RED", disclaimer="Own words.")
    snapshot = Snapshot(briefing=briefing, records={}, disclaimer="Of the library.")

    assert get_last(compose(release(snapshot, "TLP:GREEN").snapshot), 1) == ["Of the library."]


def test_a_broken_citation_in_it_is_told_at_the_front_page():
    composition = compose_of(make_text("Text."), disclaimer="It was told [@nobody].")

    problem = find_problem(composition, "broken-reference")
    assert (problem.section, problem.field) == ("", "disclaimer")


def test_both_files_end_with_it():
    sections = (make_text("Text."), make_text("Wide.", number=2, landscape=True))
    files = write_both(compose_of(*sections, disclaimer="We take no side.").document)

    last = open_pdf(files.pdf).pages[-1].mediabox
    assert last.height > last.width
    assert "We take no side." in read_pages(files.pdf)[-1]
    assert len(read_pages(files.pdf)) == 3
    assert list_shown(files.docx)[-1] == "We take no side."
