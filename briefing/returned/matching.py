"""Finds what a returned file changes: which text of the briefing, and how it would read."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

import msgspec

from briefing.document.markup import plain_text
from briefing.outline import Comment, Placement, PlacementMode, Reply, Section
from briefing.record_texts import Path, iter_texts
from briefing.records.kinds import AnyRecord
from briefing.returned.reading import (
    MarkedPlace,
    ReturnedComment,
    ReturnedFile,
    ReturnedParagraph,
)
from briefing.returned.words import carry_words
from briefing.snapshot import Snapshot

LONGEST_PASSAGE = 300
"""How many letters of the words that a comment is about are kept with it."""

_PREFIX_LENGTH = 40  # of bookmark names
_UNFIT = re.compile(r"[^A-Za-z0-9_]")
_LEAD = re.compile(r"\s*(?:[-+*]\s+|\d{1,9}[.)]\s+|>\s?|#{1,6}\s+)*")
_NUMBER = re.compile(r"^\S*\d[\d.]*\s+")
_SHORTEST = 8  # letters of a text that is looked for inside a paragraph
_LIKE = 0.6
_UNTRACKED = 20  # letters of a paragraph that is compared with what the briefing says now


class Into(StrEnum):
    """Where a change of a record's words goes."""

    BRIEFING = "briefing"  # an override of the record's field
    RECORD = "record"


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A text that can be changed: in the briefing, a section of it, or a record that it shows.

    `path` leads to it in the briefing, section or record: ("settings", "judgements", 0, "text").
    A target in a record has the placement that shows it.
    """

    section: str
    path: Path
    record: str = ""
    placement: str = ""

    @property
    def can_be_overridden(self) -> bool:
        """Whether a briefing can print another text than the record's own."""
        return bool(self.record) and len(self.path) == 1


class ReturnedEdit(msgspec.Struct, frozen=True, kw_only=True):
    """One change that a reviewer made; without a target it can only be done by hand.

    `where` tells people the place. `before` and `after` are what was read and what is read now.
    `old` and `new` are the stretch of Markdown in the target, and what it would become.
    `origin` names the file.
    """

    number: int
    where: str
    before: str
    after: str
    by: str = ""
    at: datetime | None = None
    section: str = ""
    record: str = ""
    target: Target | None = None
    old: str = ""
    new: str = ""
    origin: str = ""

    def choose_place(self, wanted: Into) -> Into:
        """Give where the change can go: a part of a record's field only into the record."""
        if self.target and self.target.record and not self.target.can_be_overridden:
            return Into.RECORD
        return wanted


class Returned(msgspec.Struct, frozen=True, kw_only=True):
    """What a returned file brings: changes, comments, and the titles of what is gone from it."""

    edits: tuple[ReturnedEdit, ...]
    comments: tuple[Comment, ...]
    removed: tuple[str, ...]


class _Passage(msgspec.Struct, frozen=True):
    """A paragraph, item or line of a text, as Markdown and as it prints."""

    target: Target
    markdown: str
    plain: str


def match_returned(
    returned: ReturnedFile, snapshot: Snapshot, now: ReturnedFile, *, origin: str
) -> Returned:
    """Match what came back with the briefing as it is.

    `now` is what a file that is written at this moment reads like, from which changes that nobody
    tracked are told. `origin` names the file.
    """
    matcher = _Matcher(snapshot)
    return Returned(
        edits=tuple(matcher.iter_edits(returned.paragraphs, now.paragraphs, origin)),
        comments=tuple(matcher.make_comments(returned.comments, origin)),
        removed=tuple(matcher.iter_removed(returned.bookmarks)),
    )


