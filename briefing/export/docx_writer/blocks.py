"""Blocks as paragraphs and tables of the body."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from briefing.document.nodes import (
    Bibliography,
    Block,
    Callout,
    CalloutTone,
    Contents,
    Drawing,
    Footnote,
    Heading,
    Image,
    Inline,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Quotation,
    Table,
    Text,
    TitleBlock,
)
from briefing.document.walk import get_text, iter_blocks
from briefing.export.docx_writer.body import Body, ParagraphLook
from briefing.export.docx_writer.contents import write_contents
from briefing.export.docx_writer.drawings import write_drawing
from briefing.export.docx_writer.images import write_image
from briefing.export.docx_writer.inlines import (
    PLAIN,
    InlineWriter,
    make_look,
    write_heading_number,
    write_text,
)
from briefing.export.docx_writer.numbering import LEVELS, STEP
from briefing.export.docx_writer.styles import QUOTE_INDENT
from briefing.export.docx_writer.table_styles import CALLOUT_PADDING, write_mirroring
from briefing.export.docx_writer.tables import TableWriter
from briefing.export.docx_writer.title import write_title_block
from briefing.export.docx_writer.xml_text import to_hex, to_twips
from briefing.export.unknown_nodes import refuse_node
from briefing.export.wording import ATTRIBUTION_MARK, bibliography_number

_TAB = "<w:r><w:tab/></w:r>"
_BAR = 24  # eighths of a point
_LEAST_WIDTH = 60.0
_STYLES = {
    ParagraphRole.BODY: "BodyText",
    ParagraphRole.LEAD: "Lead",
    ParagraphRole.SMALL: "SmallText",
    ParagraphRole.NATIVE_NAME: "NativeName",
}


class Place(NamedTuple):
    """Where a block stands: the room it has in points, and what surrounds it."""

    width: float
    indent: float = 0.0
    style: str = "BodyText"  # of paragraphs without a role
    depth: int = 0  # of lists
    nested: bool = False
    boxed: bool = False  # on the ground of a box

    def indent_by(self, left: float, right: float = 0.0) -> "Place":
        """Give a narrower place inside; deep nesting never uses up the width, as in the PDF."""
        width = max(self.width - left - right, min(self.width, _LEAST_WIDTH))
        indent = self.indent + min(left, self.width - width)
        return self._replace(indent=indent, width=width, nested=True)


class BlockWriter:
    """Writes the blocks of one body."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._inlines = InlineWriter(body, self._write_note)
        self._tables = TableWriter(body, self._inlines)

    def write_all(self, blocks: Sequence[Block]) -> None:
        """Append the blocks of the document, and turn the pages between them where they say so."""
        body, start = self._body, 0
        for index, block in enumerate(blocks):
            if isinstance(block, PageBreak) and block.landscape is not None:
                self._write_blocks(blocks[start:index], Place(width=body.style_sheet.text_width))
                body.turn(landscape=block.landscape)
                body.set_anchor(block.anchor)
                start = index + 1
        self._write_blocks(blocks[start:], Place(width=body.style_sheet.text_width))
        body.close()

    def _write_blocks(self, blocks: Iterable[Block], place: Place) -> None:
        blocks = tuple(blocks)
        for block, following in zip_longest(blocks, blocks[1:]):
            self._body.set_anchor(block.anchor)
            self._body.has_small_print = _is_small_print(following)
            self._write_block(block, place)

    def _write_block(self, block: Block, place: Place) -> None:  # noqa: C901, PLR0912 - a case a node
        match block:
            case Heading():
                self._write_heading(block)
            case Paragraph():
                self._write_paragraph(block, place)
            case List():
                self._write_list(block, place)
            case Quotation():
                self._write_quotation(block, place)
            case Callout():
                self._write_callout(block, place)
            case Table():
                self._tables.write(block, indent=place.indent, width=place.width, boxed=place.boxed)
            case Drawing():
                write_drawing(self._body, self._inlines, block, place.width)
            case Image():
                write_image(self._body, self._inlines, block, place.width, place.indent)
            case Bibliography():
                self._write_bibliography(block)
            case TitleBlock():
                write_title_block(self._body, block, place.width)
            case Contents():
                write_contents(self._body, block)
            case PageBreak():
                if not place.nested:
                    self._body.set_page_break()
            case _:
                raise refuse_node(block)

    def _add(self, content: str, look: ParagraphLook) -> None:
        self._body.add_paragraph(content, look)

    def _write_heading(self, heading: Heading) -> None:
        mirrored = self._body.mirrored
        right_to_left = mirrored or self._body.runs_right_to_left(get_text(heading.children))
        look = make_look(self._body, right_to_left=right_to_left)
        content = self._inlines.write(heading.children, look)
        level = min(max(heading.level, 1), 4)
        style = f"Heading{level}" if heading.in_contents else f"UnlistedHeading{level}"
        if heading.number:
            content = (
                write_heading_number(heading, look if mirrored else PLAIN, self._body) + content
            )
            left = 0.0 if heading.annex else None
            self._add(content, ParagraphLook(style, right_to_left, left=left))
        else:
            self._add(content, ParagraphLook(style, right_to_left, left=0.0))

    def _write_paragraph(self, paragraph: Paragraph, place: Place) -> None:
        role = paragraph.role
        style = place.style if role is ParagraphRole.BODY else _STYLES[role]
        if paragraph.children or self._body.has_pending_number:
            self._add_inlines(paragraph.children, style, place, keep_next=paragraph.keep_with_next)

    def _add_inlines(
        self, inlines: tuple[Inline, ...], style: str, place: Place, *, keep_next: bool = False
    ) -> None:
        body = self._body
        right_to_left = body.runs_right_to_left(get_text(inlines))
        content = self._inlines.write(inlines, make_look(body, right_to_left=right_to_left))
        hanging = body.hanging
        left = place.indent if place.indent else None
        # in a paragraph from right to left Word takes "right" for the left edge
        keeps_side = style == "NativeName" and right_to_left != body.mirrored
        align = "right" if keeps_side else ""
        self._add(content, ParagraphLook(style, right_to_left, keep_next, left, hanging, align))

    def _write_list(self, block: List, place: Place) -> None:
        if self._body.has_pending_number:
            self._add_inlines((), "ListContinue", place)
        level = min(place.depth, LEVELS - 1)
        numbering_id = self._body.numbering.add_list(
            ordered=block.ordered, level=level, start=block.start
        )
        inner = place.indent_by(STEP)._replace(depth=place.depth + 1)
        for item in block.items:
            self._body.set_number(numbering_id, level)
            self._write_item(item, inner, "ListNumber" if block.ordered else "ListBullet")

    def _write_item(self, item: ListItem, place: Place, style: str) -> None:
        first, rest = item.blocks[:1], item.blocks[1:]
        if not first:
            self._add_inlines((), style, place)
        self._write_blocks(first, place._replace(style=style))
        self._write_blocks(rest, place._replace(style="ListContinue"))

    def _write_quotation(self, quotation: Quotation, place: Place) -> None:
        inner = place.indent_by(QUOTE_INDENT, QUOTE_INDENT)._replace(style="Quote")
        self._write_blocks(quotation.blocks, inner)
        if quotation.attribution:
            line = (Text(text=ATTRIBUTION_MARK), *quotation.attribution)
            self._add_inlines(line, "Attribution", inner)

    def _write_callout(self, callout: Callout, place: Place) -> None:
        """Write a table of one cell: shaded paragraphs fall apart where lists change the indent."""
        body = self._body
        body.release_pending()
        fault = callout.tone is CalloutTone.FAULT
        body.out.append(self._write_callout_start(place, fault=fault))
        if callout.title:
            flow = body.find_flow(callout.title)
            title = write_text(callout.title, make_look(body, right_to_left=flow.right_to_left))
            style = "FaultTitle" if fault else "CalloutTitle"
            self._add(title, ParagraphLook(style, flow.right_to_left, align=flow.align))
        self._write_blocks(
            callout.blocks,
            Place(
                width=place.width - 2 * CALLOUT_PADDING,
                style="CalloutText",
                nested=True,
                boxed=True,
            ),
        )
        if not body.out[-1].startswith("<w:p>"):
            self._add("", ParagraphLook("TableGap"))
        body.out.append("</w:tc></w:tr></w:tbl>")
        self._add("", ParagraphLook("TableGap"))

    def _write_callout_start(self, place: Place, *, fault: bool) -> str:
        sheet = self._body.style_sheet
        bar = to_hex(sheet.fault_colour if fault else sheet.accent_colour)
        width, indent = to_twips(place.width), to_twips(place.indent)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="BriefingCallout"/>'
            f"{write_mirroring(mirrored=self._body.mirrored)}"
            f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
            f'<w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders><w:left w:val="single" '
            f'w:sz="{_BAR}" w:space="0" w:color="{bar}"/></w:tcBorders>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{to_hex(sheet.tint_colour)}"/></w:tcPr>'
        )

    def _write_bibliography(self, bibliography: Bibliography) -> None:
        kept = bibliography.entries[-1:] if self._body.has_small_print else ()
        for entry in bibliography.entries:
            self._body.set_anchor(entry.anchor)
            right_to_left = self._body.runs_right_to_left(get_text(entry.children))
            look = make_look(self._body, right_to_left=right_to_left)
            content = self._inlines.write(entry.children, look)
            number_look = look if self._body.mirrored else PLAIN
            number = write_text(bibliography_number(entry.number), number_look)
            style = ParagraphLook("Bibliography", look.right_to_left, keep_next=entry in kept)
            self._add(f"{number}{_TAB}{content}", style)

    def _write_note(self, note: Footnote) -> str:
        """Append a footnote and give its mark; a note within a note stands in brackets."""
        body = self._body
        if body.in_note:
            return write_text(f" ({_get_note_text(note)})")
        number = len(body.notes) + 1
        body.notes.append("")
        with body.capture_note(_NOTE_PREFIX) as out:
            self._write_blocks(note.blocks, _NOTE_PLACE._replace(width=body.style_sheet.text_width))
            if not out or not out[-1].startswith("<w:p>"):
                self._add("", ParagraphLook("FootnoteText"))
        body.notes[number - 1] = "".join(out)
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )


def _is_small_print(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role is ParagraphRole.SMALL


def _get_note_text(note: Footnote) -> str:
    return " ".join(
        get_text(block.children)
        for block in iter_blocks(note.blocks)
        if isinstance(block, Paragraph | Heading)
    )


_NOTE_PLACE = Place(width=0.0, style="FootnoteText", nested=True)
_NOTE_PREFIX = (
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
)
