"""Releases: a briefing without what is marked above a ceiling.

What is withheld is taken out before anything is composed, so that numbers, totals, contents,
sources, names and document properties follow of themselves, and nothing of it is anywhere in a
file. Whatever has no marking counts as the most restrictive level, and what this module does not
know of a briefing is left out.
"""

from collections.abc import Iterator

import msgspec

from briefing.composition.redaction import Redaction
from briefing.markings import MarkingLevel
from briefing.outline import DEEPEST_LEVEL, Briefing, Placement, Section
from briefing.records.kinds import AnyRecord
from briefing.sections.pictures import list_picture_uses
from briefing.sections.registry import get_section_kinds
from briefing.sections.section_kind import FieldType, SectionKind
from briefing.snapshot import Snapshot

RELEASED_TITLE = "Briefing"
"""Title of a release whose own title is withheld and which was given no other."""

_WORDLESS = frozenset({FieldType.CHOICE, FieldType.SWITCH, FieldType.NUMBER})
"""Settings that hold nothing an analyst has written."""

_FORM_FIELDS = (
    "id",
    "date",
    "marking_scheme",
    "portion_markings",
    "yardstick",
    "language",
    "style_sheet",
    "house_template",
    "citation_style",
    "reference_style",
    "show_grades",
    "settle_names",
    "expand_names",
    "show_disclaimer",
    "status",
)
"""How a briefing is set: nothing of what it says."""

