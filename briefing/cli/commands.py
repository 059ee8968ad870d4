"""The commands: each takes the arguments, does its work and gives the exit status."""

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from briefing.cli.edition_commands import issue_briefing, list_issued, verify_issued
from briefing.cli.opening import OpenLibrary, find_briefing, open_for_reading
from briefing.cli.output import (
    iter_record_lines,
    print_error,
    print_json,
    print_line,
    print_table,
)
from briefing.cli.places import find_library_path
from briefing.cli.review_commands import review_returned
from briefing.errors import ExportError, InvalidValueError
from briefing.identifiers import RecordId
from briefing.ports import Library, RecordQuery, UnitOfWork

if TYPE_CHECKING:
    from briefing.services.files.table_importing import Outcome

DONE, PROBLEMS_FOUND = 0, 1
_SHORT_ID = 8
_STDOUT = Path("-")


def write_demo(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """Write the sample briefing to a folder, by way of a library that is thrown away."""
    from briefing.sample.library import SAMPLE_BRIEFING, SAMPLE_FILE, read_sample
    from briefing.services.files.exchanging import import_exchange
    from briefing.services.history import History
    from briefing.services.pages.exporting import export_briefing
    from briefing.services.pages.snapshots import take_snapshot

    _make_folder(options.out)
    with (
        TemporaryDirectory(prefix="briefing-builder-") as folder,
        closing(open_library(Path(folder) / "sample.briefings", create=True)) as library,
    ):
        History(library).do(import_exchange(read_sample(), origin=SAMPLE_FILE))
        snapshot = take_snapshot(library, SAMPLE_BRIEFING)
    stem = options.out / Path(SAMPLE_FILE).stem
    targets = {"docx": stem.with_suffix(".docx"), "pdf": stem.with_suffix(".pdf")}
    result = export_briefing(snapshot, targets)
    _tell_written(result.paths, result.page_count)
    return DONE


def list_records(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """List the records of one kind, or of all kinds."""
    from briefing.services.search.searching import ALL_KINDS, list_records

    kinds = (options.kind,) if options.kind else ALL_KINDS
    with open_for_reading(options, open_library) as library:
        found = list_records(library, RecordQuery(kinds=kinds, text=options.search))
    if options.json:
        print_json(found)
    elif found:
        rows = [(r.id[:_SHORT_ID], r.kind, r.title, r.subtitle, r.marking) for r in found]
        print_table(("ID", "KIND", "TITLE", "DETAILS", "MARKING"), rows)
    return DONE


def show_record(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """Show one record, whole."""
    import msgspec

    from briefing.records.kinds import encode_record
    from briefing.services.search.searching import find_by_reference

    with open_for_reading(options, open_library) as library:
        record_id = find_by_reference(library, options.record)
        with library.read() as unit:
            record = unit.records.get_record(record_id)
            lines = list(iter_record_lines(record, _make_title_finder(unit)))
    if options.json:
        plain = msgspec.json.decode(encode_record(record))
        first = {"id": record.id, "kind": record.kind, "title": record.display_title}
        print_json({**first, **plain})
    else:
        for line in lines:
            print_line(line)
    return DONE


def import_files(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """Bring in all files or, if anything is wrong with one of them, none.

    Rows of a table that cannot be read are listed on standard error, and the others come in.
    """
    from briefing.services.files.import_files import open_import
    from briefing.services.files.table_importing import Choice, Outcome
    from briefing.services.history import Change, History
    from briefing.services.progress import Progress

    files = [open_import(path) for path in options.files]
    outcomes: list[Outcome] = []

    def apply(unit: UnitOfWork) -> None:
        outcomes.extend(file.store(unit, Choice(), Progress()) for file in files)

    path = find_library_path(options.library)
    with closing(open_library(path, create=True)) as library:
        History(library).do(Change(label="import files", apply=apply))
    for file, outcome in zip(files, outcomes, strict=True):
        _tell_imported(file.path, outcome)
    return PROBLEMS_FOUND if any(outcome.faults for outcome in outcomes) else DONE


def export_files(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """Write a briefing as documents, and it or the whole library in the exchange form."""
    targets = {key: getattr(options, key) for key in ("docx", "pdf") if getattr(options, key)}
    _require_targets(options, targets)
    with open_for_reading(options, open_library) as library:
        briefing_id = find_briefing(library, options.briefing) if options.briefing else None
        exported = _collect(library, briefing_id) if options.json else b""
        table = _collect_table(library, briefing_id) if options.csv else b""
        if targets and briefing_id:
            _write_documents(library, briefing_id, targets, options)
    if options.json == _STDOUT:
        sys.stdout.write(exported.decode())
    elif options.json:
        _write_exchange(options.json, exported)
    if options.csv:
        _write_exchange(options.csv, table)
    return DONE


def check_briefing(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """List what the checks find in a briefing; the status says whether that is anything."""
    from briefing.services.pages.previewing import make_preview
    from briefing.services.pages.snapshots import take_snapshot

    with open_for_reading(options, open_library) as library:
        snapshot = take_snapshot(library, find_briefing(library, options.briefing))
    problems = make_preview(snapshot).problems
    briefing = snapshot.briefing
    if options.json:
        title = briefing.display_title
        print_json({"id": briefing.id, "kind": "briefing", "title": title, "problems": problems})
    for problem in () if options.json else problems:
        print_line(f"{problem.severity}: {problem.message} {problem.remedy}".rstrip())
    if not problems and not options.json:
        print_line(f"No problems in “{briefing.display_title}”.")
    return PROBLEMS_FOUND if problems else DONE


COMMANDS: dict[str, Callable[[argparse.Namespace, OpenLibrary], int]] = {
    "demo": write_demo,
    "list": list_records,
    "show": show_record,
    "import": import_files,
    "export": export_files,
    "check": check_briefing,
    "issue": issue_briefing,
    "editions": list_issued,
    "verify-edition": verify_issued,
    "review": review_returned,
}


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder {path} cannot be made ({error.strerror}); choose another."
        raise ExportError(message) from error


def _make_title_finder(unit: UnitOfWork) -> Callable[[str], str]:
    kinds = ("actor", "attack", "background", "source", "briefing")
    titles = {r.id: r.key or r.title for r in unit.records.list_records(RecordQuery(kinds=kinds))}
    return lambda text: titles.get(RecordId(text), "")


def _require_targets(options: argparse.Namespace, targets: dict[str, Path]) -> None:
    if not targets and not options.json and not options.csv:
        message = "Say what to write: --docx PATH, --pdf PATH, --json PATH or --csv PATH."
        raise InvalidValueError(message)
    if targets and not options.briefing:
        message = "Name the briefing to write as a document; `list briefing` shows them."
        raise InvalidValueError(message)
    if options.ceiling and (options.json or options.csv):
        message = "--ceiling goes with --docx and --pdf; records are written whole or not at all."
        raise InvalidValueError(message)
    if options.style_sheet and not targets:
        message = "--style-sheet goes with --docx and --pdf; records have no page design."
        raise InvalidValueError(message)
    if options.title and not options.ceiling:
        message = "--title goes with --ceiling; the briefing has a title of its own."
        raise InvalidValueError(message)
    paths = [path.absolute() for path in (*targets.values(), options.json, options.csv) if path]
    if len(set(paths)) < len(paths):
        message = "Give each file a path of its own."
        raise InvalidValueError(message)


def _collect(library: Library, briefing_id: RecordId | None) -> bytes:
    from briefing.exchange.json_form import write_exchange
    from briefing.services.files.exchanging import collect_briefing, collect_library

    if briefing_id:
        return write_exchange(collect_briefing(library, briefing_id))
    return write_exchange(collect_library(library))


def _collect_table(library: Library, briefing_id: RecordId | None) -> bytes:
    from briefing.exchange.csv_form import write_attacks
    from briefing.services.files.exchanging import collect_briefing, collect_library

    if briefing_id:
        return write_attacks(collect_briefing(library, briefing_id))
    return write_attacks(collect_library(library))


def _write_documents(
    library: Library,
    briefing_id: RecordId,
    targets: dict[str, Path],
    options: argparse.Namespace,
) -> None:
    from briefing.services.pages.exporting import ExportOptions, export_briefing
    from briefing.services.pages.house_templates import read_template, use_template
    from briefing.services.pages.snapshots import take_snapshot
    from briefing.services.pages.style_sheets import use_style_sheet
    from briefing.services.settings_of_library import get_settings

    snapshot = take_snapshot(library, briefing_id, for_export=True)
    if options.style_sheet:
        with library.read() as unit:
            settings = get_settings(unit)
        snapshot = use_style_sheet(snapshot, settings, options.style_sheet)
    if options.template:
        snapshot = use_template(snapshot, *read_template(options.template))
    ceiling = options.ceiling and snapshot.get_scheme().read_level(options.ceiling).label
    how = ExportOptions(archive=options.pdf_a, ceiling=ceiling, title=options.title)
    result = export_briefing(snapshot, targets, how)
    if options.json == _STDOUT:
        return
    _tell_written(result.paths, result.page_count)
    if result.problems:
        print_line(f"Problems in it: {len(result.problems)} (`check` lists them)")
    for each in result.withheld:
        print_line(f"Withheld: {each.what} ({each.marking or 'not marked'})")


def _write_exchange(path: Path, content: bytes) -> None:
    from briefing.services.files.file_writing import write_files

    write_files({path: content})
    print_line(f"Wrote {path}")


def _tell_imported(path: Path, outcome: "Outcome") -> None:
    for lines, sentence in outcome.faults:
        print_error(f"{path}: {lines}: {sentence}")
    count = outcome.count_read()
    line = f"Imported {count} {'record' if count == 1 else 'records'} from {path}"
    left_out = len(outcome.faults)
    print_line(f"{line}; {left_out} left out" if left_out else line)


def _tell_written(paths: tuple[Path, ...], page_count: int) -> None:
    for path in paths:
        print_line(f"Wrote {path} ({page_count} {'page' if page_count == 1 else 'pages'})")
