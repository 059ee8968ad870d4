"""Checks of comments: what somebody still waits for."""

from collections.abc import Iterator

from briefing.document.nodes import Document
from briefing.document.problem import Problem, Severity
from briefing.snapshot import Snapshot

_LONGEST = 80


def find_open_comments(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find comments that are not resolved; those of sections left out count too."""
    sections = {section.id for section in snapshot.briefing.sections}
    for comment in snapshot.briefing.comments:
        if comment.resolved:
            continue
        said = " ".join(comment.text.split())
        shown = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
        yield Problem(
            check="open-comment",
            severity=Severity.WARNING,
            message=f"A comment by {comment.by or 'somebody'} is open: “{shown}”",
            remedy="Answer it, and resolve it.",
            section=comment.section if comment.section in sections else "",
            record=comment.record,
            field="comments",
        )


CHECKS = (find_open_comments,)
