"""Problems as notes beside the places on the pages that they are about."""

from briefing.document.problem import Problem, Severity
from ui.widgets.page_notes import PageNote
from ui.worker.preview_pages import PreviewPages

_FRONT = (0, 24.0)  # what concerns the whole briefing stands at the top of its first page


def gather_notes(preview: PreviewPages) -> list[tuple[PageNote, tuple[Problem, ...]]]:
    """Give a note for each place that has problems; errors are told before warnings.

    What is about a part that is not printed has no note: the list of problems has it.
    """
    by_place: dict[tuple[int, float], list[Problem]] = {}
    for problem in preview.problems:
        place = _find_place(preview, problem)
        if place is not None:
            by_place.setdefault(place, []).append(problem)
    return [_make_note(place, problems) for place, problems in by_place.items()]


def _find_place(preview: PreviewPages, problem: Problem) -> tuple[int, float] | None:
    if not problem.section and not problem.record:
        return _FRONT
    places = preview.list_places(problem.section, problem.record)
    return (places[0].page, places[0].top) if places else None


def _make_note(
    place: tuple[int, float], problems: list[Problem]
) -> tuple[PageNote, tuple[Problem, ...]]:
    ordered = tuple(sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR))
    words = "\n\n".join("\n".join(filter(None, (one.message, one.remedy))) for one in ordered)
    is_error = ordered[0].severity is Severity.ERROR
    return PageNote(*place, is_error, words), ordered