class _Matcher:
    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._sections = {
            _name_bookmark("section", each.id): each for each in snapshot.briefing.list_included()
        }
        self._records = {
            _name_bookmark("record", placement.record): placement.record
            for section in self._sections.values()
            for placement in section.placements
        }
        self._texts = _collect_texts(snapshot)

    # --- changes ------------------------------------------------------------------------------

    def iter_edits(
        self,
        paragraphs: Sequence[ReturnedParagraph],
        now: Sequence[ReturnedParagraph],
        origin: str,
    ) -> Iterator[ReturnedEdit]:
        """Yield the changes in the order of reading; tracked ones and those that nobody tracked."""
        said = _group_by_place(now)
        number = 0
        for place, there in _group_by_place(paragraphs).items():
            changed = _pair_untracked(there, said.get(place, []))
            passages = self._list_passages(place) if changed else []
            for paragraph in changed:
                edit = self._compare(place, paragraph, passages)
                if edit is not None:
                    number += 1
                    yield msgspec.structs.replace(edit, number=number, origin=origin)

    def _compare(
        self, place: MarkedPlace, paragraph: ReturnedParagraph, passages: list[_Passage]
    ) -> ReturnedEdit | None:
        section = self._sections.get(place.section)
        if section and paragraph.is_heading and not place.record:
            return self._compare_title(section, paragraph)
        return self._match(place, paragraph, passages)

    def _match(
        self, place: MarkedPlace, paragraph: ReturnedParagraph, passages: list[_Passage]
    ) -> ReturnedEdit:
        edit = self._make_edit(place, paragraph, paragraph.old, paragraph.new)
        inside = [
            passage
            for passage in passages
            if passage.plain == paragraph.old
            or (len(passage.plain) >= _SHORTEST and passage.plain in paragraph.old)
        ]
        for passage in sorted(inside, key=lambda each: -len(each.plain)):
            new_plain = _cut_out(paragraph.old, paragraph.new, passage.plain)
            carried = None if new_plain is None else _carry(passage, new_plain)
            if carried is not None:
                return msgspec.structs.replace(
                    edit, target=passage.target, old=passage.markdown, new=carried
                )
        return edit

    def _compare_title(self, section: Section, paragraph: ReturnedParagraph) -> ReturnedEdit | None:
        old, new = _NUMBER.sub("", paragraph.old), _NUMBER.sub("", paragraph.new)
        if old == new:
            return None
        edit = self._make_edit(paragraph.place, paragraph, old, new)
        if not new or old != section.title:
            return edit
        target = Target(section=section.id, path=("title",))
        return msgspec.structs.replace(edit, target=target, old=old, new=new)

    def _make_edit(
        self, place: MarkedPlace, paragraph: ReturnedParagraph, before: str, after: str
    ) -> ReturnedEdit:
        return ReturnedEdit(
            number=0,
            where=self.tell_place(place),
            before=before,
            after=after,
            by=paragraph.by,
            at=paragraph.at,
            section=self._sections[place.section].id if place.section in self._sections else "",
            record=self._records.get(place.record, ""),
        )

    def tell_place(self, place: MarkedPlace) -> str:
        """Tell people where a place is: the title of its section, and of its record."""
        section = self._sections.get(place.section)
        record = self._snapshot.records.get(self._records.get(place.record, ""))
        titles = [section.title or section.section_kind] if section else ["First page"]
        return " · ".join([*titles, record.display_title] if record else titles)

    # --- texts --------------------------------------------------------------------------------

    def _list_passages(self, place: MarkedPlace) -> list[_Passage]:
        section = self._sections.get(place.section)
        found = list(self._texts.get(section.id if section else "", ()))
        if section:
            found += self._list_placed_texts(section, self._records.get(place.record))
        return [
            _Passage(target, markdown, " ".join(plain_text(markdown).split()))
            for target, text in found
            for markdown in _iter_passages(text)
        ]

    def _list_placed_texts(
        self, section: Section, wanted: str | None
    ) -> Iterator[tuple[Target, str]]:
        for placement in section.placements:
            record = self._find_shown(placement)
            if record is not None and wanted in (None, placement.record):
                yield from _list_record_texts(section, placement, record)

    def _find_shown(self, placement: Placement) -> AnyRecord | None:
        shown = self._snapshot.pinned.get(placement.id)
        return shown or self._snapshot.records.get(placement.record)

    # --- the rest -----------------------------------------------------------------------------

    def make_comments(self, comments: Sequence[ReturnedComment], origin: str) -> Iterator[Comment]:
        """Make comments of the briefing but for those it has; answers go to what they answer."""
        there = {comment.id for comment in self._snapshot.briefing.comments}
        answers: dict[str, list[Reply]] = {}
        for each in comments:
            if each.answers:
                reply = Reply(by=each.by, text=each.text, at=each.at)
                answers.setdefault(each.answers, []).append(reply)
        for each in comments:
            if each.answers or not each.text or _make_comment_id(each) in there:
                continue
            section = self._sections.get(each.place.section)
            yield Comment(
                id=_make_comment_id(each),
                by=each.by,
                text=each.text,
                at=each.at,
                section=section.id if section else "",
                record=self._records.get(each.place.record, ""),
                passage=each.passage[:LONGEST_PASSAGE],
                origin=origin,
                replies=tuple(answers.get(each.id, ())),
                resolved=each.resolved,
            )

    def iter_removed(self, bookmarks: Sequence[str]) -> Iterator[str]:
        """Yield the titles of sections and records whose places are gone from the file."""
        there = set(bookmarks)
        for name, section in self._sections.items():
            if name not in there:
                yield section.title or section.section_kind
        if not any(name.startswith("record_") for name in there):
            return
        for name, record_id in self._records.items():
            record = self._snapshot.records.get(record_id)
            if name not in there and record is not None:
                yield record.display_title


