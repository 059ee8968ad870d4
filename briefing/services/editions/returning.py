"""Takes what came back in a Word file into the briefing, its overrides or the library."""

from collections.abc import Sequence
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from briefing.errors import InvalidValueError
from briefing.export.house_style import choose_style_sheet
from briefing.identifiers import PlacementId, RecordId
from briefing.outline import Briefing, Comment
from briefing.ports import Library, UnitOfWork
from briefing.record_texts import Path as TextPath
from briefing.record_texts import iter_texts, replace_texts
from briefing.returned.matching import (
    LONGEST_PASSAGE,
    Into,
    Returned,
    ReturnedEdit,
    Target,
    match_returned,
)
from briefing.returned.reading import LARGEST_FILE, read_returned
from briefing.services.briefings.commenting import add_comments
from briefing.services.briefings.placing import begin_override
from briefing.services.files.file_reading import read_whole_file
from briefing.services.history import Change
from briefing.services.pages.exporting import make_pages
from briefing.services.pages.snapshots import take_snapshot
from briefing.snapshot import Snapshot
from briefing.text_cleaning import clean_text

_SHOWN = 60  # letters of a text that a message quotes


def read_returned_file(library: Library, briefing_id: RecordId, path: Path) -> Returned:
    """Read a Word file that came back, and match it with the briefing as it is now.

    Raises ImportFileError with the reason why it cannot be read.
    """
    content = read_whole_file(path, largest=LARGEST_FILE, outcome="nothing was changed")
    returned = read_returned(content)
    snapshot = take_snapshot(library, briefing_id)
    return match_returned(returned, snapshot, read_returned(_write(snapshot)), origin=path.name)


def _write(snapshot: Snapshot) -> bytes:
    """Write the briefing as a file of this moment; its texts quote the numbers of its pages."""
    from briefing.composition.compose import compose_unchecked
    from briefing.export.docx_writer.writer import write_docx
    from briefing.export.pdf_writer.writer import write_pdf

    document, sheet = compose_unchecked(snapshot).document, choose_style_sheet(snapshot)
    pages = make_pages(write_pdf(document, sheet, only_pages=True))
    return write_docx(document, sheet, page_of_anchor=pages.page_of_anchor)


def take_edits(briefing_id: RecordId, edits: Sequence[tuple[ReturnedEdit, Into]]) -> Change:
    """Make the change that takes edits over as one step, each into where it is said.

    An edit without a target becomes a comment that says what is to be done by hand. When applied,
    raises InvalidValueError where a text is not as it was when it was matched; then nothing is
    taken.
    """

    def apply(unit: UnitOfWork) -> None:
        for edit, into in edits:
            if edit.target is None:
                add_comments(briefing_id, [_remark(edit)]).apply(unit)
            else:
                _take(unit, briefing_id, edit, edit.target, into, label)

    label = _name_edits([edit for edit, _into in edits])
    return Change(label=label, apply=apply)


def take_returned(
    briefing_id: RecordId,
    edits: Sequence[tuple[ReturnedEdit, Into]],
    comments: Sequence[Comment],
) -> Change:
    """Make the change that takes edits and comments over as one step; see take_edits."""
    changes = [take_edits(briefing_id, edits)] if edits else []
    changes += [add_comments(briefing_id, comments)] if comments else []

    def apply(unit: UnitOfWork) -> None:
        for change in changes:
            change.apply(unit)

    label = changes[0].label if len(changes) == 1 else "take what came back"
    return Change(label=label, apply=apply)


def _remark(edit: ReturnedEdit) -> Comment:
    """Make the comment that keeps a change for doing by hand; the same for the same change."""
    words = f"{edit.by}\n{edit.section}\n{edit.before}\n{edit.after}"
    told = f"Write “{edit.after}” instead." if edit.after else "Leave this out."
    if not edit.before:
        told = f"Add “{edit.after}”."
    return Comment(
        id=str(uuid5(NAMESPACE_URL, words)),
        by=edit.by or "A reviewer",
        text=told,
        at=edit.at,
        section=edit.section,
        record=edit.record,
        passage=edit.before[:LONGEST_PASSAGE],
        origin=edit.origin,
    )


def _name_edits(edits: Sequence[ReturnedEdit]) -> str:
    people = sorted({edit.by for edit in edits if edit.by})
    by = f" by {people[0]}" if len(people) == 1 else ""
    return f"take a change{by}" if len(edits) == 1 else f"take {len(edits):,} changes{by}"


def _take(
    unit: UnitOfWork,
    briefing_id: RecordId,
    edit: ReturnedEdit,
    target: Target,
    into: Into,
    label: str,
) -> None:
    if target.record and into is Into.RECORD:
        _replace_in(unit, RecordId(target.record), target.path, edit, label)
        return
    path = target.path
    if target.record:
        if not target.can_be_overridden:
            message = "A briefing cannot say this part of a record otherwise; change the record."
            raise InvalidValueError(message)
        placement = PlacementId(target.placement)
        begin_override(briefing_id, placement, str(path[0])).apply(unit)
        path = ("placements", placement, "overrides", *path)
    if target.section:
        path = ("sections", target.section, *path)
    _replace_in(unit, briefing_id, path, edit, label)


def _replace_in(
    unit: UnitOfWork, record_id: RecordId, path: TextPath, edit: ReturnedEdit, label: str
) -> None:
    """Replace words in a text of a record's newest revision; sections and placements go by id."""
    record = unit.records.get_record(record_id)
    place = _find_place(record, path) if isinstance(record, Briefing) else path
    text = dict(iter_texts(record)).get(place, "")
    if edit.old not in text:
        message = f"“{_shorten(edit.old)}” was changed meanwhile; do this change by hand."
        raise InvalidValueError(message)
    new = clean_text(text.replace(edit.old, edit.new, 1))
    unit.records.save_record(replace_texts(record, {place: new}), reason=label)


def _find_place(briefing: Briefing, path: TextPath) -> TextPath:
    if path[0] != "sections":
        return path
    for number, section in enumerate(briefing.sections):
        if section.id != path[1]:
            continue
        if path[2] != "placements":
            return ("sections", number, *path[2:])
        places = [n for n, each in enumerate(section.placements) if each.id == path[3]]
        return ("sections", number, "placements", *places[:1], *path[4:])
    return ()


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
