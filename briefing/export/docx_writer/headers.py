"""Header and footer: the marking on every page, the reference and the page number."""

from briefing.document.nodes import Banner, Document
from briefing.export.direction import is_right_to_left
from briefing.export.docx_writer.inlines import RunLook, write_field, write_text
from briefing.export.docx_writer.styles import write_size
from briefing.export.docx_writer.xml_text import escape, to_hex
from briefing.export.style_sheet import StyleSheet
from briefing.export.wording import page_of_pages

_PAGE, _PAGES = 7001, 7002  # stand for the numbers that Word fills in
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write_header(document: Document, sheet: StyleSheet) -> str:
    """Give the header part: the marking alone."""
    banner = _write_banner(document.banner, sheet)
    return f'<w:hdr xmlns:w="{_NAMESPACE}">{banner}</w:hdr>'


def write_footer(document: Document, sheet: StyleSheet) -> str:
    """Give the footer part: reference and page number, the marking below."""
    reference = document.reference
    look = RunLook(right_to_left=is_right_to_left(reference))
    bidi = "<w:bidi/>" if look.right_to_left else ""
    line = write_text(reference, look) + "<w:r><w:tab/></w:r>" + _write_page_number()
    banner = _write_banner(document.banner, sheet) if document.banner else ""
    return (
        f'<w:ftr xmlns:w="{_NAMESPACE}"><w:p><w:pPr><w:pStyle w:val="Footer"/>{bidi}</w:pPr>'
        f"{line}</w:p>{banner}</w:ftr>"
    )


def _write_page_number() -> str:
    before, _, rest = page_of_pages(_PAGE, _PAGES).partition(str(_PAGE))
    between, _, after = rest.partition(str(_PAGES))
    pieces = write_text(before), write_field("PAGE", "1"), write_text(between)
    return "".join(pieces) + write_field("NUMPAGES", "1") + write_text(after)


def _write_banner(banner: Banner | None, sheet: StyleSheet) -> str:
    """Give the marking at the right: coloured letters on their own ground."""
    start = '<w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="right"/></w:pPr>'
    if banner is None or not banner.text:
        return f"{start}</w:p>"
    colour, background = to_hex(banner.colour), to_hex(banner.background)
    properties = (
        f'<w:b/><w:bCs/><w:color w:val="{colour}"/>{write_size(sheet.marking_size)}'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{background}"/>'
    )
    text = f"\u00a0{escape(banner.text)}\u00a0"
    run = f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"
    return f"{start}{run}</w:p>"
