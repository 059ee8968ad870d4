"""The full-text index: what goes in, and how what a person typed becomes a query.

Nothing typed reaches the query language: it is folded to bare words, and every word is quoted.
"""

from sqlalchemy import column, func, table
from sqlalchemy.sql import ColumnElement

from db.folding import fold_text

CREATE_SEARCH_INDEX = """\
CREATE VIRTUAL TABLE records_fts USING fts5(
    names, places, texts, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
)"""

records_fts = table(
    "records_fts",
    column("rowid"),
    column("names"),
    column("places"),
    column("texts"),
    column("records_fts"),
)

MAX_WORDS = 32
"""Words of a query beyond this one are ignored; a pasted page is not a search."""

_ARTICLES = frozenset({"u", "ul", "e", "el", "i", "il"})


def rank() -> ColumnElement[float]:
    """Give the rank of a match, best first when ascending; a name weighs more than a text."""
    return func.bm25(records_fts.c.records_fts, 10.0, 3.0, 1.0)


def make_index_text(text: str) -> str:
    """Give what the index stores for a text.

    A word with an inner apostrophe goes in both ways: "Sana'a" is found as "sana a" and "sanaa".
    """
    folded = fold_text(text)
    if "'" not in folded:
        return folded
    joined = " ".join(word.replace("'", "") for word in folded.split() if "'" in word)
    return f"{folded.replace(chr(39), ' ')} {joined}"


def make_match(text: str) -> str:
    """Make a full-text query that wants every word, the last one as a prefix.

    Empty when the text holds no word at all, which lists everything.
    """
    words = fold_text(text).split()[:MAX_WORDS]
    terms = [_make_term(word, is_last=index == len(words) - 1) for index, word in enumerate(words)]
    return " AND ".join(terms)


def _make_term(word: str, *, is_last: bool) -> str:
    star = "*" if is_last else ""
    spellings = [word.replace("'", " ")]
    if "'" in word:
        spellings.append(word.replace("'", ""))
    if is_last and word in _ARTICLES:
        spellings.append("al")  # on the way to typing what follows the article
    quoted = [f'"{spelling}"{star}' for spelling in spellings]
    return quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})"
