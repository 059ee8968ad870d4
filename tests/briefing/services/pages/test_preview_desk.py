"""What the window shows beside the work: the pages of an export, and what was found about them."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from briefing.sample.library import SAMPLE_BRIEFING
from briefing.services.briefings.outlining import change_briefing
from briefing.services.pages.previewing import PreviewDesk, make_preview
from briefing.services.pages.warm_reading import WarmLibrary
from briefing.services.records.editing import change_fields
from briefing.snapshot_patching import BaseLostError, make_patch
from tests.support.issued import sample_library

_MARKS = re.compile(rb"/\w+ ?(?:<<.*?>>)? ?(?:BDC|BMC)|\bEMC\b")


@pytest.fixture(scope="module")
def warm():
    with sample_library() as (library, _history):
        yield WarmLibrary(library)


@pytest.fixture(scope="module")
def snapshot(warm):
    return warm.take_snapshot(SAMPLE_BRIEFING)


@pytest.fixture
def desk(snapshot):
    desk = PreviewDesk()
    desk.take(make_patch(None, snapshot, base_number=0))
    return desk


def retype(warm, text):
    """Give the snapshot with another summary of an attack."""
    records = warm.take_snapshot(SAMPLE_BRIEFING).records.values()
    attack = next(record for record in records if record.kind == "attack")
    return warm.take_snapshot(SAMPLE_BRIEFING, [change_fields(attack.id, {"summary": text})])


def read_pages(content):
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def list_drawn(content):
    """Give what draws each page, without what only says to readers what it is."""
    pages = PdfReader(BytesIO(content)).pages
    return [_MARKS.sub(b"", page.get_contents().get_data()).split() for page in pages]


def test_the_pages_are_drawn_as_an_export_draws_them(desk, snapshot):
    shown, exported = desk.make_pages(), make_preview(snapshot).pdf

    assert list_drawn(shown.content) == list_drawn(exported.content)
    assert read_pages(shown.content) == read_pages(exported.content)
    assert shown.placed_blocks == exported.placed_blocks


def test_the_pages_of_a_changed_text_are_those_of_a_fresh_start(desk, warm, snapshot):
    desk.make_pages()
    changed = retype(warm, "Calm on both sides.")
    desk.take(make_patch(snapshot, changed, base_number=1))

    fresh = make_preview(changed)
    assert read_pages(desk.make_pages().content) == read_pages(fresh.pdf.content)
    assert desk.find_out().problems == fresh.problems
    assert desk.find_out().words == fresh.words


def test_pages_that_look_as_they_did_keep_their_number_and_no_others(desk, warm, snapshot):
    before = desk.make_pages()
    desk.take(make_patch(snapshot, retype(warm, "Calm on both sides."), base_number=1))
    after = desk.make_pages()

    drawn = zip(list_drawn(before.content), list_drawn(after.content), strict=False)
    same = [old == new for old, new in drawn]
    assert [old == new for old, new in zip(before.looks, after.looks, strict=False)] == same
    assert set(same) == {True, False}


def test_another_start_gives_other_numbers_since_letters_may_have_other_codes(desk, snapshot):
    other = PreviewDesk()
    other.take(make_patch(None, snapshot, base_number=0))

    assert not {*desk.make_pages().looks} & {*other.make_pages().looks}


def test_pages_that_say_the_same_are_not_made_again(desk, warm, snapshot):
    assert desk.make_pages() is not None
    budget = change_briefing(SAMPLE_BRIEFING, {"page_budget": 2})
    changed = warm.take_snapshot(SAMPLE_BRIEFING, [budget])
    desk.take(make_patch(snapshot, changed, base_number=1))

    assert desk.make_pages() is None
    assert desk.find_out().page_budget == 2
    assert "over-page-budget" in [problem.check for problem in desk.find_out().problems]


def test_a_patch_for_another_snapshot_is_refused(desk, warm, snapshot):
    changed = retype(warm, "Calm.")

    with pytest.raises(BaseLostError):
        desk.take(make_patch(snapshot, changed, base_number=7))
    with pytest.raises(BaseLostError):
        PreviewDesk().find_out()


def test_a_whole_snapshot_begins_anew(desk, warm):
    desk.make_pages()
    changed = retype(warm, "Calm.")
    desk.take(make_patch(None, changed, base_number=0))

    assert read_pages(desk.make_pages().content) == read_pages(make_preview(changed).pdf.content)
