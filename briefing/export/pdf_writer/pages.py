"""The pages as they fill: one cursor, notes at the foot, everything kept in memory.

Distances are points from the top of the page; they are turned over when operators are written.
"""

from typing import NamedTuple

from briefing.document.nodes import Footnote, Origin
from briefing.export.pdf_writer.lines import Layout, LinkSpan
from briefing.export.pdf_writer.marking import ContentMarker
from briefing.export.pdf_writer.notes import RULE_GAP, Notes
from briefing.export.pdf_writer.styles import ParagraphStyle
from briefing.export.pdf_writer.tags import ARTIFACT, END, PieceKid, Tag, Tags
from briefing.export.pdf_writer.words import write_colour
from briefing.export.style_sheet import StyleSheet
from briefing.imaging.picture import Picture

_SLACK = 0.01
_LEAST_LINES = 2  # of a paragraph together at the foot of a page
_NO_ORIGIN = Origin()


class Frame(NamedTuple):
    """The column that blocks are set in."""

    x: float
    width: float

    def indent(self, left: float, right: float = 0.0) -> "Frame":
        """Give a narrower frame; deep nesting never uses up the width."""
        least = min(self.width, 60.0)
        width = max(self.width - left - right, least)
        return Frame(self.x + min(left, self.width - width), width)


class Place(NamedTuple):
    """A place in the document: page from 0, distance from the top of the page."""

    page: int
    y: float


class PageShape(NamedTuple):
    """The size and margins of a page, and between which heights its text stands."""

    sheet: StyleSheet
    top: float
    bottom: float
    landscape: bool = False

    @property
    def frame(self) -> Frame:
        """The column between the margins."""
        return Frame(self.sheet.margin_left, self.sheet.text_width)


class PageLink(NamedTuple):
    """The area of a link on its page in PDF coordinates, its target and its element."""

    x0: float
    y0: float
    x1: float
    y1: float
    target: str
    tag: Tag


class PendingNumber(NamedTuple):
    """A page number to be printed when it is known, ending at x on the baseline y.

    On a mirrored page it begins there. `mark` begins its content.
    """

    page: int
    x: float
    y: float
    style: ParagraphStyle
    target: str
    mark: bytes


class Page:
    """What is drawn on one page."""

    def __init__(self, shape: PageShape) -> None:
        self.shape = shape
        self.under: list[tuple[int, bytes]] = []  # depth and operators, drawn first
        self.body: list[bytes] = []
        self.rules: dict[tuple[float, str], list[bytes]] = {}  # by width and colour
        self.links: list[PageLink] = []
        self.owners: list[Tag] = []  # the elements of its pieces of content
        self.bottom = 0.0  # where its text ends


class Span:
    """From where to where something reaches; begins at the next thing placed."""

    def __init__(self) -> None:
        self.start: Place | None = None


