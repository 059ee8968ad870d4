"""Issues a briefing: freezes what it says, what it is made of and who got it, as one edition."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from briefing.document.nodes import encode_document
from briefing.document.problem import Problem, Severity
from briefing.errors import ExportError, InvalidValueError, RecordConflictError
from briefing.export.house_style import choose_style_sheet
from briefing.export.registry import get_document_format
from briefing.identifiers import RecordId, new_record_id
from briefing.outline import Briefing, BriefingStatus, ReviewStep, Waiver
from briefing.ports import Library, UnitOfWork
from briefing.records.edition import Edition, Recipient, UsedRecord, UseWay
from briefing.records.kinds import AnyRecord
from briefing.records.library_settings import RecipientList
from briefing.records.source import Source
from briefing.services.editions.register import find_last_edition, list_editions_of
from briefing.services.editions.reviewing import find_approver, tell_status
from briefing.services.files.file_naming import make_safe_file_name, suggest_file_name
from briefing.services.files.file_writing import write_files
from briefing.services.history import Change
from briefing.services.pages.exporting import SAVING, Progress, make_pages
from briefing.services.pages.snapshots import take_snapshot
from briefing.services.settings_of_library import get_settings
from briefing.snapshot import Snapshot, decode_snapshot
from briefing.text_cleaning import clean_line, clean_text

FORMATS = ("docx", "pdf")
"""What an edition keeps beside the tree."""


class IssueDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What there is before a briefing is issued: the next number, and what was usual so far.

    `changed` names the records that were changed after the approval. `recipients` are those of
    the last edition, of a briefing that it follows or of the edition that it corrects.
    """

    snapshot: Snapshot
    number: int
    file_name: str
    recipients: tuple[str, ...] = ()
    lists: tuple[RecipientList, ...] = ()
    changed: tuple[str, ...] = ()


class EditionFiles(msgspec.Struct, frozen=True, kw_only=True):
    """What is frozen: the tree as JSON and both files, with what was found on the way."""

    tree: bytes
    docx: bytes
    pdf: bytes
    page_count: int
    marking: str
    problems: tuple[Problem, ...]


class IssueOrder(msgspec.Struct, frozen=True, kw_only=True):
    """How to issue: by whom, to whom, and where the files go as well, by format."""

    by: str
    at: datetime
    note: str = ""
    recipients: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    file_name: str = ""
    targets: Mapping[str, Path] = {}


