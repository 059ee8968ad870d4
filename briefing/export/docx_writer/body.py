"""What is gathered while a document is written: the body's strings and what they refer to."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from briefing.document.nodes import Bibliography, Document
from briefing.document.walk import iter_blocks
from briefing.export.direction import (
    follows_right_to_left,
    is_right_to_left,
    is_right_to_left_language,
)
from briefing.export.docx_writer.bookmarks import iter_anchors, name_bookmarks, name_number_bookmark
from briefing.export.docx_writer.links import LinkTable
from briefing.export.docx_writer.numbering import STEP, NumberingTable
from briefing.export.docx_writer.xml_text import to_twips
from briefing.export.style_sheet import StyleSheet
from briefing.imaging.picture import Picture

_GAP = '<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'
_NARROW_GAP = _GAP.replace(
    "</w:pPr>", '<w:spacing w:line="20" w:lineRule="exact"/></w:pPr>'
)  # before what has room above it
_BEFORE_ROOM = ("Heading", "UnlistedHeading", "TOCHeading")


class ParagraphLook(NamedTuple):
    """How a paragraph differs from its style; lengths in points, None leaves it to the style.

    Lines of a `least_leading` grow for what is taller, whatever the style says. With `hung` the
    mark of a list item stands at the head of a line that a picture makes high, not at its foot.
    `no_tab` is a tab stop of the style that the paragraph does not have.
    """

    style: str
    right_to_left: bool = False
    keep_next: bool = False
    left: float | None = None
    hanging: float = 0.0
    align: str = ""
    least_leading: float | None = None
    hung: bool = False
    no_tab: float | None = None


class Flow(NamedTuple):
    """Which way a text runs, and Word's word for the side it keeps to, empty for its own."""

    right_to_left: bool
    align: str


class _Pending:
    """What the next paragraph has to carry."""

    def __init__(self, prefix: str = "") -> None:
        self.bookmarks: list[str] = []
        self.page_break = False
        self.at_top = False  # of the first page of a section
        self.numbering = ""
        self.prefix = prefix


