"""House spelling: the names in a text that the library spells otherwise."""

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

_TOKEN = re.compile(r"[^\W_]+(?:['\u2019\u02bc\u02bf\u2018][^\W_]+)*")
_ARTICLES = frozenset({"al", "ul", "el", "il", "ol", "as", "ash", "ad", "an", "ar", "at", "az"})
_GAP = re.compile(r"[\s\u00a0\u2010\u2011\u2013'\u2019-]*")


class HouseName(msgspec.Struct, frozen=True):
    """A name as the house prints it, the spellings it replaces, and names that stay as they are.

    `kept` holds acronyms, former and translated names: they say something else.
    """

    preferred: str
    variants: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class NameVariant(NamedTuple):
    """A place in a text where a name is spelt otherwise than the house does."""

    start: int
    end: int
    written: str
    preferred: str


class HouseNames:
    """Finds spellings of known names; made once for a library, asked for every text."""

    def __init__(self, names: Iterable[HouseName]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], HouseName]]] = defaultdict(list)
        for name in names:
            keys = {_make_key(spelling) for spelling in (name.preferred, *name.variants)}
            for key in keys - {()}:
                self._by_first[key[0]].append((key, name))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))  # the longest name that fits counts

    def find_variants(self, text: str) -> list[NameVariant]:
        """Find names in another spelling than the preferred one, in the order of the text.

        Case, accents, hyphens and the spelling of the Arabic article do not hide a name; what
        stands in quotation marks or is the target of a link is left as it is.
        """
        tokens = list(_TOKEN.finditer(_blank_quotations(text)))
        folded = [_fold(token.group()) for token in tokens]
        found: list[NameVariant] = []
        index = 0
        while index < len(tokens):
            length, name = self._match(text, tokens, folded, index)
            if name is None:
                index += 1
                continue
            start, end = tokens[index].start(), tokens[index + length - 1].end()
            written = text[start:end]
            is_name = written != written.casefold()  # “the army” is not the actor “Army”
            if is_name and _is_variant(text, start, written, name):
                found.append(NameVariant(start, end, written, name.preferred))
            index += length
        return found

    def _match(
        self, text: str, tokens: list[re.Match[str]], folded: list[str], index: int
    ) -> tuple[int, HouseName | None]:
        for key, name in self._by_first.get(folded[index], ()):
            length = _count_tokens(folded, index, key)
            if length and _is_unbroken(text, tokens[index : index + length]):
                return length, name
        return 0, None


def _count_tokens(folded: list[str], index: int, key: tuple[str, ...]) -> int:
    """Count the tokens from `index` on that spell the key, articles let aside; 0 if they do not."""
    position = index
    for number, part in enumerate(key):
        while number and position < len(folded) and folded[position] in _ARTICLES:
            position += 1
        if position >= len(folded) or folded[position] != part:
            return 0
        position += 1
    return position - index


def _is_unbroken(text: str, tokens: list[re.Match[str]]) -> bool:
    return all(
        _GAP.fullmatch(text, before.end(), after.start())
        for before, after in itertools.pairwise(tokens)
    )


def _is_variant(text: str, start: int, written: str, name: HouseName) -> bool:
    """Tell whether no name that stays as it is stands at this place or around it."""
    for whole in (name.preferred, *name.kept):
        place = text.find(whole, max(0, start - len(whole)))
        if written == whole or 0 <= place <= start < place + len(whole):
            return False
    return True


def _make_key(name: str) -> tuple[str, ...]:
    folded = tuple(_fold(token.group()) for token in _TOKEN.finditer(name))
    return folded[:1] + tuple(part for part in folded[1:] if part not in _ARTICLES)


def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if c.isalnum() and unicodedata.category(c) != "Lm")


_LEFT_ALONE = re.compile(r"\u201c[^\u201d]{0,400}\u201d|(?<=\])\([^)\n]*\)|\[@[^\]\n]*\]")


def _blank_quotations(text: str) -> str:
    return _LEFT_ALONE.sub(lambda match: " " * len(match.group()), text)
