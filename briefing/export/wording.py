"""The words that writers add to a document, in one place so that all formats say the same.

Everything here is plain text; how it looks is each writer's business.
"""

from briefing.document.nodes import Cite

CitePiece = tuple[str, int | None]
"""A stretch of a citation mark, and the number of the bibliography entry it links to."""

BULLETS = ("•", "–", "▪")
"""The marks of bulleted lists by depth; deeper lists begin again."""

ATTRIBUTION_MARK = "— "
"""What stands before the attribution of a quotation."""

UNNUMBERED_SOURCE = "?"
"""What a citation mark prints for a source that has no number."""


def cite_pieces(cite: Cite) -> tuple[CitePiece, ...]:
    """Give the mark of a citation, such as [3, p. 12; 5], in pieces; only numbers link."""
    pieces: list[CitePiece] = [("[", None)]
    for index, source in enumerate(cite.sources):
        if index:
            pieces.append(("; ", None))
        number = source.number or None
        pieces.append((str(number or UNNUMBERED_SOURCE), number))
        if source.locator:
            pieces.append((f", {source.locator}", None))
    pieces.append(("]", None))
    return tuple(pieces)


def cite_text(cite: Cite) -> str:
    """Give the whole mark of a citation as one string."""
    return "".join(text for text, _number in cite_pieces(cite))


def table_label(number: int) -> str:
    """Give what stands before a table's caption; a table without a number has no label."""
    return f"Table {number}. " if number else ""


def page_reference(page: int) -> str:
    """Give what follows a cross reference that shows its page."""
    return f", p. {page}"


def page_of_pages(page: int, total: int) -> str:
    """Give the page number in the footer."""
    return f"Page {page} of {total}"


def bibliography_number(number: int) -> str:
    """Give the number that hangs before an entry of the bibliography."""
    return f"{number}."


def list_marker(*, ordered: bool, depth: int, number: int) -> str:
    """Give the mark of a list item; depth counts from 0, letters and roman numbers go deeper."""
    if not ordered:
        return BULLETS[depth % len(BULLETS)]
    match depth % 3:
        case 0:
            return f"{number}."
        case 1:
            return f"{_as_letters(number)}."
        case _:
            return f"{_as_roman(number)}."


def _as_letters(number: int) -> str:
    """Count as Word does: a … z, aa, bb …; numbers below 1 stay digits."""
    if number < 1:
        return str(number)
    repeats, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeats + 1)


def _as_roman(number: int) -> str:
    if number < 1:
        return str(number)
    signs = ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90)
    small = ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)
    text = ""
    for sign, value in signs + small:
        count, number = divmod(number, value)
        text += sign * count
    return text
