"""What stands beside the marking in header and footer: the same words in all formats."""

import unicodedata
from typing import assert_never

from briefing.document.nodes import Document, TitleBlock
from briefing.export.style_sheet import EdgeText, PageNumbers, StyleSheet
from briefing.export.wording import page_of_pages
from briefing.printed_words.registry import get_words

_WIDTH_OF_LETTER = 0.47  # of the size, rather much, so that every typeface has room
_WIDTH_OF_CAPITAL = 0.75  # of the size, for the marking
_SHARE_OF_FOOTER = 0.38  # of its line, before the number of the page
_CUT = "…"
_WIDE = frozenset("WF")


def get_header_text(document: Document, sheet: StyleSheet) -> str:
    """Give what stands in the header beside the marking, short enough for its line."""
    banner = document.banner.text if document.banner else ""
    taken = (_measure(banner) * _WIDTH_OF_CAPITAL + 2) * sheet.marking_size
    room = sheet.text_width - taken
    return _find(document, sheet.header_text, sheet, max(room, sheet.text_width / 2))


def get_footer_text(document: Document, sheet: StyleSheet) -> str:
    """Give what stands in the footer before the number of the page; references are never cut."""
    return _find(document, sheet.footer_text, sheet, sheet.text_width * _SHARE_OF_FOOTER)


def get_page_number(page: int, total: int, sheet: StyleSheet, language: str) -> str:
    """Give the number of a page as the footer prints it; empty where there is none."""
    match sheet.page_numbers:
        case PageNumbers.OF_PAGES:
            return page_of_pages(page, total, language)
        case PageNumbers.ALONE:
            return str(page)
        case PageNumbers.NONE:
            return ""
        case _:
            assert_never(sheet.page_numbers)


def _find(document: Document, choice: EdgeText, sheet: StyleSheet, room: float) -> str:
    match choice:
        case EdgeText.NOTHING:
            return ""
        case EdgeText.REFERENCE:
            return document.reference
        case EdgeText.TITLE:
            text = document.properties.title
        case EdgeText.DATE:
            text = _find_date(document)
        case EdgeText.ORGANISATION:
            text = _find_title_block(document).kicker
        case _:
            assert_never(choice)
    return _shorten(text, room / sheet.small_size / _WIDTH_OF_LETTER)


def _find_title_block(document: Document) -> TitleBlock:
    blocks = (block for block in document.blocks if isinstance(block, TitleBlock))
    return next(blocks, TitleBlock(title=""))


def _find_date(document: Document) -> str:
    """Find the date as the first page prints it."""
    label = get_words(document.language).date
    return dict(_find_title_block(document).facts).get(label, "")


def _shorten(text: str, most: float) -> str:
    """Cut a text behind a word so that it takes no more than so many letters."""
    text = " ".join(text.split())
    if _measure(text) <= most:
        return text
    words = text.split(" ")
    while len(words) > 1 and _measure(" ".join(words) + _CUT) > most:
        words.pop()
    kept = " ".join(words)
    while kept and _measure(kept + _CUT) > most:
        kept = kept[:-1]
    return kept.rstrip(" ,;:.–—-") + _CUT


def _measure(text: str) -> int:
    """Count letters; those that are as wide as high count twice."""
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)
