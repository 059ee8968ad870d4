"""All checks, found once and run in a fixed order."""

from collections.abc import Callable, Iterable
from functools import cache

import briefing.composition.checks
from briefing.document.nodes import Document
from briefing.document.problem import Problem
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
    """Run all checks."""
    return tuple(problem for check in get_checks() for problem in check(snapshot, document))
