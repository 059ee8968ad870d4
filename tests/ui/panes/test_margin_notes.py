"""What stands in the margins of the pages about the problems found on them."""

from briefing.document.problem import Problem, Severity
from ui.panes.margin_notes import gather_notes
from ui.worker.preview_pages import PagePlace, PreviewPages

PLACES = (PagePlace(0, 100, 400, "s1", ""), PagePlace(1, 60, 300, "s2", "r2"))


def make_problem(message, severity=Severity.WARNING, **fields):
    return Problem(check="test", severity=severity, message=message, **fields)


def gather(*problems):
    return gather_notes(
        PreviewPages(content=b"", page_count=2, places=PLACES, problems=tuple(problems))
    )


def test_a_problem_stands_where_its_section_or_record_begins():
    notes = gather(make_problem("a", section="s1"), make_problem("b", record="r2"))

    assert [(note.page, note.top) for note, _ in notes] == [(0, 100), (1, 60)]


def test_what_is_about_the_whole_briefing_stands_at_its_top():
    [(note, _)] = gather(make_problem("No marking."))

    assert (note.page, note.top < 100) == (0, True)


def test_problems_of_one_place_share_a_sign_with_errors_first():
    warning = make_problem("No source.", section="s1", remedy="Cite one.")
    error = make_problem("No title.", Severity.ERROR, section="s1")
    [(note, problems)] = gather(warning, error)

    assert problems == (error, warning)
    assert note.is_error
    assert note.words == "No title.\n\nNo source.\nCite one."


def test_what_is_not_printed_has_no_sign():
    assert gather(make_problem("Left out.", section="s9")) == []
