"""All checks, found once and run in a fixed order."""

from collections.abc import Callable, Iterable
from functools import cache

import briefing.composition.checks
from briefing.document.nodes import Document
from briefing.document.problem import Problem, Severity
from briefing.modules import iter_registered
from briefing.snapshot import Snapshot

Check = Callable[[Snapshot, Document], Iterable[Problem]]
"""Finds problems of one sort; knows nothing of other checks."""


@cache
def get_checks() -> tuple[Check, ...]:
    """Give all checks; each module of briefing.composition.checks offers its own as CHECKS."""
    found: list[Check] = []
    for checks in iter_registered(briefing.composition.checks, "CHECKS"):
        if isinstance(checks, tuple):
            found.extend(checks)
    return tuple(found)


def find_problems(snapshot: Snapshot, document: Document) -> tuple[Problem, ...]:
    """Run all checks; one that fails is told as a problem and takes no other along."""
    return tuple(problem for check in get_checks() for problem in _run(check, snapshot, document))


def _run(check: Check, snapshot: Snapshot, document: Document) -> tuple[Problem, ...]:
    try:
        return tuple(check(snapshot, document))
    except Exception as error:
        # the boundary of checks, which others may add: a document is never lost to one
        name = getattr(check, "__name__", "check").removeprefix("find_").replace("_", " ")
        import logging  # few runs have anything to log

        logging.getLogger(__name__).exception("The check for %s failed", name)
        fault = Problem(
            check="check-fault",
            severity=Severity.WARNING,
            message=f"The check for {name} failed ({type(error).__name__}).",
            remedy="Look for it yourself; the document is whole.",
        )
        return (fault,)
