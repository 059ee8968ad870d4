"""What stands on every page around the text: the marking, the reference, "Page n of N"."""

from briefing.document.nodes import Align, Document, Text
from briefing.export.pdf_writer.lines import Layout
from briefing.export.pdf_writer.pages import PageShape
from briefing.export.pdf_writer.styles import ParagraphStyle, Styles, TextStyle
from briefing.export.pdf_writer.text import strip_unprintable
from briefing.export.pdf_writer.typesetting import Typesetter
from briefing.export.pdf_writer.words import write_colour
from briefing.export.wording import page_of_pages

_EDGE = 30.0  # from the edge of the paper to the marking's box
_TEXT_GAP = 16.0  # from the box to the text at least
_BOX_PADDING = 7.0
_LEAST_MARKING_SIZE = 12.0  # TLP 2.0 asks for this size or more
_NUMBER_ROOM = 40.0  # half the width of "Page n of N", with some air
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
        self._reference = self._lay_out(strip_unprintable(document.reference), Align.START)
        self._banner_colours = ("", "")
        self._banner = self._lay_out_banner(document)
        self._box_height = self._banner.height + 4.0 if self._banner else 0.0
        edge = _EDGE + self._box_height + _TEXT_GAP
        # A wide marking leaves no room beside it: the line at the foot then stands above it.
        taken = self._sheet.text_width / 2 + _NUMBER_ROOM
        self._line_lift = 0.0
        if self._banner and self._find_box_width(self._banner) + taken > self._sheet.text_width:
            self._line_lift = (self._box_height + self._style.leading) / 2 + 3.0
        least = (self._sheet.page_height - _TINY) / 2
        self.top = min(max(self._sheet.margin_top, edge), least)
        self.bottom = self._sheet.page_height - min(
            max(self._sheet.margin_bottom, edge + self._line_lift), least
        )

    @property
    def shape(self) -> PageShape:
        """The shape of the pages that it stands around."""
        return PageShape(self._sheet, self.top, self.bottom, self._landscape)

    def write_marking(self) -> bytes:
        """Give the operators of both boxes, the same for all pages."""
        if not self._banner:
            return b""
        height = self._sheet.page_height
        return self._write_box(height - _EDGE - self._box_height) + self._write_box(_EDGE)

    def write_footer(self, page: int, count: int) -> bytes:
        """Give the operators of the line at the foot: reference and number of the page."""
        number = self._lay_out(page_of_pages(page, count, self._language), Align.CENTRE)
        y = _EDGE + (self._box_height or self._style.leading) / 2
        y += self._style.leading / 2 - number.baseline + self._line_lift
        parts = [self._write(number, self._sheet.margin_left, y)]
        if self._reference.codes:
            parts.append(self._write(self._reference, self._sheet.margin_left, y))
        return b"\n".join(parts)

    def _lay_out(self, text: str, align: Align) -> Layout:
        width = self._sheet.text_width * (0.38 if align is Align.START else 1.0)
        children = (Text(text),) if text else ()
        return self._typesetter.lay_out(children, self._style._replace(align=align), width)

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
