"""One name for each actor in one document: its spelling, and what it stands for at first use."""

import re
from collections.abc import Iterable

import msgspec

from briefing.document.nodes import Block, Inline, Paragraph, Text
from briefing.document.running_text import rewrite_running_text
from briefing.document.walk import get_text, iter_blocks
from briefing.name_matching import guess_script, make_skeleton
from briefing.outline import Briefing, NameExpansion
from briefing.records.actor import Actor, ActorName, NameKind
from briefing.records.kinds import AnyRecord
from briefing.snapshot import Snapshot

_SPELLINGS = (NameKind.ALIAS, NameKind.OFFICIAL, NameKind.FORMER)
_SHORTEST_SKELETON = 3


def prefer_chosen_names(snapshot: Snapshot) -> Snapshot:
    """Give the snapshot with the names that the briefing chose preferred in its actors.

    A choice that is none of the actor's names any more counts for nothing.
    """
    chosen = snapshot.briefing.spellings
    if not chosen:
        return snapshot
    return msgspec.structs.replace(
        snapshot,
        records={key: _prefer(record, chosen) for key, record in snapshot.records.items()},
        pinned={key: _prefer(record, chosen) for key, record in snapshot.pinned.items()},
    )


def list_spellings(actor: Actor) -> tuple[str, ...]:
    """List the names by which a document may call an actor, the preferred one first."""
    preferred = actor.preferred_name
    names = [preferred, *actor.names] if preferred else []
    latin = [name.text for name in names if name.text.strip() and not guess_script(name.text)]
    return tuple(dict.fromkeys(latin))


def settle_names(blocks: tuple[Block, ...], snapshot: Snapshot) -> tuple[Block, ...]:
    """Give the blocks with one spelling for each actor, expanded at its first use, as asked."""
    briefing = snapshot.briefing
    actors = [record for record in snapshot.records.values() if isinstance(record, Actor)]
    if briefing.settle_names:
        spellings = _Spellings(actors)
        blocks = rewrite_running_text(blocks, spellings.rewrite) if spellings.pattern else blocks
    if briefing.expand_names is not NameExpansion.NONE:
        first_uses = _FirstUses(actors, briefing, _read_words(blocks))
        blocks = rewrite_running_text(blocks, first_uses.rewrite) if first_uses.pattern else blocks
    return blocks


def _prefer(record: AnyRecord, chosen: dict[str, str]) -> AnyRecord:
    wanted = chosen.get(record.id)
    if not isinstance(record, Actor) or wanted not in {name.text for name in record.names}:
        return record
    names = [msgspec.structs.replace(name, preferred=name.text == wanted) for name in record.names]
    names.sort(key=lambda name: not name.preferred)
    return msgspec.structs.replace(record, names=tuple(names))


def _read_words(blocks: tuple[Block, ...]) -> str:
    return "\n".join(
        get_text(block.children) for block in iter_blocks(blocks) if isinstance(block, Paragraph)
    )


def _compile(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


class _Spellings:
    """The other spellings of preferred names; a name with other consonants is another name."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        preferred: set[str] = set()
        found: dict[str, str] = {}
        for actor in actors:
            name = actor.preferred_name
            if name is None or guess_script(name.text):
                continue
            preferred.add(name.text)
            skeleton = make_skeleton(name.text)
            for other in actor.names:
                if other.text != name.text and _is_spelling(other, skeleton):
                    found[other.text] = name.text if other.text not in found else ""
        # what two actors are called, or what is itself a preferred name, says not who is meant
        self._settled = {
            text: name for text, name in found.items() if name and text not in preferred
        }
        self.pattern = _compile(self._settled)

    def rewrite(self, run: Text, _block: Block) -> tuple[Inline, ...]:
        if self.pattern is None:
            return (run,)
        text = self.pattern.sub(lambda found: self._settled[found.group()], run.text)
        return (Text(text),) if text != run.text else (run,)


def _is_spelling(name: ActorName, skeleton: str) -> bool:
    if name.name_kind not in _SPELLINGS or len(skeleton) < _SHORTEST_SKELETON:
        return False
    return not guess_script(name.text) and make_skeleton(name.text) == skeleton


class _FirstUses:
    """Expands each actor's name where a paragraph uses it first."""

    def __init__(self, actors: Iterable[Actor], briefing: Briefing, words: str) -> None:
        self._expansion = briefing.expand_names
        self._actor_of: dict[str, Actor] = {}
        self._met: set[str] = set()
        for actor in actors:
            for text in (actor.display_title, _find_acronym(actor)):
                if text and text in words and self._expand(actor):
                    self._actor_of.setdefault(text, actor)
        self.pattern = _compile(self._actor_of)

    def rewrite(self, run: Text, block: Block) -> tuple[Inline, ...]:
        if self.pattern is None or not isinstance(block, Paragraph):
            return (run,)
        pieces: list[Inline] = []
        start = 0
        for found in self.pattern.finditer(run.text):
            actor = self._actor_of[found.group()]
            if actor.id in self._met:
                continue
            self._met.add(actor.id)
            if run.text.startswith(" (", found.end()):
                continue  # the text says it itself
            pieces.append(Text(f"{run.text[start : found.start()]}{actor.display_title} ("))
            pieces.extend(self._expand(actor))
            pieces.append(Text(")"))
            start = found.end()
        pieces.append(Text(run.text[start:]))
        return tuple(piece for piece in pieces if not isinstance(piece, Text) or piece.text)

    def _expand(self, actor: Actor) -> list[Text]:
        """Give what is said of a name between brackets; nothing when there is nothing to say."""
        wanted = self._expansion
        acronym = _find_acronym(actor) if wanted is not NameExpansion.NATIVE else ""
        native = actor.native_name if wanted is not NameExpansion.ACRONYM else None
        said = [Text(acronym)] if acronym else []
        if native is not None and native.text.strip():
            said += [Text("; ")] if said else []
            said.append(Text(native.text, language=native.language))
        return said


def _find_acronym(actor: Actor) -> str:
    acronyms = (name.text for name in actor.names if name.name_kind is NameKind.ACRONYM)
    return next((text for text in acronyms if text.strip() and text != actor.display_title), "")
