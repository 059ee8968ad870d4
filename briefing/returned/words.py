"""Carries changes of plain words into the Markdown that they were printed from."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_CITATION = re.compile(r"\[@[^\[\]]{1,400}\]")
_LINK = re.compile(r"(!?\[)([^\[\]]*)(\]\([^()\s]*\))")
_LINK_END = re.compile(r"\]\([^()\s]*\)")
_WORD = re.compile(r"\S+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


class _Word(NamedTuple):
    """A word as it prints, and where it stands in the Markdown."""

    text: str
    start: int
    end: int


def carry_words(markdown: str, old: str, new: str) -> str | None:
    """Give the Markdown with the words changed from `old` to `new`; None where it cannot be done.

    `old` is how the Markdown prints, without citations. Emphasis, citations and mentions stay
    around the words that stay; what is added is plain text.
    """
    words = _list_words(markdown)
    before, after = old.split(), new.split()
    if [word.text for word in words] != before:
        return None
    pieces: list[str] = []
    position = 0
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        start, end, text = _replace(markdown, words, (i1, i2), " ".join(after[j1:j2]))
        if start < position or not _is_balanced(markdown[start:end]):
            return None
        pieces += [markdown[position:start], text]
        position = end
    return "".join((*pieces, markdown[position:]))


def _replace(
    markdown: str, words: list[_Word], gone: tuple[int, int], added: str
) -> tuple[int, int, str]:
    """Give what to put where, so that the words from one number to another become others."""
    first, last = gone
    text = escape_words(added)
    if first == last and first:
        end = words[first - 1].end
        link_end = _LINK_END.match(markdown, end)
        end = link_end.end() if link_end else end
        return end, end, f" {text}"
    if first == last:
        start = words[0].start if words else 0
        return start, start, f"{text} " if words else text
    start, end = words[first].start, words[last - 1].end
    text = _keep_citations(markdown[start:end], text)
    return (start, end, text) if text else (*_widen(markdown, start, end), "")


def _is_balanced(markdown: str) -> bool:
    """Tell whether a stretch opens no emphasis and no link that it does not close."""
    bare = _LINK.sub("", _CITATION.sub("", re.sub(r"\\.", "", markdown)))
    return bare.count("*") % 2 == 0 and bare.count("`") % 2 == 0 and not set(bare) & set("[]")


def escape_words(text: str) -> str:
    """Escape plain words so that none of them is Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def _list_words(markdown: str) -> list[_Word]:
    """List the words that print, marks of emphasis and links left out."""
    hidden = bytearray(len(markdown))
    for mark in _CITATION.finditer(markdown):
        hidden[mark.start() : mark.end()] = b"\1" * len(mark[0])
    for link in _LINK.finditer(markdown):
        for group in (1, 3):
            hidden[link.start(group) : link.end(group)] = b"\1" * len(link[group])
    words: list[_Word] = []
    for chunk in _WORD.finditer(_blank(markdown, hidden)):
        text = _unmark(chunk[0])
        if not text:
            continue
        word = _Word(text, chunk.start(), chunk.end())
        if words and _is_end(text) and hidden[chunk.start() - 1]:
            before = words.pop()  # a full stop behind a citation prints behind the word
            word = _Word(before.text + text, before.start, chunk.end())
        words.append(word)
    return words


def _is_end(text: str) -> bool:
    return text[0] in ".,;:!?)”’"


def _unmark(chunk: str) -> str:
    """Give a word without marks of emphasis and escapes."""
    bare = re.sub(r"(?<!\\)(?:[*`]|\b_|_\b)", "", chunk)
    return re.sub(r"\\([\\`*_\[\]<>#|~])", r"\1", bare)


def _blank(markdown: str, hidden: bytearray) -> str:
    return "".join(
        "\0" if is_hidden else char for char, is_hidden in zip(markdown, hidden, strict=True)
    ).replace("\0", " ")


def _keep_citations(markdown: str, added: str) -> str:
    """Give the words added with the citations of the stretch that they replace."""
    marks = "".join(f" {mark[0]}" for mark in _CITATION.finditer(markdown))
    if not marks or not added:
        return added or marks.strip()
    words = added.rstrip(".,;:!?")
    if not words or words.endswith(" "):  # a full stop that stands alone is to stay alone
        return f"{added}{marks}"
    return f"{words}{marks}{added[len(words) :]}"


def _widen(markdown: str, start: int, end: int) -> tuple[int, int]:
    """Take the blank before words that go away along."""
    if start and markdown[start - 1] == " ":
        return start - 1, end
    return (start, end + 1) if markdown[end : end + 1] == " " else (start, end)
