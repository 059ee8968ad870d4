"""Header and footer: the marking on every page, a text beside it and the page number."""

import re

from briefing.document.nodes import Banner, Document
from briefing.export.direction import is_right_to_left
from briefing.export.docx_writer.inlines import RunLook, write_field, write_text
from briefing.export.docx_writer.style_parts import write_footer_tabs, write_header_tab, write_size
from briefing.export.docx_writer.xml_text import escape, to_hex
from briefing.export.edge_texts import get_footer_text, get_header_text, get_page_number
from briefing.export.style_sheet import StyleSheet

_PAGE, _PAGES = 7001, 7002  # stand for the numbers that Word fills in
_FIELDS = {str(_PAGE): "PAGE", str(_PAGES): "NUMPAGES"}
_NUMBERS = re.compile(f"({_PAGE}|{_PAGES})")
_PADDING = "\u00a0\u00a0"
_LEAST_MARKING_SIZE = 12.0
_LONGEST_BESIDE = 24  # characters of a marking that leave room beside it
_TAB = "<w:r><w:tab/></w:r>"
_TO_THE_LEFT = "\u200f"
"""Keeps a number at the end where it belongs: for LibreOffice a field has no direction."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write_header(
    document: Document, sheet: StyleSheet, style_sheet: StyleSheet | None = None
) -> str:
    """Give the header part: the marking, with a text before it or, beside a long one, below.

    `style_sheet` is what the styles are made for, where these pages have another width.
    """
    text = get_header_text(document, sheet)
    banner = document.banner
    content = _write_banner(banner, sheet)
    if text:
        line = write_text(text, RunLook(right_to_left=is_right_to_left(text)))
        beside = banner is None or len(banner.text) <= _LONGEST_BESIDE
        if beside and banner and banner.text:
            line += _TAB + _write_marking(banner, sheet)
        tabs = f"<w:tabs>{write_header_tab(sheet, style_sheet)}</w:tabs>"
        properties = f'<w:pStyle w:val="Header"/>{tabs}<w:bidi w:val="0"/>'
        paragraph = f"<w:p><w:pPr>{properties}</w:pPr>{line}</w:p>"
        content = paragraph if beside else content + paragraph
    return f'<w:hdr xmlns:w="{_NAMESPACE}">{content}</w:hdr>'


def write_marking_line(document: Document, sheet: StyleSheet) -> str:
    """Give a header part that is the marking alone, to be put into one that has its own texts."""
    return f'<w:hdr xmlns:w="{_NAMESPACE}">{_write_banner(document.banner, sheet)}</w:hdr>'


def write_footer(
    document: Document, sheet: StyleSheet, style_sheet: StyleSheet | None = None
) -> str:
    """Give the footer part: a text, page number and marking on one line if they fit.

    The tabs are said again, for a house template's style may have others. `style_sheet` is what
    the styles are made for, where these pages have another width.
    """
    text = get_footer_text(document, sheet)
    look = RunLook(right_to_left=is_right_to_left(text))
    line = write_text(text, look) + _TAB + _write_page_number(document.language, sheet)
    banner = document.banner
    below = ""
    if banner and len(banner.text) > _LONGEST_BESIDE:
        below = _write_banner(banner, sheet)
    elif banner and banner.text:
        line += _TAB + _write_marking(banner, sheet)
    # the marking stands at the right, as TLP asks, whichever way the page runs
    direction = '<w:bidi w:val="0"/>'
    return (
        f'<w:ftr xmlns:w="{_NAMESPACE}"><w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f"<w:tabs>{write_footer_tabs(sheet, style_sheet)}</w:tabs>{direction}</w:pPr>"
        f"{line}</w:p>{below}</w:ftr>"
    )


def _write_page_number(language: str, sheet: StyleSheet) -> str:
    pieces = _NUMBERS.split(get_page_number(_PAGE, _PAGES, sheet, language))
    look = RunLook(right_to_left=is_right_to_left("".join(pieces[::2])))
    if look.right_to_left:
        pieces[-1] += _TO_THE_LEFT
    return "".join(
        write_field(_FIELDS[piece], "1", look) if piece in _FIELDS else write_text(piece, look)
        for piece in pieces
    )


def _write_banner(banner: Banner | None, sheet: StyleSheet) -> str:
    """Give the marking at the right in a paragraph of its own, whichever way the page runs."""
    start = '<w:p><w:pPr><w:pStyle w:val="Header"/><w:bidi w:val="0"/><w:jc w:val="right"/></w:pPr>'
    marking = _write_marking(banner, sheet) if banner and banner.text else ""
    return f"{start}{marking}</w:p>"


def _write_marking(banner: Banner, sheet: StyleSheet) -> str:
    """Give the marking: coloured letters on their own ground, at least as large as TLP asks."""
    colour, background = to_hex(banner.colour), to_hex(banner.background)
    properties = (
        f'<w:b/><w:bCs/><w:color w:val="{colour}"/>'
        f"{write_size(max(sheet.marking_size, _LEAST_MARKING_SIZE))}"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{background}"/>'
    )
    text = f"{_PADDING}{escape(banner.text)}{_PADDING}"
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
