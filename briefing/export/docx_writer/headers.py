"""Header and footer: the marking on every page, the reference and the page number."""

from briefing.document.nodes import Banner, Document
from briefing.export.direction import is_right_to_left
from briefing.export.docx_writer.inlines import RunLook, write_field, write_text
from briefing.export.docx_writer.style_parts import write_footer_tabs, write_size
from briefing.export.docx_writer.xml_text import escape, to_hex
from briefing.export.style_sheet import StyleSheet
from briefing.export.wording import page_of_pages

_PAGE, _PAGES = 7001, 7002  # stand for the numbers that Word fills in
_PADDING = "\u00a0\u00a0"
_LEAST_MARKING_SIZE = 12.0
_LONGEST_BESIDE = 24  # characters of a marking that leave room beside it
_TAB = "<w:r><w:tab/></w:r>"
_TO_THE_LEFT = "\u200f"
"""Keeps a number at the end where it belongs: for LibreOffice a field has no direction."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write_header(document: Document, sheet: StyleSheet) -> str:
    """Give the header part: the marking alone."""
    banner = _write_banner(document.banner, sheet)
    return f'<w:hdr xmlns:w="{_NAMESPACE}">{banner}</w:hdr>'


def write_footer(
    document: Document, sheet: StyleSheet, style_sheet: StyleSheet | None = None
) -> str:
    """Give the footer part: reference, page number and marking on one line if they fit.

    The tabs are said again, for a house template's style may have others. `style_sheet` is what
    the styles are made for, where these pages have another width.
    """
    reference = document.reference
    look = RunLook(right_to_left=is_right_to_left(reference))
    line = write_text(reference, look) + _TAB + _write_page_number(document.language)
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


def _write_page_number(language: str) -> str:
    before, _, rest = page_of_pages(_PAGE, _PAGES, language).partition(str(_PAGE))
    between, _, after = rest.partition(str(_PAGES))
    look = RunLook(right_to_left=is_right_to_left(before + between))
    page, pages = write_field("PAGE", "1", look), write_field("NUMPAGES", "1", look)
    if look.right_to_left:
        after += _TO_THE_LEFT
    words = [write_text(piece, look) for piece in (before, between, after)]
    return words[0] + page + words[1] + pages + words[2]


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
