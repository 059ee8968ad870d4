"""Shows what a search matched: the letters in a title, and a piece of the text that holds them.

Matching follows the search itself: words are folded, every word may match, and the last one as a
prefix. Spans are places in the text as it is written, not as it is folded.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from briefing.folding import fold_text, fold_with_places
from briefing.records.kinds import AnyRecord

Span = tuple[int, int]
"""Start and end of matched letters."""

MAX_WORDS = 32
"""Words of a query beyond this one are passed over, as the search does."""

LONGEST_TEXT = 20_000
"""Letters of one text that are looked through."""

_BEFORE = 12
_LONGEST_SNIPPET = 160
_ARTICLES = frozenset({"u", "ul", "e", "el", "i", "il"})
_UNREAD_FIELDS = frozenset(
    {"id", "source", "sha256", "media_type", "field", "record", "actor", "target", "marking"}
)
_MARKUP = re.compile(r"\[@[^\]\n]*\]|\]\([^)\s]*\)|[*_`\[\]]+|^(?:#+|>|[-+]|\d+\.) +", re.MULTILINE)
_GAPS = re.compile(r"\s+")


class Snippet(msgspec.Struct, frozen=True):
    """A piece of a text and the matched letters in it."""

    text: str
    spans: tuple[Span, ...]


class _Word(msgspec.Struct, frozen=True):
    """One wanted word in the spellings that count as it."""

    spellings: tuple[str, ...]
    as_prefix: bool

    def measure(self, word: str) -> int:
        """Give how many letters of a word match, 0 for none."""
        if word in self.spellings:
            return len(word)
        if self.as_prefix:
            starts = [s for s in self.spellings if word.startswith(s)]
            return max(map(len, starts), default=0)
        return 0


def find_matches(text: str, query: str) -> tuple[Span, ...]:
    """Give the spans of the text that the words of the query match, in order and apart."""
    return tuple(_join(span for spans in _match_words(text, query) for span in spans))


def is_matched_by(text: str, query: str) -> bool:
    """Whether every word of the query occurs in the text."""
    return _count_matched(text, query) == len(_read_query(query))


def make_snippet(texts: Iterable[str], query: str) -> Snippet | None:
    """Give a piece of the text that matches most words, or None when none matches."""
    best, most = "", 0
    for text in texts:
        matched = _count_matched(text[:LONGEST_TEXT], query)
        if matched > most:
            best, most = text[:LONGEST_TEXT], matched
    if not most:
        return None
    plain = _GAPS.sub(" ", _MARKUP.sub(" ", best)).strip()
    spans = find_matches(plain, query)
    if not spans:  # what matched was markup
        return None
    piece = _cut(plain, spans[0][0])
    return Snippet(piece, find_matches(piece, query))


def list_texts(record: AnyRecord) -> list[str]:
    """List every text of a record that a person wrote, its title first."""
    texts = [record.display_title]
    for name in record.__struct_fields__:
        if name not in _UNREAD_FIELDS:
            texts += _iter_texts(getattr(record, name))
    return list(dict.fromkeys(texts))


def _iter_texts(value: Any) -> Iterator[str]:
    if type(value) is str:
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in _UNREAD_FIELDS:
                yield from _iter_texts(getattr(value, name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _iter_texts(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _iter_texts(part)


def _count_matched(text: str, query: str) -> int:
    """Count the words of the query that occur in the text, without asking where."""
    words: set[str] = set()
    for word in set(fold_text(text).split()):
        words.update((word.replace("'", ""), *word.split("'")) if "'" in word else (word,))
    return sum(any(map(wanted.measure, words)) for wanted in _read_query(query))


def _match_words(text: str, query: str) -> list[list[Span]]:
    """List, for each word of the query, where it matches."""
    wanted = _read_query(query)
    found: list[list[Span]] = [[] for _word in wanted]
    if not wanted:
        return found
    for word, places in _split(text):
        for spans, want in zip(found, wanted, strict=True):
            length = want.measure(word)
            if length:
                spans.append((places[0], _end_letter(text, places[length - 1])))
    return found


@lru_cache(maxsize=64)
def _read_query(query: str) -> tuple[_Word, ...]:
    words = fold_text(query).split()[:MAX_WORDS]
    return tuple(
        _make_word(word, is_last=number == len(words)) for number, word in enumerate(words, 1)
    )


def _make_word(word: str, *, is_last: bool) -> _Word:
    spellings = [word.replace("'", "")]
    if "'" in word:
        spellings += word.split("'")
    if is_last and word in _ARTICLES:
        spellings.append("al")  # on the way to typing what follows the article
    return _Word(tuple(filter(None, spellings)), is_last)


def _split(text: str) -> Iterator[tuple[str, Sequence[int]]]:
    """Give each folded word with the places of its letters; with an apostrophe in all its ways."""
    folded = fold_with_places(text)
    for match in re.finditer(r"[^ ]+", folded.text):
        word, places = match[0], folded.places[match.start() : match.end()]
        if "'" not in word:
            yield word, places
            continue
        letters = [(c, p) for c, p in zip(word, places, strict=True) if c != "'"]
        yield "".join(c for c, _p in letters), [p for _c, p in letters]
        for part in re.finditer(r"[^']+", word):
            yield part[0], places[part.start() : part.end()]


def _end_letter(text: str, place: int) -> int:
    """Give the place behind a letter and the marks that stand on it."""
    end = place + 1
    while end < len(text) and unicodedata.category(text[end]) in {"Mn", "Me"}:
        end += 1
    return end


def _join(spans: Iterable[Span]) -> Iterator[Span]:
    joined: list[list[int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return ((start, end) for start, end in joined)


def _cut(text: str, place: int) -> str:
    """Give the surroundings of a place, cut between words."""
    start = place - _BEFORE
    if start <= 0:
        start = 0
    else:
        gap = text.find(" ", start, place)
        start = gap + 1 if gap >= 0 else place
    end = start + _LONGEST_SNIPPET
    before = "…" if start else ""
    if end >= len(text):
        return before + text[start:]
    gap = text.rfind(" ", place + 1, end)
    return f"{before}{text[start : gap if gap > 0 else end].rstrip()}…"
