"""Parts typed words the way the full-text index parted the texts.

Python and SQLite know the letters of different editions of Unicode. A letter that SQLite does not
know ends a word in the index, so it has to end one in a query too.
"""

import sqlite3
import unicodedata
from contextlib import closing
from functools import cache

TOKENIZER = "unicode61 remove_diacritics 2"

_KNOWN_TO_ALL = unicodedata.ucd_3_2_0
"""Older than any SQLite in use."""


def split_words(word: str) -> list[str]:
    """Give the words that the index made of this one, which is folded."""
    if word.isascii():
        return word.split()
    return "".join(letter if _is_in_words(letter) else " " for letter in word).split()


def _is_in_words(letter: str) -> bool:
    return _KNOWN_TO_ALL.category(letter)[0] in "LN" or _ask_index(letter)


@cache
def _ask_index(letter: str) -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE words USING fts5(word, tokenize='{TOKENIZER}')")
        connection.execute("CREATE VIRTUAL TABLE found USING fts5vocab(words, row)")
        connection.execute("INSERT INTO words VALUES (?)", (f"a{letter}b",))
        count: int = connection.execute("SELECT count(*) FROM found").fetchone()[0]
        return count == 1
