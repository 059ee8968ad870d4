"""Places the blocks of the document tree on pages, one after the other."""

from collections.abc import Sequence

from briefing.document.nodes import (
    Bibliography,
    BibliographyEntry,
    Block,
    Callout,
    CalloutTone,
    Contents,
    Drawing,
    Emblem,
    Heading,
    Image,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    Text,
    TitleBlock,
)
from briefing.export.pdf_writer import contents as contents_writer
from briefing.export.pdf_writer import title as title_writer
from briefing.export.pdf_writer.heights import (
    BLOCK_GAP,
    BOX_BAR,
    BOX_PADDING,
    LIST_INDENT,
    QUOTATION_INDENT,
    LeastHeights,
    ends_with_figure,
    get_paragraph_style,
)
from briefing.export.pdf_writer.lines import UNLIMITED, Layout
from briefing.export.pdf_writer.pages import Frame, Pages, Place
from briefing.export.pdf_writer.placing import Workshop, make_heading_target
from briefing.export.pdf_writer.tables import TableWriter
from briefing.export.unknown_nodes import refuse_node
from briefing.export.wording import bibliography_number

_MARK_GAP = 6.0
_ITEM_GAP = 2.5
_BULLETS = "•–"
_ELEMENTS: dict[type, bytes] = {
    Paragraph: b"P",
    List: b"L",
    Quotation: b"BlockQuote",
    Callout: b"Div",
    Table: b"Table",
    Drawing: b"Div",
    Image: b"Div",
    Bibliography: b"L",
    TitleBlock: b"Div",
}
_MOST_CHAINED = 6  # headings and kept paragraphs in a row that are looked at together