_FRONT_PAGE_FIELDS = (
    "title",
    "subtitle",
    "reference",
    "cut_off",
    "author",
    "organisation",
    "audience",
    "attachments",
)


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a release leaves out, for the analyst alone: it names what is withheld.

    `marking` is why; empty for what is not marked. `section` and `record` say where it is.
    """

    what: str
    marking: str
    section: str = ""
    record: str = ""


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """What may go out under a ceiling, and what was withheld for that.

    With `title_withheld` the title printed is the one that was given for the release.
    """

    snapshot: Snapshot
    withheld: tuple[Withheld, ...]
    title_withheld: bool


def release(snapshot: Snapshot, ceiling: str, *, title: str = "") -> Release:
    """Take everything out of a snapshot that is marked above the ceiling.

    A section without a marking has that of the briefing; if that is above the ceiling, its own
    words are withheld and its records are judged each by itself. A section that is itself marked
    above the ceiling goes as a whole. `title` is printed instead of a title that is withheld.

    Raises InvalidValueError when the ceiling is no level of the briefing's marking scheme.
    """
    return _Releasing(snapshot, ceiling).release(title)


class _Releasing:
    def __init__(self, snapshot: Snapshot, ceiling: str) -> None:
        self._snapshot = snapshot
        self._briefing = snapshot.briefing
        self._scheme = snapshot.get_scheme()
        self._ceiling: MarkingLevel = self._scheme.get_level(ceiling)
        self._records = {
            key: record for key, record in snapshot.records.items() if self._may(record.marking)
        }
        self._redaction = Redaction(self._records)

    def release(self, title: str) -> Release:
        pinned = {
            placement: record
            for placement, record in self._snapshot.pinned.items()
            if record.id in self._records and self._may(record.marking)
        }
        snapshot = Snapshot(
            briefing=self._release_briefing(title),
            records={key: self._redaction.redact(each) for key, each in self._records.items()},
            pinned={key: self._redaction.redact(each) for key, each in pinned.items()},
            house_template=self._snapshot.house_template,
            style_sheet=self._snapshot.style_sheet,
            marking_scheme=self._snapshot.marking_scheme,
            files=self._pick_files(pinned),
            logo=self._snapshot.logo,
            disclaimer=self._redaction.redact_text(self._snapshot.disclaimer),
        )
        snapshot = self._pick_pictures(snapshot)
        return Release(
            snapshot=snapshot,
            withheld=tuple(self._list_withheld()),
            title_withheld=not self._may(self._briefing.marking),
        )

    def _may(self, marking: str) -> bool:
        """Tell whether something with this marking may go out."""
        return self._scheme.highest([marking]).rank <= self._ceiling.rank

    def _pick_files(self, pinned: dict[str, AnyRecord]) -> dict[str, bytes]:
        template = self._snapshot.house_template
        kept = {template.sha256} if template else set()
        for record in (*self._records.values(), *pinned.values()):
            kept.update(attachment.sha256 for attachment in record.attachments)
        return {key: file for key, file in self._snapshot.files.items() if key in kept}

    def _pick_pictures(self, released: Snapshot) -> Snapshot:
        """Add the pictures that are still shown, and no other."""
        keys = {use.key for use in list_picture_uses(released)}
        made, faults = self._snapshot.pictures, self._snapshot.picture_faults
        return msgspec.structs.replace(
            released,
            pictures={key: one for key, one in made.items() if key in keys},
            picture_faults={key: one for key, one in faults.items() if key in keys},
        )

    # --- the briefing and its sections --------------------------------------------------------

    def _release_briefing(self, title: str) -> Briefing:
        own = self._may(self._briefing.marking)
        fields = (*_FORM_FIELDS, *_FRONT_PAGE_FIELDS) if own else _FORM_FIELDS
        kept = {name: getattr(self._briefing, name) for name in fields}
        kept["sections"] = self._release_sections()
        kept["ceiling"] = self._ceiling.label
        if own:
            kept["disclaimer"] = self._redaction.redact_text(self._briefing.disclaimer)
        chosen = self._briefing.spellings.items()
        kept["spellings"] = {actor: name for actor, name in chosen if actor in self._records}
        if not own:
            kept |= {"title": title.strip() or RELEASED_TITLE, "marking": self._ceiling.label}
        else:
            kept |= {"marking": self._briefing.marking, "tags": self._briefing.tags}
        return Briefing(**kept)

    def _release_sections(self) -> tuple[Section, ...]:
        """Give the sections that are left, without those that say nothing any more."""
        kept: list[Section] = []
        for section in reversed(self._list_standing()):
            released = self._release_section(section)
            holds_others = bool(kept) and kept[-1].level > section.level
            if released.placements or holds_others or not self._is_emptied(section):
                kept.append(released)
        return tuple(reversed(kept))

    def _list_standing(self) -> list[Section]:
        """List the sections that are not withheld as a whole, with those inside of such."""
        included = msgspec.structs.replace(self._briefing, sections=self._briefing.list_included())
        standing = []
        withheld = DEEPEST_LEVEL + 1  # level of the section around, if it is withheld
        for section, level in zip(included.sections, included.find_levels(), strict=True):
            if level <= withheld:
                withheld = DEEPEST_LEVEL + 1 if self._may_stand(section) else level
                if self._may_stand(section):
                    standing.append(msgspec.structs.replace(section, level=level))
        return standing

    def _release_section(self, section: Section) -> Section:
        own = self._may_speak(section)
        placements = tuple(
            Placement(id=each.id, record=each.record, revision=each.revision, mode=each.mode)
            for each in section.placements
            if self._may_place(each, own=own)
        )
        kept = section if own else _strip(section)
        kept = msgspec.structs.replace(kept, placements=placements)
        released: Section = self._redaction.redact(kept)
        return released

    def _is_emptied(self, section: Section) -> bool:
        """Tell whether a section without records says nothing when its own words are withheld."""
        kind = get_section_kinds().get(section.section_kind)
        speaks_by_itself = kind and not kind.takes and _list_wordless(kind) >= _list_fields(kind)
        return not speaks_by_itself and not self._may_speak(section)

    def _may_speak(self, section: Section) -> bool:
        """Tell whether a section's own words may go out: unmarked, they are the briefing's."""
        return self._may(section.marking or self._briefing.marking)

    def _may_stand(self, section: Section) -> bool:
        return not section.marking or self._may(section.marking)

    def _may_place(self, placement: Placement, *, own: bool) -> bool:
        """Tell whether a placement may stay; what it says itself has the section's marking."""
        pinned = self._snapshot.pinned.get(placement.id)
        if placement.record not in self._records or (pinned and not self._may(pinned.marking)):
            return False
        return own or not _says_more(placement)

    # --- what the analyst is told -------------------------------------------------------------

    def _list_withheld(self) -> Iterator[Withheld]:
        briefing = self._briefing
        if not self._may(briefing.marking):
            yield Withheld(what="The front page", marking=briefing.marking)
        for section in self._list_standing():
            yield from self._list_of_section(section)
        yield from self._list_withheld_sections()
        placed = {p.record for section in briefing.sections for p in section.placements}
        for key, record in self._snapshot.records.items():
            if key not in self._records and key not in placed:
                yield Withheld(
                    what=f"What refers to the {_KIND_WORDS[record.kind]} “{record.display_title}”",
                    marking=record.marking,
                    record=key,
                )

    def _list_withheld_sections(self) -> Iterator[Withheld]:
        standing = {section.id for section in self._list_standing()}
        for section in self._briefing.list_included():
            if section.id not in standing:
                yield Withheld(
                    what=f"The section “{_get_title(section)}”",
                    marking=section.marking or self._briefing.marking,
                    section=section.id,
                )

    def _list_of_section(self, section: Section) -> Iterator[Withheld]:
        own = self._may_speak(section)
        if not own and _strip(section) != msgspec.structs.replace(section, placements=()):
            yield Withheld(
                what=f"The words of the section “{_get_title(section)}” itself",
                marking=section.marking or self._briefing.marking,
                section=section.id,
            )
        for placement in section.placements:
            if not self._may_place(placement, own=own):
                yield self._tell_placement(section, placement)

    def _tell_placement(self, section: Section, placement: Placement) -> Withheld:
        pinned = self._snapshot.pinned.get(placement.id)
        newest = self._snapshot.records.get(placement.record)
        above = [r for r in (pinned, newest) if r is not None and not self._may(r.marking)]
        shown = pinned or newest
        return Withheld(
            what=_describe(shown),
            marking=above[0].marking if above else section.marking or self._briefing.marking,
            section=section.id,
            record=placement.record,
        )


