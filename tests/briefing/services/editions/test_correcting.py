import datetime as dt

import msgspec
import pytest

from briefing.composition.compose import compose
from briefing.document.nodes import Table
from briefing.document.walk import get_text, iter_blocks, iter_inlines
from briefing.errors import InvalidValueError
from briefing.services.editions.correcting import draft_notice, find_corrections
from briefing.services.editions.issuing import prepare_issue
from briefing.services.pages.snapshots import take_snapshot
from briefing.services.records.editing import change_fields, create_record
from tests.support.issued import RECIPIENTS, approve, issue, sample_library
from tests.support.libraries import find

TODAY = dt.date(2024, 1, 22)


@pytest.fixture(scope="module")
def desk():
    """Give a library in which the strength of an actor was corrected after the issue."""
    with sample_library() as (library, history):
        approve(library, history)
        edition = issue(library, history)
        actor = find_actor(library, edition)
        (figure, *others) = actor.figures
        figures = (msgspec.structs.replace(figure, high=700), *others)
        history.do(change_fields(actor.id, {"figures": figures, "tags": ("corrected",)}))
        yield library, history, edition


def find_actor(library, edition):
    used = next(used for used in edition.used if used.title == "Jaish al-Adl")
    return find(library, used.record)


def corrections_of(library, edition):
    with library.read() as unit:
        return find_corrections(unit, edition)


@pytest.fixture(scope="module")
def notice(desk):
    library, history, edition = desk
    with library.read() as unit:
        drafted = draft_notice(unit, edition, find_corrections(unit, edition), today=TODAY)
    history.do(create_record(drafted))
    return drafted


def test_what_says_something_else_since_the_issue_is_found_with_where_it_stood(desk):
    (correction,) = corrections_of(desk[0], desk[2])

    assert correction.newest.display_title == "Jaish al-Adl"
    assert [difference.field for difference in correction.differences] == ["figures"]
    assert any("Jaish al-Adl" in title for title in correction.sections)


def test_a_notice_says_what_was_said_what_is_right_and_on_whose_word(desk, notice):
    library, _history, _edition = desk
    document = compose(take_snapshot(library, notice.id)).document
    (table,) = [one for one in iter_blocks(document.blocks) if isinstance(one, Table)]
    (cells,) = [[get_text(cell.children) for cell in row.cells] for row in table.rows]
    words = " ".join(get_text(tuple(iter_inlines(block))) for block in iter_blocks(document.blocks))

    assert (cells[0], "600" in cells[1], "700" in cells[2]) == ("Figures", True, True)
    assert "Corrected by Test Analyst" in words


def test_a_notice_goes_to_those_who_got_the_edition(desk, notice):
    library, _history, edition = desk

    assert (notice.corrects, notice.marking) == (edition.id, edition.marking)
    assert prepare_issue(library, notice.id).recipients == RECIPIENTS
    assert notice.title == f"Correction: {edition.title}"


def test_text_of_records_stays_text_in_a_notice(desk):
    library, history, edition = desk
    actor = find_actor(library, edition)
    history.do(change_fields(actor.id, {"base": "| *Rask* | <b> [x](actor:y)"}))
    with library.read() as unit:
        notice = draft_notice(unit, edition, find_corrections(unit, edition), today=TODAY)
    history.undo()
    history.do(create_record(notice))
    document = compose(take_snapshot(library, notice.id)).document
    (table,) = [one for one in iter_blocks(document.blocks) if isinstance(one, Table)]

    assert "| *Rask* | <b> x" in [get_text(row.cells[2].children) for row in table.rows]


def test_where_nothing_differs_no_notice_is_drafted(desk):
    library, _history, edition = desk
    with library.read() as unit, pytest.raises(InvalidValueError, match="says anything else now"):
        draft_notice(unit, edition, (), today=TODAY)
