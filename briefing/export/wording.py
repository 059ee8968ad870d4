"""The words that writers add to a document, in one place so that all formats say the same.

Everything here is plain text; how it looks is each writer's business. The language is the
document's (BCP 47); what is not known in it is said in English.
"""

import re
from functools import lru_cache

from briefing.document.nodes import Cite
from briefing.printed_words.registry import get_words

CitePiece = tuple[str, int | None]
"""A stretch of a citation mark, and the number of the bibliography entry it links to."""

BULLETS = ("•", "–")
"""The marks of bulleted lists by depth; deeper lists begin again."""

ATTRIBUTION_MARK = "— "
"""What stands before the attribution of a quotation."""

UNNUMBERED_SOURCE = "?"
"""What a citation mark prints for a source that has no number."""

_SHORT_LOCATOR = 8  # letters, as in "para 103"
_UNPARTED = "\u00a0"
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d_]|\.) (?=\d)")


def get_untitled(language: str = "") -> str:
    """Give what the contents print for a heading without words."""
    return get_words(language).untitled


def cite_pieces(cite: Cite) -> tuple[CitePiece, ...]:
    """Give the mark of a citation, such as [3, p. 12; 5], in pieces.

    A piece that stands for a source carries the number of the entry that it links to. Lines part
    no number from the word before it, and a short mark nowhere.
    """
    pieces: list[CitePiece] = [("[", None)]
    for index, source in enumerate(cite.sources):
        if index:
            pieces.append(("; ", None))
        number = str(source.number) if source.number else UNNUMBERED_SOURCE
        text = f"{number}{_bind(source.locator)}" if source.locator else number
        pieces.append((text, source.number or None))
    pieces.append(("]", None))
    return tuple(pieces)


@lru_cache(maxsize=4096)
def _bind(locator: str) -> str:
    """Give what follows the number of a source, with blanks that lines do not part at."""
    blank = _UNPARTED if len(locator) <= _SHORT_LOCATOR else " "
    return f",{blank}{_BEFORE_NUMBER.sub(_UNPARTED, locator)}"


def table_label(number: int, language: str = "", series: str = "") -> str:
    """Give what stands before a table's caption; a table without a number has no label."""
    return f"{get_words(language).table} {series}{number}.\u2002" if number else ""


HEADING_ROOM = 60.0
"""Points of a page that a drawing leaves to the heading above it, in all formats."""


def figure_label(number: int, language: str = "", series: str = "") -> str:
    """Give what stands before a drawing's caption; a drawing without a number has no label."""
    return f"{get_words(language).figure} {series}{number}.\u2002" if number else ""


def page_reference(page: int | str, language: str = "") -> str:
    """Give what follows a cross reference that shows its page."""
    return f"{get_words(language).comma}{name_page(page, language)}"


def name_page(page: int | str, language: str = "") -> str:
    """Give a page as a place to go to, such as "p. 7"."""
    return f"{get_words(language).page}\u00a0{page}"


def page_of_pages(page: int, total: int, language: str = "") -> str:
    """Give the page number in the footer."""
    return get_words(language).page_of_pages.format(page=page, pages=total)


def bibliography_number(number: int) -> str:
    """Give the number that hangs before an entry of the bibliography."""
    return f"[{number}]"