def _make_comment_id(comment: ReturnedComment) -> str:
    """Give the same id for the same comment, so that a file can be read twice."""
    from uuid import NAMESPACE_URL, uuid5

    at = comment.at.isoformat() if comment.at else ""
    return str(uuid5(NAMESPACE_URL, "\n".join((comment.by, at, comment.passage, comment.text))))


def _name_bookmark(kind: str, identifier: str) -> str:
    return _UNFIT.sub("_", f"{kind}-{identifier}")[:_PREFIX_LENGTH]


def _carry(passage: _Passage, new: str) -> str | None:
    carried = carry_words(passage.markdown, passage.plain, new)
    return carried if carried is not None and carried != passage.markdown else None


def _cut_out(old: str, new: str, passage: str) -> str | None:
    """Give what became of a passage of a paragraph; None if more than it has changed."""
    before, _, after = old.partition(passage)
    if not new.startswith(before) or not new.endswith(after):
        return None
    if len(new) < len(before) + len(after):
        return None
    return new[len(before) : len(new) - len(after)]


def _iter_passages(text: str) -> Iterator[str]:
    """Yield the paragraphs and items of a Markdown text, without the marks before them."""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.split("\n")
        if any(line.lstrip().startswith("|") for line in lines):
            continue  # cells of tables are done by hand
        start = 0
        for number in range(1, len(lines) + 1):
            if number == len(lines) or _is_item(lines[number]):
                passage = "\n".join(lines[start:number])
                bare = passage[_find_lead(passage) :].rstrip()
                if bare.strip():
                    yield bare
                start = number


def _is_item(line: str) -> bool:
    return re.match(r"\s*(?:[-+*]|\d{1,9}[.)])\s", line) is not None


def _find_lead(passage: str) -> int:
    lead = _LEAD.match(passage)
    return lead.end() if lead else 0


def _collect_texts(snapshot: Snapshot) -> dict[str, list[tuple[Target, str]]]:
    """Collect the texts that the briefing itself holds, by section; "" for its first page."""
    sections = snapshot.briefing.sections
    collected: dict[str, list[tuple[Target, str]]] = {}
    for path, text in iter_texts(snapshot.briefing):
        match path:
            case ("sections", int(number), "placements", int(place), *rest):
                section = sections[number]
                below: Path = ("placements", section.placements[place].id, *rest)
                target = Target(section=section.id, path=below)
            case ("sections", int(number), *rest):
                target = Target(section=sections[number].id, path=tuple(rest))
            case _:
                target = Target(section="", path=path)
        collected.setdefault(target.section, []).append((target, text))
    return collected


def _list_record_texts(
    section: Section, placement: Placement, record: AnyRecord
) -> Iterator[tuple[Target, str]]:
    """Yield the texts of a record that a section prints, but for those that it says otherwise."""
    for path, text in iter_texts(record):
        if path[0] not in placement.overrides and placement.mode is not PlacementMode.OWN_TEXT:
            here = Target(section=section.id, record=record.id, placement=placement.id, path=path)
            yield here, text


def _group_by_place(
    paragraphs: Sequence[ReturnedParagraph],
) -> dict[MarkedPlace, list[ReturnedParagraph]]:
    grouped: dict[MarkedPlace, list[ReturnedParagraph]] = {}
    for paragraph in paragraphs:
        grouped.setdefault(paragraph.place, []).append(paragraph)
    return grouped


def _pair_untracked(
    paragraphs: list[ReturnedParagraph], now: list[ReturnedParagraph]
) -> list[ReturnedParagraph]:
    """Give the paragraphs that were changed, with what was said before where nobody tracked it.

    What reads otherwise than now is paired with the paragraph most like it that is not there any
    more.
    """
    there = {paragraph.old for paragraph in paragraphs}
    said = {paragraph.new for paragraph in now}
    gone = [p.new for p in now if p.new not in there and len(p.new) >= _UNTRACKED]
    changed: list[ReturnedParagraph] = []
    for paragraph in paragraphs:
        if paragraph.old != paragraph.new:
            if paragraph.new not in said or not paragraph.new:  # else it was taken over before
                changed.append(paragraph)
        elif paragraph.new not in said and len(paragraph.new) >= _UNTRACKED:
            old = _find_most_like(paragraph.new, gone)
            if old:
                gone.remove(old)
                changed.append(msgspec.structs.replace(paragraph, old=old))
    return changed


def _find_most_like(text: str, others: Sequence[str]) -> str:
    matcher = SequenceMatcher(None, "", text, autojunk=False)
    best, likeness = "", _LIKE
    for other in others:
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() < likeness or matcher.quick_ratio() < likeness:
            continue
        if (ratio := matcher.ratio()) >= likeness:
            best, likeness = other, ratio
    return best