_KIND_WORDS = {
    "actor": "actor",
    "attack": "attack",
    "background": "background note",
    "source": "source",
    "briefing": "briefing",
    "settings": "settings",
}


def _strip(section: Section) -> Section:
    """Give a section of the same kind and layout without a word of its own."""
    kind = get_section_kinds().get(section.section_kind)
    wordless = _list_wordless(kind) if kind else frozenset()
    return Section(
        id=section.id,
        section_kind=section.section_kind,
        title=kind.title if kind else "",
        level=section.level,
        settings={key: value for key, value in section.settings.items() if key in wordless},
        marking=section.marking,
        page_break=section.page_break,
        annex=section.annex,
        landscape=section.landscape,
    )


def _list_fields(kind: SectionKind) -> frozenset[str]:
    return frozenset(field.name for field in kind.fields)


def _list_wordless(kind: SectionKind) -> frozenset[str]:
    return frozenset(field.name for field in kind.fields if field.field_type in _WORDLESS)


def _get_title(section: Section) -> str:
    kind = get_section_kinds().get(section.section_kind)
    return section.title or (kind.title if kind else section.section_kind)


def _describe(record: AnyRecord | None) -> str:
    if record is None:
        return "A record that is not in the library"
    return f"The {_KIND_WORDS.get(record.kind, 'record')} “{record.display_title}”"


def _says_more(placement: Placement) -> bool:
    """Tell whether a placement carries anything beside the record that it shows."""
    plain = Placement(id=placement.id, record=placement.record, revision=placement.revision)
    return msgspec.structs.replace(placement, mode=plain.mode) != plain
