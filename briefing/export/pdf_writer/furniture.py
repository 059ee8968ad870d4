"""What stands on every page around the text: the marking, a text in header and footer, a number."""

from briefing.document.nodes import Align, Document, Text
from briefing.export.edge_texts import get_footer_text, get_header_text, get_page_number
from briefing.export.pdf_writer.lines import Layout
from briefing.export.pdf_writer.pages import PageShape
from briefing.export.pdf_writer.styles import ParagraphStyle, Styles, TextStyle
from briefing.export.pdf_writer.text import strip_unprintable
from briefing.export.pdf_writer.typesetting import Typesetter
from briefing.export.pdf_writer.words import write_colour

_EDGE = 30.0  # from the edge of the paper to the marking's box
_TEXT_GAP = 16.0  # from the box to the text at least
_BOX_PADDING = 7.0
_LEAST_MARKING_SIZE = 12.0  # TLP 2.0 asks for this size or more
_NUMBER_ROOM = 40.0  # half the width of "Page n of N", with some air
_BESIDE_GAP = 12.0  # between the header's text and the marking
_TINY = 24.0  # points of text that a page has at least


class Furniture:
    """The header and footer of every page; `top` and `bottom` bound the text between them."""

    def __init__(
        self,
        document: Document,
        styles: Styles,
        typesetter: Typesetter,
        *,
        landscape: bool = False,
    ) -> None:
        self._sheet = styles.sheet.turn() if landscape else styles.sheet
        self._landscape = landscape
        self._style = styles.small._replace(mirrored=False, follows_text=False)
        self._typesetter = typesetter
        self._language = document.language
        self._footer_text = self._lay_out_text(get_footer_text(document, self._sheet), 0.38)
        self._header_text = self._lay_out_text(get_header_text(document, self._sheet), 1.0)
        self._banner_colours = ("", "")
        self._banner = self._lay_out_banner(document)
        self._box_height = self._banner.height + 4.0 if self._banner else 0.0
        edge = _EDGE + max(self._box_height, self._header_text.height) + _TEXT_GAP
        # A wide marking leaves no room beside it: the line at the foot then stands above it.
        taken = self._sheet.text_width / 2 + _NUMBER_ROOM
        self._line_lift = self._find_lift(taken)
        beside = self._header_text.last_width + _BESIDE_GAP if self._header_text.codes else 0.0
        self._header_drop = self._find_lift(beside)
        least = (self._sheet.page_height - _TINY) / 2
        self.top = min(max(self._sheet.margin_top, edge + self._header_drop), least)
        self.bottom = self._sheet.page_height - min(
            max(self._sheet.margin_bottom, edge + self._line_lift), least
        )

    @property
    def shape(self) -> PageShape:
        """The shape of the pages that it stands around."""
        return PageShape(self._sheet, self.top, self.bottom, self._landscape)

    def write_marking(self) -> bytes:
        """Give the operators of both boxes and the header's text, the same for all pages."""
        height = self._sheet.page_height
        boxes = self._write_box(height - _EDGE - self._box_height) + self._write_box(_EDGE)
        text = self._header_text
        if not text.codes:
            return boxes
        y = height - _EDGE - (self._box_height or self._style.leading) / 2 - self._header_drop
        y += self._style.leading / 2 - text.baseline
        return boxes + self._write(text, self._sheet.margin_left, y) + b"\n"

    def write_footer(self, page: int, count: int) -> bytes:
        """Give the operators of the line at the foot: its text and the number of the page."""
        text = get_page_number(page, count, self._sheet, self._language)
        number = self._lay_out(text, Align.CENTRE, 1.0)
        y = _EDGE + (self._box_height or self._style.leading) / 2
        y += self._style.leading / 2 - number.baseline + self._line_lift
        parts = [
            self._write(layout, self._sheet.margin_left, y)
            for layout in (number, self._footer_text)
            if layout.codes
        ]
        return b"\n".join(parts)

    def _lay_out_text(self, text: str, share: float) -> Layout:
        return self._lay_out(strip_unprintable(text), Align.START, share)

    def _lay_out(self, text: str, align: Align, share: float) -> Layout:
        children = (Text(text),) if text else ()
        width = self._sheet.text_width * share
        return self._typesetter.lay_out(children, self._style._replace(align=align), width)

    def _find_lift(self, taken: float) -> float:
        """Give how far a line has to move away from the edge where the marking leaves no room."""
        if not self._banner or not taken:
            return 0.0
        if self._find_box_width(self._banner) + taken <= self._sheet.text_width:
            return 0.0
        return (self._box_height + self._style.leading) / 2 + 3.0

    def _lay_out_banner(self, document: Document) -> Layout | None:
        banner = document.banner
        if banner is None or not banner.text.strip():
            return None
        self._banner_colours = (banner.colour, banner.background)
        size = max(self._sheet.marking_size, _LEAST_MARKING_SIZE)
        text = TextStyle(size, banner.colour, bold=True, family=self._sheet.small_family)
        style = ParagraphStyle(text, size + 4, follows_text=False)
        width = self._sheet.text_width - 2 * _BOX_PADDING
        return self._typesetter.lay_out((Text(banner.text),), style, width)

    def _find_box_width(self, banner: Layout) -> float:
        several = len(banner.codes) > 1
        return self._sheet.text_width if several else banner.last_width + 2 * _BOX_PADDING

    def _write_box(self, low: float) -> bytes:
        """Draw the marking in its box at the right margin, as TLP recommends."""
        banner = self._banner
        if banner is None:
            return b""
        width = self._find_box_width(banner)
        x = self._sheet.margin_left + self._sheet.text_width - width
        fill = write_colour(self._banner_colours[1])
        box = b"q %b %.2f %.2f %.2f %.2f re f Q\n" % (
            fill,
            x,
            low,
            width,
            self._box_height,
        )
        baseline = low + self._box_height - 2.0 - banner.baseline
        return box + self._write(banner, x + _BOX_PADDING, baseline) + b"\n"

    def _write(self, layout: Layout, x: float, baseline: float) -> bytes:
        return b"BT %b 1 0 0 1 %.2f %.2f Tm %b ET" % (
            layout.setup,
            x,
            baseline + layout.leading,
            b" ".join(layout.codes),
        )
