"""The full-text index: what goes in, and how what a person typed becomes a query.

Nothing typed reaches the query language: it is folded to bare words, and every word is quoted.
"""

from sqlalchemy import ColumnElement, TableClause, column, table

from briefing.folding import fold_text
from db.index_words import TOKENIZER, split_words

SEARCHED_KINDS = ("actor", "attack", "background", "source", "briefing")
"""Every kind has an index of its own: a word frequent in a million attacks costs actors nothing."""

# while one types, every start of a word is asked for: those without an index of their own are
# put together from all words that start so; where a word stands in a text is asked by nobody
_CREATE = """\
CREATE VIRTUAL TABLE records_fts_{kind} USING fts5(
    names, places, texts, tokenize='{tokenizer}',
    prefix='1 2 3 4 5 6 7', detail=column
)"""

CREATE_SEARCH_INDEXES = tuple(
    _CREATE.format(kind=kind, tokenizer=TOKENIZER) for kind in SEARCHED_KINDS
)

SEARCH_INDEXES: dict[str, TableClause] = {
    kind: table(
        f"records_fts_{kind}",
        column("rowid"),  # the number of the record
        column("names"),
        column("places"),
        column("texts"),
        column(f"records_fts_{kind}"),
    )
    for kind in SEARCHED_KINDS
}

MAX_WORDS = 32
"""Words of a query beyond this one are ignored; a pasted page is not a search."""

_ARTICLES = frozenset({"u", "ul", "e", "el", "i", "il"})


def matches(index: TableClause, query: str) -> ColumnElement[bool]:
    """Give the condition that a row of the index fits the full-text query."""
    return index.c[index.name].op("MATCH")(query)


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
    words = [word for word in fold_text(text).split() if split_words(word)][:MAX_WORDS]
    terms = [_make_term(word, is_last=index == len(words) - 1) for index, word in enumerate(words)]
    return " AND ".join(terms)


def make_name_match(match: str) -> str:
    """Give the query for what fits by its names alone."""
    return f"{{names}} : ({match})"


def make_text_match(match: str) -> str:
    """Give the query for what fits, but not by its names alone."""
    return f"({match}) NOT {{names}} : ({match})"


def _make_term(word: str, *, is_last: bool) -> str:
    spellings = [split_words(word.replace("'", " "))]
    if "'" in word:
        spellings.append(split_words(word.replace("'", "")))
    if is_last and word in _ARTICLES:
        spellings.append(["al"])  # on the way to typing what follows the article
    terms = [_quote(pieces, is_last=is_last) for pieces in spellings if pieces]
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"


def _quote(pieces: list[str], *, is_last: bool) -> str:
    quoted = [f'"{piece}"' for piece in pieces]
    if is_last:
        quoted[-1] += "*"
    return quoted[0] if len(quoted) == 1 else f"({' AND '.join(quoted)})"
