"""Folds text so that spellings which a reader takes for one compare as one.

The same folding is applied to what is stored for searching and to what is searched for. Case,
diacritics, Arabic vowel signs and the several code points of one Arabic letter are evened out;
so are the spellings of the Arabic article ("al-", "ul-", "as-S..."). Apostrophes, ayn and hamza
marks stay as "'" inside a word until a caller decides (see db.search_index).
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_APOSTROPHES = "'\u2019\u2018\u02bc\u02be\u02bf\u02bb\u02b9\u0060\u00b4\u2032\u201b\u200c"

_LETTERS = {
    # Latin letters that do not decompose
    "\u00f8": "o",
    "\u0142": "l",
    "\u0111": "d",
    "\u0127": "h",
    "\u0131": "i",
    "\u00e6": "ae",
    "\u0153": "oe",
    "\u00f0": "d",
    "\u00fe": "th",
    # Arabic: Persian and Urdu forms, alef carriers, teh marbuta, alef maksura
    "\u06cc": "\u064a",
    "\u0649": "\u064a",
    "\u06d2": "\u064a",
    "\u0626": "\u064a",
    "\u06a9": "\u0643",
    "\u06aa": "\u0643",
    "\u0622": "\u0627",
    "\u0623": "\u0627",
    "\u0625": "\u0627",
    "\u0671": "\u0627",
    "\u0624": "\u0648",
    "\u0629": "\u0647",
    "\u06c1": "\u0647",
    "\u06be": "\u0647",
    "\u06d5": "\u0647",
    "\u06c0": "\u0647",
    "\u0640": "",  # tatweel
    "\u00ad": "",  # soft hyphen
    "\u200d": "",
}
_DIGITS = {chr(start + value): str(value) for start in (0x0660, 0x06F0) for value in range(10)}
_TABLE = str.maketrans({**_LETTERS, **_DIGITS, **dict.fromkeys(_APOSTROPHES, "'")})

_SEPARATORS = re.compile(r"(?:[^\w']|_)+")
_ASCII_SEPARATORS = {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != "'"
}
_SPACES = re.compile(r" {2,}")
_LOOSE_APOSTROPHES = re.compile(r"(?<!\w)'+|'+(?!\w)|(?<=')'+")
_ARTICLE = re.compile(r"(?:(?<=\s)|^)[uei]l (?=\w)")
_ASSIMILATED_ARTICLE = re.compile(r"\b[aue](sh|th|dh|[dnrstz])-(?=\1)")
_MARKS = frozenset({"Mn", "Me"})


class FoldedText(NamedTuple):
    """A folded text, and for each of its characters the place of its origin in the text."""

    text: str
    places: tuple[int, ...]


def fold_text(text: str) -> str:
    """Give the text in small plain letters, words parted by single spaces.

    Only letters, digits and, inside a word, "'" remain; characters that cannot be stored, such
    as lone surrogates, are dropped.
    """
    folded = text.lower().replace("`", "'") if text.isascii() else _fold_letters(text)
    if "-" in folded:
        folded = _ASSIMILATED_ARTICLE.sub("al ", folded)
    if folded.isascii():
        folded = " ".join(folded.translate(_ASCII_SEPARATORS).split())
    else:
        folded = _SEPARATORS.sub(" ", folded)
    if "'" in folded:
        folded = _SPACES.sub(" ", _LOOSE_APOSTROPHES.sub(" ", folded))
    return (_ARTICLE.sub("al ", folded) if "l " in folded else folded).strip()


def fold_with_places(text: str) -> FoldedText:
    """Give the text as `fold_text` does, and where each of its characters came from."""
    found = _fold_each(text)
    for pattern, replacement in (
        (_ASSIMILATED_ARTICLE, "al "),
        (_SEPARATORS, " "),
        (_LOOSE_APOSTROPHES, " "),
        (_SPACES, " "),
        (_ARTICLE, "al "),
    ):
        found = _replace(pattern, replacement, *found)
    folded, places = found
    start = len(folded) - len(folded.lstrip())
    stripped = folded.strip()
    return FoldedText(stripped, tuple(places[start : start + len(stripped)]))


def _fold_each(text: str) -> tuple[str, list[int]]:
    if text.isascii():
        return text.lower().replace("`", "'"), list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        folded = _fold_letter(character)
        letters.append(folded)
        places += [place] * len(folded)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _fold_letter(character: str) -> str:
    """Give what one character becomes, which may be nothing or several characters."""
    return character.lower().replace("`", "'") if character.isascii() else _fold_letters(character)


def _replace(
    pattern: re.Pattern[str], replacement: str, text: str, places: list[int]
) -> tuple[str, list[int]]:
    pieces: list[str] = []
    kept: list[int] = []
    end = 0
    for match in pattern.finditer(text):
        pieces += (text[end : match.start()], replacement)
        kept += places[end : match.start()]
        first, last = match.start(), match.end() - 1
        kept += (places[first], places[last - 1], places[last])[: len(replacement)]
        end = match.end()
    if not end:
        return text, places
    return "".join((*pieces, text[end:])), kept + places[end:]


def drop_surrogates(text: str) -> str:
    """Give the text as it can be handed to SQLite."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()


def _fold_letters(text: str) -> str:
    return _OTHER_LETTERS.sub(_fold_run, text.lower()).replace("`", "'")


def _fold_run(run: re.Match[str]) -> str:
    return run[0].translate(_FOLDED)


class _FoldedLetters(dict[int, str]):
    """What every letter becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        # translated before decomposing, because alef with madda would lose only its madda
        decomposed = unicodedata.normalize("NFKD", chr(code).casefold().translate(_TABLE))
        # once more: decomposing makes capitals of mathematical letters, which have no small form
        decomposed = decomposed.casefold().translate(_TABLE)
        folded = "".join(part for part in decomposed if unicodedata.category(part) not in _MARKS)
        self[code] = folded
        return folded


_OTHER_LETTERS = re.compile(r"[^\x00-\x7f]+")
_FOLDED = _FoldedLetters()
