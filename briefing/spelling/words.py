"""The words of a text that a spelling check should look at, and where they stand."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_UNSPELT = re.compile(
    r"""
      \[@[^\]\n]*\]                            # citations
    | (?<=\])\([^)\n]*\)                       # where a link or a mention points to
    | `[^`\n]*`                                # code
    | \b[a-z][a-z0-9+.-]*://\S+                # addresses
    | \bwww\.\S+
    | \S+@\S+\.\S+
    | \b(?:[\w-]+\[?\.\]?)+(?:com|org|net|info|gov|mil|int|edu|[a-z]{2})\b(?:/\S*)?
    | \b\w*\d[\w.:-]*                          # with a digit: dates, CVE-2024-1, hashes, APT28
    | (?:[A-Za-z]:)?(?:[/\\][\w.-]+){2,}       # paths
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


class Word(NamedTuple):
    """A word and where it stands: `text[start:end]` is how it is written."""

    text: str
    start: int
    end: int


def iter_words(text: str) -> Iterator[Word]:
    """Iterate over the words of Markdown source that are prose.

    Citations, targets of links, addresses, code, paths and whatever holds a digit are no prose,
    and neither are acronyms: two capitals or more and no small letter.
    """
    prose = _UNSPELT.sub(lambda match: " " * len(match.group()), text)
    for match in _WORD.finditer(prose):
        word = match.group()
        if len(word) == 1 or (word.isupper() and len(word) > 1):
            continue
        yield Word(word, match.start(), match.end())