class Pages:
    """The pages so far and the cursor on the last.

    What is `marked` says what it is to readers other than the eye: text as content of elements.
    Of pages that are not `drawn` nothing is kept but what stands where; nobody sees them.
    """

    def __init__(self, shape: PageShape, notes: Notes, tags: Tags) -> None:
        self.shape = shape
        self.sheet, self.top, self.bottom, _ = shape
        self.mirrored = False  # whether lines begin at the right edge
        self.marked = self.drawn = True
        self.tags = tags
        self.notes = notes
        self.pages: list[Page] = [Page(shape)]
        self.y = self.top
        self.places: dict[str, Place] = {}
        self.numbers: list[PendingNumber] = []
        self.uncovered: dict[str, Origin] = {}
        self.pictures: dict[bytes, Picture] = {}  # by the names under which pages show them
        self.wanted: dict[str, Origin] = {}  # targets of links, with where each is first linked
        self.origin = _NO_ORIGIN
        self._gap = 0.0
        self._break = False
        self._waiting_spans: list[Span] = []
        self._waiting_anchors: list[str] = []
        self._marks: list[tuple[Layout, float, Tag]] = []

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    @property
    def place(self) -> Place:
        """Where the cursor stands."""
        return Place(len(self.pages) - 1, self.y)

    @property
    def at_top(self) -> bool:
        """Whether nothing is on the page yet."""
        return self.y <= self.top + _SLACK

    @property
    def room(self) -> float:
        """Height left above the notes."""
        return self.bottom - self.notes.height - self.y

    @property
    def height(self) -> float:
        """Height of an empty page."""
        return self.bottom - self.top

    def find_x(self, x: float, width: float) -> float:
        """Give where something stands from the left that begins `x` from where lines begin.

        `x` counts from the left edge; on a mirrored page the same distance from the right edge
        of the text is meant. Everything that takes an x mirrors it but for `write_lines`.
        """
        if not self.mirrored:
            return x
        return 2 * self.sheet.margin_left + self.sheet.text_width - x - width

    def begin(self, before: float, need: float) -> None:
        """Go to where the next thing starts: on a new page if `need` points are not left here."""
        gap = 0.0 if self.at_top else max(self._gap, before)
        if self._break or (gap + need > self.room + _SLACK and not self.at_top):
            self.start_page()
            gap = 0.0
        self.y += gap
        self._gap = 0.0
        self._fix_waiting()

    def begin_whole(self, before: float, need: float) -> None:
        """Go to where a figure starts: never above notes that a page began with."""
        self.begin(before, need)
        while self.notes.placed and self.at_top and need > self.room + _SLACK:
            self.start_page()

    def find_height(self, layout: Layout) -> float:
        """Give what all lines of a text take with the least of the notes whose marks they have."""
        notes = collect_notes(layout, 0, len(layout.codes))
        return layout.height + self.notes.find_least_height(notes)

    def end(self, after: float) -> None:
        """Keep at least `after` points to what follows."""
        self._gap = max(self._gap, after)

    def tighten(self, gap: float) -> None:
        """Keep exactly `gap` points to what follows instead of what was asked for."""
        self._gap = gap

    def close_gap(self) -> None:
        """Take back the distance to what follows: the end of a box comes first."""
        self._gap = 0.0

    def break_page(self) -> None:
        """Let the next thing start a new page, unless it does so anyway."""
        self._break = not self.at_top

    def start_page(self) -> None:
        """Finish the page and begin the next with the notes carried over."""
        self.finish_page()
        self.pages.append(Page(self.shape))
        self.y = self.top
        self._gap = 0.0
        self._break = False
        self.notes.start_page(self.height / 2)

    def turn(self, shape: PageShape) -> None:
        """Let pages have another shape from here on; the next thing placed starts a new one.

        Notes that are carried over end on pages as wide as those that they began on.
        """
        if not self.at_top:
            self.start_page()
        while self.notes.placed:
            self.start_page()
        self.shape = self.page.shape = shape
        self.sheet, self.top, self.bottom, _ = shape
        self.notes.width = self.sheet.text_width
        self.y = self.top
        self._break = False

    def finish(self) -> None:
        """Finish the last page, and as many more as carried notes need."""
        self._fix_waiting()
        while self.notes.carried:
            self.start_page()
        self.finish_page()

    def open_span(self) -> Span:
        """Give a span that begins with the next thing placed."""
        span = Span()
        self._waiting_spans.append(span)
        return span

    def iter_segments(self, start: Place, end: Place) -> list[tuple[int, float, float]]:
        """Give page, top and bottom of each part of what reaches from start to end."""
        segments = []
        for page in range(start.page, end.page + 1):
            top = start.y if page == start.page else self.top
            bottom = end.y if page == end.page else self.pages[page].bottom
            segments.append((page, top, bottom))
        return segments

    def set_anchor(self, anchor: str) -> None:
        """Let an anchor point to the next thing placed; the first of equal anchors counts."""
        if anchor:
            self._waiting_anchors.append(anchor)

    def set_mark(self, layout: Layout, x: float) -> None:
        """Let a bullet or number stand on the first line of the next thing placed."""
        self._marks.append((layout, x, self.tags.add(b"Lbl")))

    def flush_marks(self) -> None:
        """Print the marks of an item that turned out to be empty on a line of their own."""
        if self._marks:
            leading = self._marks[0][0].leading
            self.begin(0.0, leading)
            self._draw_marks(self.y, self._marks[0][0])
            self.y += leading

    def put_marks(self) -> None:
        """Print the marks of an item that begins with no line at the cursor, which stays."""
        if self._marks:
            self._draw_marks(self.y, self._marks[0][0])

    def put_lines(
        self, layout: Layout, x: float, *, whole: bool = False, below: float = 0.0
    ) -> None:
        """Print all lines of a paragraph, over pages as needed; `whole` ones are never divided.

        Their notes leave `below` points free under them, for what they are the caption of.
        """
        count = len(layout.codes)
        start = 0
        while start < count:
            fitting = self._count_fitting(layout, start, below)
            if start + fitting < count:
                keep = whole and not self.at_top
                fitting = 0 if keep else _avoid_lone_lines(fitting, start, count)
            if fitting <= 0 and not self.at_top:
                self.start_page()
                continue
            end = start + max(fitting, 1)
            self._put(layout, start, end, x, below)
            start = end
        self._fix_waiting()

    def draw(self, layout: Layout, start: int, end: int, x: float, y: float) -> None:
        """Draw lines with their links with the top of the first at y; the cursor stays."""
        if not self.drawn:
            self.note_lines(layout, start, end)
            return
        line_top = self.sheet.page_height - y - layout.baseline
        x = self.find_x(x, layout.width)
        code = self.write_lines(layout, start, end, x, line_top)
        self.page.body.append(
            b"BT %b 1 0 0 1 %.2f %.2f Tm %b ET" % (layout.setup, x, line_top + layout.leading, code)
        )

    def begin_content(self, tag: Tag | None = None) -> bytes:
        """Give the operator that begins content of an element, the open one if none is given."""
        tag = tag or self.tags.current
        owners = self.page.owners
        number = len(owners)
        owners.append(tag)
        tag.kids.append(PieceKid(len(self.pages) - 1, number))
        return b"/%b<</MCID %d>>BDC" % (tag.kind, number)

    def write_lines(self, layout: Layout, start: int, end: int, x: float, baseline: float) -> bytes:
        """Give lines marked as content, and keep their links; the first stands on `baseline`."""
        if not self.marked:
            self.note_lines(layout, start, end)
            return b" ".join(layout.codes[start:end])
        self.note_uncovered(layout)
        if not layout.extras:
            return b"%b %b EMC" % (self.begin_content(), b" ".join(layout.codes[start:end]))
        marker = ContentMarker(self.begin_content, self.tags)
        for line in range(start, min(end, len(layout.codes))):
            extras = layout.extras.get(line)
            if extras is None:
                marker.add_plain(layout.codes[line])
                continue
            links = marker.add_parts(extras)
            self._add_links(layout, links, x, baseline - (line - start) * layout.leading)
        return marker.finish()

    def note_uncovered(self, layout: Layout) -> None:
        """Keep the characters that no face covers, with where they first stand."""
        for char in layout.uncovered:
            self.uncovered.setdefault(char, self.origin)

    def draw_rule(self, x0: float, x1: float, y: float, width: float, colour: str) -> None:
        """Draw a horizontal rule."""
        if not self.drawn:
            return
        x0, x1 = sorted((self.find_x(x0, 0.0), self.find_x(x1, 0.0)))
        height = self.sheet.page_height - y
        line = b"%.2f %.2f m %.2f %.2f l" % (x0, height, x1, height)
        self.page.rules.setdefault((width, colour), []).append(line)

    def fill(
        self, page: int, area: tuple[float, float, float, float], colour: str, depth: int
    ) -> None:
        """Fill an area (x, top, width, bottom) under the text of a page."""
        x, top, width, bottom = area
        x = self.find_x(x, width)
        low = self.sheet.page_height - bottom
        code = b"q %b %.2f %.2f %.2f %.2f re f Q" % (
            write_colour(colour),
            x,
            low,
            width,
            bottom - top,
        )
        self.pages[page].under.append((depth, code))

    def finish_page(self) -> None:
        """Draw the notes and the rules of the page."""
        self.page.bottom = self.y
        if self.notes.placed:
            self._draw_notes()
        for (width, colour), lines in self.page.rules.items():
            stroke = write_colour(colour, b"RG")
            rules = b"q %.3g w %b %b S Q" % (width, stroke, b" ".join(lines))
            self.page.body += (ARTIFACT, rules, END)

    def _draw_notes(self) -> None:
        x = self.sheet.margin_left
        y = self.bottom - self.notes.height + RULE_GAP
        self.draw_rule(x, x + 72, y - RULE_GAP / 2, 0.5, self.sheet.rule_colour)
        for note in self.notes.placed:
            outer = self.tags.enter(note.tag)
            self.draw(note.layout, note.start, note.end, x, y)
            self.tags.close(outer)
            y += note.height

    def _put(self, layout: Layout, start: int, end: int, x: float, below: float) -> None:
        if self._marks and start == 0:
            self._draw_marks(self.y, layout)
        top = self.y
        self.y += (end - start) * layout.leading
        notes = collect_notes(layout, start, end)
        if notes:
            self.notes.add(notes, self.bottom - self.y - below)
        self.draw(layout, start, end, x, top)

    def _draw_marks(self, y: float, beside: Layout) -> None:
        marks, self._marks = self._marks, []
        baseline = y + beside.baseline
        for layout, x, tag in marks:
            outer = self.tags.enter(tag)
            self.draw(layout, 0, 1, x, baseline - layout.baseline)
            self.tags.close(outer)

    def _count_fitting(self, layout: Layout, start: int, below: float) -> int:
        room = self.room - below + _SLACK
        fitting = min(max(int(room / layout.leading), 0), len(layout.codes) - start)
        if not layout.has_notes:
            return fitting
        notes: tuple[Footnote, ...] = ()
        for line in range(start, start + fitting):
            extras = layout.extras.get(line)
            if extras and extras.notes:
                notes += extras.notes
            height = (line - start + 1) * layout.leading
            if notes and height + self.notes.find_least_height(notes) > room:
                return line - start
        return fitting

    def _add_links(
        self, layout: Layout, links: list[tuple[LinkSpan, Tag]], x: float, baseline: float
    ) -> None:
        size = layout.size
        for span, tag in links:
            area = (x + span.x0, baseline - 0.25 * size, x + span.x1, baseline + 0.85 * size)
            self.page.links.append(PageLink(*area, span.target, tag))
            self.wanted.setdefault(span.target, self.origin)

    def note_lines(self, layout: Layout, start: int, end: int) -> None:
        """Keep what no face covers, and where links of some lines lead, though none is made."""
        self.note_uncovered(layout)
        for line in layout.extras.keys() & range(start, end):
            for span in layout.extras[line].links:
                self.wanted.setdefault(span.target, self.origin)

    def _fix_waiting(self) -> None:
        if self._waiting_spans:
            for span in self._waiting_spans:
                span.start = self.place
            self._waiting_spans = []
        if self._waiting_anchors:
            for anchor in self._waiting_anchors:
                self.places.setdefault(anchor, self.place)
            self._waiting_anchors = []


def collect_notes(layout: Layout, start: int, end: int) -> tuple[Footnote, ...]:
    """Give the notes whose marks stand in some lines."""
    if not layout.has_notes:
        return ()
    return tuple(
        note
        for line in range(start, end)
        if line in layout.extras
        for note in layout.extras[line].notes
    )


def _avoid_lone_lines(fitting: int, start: int, count: int) -> int:
    """Keep two lines of a paragraph together at the foot and at the head of a page."""
    if count - start - fitting == 1:
        fitting -= 1
    if start == 0 and fitting < _LEAST_LINES:
        return 0
    return fitting
