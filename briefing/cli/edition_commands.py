"""The commands about editions: issue a briefing, list what was issued, verify it."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.opening import OpenLibrary, find_briefing, open_for_reading
from briefing.cli.output import print_json, print_line, print_table
from briefing.cli.places import find_library_path
from briefing.identifiers import RecordId
from briefing.outline import Briefing, BriefingStatus
from briefing.ports import Library, UnitOfWork
from briefing.services.files.file_naming import make_safe_file_name

if TYPE_CHECKING:
    from briefing.document.problem import Problem
    from briefing.services.editions.issuing import IssueOrder, SortedProblems
    from briefing.services.history import History

DONE, PROBLEMS_FOUND = 0, 1
_SHORT_ID = 8


def issue_briefing(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """Issue a briefing, approved before or by the name that is given for it."""
    from briefing.services.editions.issuing import (
        issue_edition,
        prepare_issue,
        sort_problems,
        write_edition,
    )
    from briefing.services.history import History

    with closing(open_library(find_library_path(options.library))) as library:
        briefing_id = find_briefing(library, options.briefing)
        history = History(library)
        draft = prepare_issue(library, briefing_id)
        files = write_edition(draft.snapshot)
        found = sort_problems(files.problems, draft.snapshot.briefing.waivers)
        if found.errors or (found.warnings and not options.waive):
            _tell_open((*found.errors, *(() if options.waive else found.warnings)))
            return PROBLEMS_FOUND
        if options.approved_by:
            _approve(library, history, briefing_id, options)
            draft = prepare_issue(library, briefing_id)
        for title in draft.changed:
            print_line(f"Changed after the approval: “{title}”")
        order = _make_order(options, found, draft.recipients, draft.file_name)
        change, edition_id = issue_edition(draft.snapshot, files, order)
        history.do(change)
    short = edition_id[:_SHORT_ID]
    print_line(f"Issued edition {draft.number} ({short}), {files.page_count} pages")
    for path in order.targets.values():
        print_line(f"Wrote {path}")
    return DONE


def list_issued(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """List the editions, what was issued last first."""
    from briefing.services.editions.register import list_editions, tell_recipients, write_register
    from briefing.services.files.file_writing import write_files

    with open_for_reading(options, open_library) as library, library.read() as unit:
        editions = list_editions(unit, options.search)
    if options.csv:
        write_files({options.csv: write_register(editions)})
        print_line(f"Wrote {options.csv}")
    elif options.json:
        print_json(editions)
    elif editions:
        rows = [
            (
                e.id[:_SHORT_ID],
                f"{e.issued_at:%Y-%m-%d}" if e.issued_at else "",
                e.display_title,
                e.marking,
                "withdrawn" if e.withdrawn else tell_recipients(e),
            )
            for e in editions
        ]
        print_table(("ID", "ISSUED", "EDITION", "MARKING", "COPIES"), rows)
    return DONE


def verify_issued(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """Hold editions against what is stored; the status says whether anything differs."""
    from briefing.services.editions.register import find_edition, list_editions, verify_edition

    with open_for_reading(options, open_library) as library, library.read() as unit:
        wanted = [find_edition(unit, options.edition)] if options.edition else list_editions(unit)
        verdicts = [verify_edition(unit, edition) for edition in wanted]
    if options.json:
        print_json([{"id": v.edition.id, "faults": v.faults} for v in verdicts])
    for verdict in () if options.json else verdicts:
        state = "not as issued" if verdict.faults else "as issued"
        print_line(f"{verdict.edition.id[:_SHORT_ID]} {verdict.edition.display_title}: {state}")
        for fault in verdict.faults:
            print_line(f"  {fault}")
    return PROBLEMS_FOUND if any(verdict.faults for verdict in verdicts) else DONE


def _tell_open(problems: "tuple[Problem, ...]") -> None:
    for problem in problems:
        print_line(f"{problem.severity}: {problem.message} {problem.remedy}".rstrip())
    print_line("Nothing was issued; errors have to be mended, warnings waived with --waive REASON.")


def _approve(
    library: Library, history: "History", briefing_id: RecordId, options: argparse.Namespace
) -> None:
    """Take the steps that are left to the approval, as one."""
    from briefing.services.editions.reviewing import move_briefing
    from briefing.services.history import Change

    with library.read() as unit:
        briefing = unit.records.get_record(briefing_id)
    if not isinstance(briefing, Briefing) or briefing.status is BriefingStatus.APPROVED:
        return
    at = datetime.now(UTC)
    steps = [(BriefingStatus.APPROVED, options.approved_by)]
    if briefing.status is not BriefingStatus.IN_REVIEW:
        steps.insert(0, (BriefingStatus.IN_REVIEW, options.by))
    if briefing.status is BriefingStatus.ISSUED:
        steps.insert(0, (BriefingStatus.DRAFT, options.by))
    changes = [move_briefing(briefing, to, by=by, at=at, note=options.note) for to, by in steps]

    def apply(unit: UnitOfWork) -> None:
        for change in changes:
            change.apply(unit)

    history.do(Change(label="approve", apply=apply))


def _make_order(
    options: argparse.Namespace, found: "SortedProblems", usual: tuple[str, ...], file_name: str
) -> "IssueOrder":
    from briefing.services.editions.issuing import FORMATS, IssueOrder, make_waiver

    given = [make_waiver(one, options.waive, by=options.by) for one in found.warnings]
    name = make_safe_file_name(file_name)
    targets = {key: Path(options.out) / f"{name}.{key}" for key in FORMATS} if options.out else {}
    return IssueOrder(
        by=options.by,
        at=datetime.now(UTC).replace(microsecond=0),
        note=options.note,
        recipients=tuple(options.to) or usual,
        waivers=(*(waiver for _problem, waiver in found.waived), *given),
        file_name=name,
        targets=targets,
    )