class Body:
    """The body of a document as it grows, with its bookmarks, links, lists and notes."""

    def __init__(
        self, document: Document, style_sheet: StyleSheet, page_of_anchor: Mapping[str, int]
    ) -> None:
        self.document = document
        self.style_sheet = style_sheet
        self.page_of_anchor = page_of_anchor
        self.page_starts: frozenset[str] = frozenset()  # anchors that begin a page
        self.landscape = False
        self.turns: list[tuple[int, bool]] = []
        """Where in `out` the properties of a section belong that ends, and whether it lies."""
        self.mirrored = is_right_to_left_language(document.language)
        self.numbering = NumberingTable()
        self.links = LinkTable()
        self.note_links = LinkTable()
        self.notes: list[str] = []
        self.pictures: dict[str, Any] = {}  # files of drawings by name
        self.images: dict[str, Picture] = {}  # of the document, by name
        self.picture_count = 0
        self.out: list[str] = []
        self.in_note = False
        self.has_small_print = False
        """Whether the block that is begun now is followed by small print, which stays with it."""
        self.bookmark_of_anchor = name_bookmarks(iter_anchors(document.blocks))
        self.number_bookmarks = {
            anchor: name_number_bookmark(place)
            for place, anchor in enumerate(document.quoted_numbers, 1)
        }
        self.bookmark_of_source = {
            entry.number: self.bookmark_of_anchor[entry.anchor]
            for block in iter_blocks(document.blocks)
            if isinstance(block, Bibliography)
            for entry in block.entries
            if entry.anchor
        }
        self._unset = dict(self.bookmark_of_anchor)
        self._bookmark_count = 0
        self._pending = _Pending()

    def runs_right_to_left(self, text: str) -> bool:
        """Tell whether a paragraph of this text runs from right to left in this document."""
        return follows_right_to_left(text) if self.mirrored else is_right_to_left(text)

    def find_flow(self, text: str) -> Flow:
        """Give which way a line runs that keeps to the page's side in a mirrored document."""
        right_to_left = self.runs_right_to_left(text)
        return Flow(right_to_left, "right" if self.mirrored and not right_to_left else "")

    def write_direction(self, *, right_to_left: bool) -> str:
        """Give the property that says which way a paragraph runs, where that must be said."""
        if right_to_left:
            return "<w:bidi/>"
        return '<w:bidi w:val="0"/>' if self.mirrored else ""

    def set_anchor(self, anchor: str) -> None:
        """Let the next paragraph be the target of links to the anchor."""
        name = self._unset.pop(anchor, "")
        if name:
            self._pending.bookmarks.append(name)

    def set_page_break(self) -> None:
        """Let the next paragraph start a new page."""
        self._pending.page_break = True

    def turn(self, *, landscape: bool) -> None:
        """Let the next paragraph start a new page, and pages from there on lie or stand."""
        if landscape == self.landscape:
            self.set_page_break()
            return
        if self.out:
            self._end_section()
            self._pending.at_top = True
        self.landscape = landscape
        self.style_sheet = self.style_sheet.turn()

    def _end_section(self) -> None:
        if not self.out[-1].startswith("<w:p>"):
            self.out.append(_GAP)
        # the last paragraph carries the properties of its section; one more could need a page
        before, mark, after = self.out.pop().partition("</w:pPr>")
        self.turns.append((len(self.out) + 1, self.landscape))
        self.out += [before, "", mark + after]

    def set_number(self, numbering_id: int, level: int) -> None:
        """Let the next paragraph carry the mark of a list item."""
        self._pending.numbering = (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering_id}"/></w:numPr>'
        )

    @property
    def has_pending_number(self) -> bool:
        """Whether a list item waits for its first paragraph."""
        return bool(self._pending.numbering)

    @property
    def hanging(self) -> float:
        """How far in points the mark of a list item that waits hangs before its paragraph."""
        return STEP if self.has_pending_number else 0.0

    def add_paragraph(self, content: str, look: ParagraphLook) -> None:
        """Append a paragraph of finished runs, with everything that waited for it."""
        pending = self._pending
        if look.style.startswith(_BEFORE_ROOM) and self.out and self.out[-1] == _GAP:
            self.out[-1] = _NARROW_GAP
        direction = self.write_direction(right_to_left=look.right_to_left)
        properties = _write_properties(look, pending, direction)
        content = self._mark(pending.prefix + content)
        self._pending = _Pending()
        self.out.append(f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>")

    def mark_number(self, anchor: str, runs: str) -> str:
        """Give the runs of a number in a bookmark of their own if references quote it."""
        name = self.number_bookmarks.get(anchor, "")
        return self._bookmark(name, runs) if name else runs

    def take_marks(self, content: str) -> str:
        """Give the runs of a table's paragraph inside the bookmarks that waited for it."""
        if not self._pending.bookmarks:
            return content
        marked = self._mark(content)
        self._pending.bookmarks = []
        return marked

    def release_pending(self) -> None:
        """Give a page break or a list mark a paragraph of its own: a table cannot carry it."""
        self._pending.at_top = False
        if self._pending.page_break or self._pending.numbering:
            style = "ListContinue" if self._pending.numbering else "TableGap"
            self.add_paragraph("", ParagraphLook(style))

    def close(self) -> None:
        """End the body; anchors that no paragraph followed get an empty one."""
        if self._pending.bookmarks or self._pending.numbering:
            self._pending.page_break = False
            self.add_paragraph("", ParagraphLook("TableGap"))

    @contextmanager
    def capture_note(self, prefix: str) -> Iterator[list[str]]:
        """Send what is written meanwhile to a note, whose first paragraph gets the prefix."""
        outer, pending, links = self.out, self._pending, self.links
        self.out, self._pending, self.links = [], _Pending(prefix), self.note_links
        self.in_note = True
        try:
            yield self.out
        finally:
            self.out, self._pending, self.links = outer, pending, links
            self.in_note = False

    def _mark(self, content: str) -> str:
        for name in reversed(self._pending.bookmarks):
            content = self._bookmark(name, content)
        return content

    def _bookmark(self, name: str, content: str) -> str:
        self._bookmark_count += 1
        number = self._bookmark_count
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )


def _write_properties(look: ParagraphLook, pending: _Pending, direction: str) -> str:
    """Give the properties in the order of the schema."""
    pieces = [f'<w:pStyle w:val="{look.style}"/>']
    if look.keep_next:
        pieces.append("<w:keepNext/>")
    if pending.page_break:
        pieces.append("<w:pageBreakBefore/>")
    pieces.append(pending.numbering)
    if look.no_tab is not None:
        pieces.append(f'<w:tabs><w:tab w:val="clear" w:pos="{to_twips(look.no_tab)}"/></w:tabs>')
    pieces.append(direction)
    if pending.page_break or pending.at_top:
        pieces.append('<w:spacing w:before="0"/>')
    if look.least_leading is not None:
        line = to_twips(look.least_leading)
        pieces.append(f'<w:spacing w:line="{line}" w:lineRule="atLeast"/>')
    if look.left is not None:
        pieces.append(_write_inset(look.left, look))
    if look.align:
        pieces.append(f'<w:jc w:val="{look.align}"/>')
    if look.hung:
        pieces.append('<w:textAlignment w:val="top"/>')
    return "".join(pieces)


def _write_inset(left: float, look: ParagraphLook) -> str:
    """Give the distance from the margin that the paragraph keeps to."""
    if look.align == "right":
        return f'<w:ind w:right="{to_twips(left)}"/>'
    return f'<w:ind w:left="{to_twips(left)}" w:hanging="{to_twips(look.hanging)}"/>'
