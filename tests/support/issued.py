"""Libraries in which briefings were approved and issued."""

from contextlib import contextmanager
from datetime import UTC, datetime

from briefing.outline import BriefingStatus
from briefing.sample.library import SAMPLE_BRIEFING, SAMPLE_FILE, read_sample
from briefing.services.editions.issuing import (
    IssueOrder,
    issue_edition,
    make_waiver,
    prepare_issue,
    write_edition,
)
from briefing.services.editions.reviewing import move_briefing
from briefing.services.files.exchanging import import_exchange
from briefing.services.history import History
from tests.support.libraries import find, memory_library

AT = datetime(2024, 1, 19, 9, 30, tzinfo=UTC)
RECIPIENTS = ("Crisis cell", "Embassy, Islamabad")


@contextmanager
def sample_library():
    """Give a library in memory with the worked example, and its history."""
    with memory_library() as library:
        history = History(library)
        history.do(import_exchange(read_sample(), origin=SAMPLE_FILE))
        yield library, history


def approve(library, history, briefing_id=SAMPLE_BRIEFING):
    """Take a briefing through review."""
    for status, by in ((BriefingStatus.IN_REVIEW, "M. Haddad"), (BriefingStatus.APPROVED, "Lind")):
        briefing = find(library, briefing_id)
        history.do(move_briefing(briefing, status, by=by, at=briefing.modified))


def waive_all(problems):
    """Waive whatever is found, for one reason."""
    return tuple(make_waiver(problem, "Known to the desk.", by="Lind") for problem in problems)


def issue(library, history, briefing_id=SAMPLE_BRIEFING, *, by="Lind", **order):
    """Issue an approved briefing; gives the edition as stored."""
    draft = prepare_issue(library, briefing_id)
    files = write_edition(draft.snapshot)
    known = {"recipients": RECIPIENTS, "waivers": waive_all(files.problems), "at": AT}
    change, edition_id = issue_edition(
        draft.snapshot, files, IssueOrder(by=by, **{**known, **order})
    )
    history.do(change)
    return find(library, edition_id)
