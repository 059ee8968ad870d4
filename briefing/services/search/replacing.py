"""Finds words in all texts of records and briefings, and replaces those that are chosen."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from briefing.errors import InvalidValueError, RecordConflictError
from briefing.identifiers import RecordId
from briefing.outline import Briefing, BriefingStatus
from briefing.ports import Library, RecordQuery, UnitOfWork
from briefing.record_texts import Path, iter_texts, replace_texts
from briefing.records.kinds import AnyRecord, encode_record
from briefing.records.record_filter import RecordFilter
from briefing.services.history import Change
from briefing.services.progress import Progress
from briefing.text_cleaning import clean_text

SEARCHED_KINDS = ("actor", "attack", "background", "source", "briefing")
MOST_HITS = 5_000
"""Places that are listed; more are counted."""

_AROUND = 40
_BATCH = 500
_PROTECTED = re.compile(
    r"\]\((?:[^()\s]|\([^()\s]*\))*"  # where a link or a mention leads
    r"|<[a-z][a-z0-9+.-]*:[^<>\s]*>"
    r"|\bhttps?://[^\s<>\])]+"
    r"|(?<=[\[;\s])@[A-Za-z0-9][\w.-]*(?::[1-6])?",  # the key that a citation cites
    re.IGNORECASE,
)


class TextSearch(msgspec.Struct, frozen=True, kw_only=True):
    """What to look for; letters with diacritics are letters of their own."""

    text: str
    whole_words: bool = False
    match_case: bool = False


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Where to look: in some records, in those that a filter finds, or in all of these kinds."""

    kinds: tuple[str, ...] = SEARCHED_KINDS
    ids: tuple[RecordId, ...] | None = None
    filter: RecordFilter | None = None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One place where the words stand, with what stands around it."""

    record: RecordId
    kind: str
    title: str
    path: Path
    start: int
    before: str
    found: str
    after: str

    @property
    def field(self) -> str:
        """The field of the record that it stands in."""
        return str(self.path[0])


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: the first places, how many there are, in how many records."""

    hits: tuple[Hit, ...]
    count: int
    record_count: int


def find_hits(library: Library, search: TextSearch, scope: Scope, progress: Progress) -> Hits:
    """Find all places where the words stand.

    Never inside citation keys, ids of mentions and web addresses; issued briefings are left as
    they are. Raises CancelledError.
    """
    pattern, may_hold = _make_pattern(search), _make_quick_test(search)
    hits: list[Hit] = []
    count = records = 0
    with library.read() as unit:
        for record in _iter_scope(unit, scope, progress):
            if not may_hold(record):
                continue
            before = count
            for path, text in iter_texts(record):
                for start, end in _find_places(pattern, text):
                    count += 1
                    if len(hits) < MOST_HITS:
                        hits.append(_make_hit(record, path, text, start, end))
            records += count > before
    return Hits(hits=tuple(hits), count=count, record_count=records)


def replace_hits(hits: Sequence[Hit], replacement: str, progress: Progress | None = None) -> Change:
    """Replace these places, as one step.

    The change raises RecordConflictError when a text is no longer what was found, and
    CancelledError when it is given up.
    """
    replacement = clean_text(replacement)
    watched = progress or Progress()
    ordered = sorted(hits, key=lambda hit: hit.record)

    def apply(unit: UnitOfWork) -> None:
        done = 0
        for record_id, group in groupby(ordered, key=lambda hit: hit.record):
            watched.tell(done / len(ordered))
            found = list(group)
            record = unit.records.get_record(record_id)
            texts = _replace_in(record, found, replacement)
            unit.records.save_record(replace_texts(record, texts), reason=label)
            done += len(found)

    words = sorted({hit.found for hit in hits})
    places = "1 place" if len(hits) == 1 else f"{len(hits):,} places"
    label = f"replace “{words[0] if words else ''}” by “{replacement}” in {places}"
    return Change(label=label, apply=apply)


def _replace_in(record: AnyRecord, hits: Iterable[Hit], replacement: str) -> dict[Path, str]:
    texts = dict(iter_texts(record))
    changed: dict[Path, str] = {}
    for hit in sorted(hits, key=lambda hit: hit.start, reverse=True):
        text = texts.get(hit.path, "")
        end = hit.start + len(hit.found)
        if text[hit.start : end] != hit.found:
            message = f"“{record.display_title}” was changed meanwhile; search again."
            raise RecordConflictError(message)
        sofar = changed.get(hit.path, text)
        changed[hit.path] = sofar[: hit.start] + replacement + sofar[end:]
    return changed


def _make_pattern(search: TextSearch) -> re.Pattern[str]:
    words = clean_text(search.text)
    if not words.strip():
        message = "Write the words to look for."
        raise InvalidValueError(message)
    pattern = re.escape(words)
    if search.whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.compile(pattern, 0 if search.match_case else re.IGNORECASE)


def _make_quick_test(search: TextSearch) -> Callable[[AnyRecord], bool]:
    """Make a test that passes every record with the words in it, and few others.

    It looks through the record's JSON as a whole, which is far quicker than text by text. What
    JSON writes otherwise than it is cannot be found that way.
    """
    words = clean_text(search.text)
    if not words.isprintable() or '"' in words or "\\" in words:
        return lambda _record: True
    pattern = re.compile(re.escape(words), 0 if search.match_case else re.IGNORECASE)
    return lambda record: pattern.search(encode_record(record).decode()) is not None


def _find_places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    matches = [match.span() for match in pattern.finditer(text)]
    if not matches:
        return
    protected = [match.span() for match in _PROTECTED.finditer(text)]
    for start, end in matches:
        if not any(start < last and first < end for first, last in protected):
            yield start, end


def _iter_scope(unit: UnitOfWork, scope: Scope, progress: Progress) -> Iterator[AnyRecord]:
    if scope.ids is None and scope.filter is None:
        total = unit.records.count_records(RecordQuery(kinds=scope.kinds))
        found = unit.records.iter_records(scope.kinds)
    else:
        ids = _list_ids(unit, scope)
        total = len(ids)
        found = _iter_records(unit, ids)
    for number, record in enumerate(found):
        if number % _BATCH == 0:
            progress.tell(min(number / max(total, 1), 1.0))
        if not (isinstance(record, Briefing) and record.status is BriefingStatus.ISSUED):
            yield record
    progress.tell(1.0)


def _list_ids(unit: UnitOfWork, scope: Scope) -> Sequence[RecordId]:
    if scope.ids is not None or scope.filter is None:
        return scope.ids or ()
    fields = {name: getattr(scope.filter, name) for name in RecordFilter.__struct_fields__}
    return [summary.id for summary in unit.records.list_records(RecordQuery(**fields))]


def _iter_records(unit: UnitOfWork, ids: Sequence[RecordId]) -> Iterator[AnyRecord]:
    for start in range(0, len(ids), _BATCH):
        yield from unit.records.get_records(ids[start : start + _BATCH]).values()


def _make_hit(record: AnyRecord, path: Path, text: str, start: int, end: int) -> Hit:
    first = max(start - _AROUND, 0)
    before, after = text[first:start], text[end : end + _AROUND]
    return Hit(
        record=record.id,
        kind=record.kind,
        title=record.display_title,
        path=path,
        start=start,
        before=f"{'…' if first else ''}{before}".replace("\n", " "),
        found=text[start:end],
        after=f"{after}{'…' if end + _AROUND < len(text) else ''}".replace("\n", " "),
    )