class BlockPlacer:
    """Places blocks one after the other; everything it needs is in the workshop."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._styles = workshop.styles
        self._pages: Pages = workshop.pages
        self._tags = workshop.pages.tags
        self._heights = LeastHeights(workshop)
        self._list_depth = 0

    def place_document(self, blocks: Sequence[Block]) -> None:
        """Place the blocks of the document, and turn the pages between them where they say so."""
        start = 0
        for index, block in enumerate(blocks):
            if isinstance(block, PageBreak) and block.landscape is not None:
                self.place_blocks(blocks[start:index], self._pages.shape.frame)
                self._pages.turn(self._workshop.shapes[block.landscape])
                start = index
        self.place_blocks(blocks[start:], self._pages.shape.frame)

    def place_blocks(self, blocks: Sequence[Block], frame: Frame) -> None:
        """Place blocks in the order given."""
        for index, block in enumerate(blocks):
            self._pages.set_anchor(block.anchor)
            if block.origin is None:
                self._place(block, blocks[index + 1 : index + 1 + _MOST_CHAINED], frame)
            else:
                self._place_with_origin(block, blocks[index + 1 : index + 1 + _MOST_CHAINED], frame)

    def _place_with_origin(self, block: Block, following: Sequence[Block], frame: Frame) -> None:
        pages = self._pages
        if block.origin is None:
            return
        outer, pages.origin = pages.origin, block.origin
        span = pages.open_span()
        self._place(block, following, frame)
        if span.start:
            self._workshop.keep_place(block.origin, span.start, pages.place)
        pages.origin = outer

    def _place(self, block: Block, following: Sequence[Block], frame: Frame) -> None:
        """Place a block as an element of the structure; headings and contents make their own."""
        kind = _ELEMENTS.get(type(block))
        if kind is None:
            self._place_block(block, following, frame)
            return
        if isinstance(block, Table) and block.emblem:
            self._place_with_emblem(block, block.emblem, frame)
            return
        outer = self._tags.open(kind)
        self._place_block(block, following, frame)
        self._tags.close(outer)

    def _place_with_emblem(self, table: Table, emblem: Emblem, frame: Frame) -> None:
        """Place a table with an emblem beside its first rows."""
        from briefing.export.pdf_writer.images import EmblemPlacer

        pages = self._pages
        placer = EmblemPlacer(self._workshop, emblem, frame)
        writer = TableWriter(self._workshop, table, placer.inner)
        pages.begin(BLOCK_GAP, max(placer.height, writer.least_height))
        page, bottom = pages.page, placer.place()
        outer = self._tags.open(b"Table")
        writer.place()
        self._tags.close(outer)
        if pages.page is page:
            pages.y = max(pages.y, bottom)

    def _place_block(self, block: Block, following: Sequence[Block], frame: Frame) -> None:
        match block:
            case Heading():
                self._place_heading(block, following, frame)
            case Paragraph():
                self._place_paragraph(block, following, frame)
            case List():
                self._place_list(block, frame)
            case Quotation():
                self._place_quotation(block, frame)
            case Callout():
                self._place_callout(block, frame)
            case Table():
                note = self._heights.find_note_height(following, frame)
                TableWriter(self._workshop, block, frame, note=note).place()
            case Drawing():
                from briefing.export.pdf_writer.drawings import DrawingPlacer

                drawing = DrawingPlacer(self._workshop, block, frame)
                drawing.place(self._heights.add_note(drawing.height, following, frame))
            case Image():
                from briefing.export.pdf_writer.images import ImagePlacer

                image = ImagePlacer(self._workshop, block, frame)
                image.place(self._heights.add_note(image.height, following, frame))
            case _:
                self._place_special(block, following, frame)

    def _place_special(
        self,
        block: Bibliography | TitleBlock | Contents | PageBreak,
        following: Sequence[Block],
        frame: Frame,
    ) -> None:
        match block:
            case Bibliography():
                note = self._heights.find_note_height(following, frame)
                self._place_bibliography(block, note, frame)
            case TitleBlock():
                title_writer.place_title(self._workshop, block, frame)
            case Contents():
                contents_writer.place_contents(self._workshop, block, frame)
            case PageBreak():
                self._pages.break_page()
            case _:
                raise refuse_node(block)

    # --- headings and paragraphs ---

    def _place_heading(self, heading: Heading, following: Sequence[Block], frame: Frame) -> None:
        pages = self._pages
        pages.set_anchor(make_heading_target(self._workshop.headings_placed))
        self._workshop.headings_placed += 1
        before = self._styles.get_space_before_heading(heading.level)
        pages.begin(before, self._heights.find_heading_height(heading, following, frame))
        outer = self._tags.open_heading(heading.level)
        pages.put_lines(self._heights.lay_out_heading(heading, frame), frame.x, whole=True)
        self._tags.close(outer)
        pages.end(self._styles.get_heading(heading.level).after)

    def _place_paragraph(
        self, paragraph: Paragraph, following: Sequence[Block], frame: Frame
    ) -> None:
        style = get_paragraph_style(self._styles, paragraph.role)
        layout = self._workshop.lay_out(paragraph.children, style, frame.width)
        if not layout.codes:
            return
        self._pages.begin(0.0, self._heights.find_paragraph_height(paragraph, following, frame))
        self._pages.put_lines(layout, frame.x)
        self._pages.end(style.after)

    # --- lists and quotations ---

    def _place_list(self, block: List, frame: Frame) -> None:
        texts = self._list_mark_texts(block)
        marks = [self._lay_out_mark(text) for text in texts]
        widest = max([mark.last_width for mark in marks], default=0.0)
        indent = max(LIST_INDENT, widest + _MARK_GAP + 2)
        inner = frame.indent(indent)
        self._list_depth += 1
        for mark, text, item in zip(marks, texts, block.items, strict=True):
            outer = self._tags.open(b"LI")
            if self._starts_at_far_side(item, inner):
                turned = inner._replace(x=frame.x)
                turned_mark = self._lay_out_mark(text, turned=True)
                self._pages.set_mark(turned_mark, frame.x + inner.width + _MARK_GAP)
                self._place_item(item, turned)
            else:
                self._pages.set_mark(mark, inner.x - _MARK_GAP - mark.last_width)
                self._place_item(item, inner)
            self._pages.flush_marks()
            self._tags.close(outer)
            if not (item.blocks and ends_with_figure(item.blocks[-1])):
                self._pages.tighten(_ITEM_GAP)
        self._list_depth -= 1
        self._pages.end(self._styles.body.after)

    def _place_item(self, item: ListItem, frame: Frame) -> None:
        outer = self._tags.open(b"LBody")
        self.place_blocks(item.blocks, frame)
        self._tags.close(outer)

    def _starts_at_far_side(self, item: ListItem, frame: Frame) -> bool:
        """Whether the first paragraph of an item runs against the page."""
        first = item.blocks[0] if item.blocks else None
        if not isinstance(first, Paragraph):
            return False
        style = get_paragraph_style(self._styles, first.role)
        layout = self._workshop.lay_out(first.children, style, frame.width)
        return layout.rtl != self._styles.mirrored

    def _list_mark_texts(self, block: List) -> list[str]:
        bullet = _BULLETS[self._list_depth % len(_BULLETS)]
        numbers = range(block.start, block.start + len(block.items))
        return [f"{number}." if block.ordered else bullet for number in numbers]

    def _lay_out_mark(self, text: str, *, turned: bool = False) -> Layout:
        """Lay out the mark of an item; that of a turned one runs against the page too."""
        mirrored = self._styles.mirrored != turned
        style = self._styles.body._replace(justify=False, mirrored=mirrored, follows_page=True)
        return self._workshop.lay_out_text(text, style, UNLIMITED)

    def _place_quotation(self, block: Quotation, frame: Frame) -> None:
        inner = frame.indent(QUOTATION_INDENT, QUOTATION_INDENT)
        self.place_blocks(block.blocks, inner)
        if block.attribution:
            style = self._styles.attribution
            children = (Text("— "), *block.attribution)
            layout = self._workshop.lay_out(children, style, inner.width)
            self._pages.tighten(_ITEM_GAP)
            self._pages.begin(0.0, layout.height)
            outer = self._tags.open(b"P")
            self._pages.put_lines(layout, inner.x)
            self._tags.close(outer)
        self._pages.end(self._styles.body.after + 2)

    # --- boxes ---

    def _place_callout(self, block: Callout, frame: Frame) -> None:
        pages, workshop = self._pages, self._workshop
        fault = block.tone is CalloutTone.FAULT
        inner = frame.indent(BOX_PADDING + BOX_BAR, BOX_PADDING)
        pages.begin(BLOCK_GAP, self._heights.find_callout_height(block, frame))
        start = pages.place
        pages.y += BOX_PADDING
        if block.title:
            style = self._styles.get_callout_title(fault=fault)
            outer = self._tags.open(b"P")
            pages.put_lines(workshop.lay_out_text(block.title, style, inner.width), inner.x)
            self._tags.close(outer)
            pages.end(style.after)
        workshop.depth += 1
        self.place_blocks(block.blocks, inner)
        workshop.depth -= 1
        pages.close_gap()
        pages.y += BOX_PADDING - 2
        self._draw_box(start, frame, fault=fault)
        pages.end(self._styles.body.after + 6)

    def _draw_box(self, start: Place, frame: Frame, *, fault: bool) -> None:
        sheet = self._workshop.sheet
        bar = sheet.fault_colour if fault else sheet.accent_colour
        depth = self._workshop.depth
        for page, top, bottom in self._pages.iter_segments(start, self._pages.place):
            begin = top - BOX_PADDING / 2 if top <= self._pages.top else top
            self._pages.fill(page, (frame.x, begin, frame.width, bottom), sheet.tint_colour, depth)
            self._pages.fill(page, (frame.x, begin, BOX_BAR, bottom), bar, depth)

    # --- sources ---

    def _place_bibliography(self, block: Bibliography, note: float, frame: Frame) -> None:
        style = self._styles.entry
        marks = [
            self._workshop.lay_out_text(bibliography_number(entry.number), style, UNLIMITED)
            for entry in block.entries
        ]
        column = max([mark.last_width for mark in marks], default=0.0) + 8
        inner = frame.indent(column)
        for mark, entry in zip(marks, block.entries, strict=True):
            kept = note if entry is block.entries[-1] else 0.0
            outer = self._tags.open(b"LI")
            if self._is_turned(entry, inner):
                turned = style._replace(mirrored=False)
                text = bibliography_number(entry.number)
                turned_mark = self._workshop.lay_out_text(text, turned, UNLIMITED)
                self._pages.set_mark(turned_mark, frame.x + frame.width - mark.width)
                self._place_entry(entry, inner._replace(x=frame.x), kept)
            else:
                self._pages.set_mark(mark, inner.x - column)
                self._place_entry(entry, inner, kept)
            self._tags.close(outer)
            self._pages.end(3.5)
        self._pages.end(self._styles.body.after)

    def _is_turned(self, entry: BibliographyEntry, frame: Frame) -> bool:
        """Whether an entry in a document from right to left is written the other way."""
        layout = self._workshop.lay_out(entry.children, self._styles.entry, frame.width)
        return self._styles.mirrored and not layout.rtl

    def _place_entry(self, entry: BibliographyEntry, frame: Frame, kept: float) -> None:
        pages = self._pages
        outer, pages.origin = pages.origin, entry.origin or pages.origin
        layout = self._workshop.lay_out(entry.children, self._styles.entry, frame.width)
        pages.set_anchor(entry.anchor)
        pages.begin(0.0, self._heights.find_start_height(layout, kept))
        start = pages.place
        outer_tag = self._tags.open(b"LBody")
        pages.put_lines(layout, frame.x)
        self._tags.close(outer_tag)
        pages.flush_marks()
        if entry.origin:
            self._workshop.keep_place(entry.origin, start, pages.place)
        pages.origin = outer
