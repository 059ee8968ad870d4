"""How text looks on the page: character and paragraph styles made from the style sheet."""

from typing import NamedTuple

from briefing.document.nodes import Align
from briefing.export.direction import follows_right_to_left
from briefing.export.style_sheet import StyleSheet, TitleArrangement, choose_title_colours

_RUNNING_TEXT = frozenset(("body", "lead", "small", "note", "entry", "attribution"))


class TextStyle(NamedTuple):
    """The look of characters; size and rise in points, colour "#RRGGBB".

    Without a family the text is in that of the body.
    """

    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    rise: float = 0.0
    language: str = ""
    family: str = ""


class ParagraphStyle(NamedTuple):
    """The look of a paragraph; leading and distances in points.

    Text that begins right-to-left starts at the right, unless `follows_text` is off: names and
    cells keep to the side where the page has them. `mirrored` is on in documents that run from
    right to left; there a style that `follows_page` has the page's direction whatever its text.
    """

    text: TextStyle
    leading: float
    after: float = 0.0
    align: Align = Align.START
    justify: bool = False
    follows_text: bool = True
    mirrored: bool = False
    follows_page: bool = False

    def find_base(self, text: str) -> int | None:
        """Give the level of a paragraph: 0, 1 from right to left, None if its text decides."""
        if not self.mirrored:
            return None
        return int(self.follows_page or follows_right_to_left(text))

    def find_share(self, level: int) -> float:
        """Give the share of the free room in a line that stands before it, seen from the left.

        Figures have their units below each other, so that a column that ends its cells at the
        right does so from right to left too.
        """
        at_right = level == 1 if self.follows_text else self.mirrored
        if self.align is Align.CENTRE:
            return 0.5
        if self.align is Align.END and not self.follows_text:
            return 1.0
        return float(at_right != (self.align is Align.END))


class Styles:
    """All styles of one style sheet, for documents that run one way."""

    def __init__(self, sheet: StyleSheet, *, mirrored: bool = False) -> None:
        self.sheet = sheet
        self.mirrored = mirrored
        self._set_text_styles(sheet)
        self._set_title_styles(sheet)
        if mirrored:
            self._mirror()

    def _set_text_styles(self, sheet: StyleSheet) -> None:
        body = TextStyle(sheet.body_size, sheet.text_colour)
        small = TextStyle(sheet.small_size, sheet.text_colour, family=sheet.small_family)
        table = TextStyle(sheet.table_size, sheet.text_colour, family=sheet.small_family)
        quiet = small._replace(colour=sheet.quiet_colour)
        after = sheet.paragraph_after
        self.after_figure = after + 4  # points below tables, drawings and images
        self.body = ParagraphStyle(body, sheet.body_leading, after, justify=sheet.justify)
        self.lead = ParagraphStyle(
            body._replace(size=body.size + 1.5), sheet.body_leading + 2.5, after + 2
        )
        self.small = ParagraphStyle(quiet, sheet.small_leading, after)
        self.native_name = ParagraphStyle(
            body._replace(size=body.size + 2, colour=sheet.quiet_colour),
            sheet.body_leading + 4,
            after,
            follows_text=False,
        )
        self.note = ParagraphStyle(small, sheet.small_leading)
        self.cell = ParagraphStyle(table, sheet.table_leading, follows_text=False)
        self.header_cell = ParagraphStyle(
            table._replace(bold=True, size=table.size - 0.5),
            sheet.table_leading,
            follows_text=False,
        )
        self.label = ParagraphStyle(
            table._replace(bold=True, colour=sheet.quiet_colour),
            sheet.table_leading,
            follows_text=False,
        )
        self.caption = ParagraphStyle(table._replace(size=table.size + 0.5), sheet.body_leading)
        self.entry = ParagraphStyle(body._replace(size=body.size - 1), sheet.body_leading - 1.5)
        self.fact_label = ParagraphStyle(quiet, sheet.small_leading)
        self.fact_value = ParagraphStyle(table, sheet.table_leading + 0.5, follows_text=False)
        self.attribution = ParagraphStyle(
            table._replace(colour=sheet.quiet_colour), sheet.table_leading + 1, after
        )
        self.contents: tuple[ParagraphStyle, ...] = (
            ParagraphStyle(body._replace(bold=True), sheet.body_leading + 1),
            ParagraphStyle(body, sheet.body_leading),
            ParagraphStyle(body._replace(colour=sheet.quiet_colour), sheet.body_leading),
        )

    def _set_title_styles(self, sheet: StyleSheet) -> None:
        colours = choose_title_colours(sheet)
        centred = sheet.title_arrangement is TitleArrangement.CENTRED
        align = Align.CENTRE if centred else Align.START
        kicker = TextStyle(sheet.table_size, colours.kicker, bold=True, family=sheet.small_family)
        title = TextStyle(sheet.title_size, colours.title, bold=True, family=sheet.heading_family)
        subtitle = TextStyle(sheet.body_size + 2.5, colours.subtitle, family=sheet.heading_family)
        self.kicker = ParagraphStyle(kicker, sheet.body_leading, align=align)
        self.title = ParagraphStyle(title, sheet.title_leading, align=align)
        self.subtitle = ParagraphStyle(subtitle, sheet.body_leading + 3.5, align=align)

    def _mirror(self) -> None:
        """Turn the styles round; but for running text all keep to the page's side."""
        for name, style in vars(self).items():
            if isinstance(style, ParagraphStyle):
                follows = name in _RUNNING_TEXT
                setattr(self, name, style._replace(mirrored=True, follows_text=follows))
        self.contents = tuple(
            style._replace(mirrored=True, follows_text=False) for style in self.contents
        )

    def _keep_to_page(self, style: ParagraphStyle, *, follows_page: bool) -> ParagraphStyle:
        if not self.mirrored:
            return style
        return style._replace(mirrored=True, follows_text=False, follows_page=follows_page)

    def get_heading(self, level: int) -> ParagraphStyle:
        """Give the style of a heading; levels beyond the deepest look like the deepest."""
        sheet = self.sheet
        index = min(max(level, 1), len(sheet.heading_sizes)) - 1
        colour = sheet.accent_colour if index == 0 else sheet.text_colour
        deepest = index == len(sheet.heading_sizes) - 1
        text = TextStyle(
            sheet.heading_sizes[index],
            colour,
            bold=True,
            italic=deepest,
            family=sheet.heading_family,
        )
        style = ParagraphStyle(text, sheet.heading_leadings[index], sheet.heading_after[index])
        return self._keep_to_page(style, follows_page=True)

    def get_space_before_heading(self, level: int) -> float:
        """Give the distance above a heading of this level."""
        index = min(max(level, 1), len(self.sheet.heading_before)) - 1
        return self.sheet.heading_before[index]

    def get_callout_title(self, *, fault: bool) -> ParagraphStyle:
        """Give the style of the title of a box."""
        colour = self.sheet.fault_colour if fault else self.sheet.accent_colour
        family = self.sheet.heading_family
        text = TextStyle(self.sheet.body_size + 0.5, colour, bold=True, family=family)
        style = ParagraphStyle(text, self.sheet.body_leading + 1, 2.0)
        return self._keep_to_page(style, follows_page=False)