class SortedProblems(msgspec.Struct, frozen=True):
    """Problems by what they mean for an issue."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    waived: tuple[tuple[Problem, Waiver], ...]

    @property
    def may_issue(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.errors and not self.warnings


def prepare_issue(library: Library, briefing_id: RecordId) -> IssueDraft:
    """Read what an edition of the briefing would be made of, as it will say: issued.

    Raises as take_snapshot does.
    """
    taken = take_snapshot(library, briefing_id, for_export=True)
    issued = msgspec.structs.replace(taken.briefing, status=BriefingStatus.ISSUED)
    snapshot = msgspec.structs.replace(taken, briefing=issued)
    with library.read() as unit:
        earlier = list_editions_of(unit, briefing_id)
        number = _find_next_number(earlier)
        name = suggest_file_name(issued)
        return IssueDraft(
            snapshot=snapshot,
            number=number,
            file_name=make_safe_file_name(f"{name} edition {number}") if number > 1 else name,
            recipients=_find_usual_recipients(unit, taken.briefing),
            lists=get_settings(unit).recipient_lists,
            changed=tuple(_find_changed(snapshot)),
        )


def write_edition(snapshot: Snapshot, progress: Progress = lambda _step: None) -> EditionFiles:
    """Make everything that is frozen, the PDF as PDF/A-2b; equal snapshots give equal bytes.

    Raises ExportError when a file comes out unsound.
    """
    from briefing.composition.compose import compose
    from briefing.export.pdf_writer.writer import write_pdf

    progress("Composing")
    composition = compose(snapshot)
    document, style_sheet = composition.document, choose_style_sheet(snapshot)
    progress("Laying out pages")
    pdf = write_pdf(document, style_sheet, archive=True)  # it is kept for good
    pages = make_pages(pdf, house_template=snapshot.template_file)
    files = {}
    for key in FORMATS:
        document_format = get_document_format(key)
        progress(f"Writing {document_format.label}")
        files[key] = document_format.write(document, style_sheet, pages)
        if fault := document_format.find_fault(files[key]):
            message = f"Nothing was issued because {fault}; please report this."
            raise ExportError(message)
    return EditionFiles(
        # both files hold the pictures; the tree is there to compare words
        tree=encode_document(msgspec.structs.replace(document, pictures={})),
        docx=files["docx"],
        pdf=files["pdf"],
        page_count=pdf.page_count,
        marking=document.banner.text if document.banner else "",
        problems=(*composition.problems, *pdf.problems),
    )


def write_edition_in_worker(snapshot: bytes, progress: Progress) -> EditionFiles:
    """Make what is frozen of an encoded snapshot, in a worker process."""
    files = write_edition(decode_snapshot(snapshot), progress)
    progress(SAVING)
    return files


def issue_edition(
    snapshot: Snapshot, files: EditionFiles, order: IssueOrder
) -> tuple[Change, RecordId]:
    """Store an edition and call the briefing issued, all or nothing; gives the edition's id too.

    This cannot be undone, only withdrawn. When applied raises InvalidValueError while errors or
    warnings without a waiver remain or nobody has approved it, RecordConflictError when anything
    was changed since the snapshot, ExportError when a file cannot be written.
    """
    edition_id = new_record_id()
    title = snapshot.briefing.display_title

    def apply(unit: UnitOfWork) -> None:
        briefing = _require_ready(unit, snapshot, files, order)
        step = ReviewStep(status=BriefingStatus.ISSUED, by=clean_line(order.by), at=order.at)
        issued = msgspec.structs.replace(
            briefing,
            status=BriefingStatus.ISSUED,
            waivers=order.waivers,
            review=(*briefing.review, step),
        )
        stored = unit.records.save_record(issued, reason="issued")
        edition = _make_edition(unit, snapshot, files, order)
        edition = msgspec.structs.replace(edition, id=edition_id, briefing_revision=stored.revision)
        unit.records.save_record(edition, reason="issued")
        contents = {"docx": files.docx, "pdf": files.pdf}
        write_files({path: contents[key] for key, path in order.targets.items()})

    return Change(label=f"issue “{title}”", apply=apply, final=True), edition_id


def sort_problems(problems: Sequence[Problem], waivers: Sequence[Waiver]) -> SortedProblems:
    """Tell what blocks an issue, what still wants a waiver, and what has one."""
    known = {_get_place(waiver): waiver for waiver in waivers if waiver.reason.strip()}
    warnings = [problem for problem in problems if problem.severity is not Severity.ERROR]
    return SortedProblems(
        errors=tuple(one for one in problems if one.severity is Severity.ERROR),
        warnings=tuple(one for one in warnings if _get_place(one) not in known),
        waived=tuple((one, known[_get_place(one)]) for one in warnings if _get_place(one) in known),
    )


def make_waiver(problem: Problem, reason: str, *, by: str) -> Waiver:
    """Waive a warning for a reason."""
    return Waiver(
        check=problem.check,
        message=problem.message,
        section=problem.section,
        record=problem.record,
        field=problem.field,
        reason=clean_text(reason).strip(),
        by=clean_line(by),
    )


# --- before -------------------------------------------------------------------------------------


def _find_next_number(earlier: Sequence[Edition]) -> int:
    return 1 + max((edition.number for edition in earlier), default=0)


def _find_usual_recipients(unit: UnitOfWork, briefing: Briefing) -> tuple[str, ...]:
    corrected = unit.records.find_record(briefing.corrects) if briefing.corrects else None
    last = find_last_edition(unit, briefing) or corrected
    if not isinstance(last, Edition):
        return ()
    return tuple(recipient.name for recipient in last.recipients)


def _find_changed(snapshot: Snapshot) -> Iterator[str]:
    """Yield the titles of records that say something since the approval that it did not see."""
    steps = [s for s in snapshot.briefing.review if s.status is BriefingStatus.APPROVED]
    approved = _as_utc(steps[-1].at) if steps else None
    placed = {p.record for s in snapshot.briefing.list_included() for p in s.placements}
    for record in snapshot.records.values():
        is_printed = record.id in placed or isinstance(record, Source)
        if is_printed and approved and record.modified and record.modified > approved:
            yield record.display_title


def _as_utc(moment: datetime | None) -> datetime | None:
    """Take a moment without a zone, which an imported file may hold, as UTC."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


