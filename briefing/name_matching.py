"""Finds names that may be another spelling of one already known, across scripts.

Two spellings are compared in two ways: letter by letter once folded, and by the skeleton of
their consonants, which Arabic, Persian and Urdu script write out and transliterations spell
alike: "Jaish ul-Adl", "Jaysh al-Adl" and "جيش العدل" have one skeleton.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from briefing.folding import fold_text

_DIGRAPHS = (
    *(("sh", "š"), ("kh", "x"), ("gh", "ğ"), ("ch", "č"), ("zh", "ž"), ("th", "s")),
    *(("dh", "z"), ("ph", "f"), ("ts", "c"), ("dj", "j"), ("ck", "k")),
)
_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("aeiouyw'", ""),
        "q": "k",
        "c": "k",
        "v": "",  # a vowel's letter in Arabic script
        # Arabic script; what it leaves unsaid or writes with the letters of vowels is dropped
        **dict.fromkeys("اويءعئؤ", ""),
        "ب": "b",
        "پ": "p",
        "ت": "t",
        "ٹ": "t",
        "ط": "t",
        "ث": "s",
        "س": "s",
        "ص": "s",
        "ج": "j",
        "چ": "č",
        "ح": "h",
        "ه": "h",
        "خ": "x",
        "د": "d",
        "ڈ": "d",
        "ض": "d",
        "ذ": "z",
        "ز": "z",
        "ظ": "z",
        "ژ": "ž",
        "ر": "r",
        "ڑ": "r",
        "ش": "š",
        "غ": "ğ",
        "ف": "f",
        "ق": "k",
        "ك": "k",
        "گ": "g",
        "ل": "l",
        "م": "m",
        "ن": "n",
        "ں": "n",
    }
)
_SCRIPTS = (
    *(("ARABIC", "Arab"), ("CYRILLIC", "Cyrl"), ("HEBREW", "Hebr"), ("GREEK", "Grek")),
    *(("DEVANAGARI", "Deva"), ("CJK", "Hani"), ("HIRAGANA", "Jpan"), ("KATAKANA", "Jpan")),
    *(("HANGUL", "Kore"), ("ARMENIAN", "Armn"), ("GEORGIAN", "Geor"), ("ETHIOPIC", "Ethi")),
    *(("THAI", "Thai"), ("BENGALI", "Beng"), ("TAMIL", "Taml"), ("MYANMAR", "Mymr")),
)
_ARTICLES = frozenset({"al", "ul", "el", "il", "ol", "the", "of"})
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w{3})")
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST_SKELETON = 3
_LEAST_LIKENESS = 84.0
_SKELETON_LIKENESS = 92.0


class KnownName(NamedTuple):
    """A name, and the id of what bears it."""

    text: str
    owner: str


class LikelyMatch(NamedTuple):
    """A known name that the name in question may be a spelling of; `likeness` is 0 to 100."""

    name: KnownName
    likeness: float


class NameIndex:
    """The known names, prepared for comparing; made once for a library, off the GUI thread."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        self._names = [name for name in names if name.text.strip()]
        self._folded = [fold_text(name.text) for name in self._names]
        self._by_skeleton: dict[str, list[int]] = {}
        for number, name in enumerate(self._names):
            skeleton = make_skeleton(name.text)
            if len(skeleton) >= _SHORTEST_SKELETON:
                self._by_skeleton.setdefault(skeleton, []).append(number)

    def find_likely(self, text: str, *, limit: int = 5, but: str = "") -> list[LikelyMatch]:
        """Find the likeliest names, at most one of each owner; `but` is an owner to leave out."""
        folded = fold_text(text)
        if not folded:
            return []
        from rapidfuzz import fuzz, process  # few sessions of the program name anybody anew

        alike = process.extract(
            folded, self._folded, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS, limit=50
        )
        likeness = {number: score for _text, score, number in alike}
        for number in self._by_skeleton.get(make_skeleton(text), ()):
            likeness[number] = max(likeness.get(number, 0.0), _SKELETON_LIKENESS)
        best: dict[str, LikelyMatch] = {}
        for number in sorted(likeness, key=lambda n: (-likeness[n], n)):
            name = self._names[number]
            if name.owner != but:
                best.setdefault(name.owner, LikelyMatch(name, likeness[number]))
        return list(best.values())[:limit]


def guess_script(text: str) -> str:
    """Give the ISO 15924 code of the script that a name is written in; empty for Latin."""
    for char in text:
        name = unicodedata.name(char, "") if char.isalpha() else ""
        for start, code in _SCRIPTS:
            if name.startswith(start):
                return code
    return ""


def make_skeleton(name: str) -> str:
    """Give the consonants of a name in one alphabet, articles and doubled letters left out.

    Blanks are left out too: "Hezbollah" is two words in Arabic.
    """
    words = (_ARABIC_ARTICLE.sub("", word) for word in fold_text(name).split())
    return "".join(_strip_vowels(word) for word in words if word not in _ARTICLES)


def _strip_vowels(word: str) -> str:
    for letters, sound in _DIGRAPHS:
        word = word.replace(letters, sound)
    word = word.removesuffix("h").removesuffix("ه")  # feminine endings: "-a", "-ah", "ة"
    return _DOUBLED.sub(r"\1", word.translate(_SOUNDS))
