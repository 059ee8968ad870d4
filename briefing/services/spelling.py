"""Spelling as a library has it: its own words, its actors' names, its house spellings."""

from collections.abc import Iterator
from difflib import SequenceMatcher

import msgspec

from briefing.gazetteer.gazetteer import load_gazetteer
from briefing.ports import Library, UnitOfWork
from briefing.records.actor import Actor, ActorName, NameKind
from briefing.records.library_settings import LibrarySettings
from briefing.services.history import Change
from briefing.services.settings_of_library import change_settings, get_settings
from briefing.spelling.checker import SpellChecker
from briefing.spelling.house_names import HouseName, HouseNames

_SPELLINGS = (NameKind.ALIAS, NameKind.OFFICIAL)
_ALIKE = 0.7


def make_checker(library: Library, language: str) -> SpellChecker:
    """Make a checker that knows the library's own words, its actors' names, and all places.

    `language` counts where the library's settings name none. Reads all actors, which takes a
    second in a large library. Raises DictionaryMissingError.
    """
    with library.read() as unit:
        settings = get_settings(unit)
        names = [text for actor in _iter_actors(unit) for text in _iter_names(actor)]
    return SpellChecker(
        settings.spelling_language or language,
        own_words=settings.dictionary,
        names=names,
        is_name=load_gazetteer().has_name,
    )


def make_house_names(library: Library) -> HouseNames:
    """Make the search for actors' names in another spelling than the preferred one.

    Aliases that are spelt alike count as spellings; an alias that is another name altogether
    ("Army of Justice") is left as the analyst wrote it. Reads all actors.
    """
    with library.read() as unit:
        return HouseNames([name for actor in _iter_actors(unit) if (name := _make_name(actor))])


def add_to_dictionary(word: str) -> Change:
    """Take a word as spelt right in this library from now on."""

    def add(settings: LibrarySettings) -> LibrarySettings:
        words = sorted({*settings.dictionary, word}, key=str.casefold)
        return msgspec.structs.replace(settings, dictionary=tuple(words))

    return change_settings(f"add “{word}” to the dictionary", add)


def remove_from_dictionary(word: str) -> Change:
    """Let the spelling check judge a word again."""

    def remove(settings: LibrarySettings) -> LibrarySettings:
        words = tuple(known for known in settings.dictionary if known != word)
        return msgspec.structs.replace(settings, dictionary=words)

    return change_settings(f"remove “{word}” from the dictionary", remove)


def _iter_actors(unit: UnitOfWork) -> Iterator[Actor]:
    for record in unit.records.iter_records(("actor",)):
        if isinstance(record, Actor):
            yield record


def _iter_names(actor: Actor) -> Iterator[str]:
    yield from (name.text for name in actor.names)
    yield from (leader.name for leader in actor.leadership)
    yield from (actor.base, *actor.areas)


def _make_name(actor: Actor) -> HouseName | None:
    preferred = actor.preferred_name
    if preferred is None or not preferred.text:
        return None
    others = [name for name in actor.names if name is not preferred and name.text]
    variants = tuple(name.text for name in others if _is_spelling(name, preferred))
    kept = tuple(name.text for name in others if name.text not in variants)
    return HouseName(preferred.text, variants, kept)


def _is_spelling(name: ActorName, preferred: ActorName) -> bool:
    if name.name_kind not in _SPELLINGS:
        return False
    pair = SequenceMatcher(None, name.text.casefold(), preferred.text.casefold(), autojunk=False)
    return pair.ratio() >= _ALIKE