# --- issuing ------------------------------------------------------------------------------------


def _require_ready(
    unit: UnitOfWork, snapshot: Snapshot, files: EditionFiles, order: IssueOrder
) -> Briefing:
    if not order.by.strip():
        message = "Say who issues it."
        raise InvalidValueError(message)
    briefing = _require_as_written(unit, snapshot)
    if briefing.status is not BriefingStatus.APPROVED:
        message = (
            f"“{briefing.display_title}” is {tell_status(briefing.status)}; it can be issued "
            "once it is approved."
        )
        raise InvalidValueError(message)
    found = sort_problems(files.problems, order.waivers)
    if not found.may_issue:
        first = (*found.errors, *found.warnings)[0]
        message = f"Nothing was issued: {first.message} {first.remedy}".rstrip()
        raise InvalidValueError(message)
    return briefing


def _require_as_written(unit: UnitOfWork, snapshot: Snapshot) -> Briefing:
    """Give the briefing as it is stored; nothing that was frozen may have changed meanwhile."""
    stored = unit.records.get_record(snapshot.briefing.id)
    now = unit.records.get_records(RecordId(key) for key in snapshot.records)
    then = {RecordId(key): record.revision for key, record in snapshot.records.items()}
    same = {key: record.revision for key, record in now.items()} == then
    is_same = same and stored.revision == snapshot.briefing.revision
    if not isinstance(stored, Briefing) or not is_same:
        message = (
            f"“{stored.display_title}” or a record in it was changed while it was being issued; "
            "nothing was issued. Look at it and issue it again."
        )
        raise RecordConflictError(message)
    return stored


def _make_edition(
    unit: UnitOfWork, snapshot: Snapshot, files: EditionFiles, order: IssueOrder
) -> Edition:
    briefing = snapshot.briefing
    names = [name for name in map(clean_line, order.recipients) if name]
    return Edition(
        id=RecordId(""),
        briefing=briefing.id,
        number=_find_next_number(list_editions_of(unit, briefing.id)),
        title=briefing.title,
        reference=briefing.reference,
        date=briefing.date,
        cut_off=briefing.cut_off,
        style_sheet=briefing.style_sheet,
        language=briefing.language,
        marking=files.marking,
        issued_at=order.at,
        issued_by=clean_line(order.by),
        approved_by=find_approver(briefing),
        note=clean_text(order.note).strip(),
        recipients=tuple(Recipient(name=n, copy=count) for count, n in enumerate(names, 1)),
        file_name=order.file_name or suggest_file_name(briefing),
        page_count=files.page_count,
        tree=unit.attachments.add_attachment(files.tree),
        docx=unit.attachments.add_attachment(files.docx),
        pdf=unit.attachments.add_attachment(files.pdf),
        used=tuple(_list_used(snapshot)),
        waivers=tuple(order.waivers),
        corrects=briefing.corrects,
    )


def _list_used(snapshot: Snapshot) -> Iterator[UsedRecord]:
    """Yield every record at the revision that the pages show, once for each revision."""
    seen: set[tuple[str, int]] = set()
    in_outline = {p.record for section in snapshot.briefing.sections for p in section.placements}
    for section in snapshot.briefing.list_included():
        for placement in section.placements:
            newest = snapshot.records.get(placement.record)
            record = snapshot.pinned.get(placement.id, newest)
            if record is not None and (record.id, record.revision) not in seen:
                seen.add((record.id, record.revision))
                yield _make_use(record, UseWay.PLACED)
    for record in snapshot.records.values():
        if record.id not in in_outline:
            way = UseWay.CITED if isinstance(record, Source) else UseWay.MENTIONED
            yield _make_use(record, way)


def _make_use(record: AnyRecord, way: UseWay) -> UsedRecord:
    return UsedRecord(
        record=record.id,
        revision=record.revision,
        record_kind=record.kind,
        title=record.display_title,
        way=way,
    )


def _get_place(found: Problem | Waiver) -> tuple[str, str, str, str, str]:
    return found.check, found.message, found.section, found.record, found.field
