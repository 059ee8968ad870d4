"""A library's own marking scheme, from its settings to the pages, releases and merges."""

import pytest

from briefing.composition.release import release
from briefing.errors import InvalidValueError
from briefing.outline import Briefing
from briefing.records.library_settings import (
    SETTINGS_ID,
    LibrarySettings,
    OwnMarkingLevel,
    OwnMarkingScheme,
)
from briefing.services.history import History
from briefing.services.pages.snapshots import take_snapshot
from briefing.services.records.merging import merge_records
from briefing.snapshot import decode_snapshot, encode_snapshot
from tests.support.both_files import write_briefing
from tests.support.builders import make_note, make_section, numbered
from tests.support.docx_reading import open_docx
from tests.support.libraries import find, memory_library
from tests.support.pdf_reading import read_pages

LEVELS = (
    OwnMarkingLevel(label="OPEN", portion="O"),
    OwnMarkingLevel(label="DESK ONLY", portion="D", background="#7A1F1F"),
)
SETTINGS = LibrarySettings(
    id=SETTINGS_ID, marking_scheme=OwnMarkingScheme(name="House", levels=LEVELS)
)
NOTE = make_note(10, text="The desk has its own words.", marking="DESK ONLY")
OPEN_NOTE = make_note(11, text="Everybody knows.", marking="OPEN")
BRIEFING = Briefing(
    id=numbered(1),
    title="Strikes",
    marking="OPEN",
    marking_scheme="own",
    portion_markings=True,
    sections=(
        make_section("background", NOTE),
        make_section("background", OPEN_NOTE, number=2),
        make_section("yardsticks", number=3),
    ),
)


@pytest.fixture
def snapshot():
    with memory_library(SETTINGS, NOTE, OPEN_NOTE, BRIEFING) as library:
        return decode_snapshot(encode_snapshot(take_snapshot(library, BRIEFING.id)))


def test_every_page_of_both_files_carries_the_level_of_the_house(snapshot):
    files = write_briefing(snapshot)

    assert all(page.count("DESK ONLY") >= 2 for page in read_pages(files.pdf))
    section = open_docx(files.docx).sections[0]
    for edge in (section.header, section.first_page_header, section.footer):
        assert "DESK ONLY" in " ".join(paragraph.text for paragraph in edge.paragraphs)


def test_each_paragraph_carries_its_own_mark(snapshot):
    words = " ".join("".join(read_pages(write_briefing(snapshot).pdf)).split())

    assert "(D) The desk has its own words." in words
    assert "(O) Everybody knows." in words


def test_the_levels_are_explained_under_the_name_of_the_scheme(snapshot):
    assert "(House)" in "".join(read_pages(write_briefing(snapshot).pdf))


def test_a_release_up_to_a_level_of_the_house_withholds_what_is_above(snapshot):
    released = release(snapshot, "OPEN").snapshot
    words = "".join(read_pages(write_briefing(released).pdf))

    assert "Everybody knows." in words
    assert "own words" not in words


def test_a_level_of_another_scheme_is_no_ceiling(snapshot):
    with pytest.raises(InvalidValueError, match="House; there are: OPEN, DESK ONLY"):
        release(snapshot, "TLP:GREEN")


def test_a_merge_keeps_the_more_restrictive_level_of_the_house():
    with memory_library(SETTINGS, NOTE, OPEN_NOTE) as library:
        History(library).do(merge_records(OPEN_NOTE.id, [NOTE.id]))
        assert find(library, OPEN_NOTE.id).marking == "DESK ONLY"
