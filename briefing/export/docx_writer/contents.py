"""The table of contents: a true field, filled in so that nobody has to update it first."""

from briefing.document.nodes import Contents, Heading, ListedFigure
from briefing.document.walk import get_text, iter_blocks
from briefing.export.direction import is_right_to_left
from briefing.export.docx_writer.body import Body, ParagraphLook
from briefing.export.docx_writer.inlines import (
    PLAIN,
    RunLook,
    make_look,
    write_anchor_link,
    write_heading_number,
    write_page_field,
    write_text,
)
from briefing.export.docx_writer.styles import CONTENTS_INDENTS
from briefing.export.docx_writer.xml_text import to_hex
from briefing.export.style_sheet import StyleSheet
from briefing.export.wording import get_untitled

LEVELS = 4
_MOST_ON_A_PAGE = 30
"""So many entries stay together, as in the PDF; more are cut where the page ends."""

_TAB = "<w:r><w:tab/></w:r>"
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def write_contents(body: Body, contents: Contents) -> None:
    """Append the contents with the page numbers known so far.

    LibreOffice keeps no heading with a field that fills paragraphs, so that contents which
    begin a page are told to do so, where their title would have room on the page before.
    """
    if contents.anchor in body.page_starts and body.out:
        body.set_page_break()
    if contents.title:
        flow = body.find_flow(contents.title)
        title = write_text(contents.title, make_look(body, right_to_left=flow.right_to_left))
        right_to_left = flow.right_to_left and body.mirrored
        look = ParagraphLook("TOCHeading", right_to_left, keep_next=True, align=flow.align)
        body.add_paragraph(title, look)
    depth = min(max(contents.depth, 1), LEVELS)
    headings = [
        block
        for block in iter_blocks(body.document.blocks)
        if isinstance(block, Heading) and block.in_contents and block.level <= depth
    ]
    start = _write_start(depth)
    fits_a_page = len(headings) <= _MOST_ON_A_PAGE
    for heading in headings:
        right_to_left = body.mirrored or is_right_to_left(get_text(heading.children))
        look = _make_look(body, heading, right_to_left=right_to_left)
        look = look._replace(keep_next=fits_a_page and heading is not headings[-1])
        body.add_paragraph(
            start + _write_entry(body, heading, make_look(body, right_to_left=right_to_left)), look
        )
        start = ""
    body.add_paragraph(start + _END, ParagraphLook("TableGap"))
    if contents.figures:
        _write_list(body, contents.figures_title, "Figure", contents.figures)
    if contents.tables:
        _write_list(body, contents.tables_title, "Table", contents.tables)


def _make_look(body: Body, heading: Heading, *, right_to_left: bool) -> ParagraphLook:
    """Give the look of an entry; one without a number has no column for it among those with."""
    look = ParagraphLook(f"TOC{heading.level}", right_to_left)
    if heading.number or not body.style_sheet.heading_numbers:
        return look
    left, column = CONTENTS_INDENTS[heading.level - 1]
    return look._replace(left=left, no_tab=left + column)


def _write_list(body: Body, title: str, series: str, listed: tuple[ListedFigure, ...]) -> None:
    """Append a list of figures or tables, a field that Word makes anew from their captions."""
    right_to_left = body.mirrored or is_right_to_left(title)
    above = ParagraphLook("UnlistedHeading2", right_to_left, keep_next=True, left=0.0)
    body.add_paragraph(write_text(title, make_look(body, right_to_left=right_to_left)), above)
    start = _write_field_start(f' TOC \\h \\z \\c "{series}" ')
    for figure in listed:
        right_to_left = body.mirrored or is_right_to_left(figure.text)
        look = make_look(body, right_to_left=right_to_left)
        words = write_text(figure.text or get_untitled(body.document.language), look)
        label = write_text(figure.label, look if body.mirrored else PLAIN)
        entry = _link_entry(body, label + _TAB + words, figure.target)
        body.add_paragraph(start + entry, ParagraphLook("TableofFigures", right_to_left))
        start = ""
    body.add_paragraph(_END, ParagraphLook("TableGap"))


def _write_start(depth: int) -> str:
    return _write_field_start(f' TOC \\o "1-{depth}" \\h \\z ')


def _write_field_start(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _write_entry(body: Body, heading: Heading, look: RunLook) -> str:
    text = get_text(heading.children).strip()
    text = write_text(text or get_untitled(body.document.language), look)
    if heading.number:
        text = write_heading_number(heading, look if body.mirrored else PLAIN) + text
    return _link_entry(body, text, heading.anchor)


def _link_entry(body: Body, text: str, anchor: str) -> str:
    """Give the runs of an entry as a link, with the page at its end as far as it is known."""
    bookmark = body.bookmark_of_anchor.get(anchor, "")
    if not bookmark:
        return text
    page = body.page_of_anchor.get(anchor)
    field = write_page_field(bookmark, "" if page is None else str(page))
    return write_anchor_link(bookmark, text + _write_leader(body.style_sheet) + field)


def _write_leader(sheet: StyleSheet) -> str:
    """Give the tab to the page number, whose dots are quiet whatever the level looks like."""
    colour = to_hex(sheet.rule_colour)
    properties = f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{colour}"/>'
    return f"<w:r><w:rPr>{properties}</w:rPr><w:tab/></w:r>"
