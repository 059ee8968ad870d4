"""Comments on a briefing."""

import datetime as dt

import pytest

from briefing.composition.compose import compose
from briefing.document.nodes import encode_document
from briefing.errors import InvalidValueError
from briefing.outline import Briefing, BriefingStatus
from briefing.services.briefings.commenting import (
    LONGEST_PASSAGE,
    add_comments,
    make_comment,
    remove_comment,
    reply_to,
    resolve,
)
from briefing.services.editions.reviewing import move_briefing
from briefing.services.history import History
from briefing.services.pages.snapshots import take_snapshot
from tests.support.builders import make_text, numbered
from tests.support.libraries import memory_library

NOW = dt.datetime(2024, 1, 18, 12, tzinfo=dt.UTC)
ID = numbered(1)


@pytest.fixture
def library():
    section = make_text("The strike was answered.")
    with memory_library(Briefing(id=ID, title="Strikes", sections=(section,))) as opened:
        yield opened


@pytest.fixture
def history(library):
    return History(library)


def get_comments(library):
    return take_snapshot(library, ID).briefing.comments


def say(text="By whom?", **fields):
    return make_comment(text, by="Grace", at=NOW, **fields)


def test_a_comment_is_answered_resolved_and_opened_again(library, history):
    comment = say(section=numbered(101), passage="was answered")
    history.do(add_comments(ID, [comment]))
    history.do(reply_to(ID, comment.id, "By Pakistan.", by="Ada", at=NOW))
    history.do(resolve(ID, comment.id))

    (kept,) = get_comments(library)
    assert (kept.text, kept.passage, kept.resolved) == ("By whom?", "was answered", True)
    assert [(reply.by, reply.text) for reply in kept.replies] == [("Ada", "By Pakistan.")]

    history.do(resolve(ID, comment.id, resolved=False))
    assert not get_comments(library)[0].resolved


def test_every_step_is_undone(library, history):
    comment = say()
    history.do(add_comments(ID, [comment]))
    history.do(remove_comment(ID, comment.id))
    assert get_comments(library) == ()

    history.undo()
    assert get_comments(library) == (comment,)
    history.undo()
    assert get_comments(library) == ()


def test_a_comment_that_came_back_twice_is_kept_once(library, history):
    comment = say()
    history.do(add_comments(ID, [comment]))
    history.do(add_comments(ID, [comment, say("Another.")]))

    assert [each.text for each in get_comments(library)] == ["By whom?", "Another."]


@pytest.mark.parametrize("text", ["", "  \n", "\x00"])
def test_an_empty_comment_is_refused(text):
    with pytest.raises(InvalidValueError, match="The comment is empty"):
        say(text)


def test_a_long_passage_is_cut():
    assert len(say(passage="word " * 200).passage) == LONGEST_PASSAGE


def test_an_answer_to_a_comment_that_is_gone_is_refused(history):
    with pytest.raises(InvalidValueError, match="not there any more"):
        history.do(reply_to(ID, "gone", "Well.", by="Ada", at=NOW))


def test_an_open_comment_is_a_problem_and_nothing_of_it_is_printed(library, history):
    comment = say("Canary?", section=numbered(101))
    history.do(add_comments(ID, [comment]))
    composition = compose(take_snapshot(library, ID))
    (problem,) = [each for each in composition.problems if each.check == "open-comment"]

    assert problem.section == numbered(101)
    assert "Canary" not in encode_document(composition.document).decode()

    history.do(resolve(ID, comment.id))
    left = compose(take_snapshot(library, ID)).problems
    assert "open-comment" not in {each.check for each in left}


def test_a_comment_leaves_an_approval_as_it_is(library, history):
    for status, by in ((BriefingStatus.IN_REVIEW, "Ada"), (BriefingStatus.APPROVED, "Lind")):
        briefing = take_snapshot(library, ID).briefing
        history.do(move_briefing(briefing, status, by=by, at=NOW))
    history.do(add_comments(ID, [say()]))

    assert take_snapshot(library, ID).briefing.status is BriefingStatus.APPROVED
