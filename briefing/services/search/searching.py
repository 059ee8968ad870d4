"""Finds records: for lists as the analyst types, and for references given by hand."""

from collections.abc import Sequence

from briefing.errors import RecordNotFoundError
from briefing.identifiers import RecordId
from briefing.ports import Library, RecordQuery, RecordSummary


def list_records(library: Library, query: RecordQuery) -> Sequence[RecordSummary]:
    """List what matches the query, read in one transaction."""
    with library.read() as unit:
        return unit.records.list_records(query)


ALL_KINDS = ("actor", "attack", "background", "source", "briefing")


def find_by_reference(
    library: Library, reference: str, *, kinds: tuple[str, ...] = ALL_KINDS
) -> RecordId:
    """Give the record that a person means: by id, by the start of an id, key or title.

    Raises RecordNotFoundError when none or several fit; the sentence names the several.
    """
    with library.read() as unit:
        records = unit.records.list_records(RecordQuery(kinds=kinds))
    wanted = reference.strip().casefold()
    exact = [r for r in records if wanted in (r.id, r.title.casefold(), r.key.casefold())]
    starts = [
        r for r in records if r.id.startswith(wanted) or r.title.casefold().startswith(wanted)
    ]
    found = (exact or starts) if wanted else []
    if len(found) == 1:
        return found[0].id
    raise RecordNotFoundError(_explain(reference, found, kinds))


def _explain(reference: str, found: Sequence[RecordSummary], kinds: Sequence[str]) -> str:
    if not found:
        what, listed = (
            ("Nothing", "list") if len(kinds) > 1 else (f"No {kinds[0]}", f"list {kinds[0]}")
        )
        return f"{what} in the library is called “{reference}”; `{listed}` shows what there is."
    names = "; ".join(f"{record.title} ({record.id[:8]})" for record in found[:3])
    return f"“{reference}” fits {len(found)} records: {names}; give the id."
