import hashlib

import msgspec
import pytest

from briefing.document.nodes import decode_document
from briefing.document.problem import Problem, Severity
from briefing.errors import ExportError, InvalidValueError, RecordConflictError
from briefing.outline import BriefingStatus
from briefing.records.edition import UseWay
from briefing.sample.library import SAMPLE_BRIEFING
from briefing.services.briefings.outlining import change_briefing
from briefing.services.editions.issuing import (
    IssueOrder,
    issue_edition,
    make_waiver,
    prepare_issue,
    sort_problems,
    write_edition,
)
from briefing.services.records.editing import change_fields
from tests.support.issued import AT, RECIPIENTS, approve, issue, sample_library, waive_all
from tests.support.libraries import find

WARNING = Problem(check="stale", severity=Severity.WARNING, message="Old.", record="r")
ERROR = Problem(check="empty", severity=Severity.ERROR, message="Empty.")


@pytest.fixture
def desk():
    with sample_library() as (library, history):
        approve(library, history)
        yield library, history


@pytest.fixture(scope="module")
def frozen():
    """Give what is frozen of the worked example; writing it takes a moment."""
    with sample_library() as (library, history):
        approve(library, history)
        return write_edition(prepare_issue(library, SAMPLE_BRIEFING).snapshot)


def list_editions(library):
    with library.read() as unit:
        return [*unit.records.iter_records(("edition",))]


def try_to_issue(library, history, frozen, **order):
    snapshot = prepare_issue(library, SAMPLE_BRIEFING).snapshot
    known = {"by": "Lind", "at": AT, "waivers": waive_all(frozen.problems)}
    history.do(issue_edition(snapshot, frozen, IssueOrder(**{**known, **order}))[0])


def test_an_issued_edition_says_who_approved_it_and_who_got_which_copy(desk):
    edition = issue(*desk)

    assert (edition.number, edition.approved_by, edition.issued_by) == (1, "Lind", "Lind")
    assert [(one.copy, one.name) for one in edition.recipients] == [*enumerate(RECIPIENTS, 1)]
    assert edition.marking.startswith("TLP:")
    assert find(desk[0], SAMPLE_BRIEFING).status is BriefingStatus.ISSUED


def test_an_edition_keeps_its_tree_and_both_files_by_their_hashes(desk):
    edition = issue(*desk)
    with desk[0].read() as unit:
        contents = [unit.attachments.get_attachment(sha256) for sha256 in edition.files]

    assert [hashlib.sha256(each).hexdigest() for each in contents] == [*edition.files]
    assert decode_document(contents[0]).properties.title == edition.title
    assert (contents[1][:2], contents[2][:5]) == (b"PK", b"%PDF-")
    assert b"<pdfaid:part>2<" in contents[2]  # for archives


def test_an_edition_names_every_record_with_the_revision_that_was_shown(desk):
    library, history = desk
    edition = issue(library, history)
    ways = {way: [u.title for u in edition.used if u.way is way] for way in UseWay}

    assert "Jaish al-Adl" in ways[UseWay.PLACED]
    assert ways[UseWay.CITED]
    assert all(find(library, used.record).revision == used.revision for used in edition.used)


def test_issuing_cannot_be_undone(desk):
    library, history = desk
    issue(library, history)

    assert history.undo_label != "issue"
    while history.undo():
        pass
    assert list_editions(library)
    assert find(library, SAMPLE_BRIEFING).status is BriefingStatus.ISSUED


def test_the_second_edition_has_the_next_number_and_the_same_recipients(desk):
    library, history = desk
    issue(library, history)
    history.do(change_briefing(SAMPLE_BRIEFING, {"subtitle": "With the reply of 20 January"}))
    approve(library, history)
    draft = prepare_issue(library, SAMPLE_BRIEFING)

    assert (draft.number, draft.recipients) == (2, RECIPIENTS)
    assert draft.file_name.endswith("edition 2")


def test_a_draft_is_not_issued(frozen):
    with sample_library() as (library, history):
        with pytest.raises(InvalidValueError, match="is a draft; it can be issued once"):
            try_to_issue(library, history, frozen)

        assert list_editions(library) == []


def test_what_changed_while_it_was_written_is_not_issued(desk, frozen):
    library, history = desk
    draft = prepare_issue(library, SAMPLE_BRIEFING)
    (actor, *_rest) = [r for r in draft.snapshot.records.values() if r.kind == "actor"]
    history.do(change_fields(actor.id, {"base": "Rask"}))
    order = IssueOrder(by="Lind", at=AT, waivers=waive_all(frozen.problems))
    with pytest.raises(RecordConflictError, match="nothing was issued"):
        history.do(issue_edition(draft.snapshot, frozen, order)[0])

    assert list_editions(library) == []
    assert prepare_issue(library, SAMPLE_BRIEFING).changed == (actor.display_title,)


def test_an_approval_whose_time_has_no_zone_is_taken_as_utc(desk):
    library, history = desk
    briefing = find(library, SAMPLE_BRIEFING)
    steps = tuple(msgspec.structs.replace(s, at=AT.replace(tzinfo=None)) for s in briefing.review)
    history.do(change_fields(SAMPLE_BRIEFING, {"review": steps}))

    assert prepare_issue(library, SAMPLE_BRIEFING).changed == ()


def test_a_folder_that_is_not_there_leaves_nothing_half_issued(desk, frozen, tmp_path):
    with pytest.raises(ExportError, match="does not exist"):
        try_to_issue(*desk, frozen, targets={"pdf": tmp_path / "gone" / "briefing.pdf"})

    assert list_editions(desk[0]) == []
    assert find(desk[0], SAMPLE_BRIEFING).status is BriefingStatus.APPROVED


def test_the_files_are_written_where_they_are_wanted(desk, frozen, tmp_path):
    targets = {"pdf": tmp_path / "b.pdf", "docx": tmp_path / "b.docx"}
    try_to_issue(*desk, frozen, targets=targets)

    assert targets["pdf"].read_bytes() == frozen.pdf
    assert targets["docx"].read_bytes() == frozen.docx


def test_a_warning_without_a_waiver_stops_the_issue(desk, frozen):
    warned = msgspec.structs.replace(frozen, problems=(WARNING,))
    with pytest.raises(InvalidValueError, match="Nothing was issued: Old"):
        try_to_issue(*desk, warned, waivers=())
    try_to_issue(*desk, warned, waivers=(make_waiver(WARNING, "Checked by phone.", by="Lind"),))

    assert find(desk[0], SAMPLE_BRIEFING).waivers[0].reason == "Checked by phone."


def test_a_waiver_covers_the_warning_that_it_was_given_for_and_no_error():
    waivers = [make_waiver(WARNING, "Checked.", by="L"), make_waiver(ERROR, "Never mind.", by="L")]
    found = sort_problems([WARNING, ERROR], waivers)

    assert (found.errors, found.warnings) == ((ERROR,), ())
    assert [waiver.reason for _problem, waiver in found.waived] == ["Checked."]
    assert not found.may_issue


def test_a_waiver_wants_a_reason():
    found = sort_problems([WARNING], [make_waiver(WARNING, "  ", by="L")])

    assert found.warnings == (WARNING,)
