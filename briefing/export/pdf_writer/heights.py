"""How much room blocks need where they start, so that what belongs together stays together."""

from collections.abc import Sequence
from typing import assert_never

from briefing.document.nodes import (
    Bibliography,
    Block,
    Callout,
    CalloutTone,
    Contents,
    Drawing,
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
from briefing.export.pdf_writer import contents as contents_writer
from briefing.export.pdf_writer import title as title_writer
from briefing.export.pdf_writer.lines import Layout
from briefing.export.pdf_writer.pages import Frame, collect_notes
from briefing.export.pdf_writer.placing import Workshop
from briefing.export.pdf_writer.styles import ParagraphStyle, Styles
from briefing.export.pdf_writer.tables import TableWriter
from briefing.export.unknown_nodes import refuse_node
from briefing.export.wording import HEADING_ROOM

QUOTATION_INDENT = 18.0
LIST_INDENT = 16.0
BLOCK_GAP = 6.0  # above boxes and tables
BOX_PADDING = 9.0
BOX_BAR = 2.5

_UNDIVIDED_LINES = 3  # paragraphs up to so many lines are never divided


class LeastHeights:
    """Finds the least height of blocks; what it lays out for that is remembered and used."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._styles = workshop.styles
        self._pages = workshop.pages

    def find(self, blocks: Sequence[Block], frame: Frame) -> float:
        """Give what the first block needs at least where it starts, with what it is kept with."""
        return self._find(blocks[0], blocks[1:], frame) if blocks else 0.0

    def _find(self, block: Block, following: Sequence[Block], frame: Frame) -> float:
        match block:
            case Heading():
                height = self.find_heading_height(block, following, frame)
            case Paragraph():
                height = self.find_paragraph_height(block, following, frame)
            case List():
                items = block.items
                height = self.find(items[0].blocks if items else (), frame.indent(LIST_INDENT))
            case Quotation():
                height = self.find(block.blocks, frame.indent(QUOTATION_INDENT, QUOTATION_INDENT))
            case Callout():
                height = BLOCK_GAP + self.find_callout_height(block, frame)
            case Table():
                note = self.find_note_height(following, frame)
                height = BLOCK_GAP + self._limit(self._find_table_height(block, frame, note))
            case Drawing():
                from briefing.export.pdf_writer.drawings import DrawingPlacer

                figure = DrawingPlacer(self._workshop, block, frame)
                height = BLOCK_GAP + self.add_note(figure.height, following, frame)
            case Image():
                from briefing.export.pdf_writer.images import ImagePlacer

                image = ImagePlacer(self._workshop, block, frame)
                height = BLOCK_GAP + self.add_note(image.height, following, frame)
            case _:
                height = self._find_special(block, frame)
        return height

    def _find_special(
        self, block: Bibliography | TitleBlock | Contents | PageBreak, frame: Frame
    ) -> float:
        match block:
            case Bibliography():
                return 2 * self._styles.entry.leading
            case TitleBlock():
                return title_writer.find_height(self._workshop, block, frame)
            case Contents():
                return contents_writer.find_least_height(self._workshop, block, frame)
            case PageBreak():
                return 0.0
            case _:
                raise refuse_node(block)

    def add_note(self, height: float, following: Sequence[Block], frame: Frame) -> float:
        """Give the height of a figure with the small print below it, as far as a page has room."""
        whole = height + self.find_note_height(following, frame)
        return max(height, min(whole, self._pages.height - HEADING_ROOM))

    def find_note_height(self, following: Sequence[Block], frame: Frame) -> float:
        """Give what the small print takes that comes next and belongs to what is above it."""
        note = following[0] if following else None
        if not isinstance(note, Paragraph) or note.role is not ParagraphRole.SMALL:
            return 0.0
        layout = self._workshop.lay_out(note.children, self._styles.small, frame.width)
        return self._styles.after_figure + self.find_first_lines_height(layout)

    def _find_table_height(self, table: Table, frame: Frame, note: float) -> float:
        if table.emblem is None:
            return TableWriter(self._workshop, table, frame, note=note).least_height
        from briefing.export.pdf_writer.images import EmblemPlacer

        emblem = EmblemPlacer(self._workshop, table.emblem, frame)
        return max(TableWriter(self._workshop, table, emblem.inner).least_height, emblem.height)

    def _limit(self, height: float) -> float:
        return min(height, self._pages.height * 0.6)

    def lay_out_heading(self, heading: Heading, frame: Frame) -> Layout:
        """Lay out a heading with its number."""
        number: tuple[Inline, ...] = (Text(f"{heading.number}\u2002"),) if heading.number else ()
        style = self._styles.get_heading(heading.level)
        return self._workshop.lay_out((*number, *heading.children), style, frame.width)

    def find_heading_height(
        self, heading: Heading, following: Sequence[Block], frame: Frame
    ) -> float:
        """Give what a heading takes with the start of what follows it."""
        after = self._styles.get_heading(heading.level).after
        height = self.lay_out_heading(heading, frame).height + after
        whole = height + self.find(following, frame)
        # what is drawn is made to fit on a page with its heading, however high it is
        is_figure = bool(following) and begins_with_figure(following[0])
        return whole if is_figure else self._limit(whole)

    def find_paragraph_height(
        self, paragraph: Paragraph, following: Sequence[Block], frame: Frame
    ) -> float:
        """Give what the start of a paragraph takes, or all of one that is kept with the next."""
        style = get_paragraph_style(self._styles, paragraph.role)
        layout = self._workshop.lay_out(paragraph.children, style, frame.width)
        if not paragraph.keep_with_next:
            return self.find_first_lines_height(layout)
        height = layout.height + style.after
        return self._limit(height + self.find(following, frame))

    def find_first_lines_height(self, layout: Layout) -> float:
        """Give the height of the lines that must not stand apart, with their notes."""
        count = len(layout.codes)
        lines = count if count <= _UNDIVIDED_LINES else 2
        notes = collect_notes(layout, 0, lines)
        height = lines * layout.leading + self._pages.notes.find_least_height(notes)
        return self._limit(height)

    def find_start_height(self, layout: Layout, kept: float) -> float:
        """Give what a text needs where it starts: all of it where `kept` points stay with it."""
        return self._limit(layout.height + kept) if kept else self.find_first_lines_height(layout)

    def find_callout_height(self, block: Callout, frame: Frame) -> float:
        """Give what the title of a box and the start of its text take."""
        inner = frame.indent(BOX_PADDING + BOX_BAR, BOX_PADDING)
        height = 2 * BOX_PADDING
        if block.title:
            style = self._styles.get_callout_title(fault=block.tone is CalloutTone.FAULT)
            title = self._workshop.lay_out_text(block.title, style, inner.width)
            height += title.height + style.after
        return self._limit(height + self.find(block.blocks, inner))


def begins_with_figure(block: Block) -> bool:
    """Tell whether what stands first in a block, at whatever depth, is drawn."""
    match block:
        case List(items=(ListItem(blocks=(first, *_)), *_)) | Quotation(blocks=(first, *_)):
            return begins_with_figure(first)
        case _:
            return isinstance(block, Drawing | Image)


def ends_with_figure(block: Block) -> bool:
    """Tell whether what stands last in a block, at whatever depth, is drawn."""
    match block:
        case List(items=(*_, ListItem(blocks=(*_, last)))):
            return ends_with_figure(last)
        case Quotation(blocks=(*_, last), attribution=()):
            return ends_with_figure(last)
        case _:
            return isinstance(block, Drawing | Image)


def get_paragraph_style(styles: Styles, role: ParagraphRole) -> ParagraphStyle:
    """Give the style of a paragraph by its role."""
    match role:
        case ParagraphRole.BODY:
            return styles.body
        case ParagraphRole.LEAD:
            return styles.lead
        case ParagraphRole.SMALL:
            return styles.small
        case ParagraphRole.NATIVE_NAME:
            return styles.native_name
        case _:
            assert_never(role)
