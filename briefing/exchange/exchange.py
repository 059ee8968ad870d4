"""What travels between libraries, and how revisions are counted while it travels.

A library counts every save. A file carries only the newest content of each record, and the
older revisions that placements quote; these are counted anew from 1, so that a file says the
same wherever it comes from.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, pairwise

import msgspec

from briefing.identifiers import RecordId
from briefing.outline import Briefing, Placement
from briefing.records.edition import Edition
from briefing.records.kinds import AnyRecord, type_of_kind
from briefing.records.library_settings import LibrarySettings
from briefing.records.parts import Part
from briefing.records.record import strip_storage_fields
from briefing.records.source import Source

_SHA256 = re.compile(r'"([0-9a-f]{64})"')  # of the images that sections have themselves

Numbers = Mapping[tuple[RecordId, int], int]
"""The number that a revision gets, by record and the number it has."""


class AttachedFile(Part, frozen=True, kw_only=True):
    """A file that records refer to by the SHA-256 of its content; in JSON as Base64."""

    sha256: str
    content: bytes = msgspec.field(name="content_base64")


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """Records to hand over.

    `records` holds the newest revision of each record, `revisions` older ones; both say their
    number in `revision`, and placements quote these numbers. `attachments` are the files that
    the records refer to.
    """

    records: tuple[AnyRecord, ...] = ()
    revisions: tuple[AnyRecord, ...] = ()
    attachments: tuple[AttachedFile, ...] = ()


def find_attachments(record: AnyRecord) -> set[str]:
    """Find the SHA-256 of every file that the record refers to."""
    found = {attachment.sha256 for attachment in record.attachments}
    if isinstance(record, Source) and record.saved_copy:
        found.add(record.saved_copy.sha256)
    if isinstance(record, Edition):
        found.update(record.files)
    if isinstance(record, Briefing):
        settings = msgspec.json.encode([section.settings for section in record.sections])
        found.update(_SHA256.findall(settings.decode()))
    if isinstance(record, LibrarySettings):
        found.update(template.sha256 for template in record.house_templates)
    return found - {""}


def list_quoted(records: Iterable[AnyRecord]) -> set[tuple[RecordId, int]]:
    """List the revisions that placements in these records quote, as (record, revision)."""
    return {
        (placement.record, placement.revision)
        for briefing in records
        if isinstance(briefing, Briefing)
        for section in briefing.sections
        for placement in section.placements
    }


def with_placement_revisions(
    briefing: Briefing, get_revision: Callable[[Placement], int]
) -> Briefing:
    """Give the briefing with the revision number of each placement set anew."""
    sections = []
    for section in briefing.sections:
        placements = tuple(
            msgspec.structs.replace(placement, revision=get_revision(placement))
            for placement in section.placements
        )
        sections.append(msgspec.structs.replace(section, placements=placements))
    return msgspec.structs.replace(briefing, sections=tuple(sections))


def normalise(exchange: Exchange) -> Exchange:
    """Bring an exchange into the one form in which it is written.

    Records stand in order of kind, title and id. Older revisions are kept where a placement
    quotes them, attachments where a record refers to them. Revisions are counted from 1; a
    placement that quotes a revision which is not there quotes the newest one, and one of a
    record which is not there quotes 0. Older outlines are not kept: briefings are not placed.
    """
    older, numbers = _count_revisions(exchange)
    records = [_renumber(record, numbers) for record in exchange.records]
    revisions = [_renumber(record, numbers) for record in older]
    wanted = set(chain.from_iterable(map(find_attachments, chain(records, revisions))))
    files = {file.sha256: file for file in exchange.attachments if file.sha256 in wanted}
    return Exchange(
        records=tuple(sorted(records, key=_rank)),
        revisions=tuple(sorted(revisions, key=lambda record: (record.id, record.revision))),
        attachments=tuple(files[sha256] for sha256 in sorted(files)),
    )


def _list_older(exchange: Exchange) -> list[AnyRecord]:
    quoted = list_quoted(exchange.records)
    newest = {record.id: record.revision for record in exchange.records}
    return [
        record
        for record in exchange.revisions
        if not isinstance(record, Briefing)
        and (record.id, record.revision) in quoted
        and record.revision != newest.get(record.id, record.revision)
    ]


def _count_revisions(exchange: Exchange) -> tuple[list[AnyRecord], Numbers]:
    """Give the older revisions to keep, and the new number of every revision.

    Neighbours that say the same become one, as they do when a library stores them.
    """
    older: defaultdict[RecordId, list[AnyRecord]] = defaultdict(list)
    for record in sorted(_list_older(exchange), key=lambda record: record.revision):
        older[record.id].append(record)
    kept: list[AnyRecord] = []
    numbers: dict[tuple[RecordId, int], int] = {}
    for newest in exchange.records:
        number = 1
        for record, following in pairwise([*older[newest.id], newest]):
            numbers[record.id, record.revision] = number
            if strip_storage_fields(record) != strip_storage_fields(following):
                kept.append(record)
                number += 1
        numbers[newest.id, newest.revision] = numbers[newest.id, _NEWEST] = number
    return kept, numbers


_NEWEST = -1
"""Stands in `Numbers` for the newest revision, whatever number it had."""


def _renumber(record: AnyRecord, numbers: Numbers) -> AnyRecord:
    number = numbers[record.id, record.revision]
    numbered = msgspec.structs.replace(record, revision=number)
    if not isinstance(numbered, Briefing):
        return numbered

    def get_revision(placement: Placement) -> int:
        newest = numbers.get((placement.record, _NEWEST), 0)
        return numbers.get((placement.record, placement.revision), newest)

    return with_placement_revisions(numbered, get_revision)


_KINDS = tuple(type_of_kind)


def _rank(record: AnyRecord) -> tuple[int, str, str, str]:
    title = record.display_title
    return (_KINDS.index(record.kind), title.casefold(), title, record.id)
