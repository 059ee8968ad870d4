from datetime import UTC, datetime

import pytest

from briefing.errors import InvalidValueError
from briefing.outline import Briefing, BriefingStatus
from briefing.records.library_settings import ReviewRules
from briefing.services.briefings.outlining import change_briefing
from briefing.services.editions.reviewing import (
    change_rules,
    find_approver,
    move_briefing,
    tell_history,
)
from briefing.services.history import Change, History
from briefing.services.records.editing import restore_field
from tests.support.libraries import find, memory_library, numbered_id

BRIEFING = Briefing(id=numbered_id(900), title="Strikes", author="M. Haddad and L. Okafor")
AT = datetime(2024, 1, 18, 18, 0, tzinfo=UTC)
REVIEW, APPROVED = BriefingStatus.IN_REVIEW, BriefingStatus.APPROVED


@pytest.fixture
def library():
    with memory_library(BRIEFING) as library:
        yield library


@pytest.fixture
def history(library):
    return History(library)


def move(history, *steps):
    for status, by in steps:
        history.do(move_briefing(BRIEFING, status, by=by, at=AT))


def status(library):
    return find(library, BRIEFING.id).status


def test_a_briefing_goes_to_review_and_is_approved(library, history):
    move(history, (REVIEW, "M. Haddad"), (APPROVED, "S. Lind"))

    assert status(library) is APPROVED
    assert find_approver(find(library, BRIEFING.id)) == "S. Lind"


def test_no_step_of_the_review_is_passed_over(library, history):
    with pytest.raises(InvalidValueError, match="is a draft, so it cannot become approved"):
        move(history, (APPROVED, "S. Lind"))

    assert status(library) is BriefingStatus.DRAFT


def test_changing_an_approved_briefing_makes_it_a_draft_again(library, history):
    move(history, (REVIEW, "M. Haddad"), (APPROVED, "S. Lind"))
    history.do(change_briefing(BRIEFING.id, {"title": "Strikes and replies"}))

    assert status(library) is BriefingStatus.DRAFT
    told = tell_history(find(library, BRIEFING.id))
    day = AT.astimezone().day  # where the analyst is
    assert told == f"changed since it was approved by S. Lind, {day} January 2024"


def test_undoing_that_change_gives_the_approval_back(library, history):
    move(history, (REVIEW, "M. Haddad"), (APPROVED, "S. Lind"))
    history.do(change_briefing(BRIEFING.id, {"title": "Strikes and replies"}))
    history.undo()

    assert status(library) is APPROVED


def test_a_briefing_in_review_may_be_corrected_there(library, history):
    move(history, (REVIEW, "M. Haddad"))
    history.do(change_briefing(BRIEFING.id, {"title": "Strikes and replies"}))

    assert status(library) is REVIEW


def test_only_those_named_may_approve(library, history):
    history.do(change_rules(ReviewRules(approvers=("S. Lind",))))
    with pytest.raises(InvalidValueError, match="Okafor may not approve here; S"):
        move(history, (REVIEW, "M. Haddad"), (APPROVED, "L. Okafor"))
    move(history, (APPROVED, "s. lind"))

    assert status(library) is APPROVED


@pytest.mark.parametrize("by", ["M. Haddad", "L. Okafor", "P. Brandt"])
def test_who_wrote_or_sent_it_cannot_approve_it_where_the_rules_say_so(library, history, by):
    history.do(change_rules(ReviewRules(own_approval=False)))
    with pytest.raises(InvalidValueError, match="somebody else has to approve"):
        move(history, (REVIEW, "P. Brandt"), (APPROVED, by))

    assert status(library) is REVIEW


def test_an_approval_may_need_a_note(library, history):
    history.do(change_rules(ReviewRules(note_needed=True)))
    with pytest.raises(InvalidValueError, match="Say in a note"):
        move(history, (REVIEW, "M. Haddad"), (APPROVED, "S. Lind"))
    history.do(move_briefing(BRIEFING, APPROVED, by="S. Lind", at=AT, note="Read whole."))

    assert find(library, BRIEFING.id).review[-1].note == "Read whole."


def test_an_approval_is_not_restored_from_an_older_revision(library, history):
    move(history, (REVIEW, "M. Haddad"), (APPROVED, "S. Lind"))
    approved = find(library, BRIEFING.id).revision
    history.do(change_briefing(BRIEFING.id, {"title": "Replies"}))
    history.do(restore_field(BRIEFING.id, approved, "status"))

    assert status(library) is BriefingStatus.DRAFT


def test_what_is_final_cannot_be_undone_nor_what_led_to_it(library, history):
    history.do(change_briefing(BRIEFING.id, {"title": "Replies"}))

    def rename(unit):
        change_briefing(BRIEFING.id, {"title": "Issued"}).apply(unit)

    history.do(Change(label="issue", apply=rename, final=True))

    assert (history.undo_label, history.undo()) == ("", None)
    assert find(library, BRIEFING.id).title == "Issued"
