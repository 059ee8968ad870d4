"""Style sheets: what every writer takes sizes, distances and colours from.

Lengths are in points (1/72 inch), colours are "#RRGGBB".
"""

from enum import StrEnum
from typing import NamedTuple

import msgspec

from briefing.records.library_settings import HouseTemplate


class TitleArrangement(StrEnum):
    """How the head of the first page stands: from the margin, on a coloured band, in the middle."""

    PLAIN = "plain"
    BAND = "band"
    CENTRED = "centred"


class TableRules(StrEnum):
    """What tells the rows of a table apart: thin rules, or a tint of every second one."""

    RULES = "rules"
    BANDS = "bands"


class EdgeText(StrEnum):
    """What stands at the left of the header or the footer, beside the marking."""

    NOTHING = "nothing"
    REFERENCE = "reference"
    TITLE = "title"
    DATE = "date"
    ORGANISATION = "organisation"


class PageNumbers(StrEnum):
    """How pages are numbered in the footer."""

    OF_PAGES = "of-pages"
    ALONE = "alone"
    NONE = "none"


class StyleSheet(msgspec.Struct, frozen=True, kw_only=True):
    """The look of a document, the same for all writers.

    `heading_family` sets title and headings, `small_family` tables, captions, notes, drawings and
    what stands around the text. On a band the title has the colour of the paper. A wide logo is
    less high than `logo_height`.
    """

    name: str
    label: str = ""
    page_width: float = 595.28  # A4
    page_height: float = 841.89
    margin_top: float = 82.0
    margin_bottom: float = 76.0
    margin_left: float = 76.0
    margin_right: float = 76.0
    body_size: float = 10.5
    body_leading: float = 14.5
    small_size: float = 8.5
    small_leading: float = 11.0
    table_size: float = 9.0
    table_leading: float = 11.5
    title_size: float = 25.0
    title_leading: float = 29.0
    heading_sizes: tuple[float, float, float, float] = (16.0, 12.5, 10.5, 10.5)
    heading_leadings: tuple[float, float, float, float] = (20.0, 16.0, 14.5, 14.5)
    heading_before: tuple[float, float, float, float] = (22.0, 15.0, 11.0, 9.0)
    heading_after: tuple[float, float, float, float] = (7.0, 5.0, 3.0, 3.0)
    paragraph_after: float = 6.5
    marking_size: float = 12.0
    body_family: str = "Source Sans Pro"
    heading_family: str = "Source Sans Pro"
    small_family: str = "Source Sans Pro"
    arabic_family: str = "IBM Plex Sans Arabic"
    text_colour: str = "#1B1F24"
    quiet_colour: str = "#59636E"
    rule_colour: str = "#C4CBD3"
    accent_colour: str = "#0B4F79"
    tint_colour: str = "#EEF3F7"
    fault_colour: str = "#9B1C1C"
    strong_rule_colour: str = "#1B1F24"
    title_arrangement: TitleArrangement = TitleArrangement.PLAIN
    logo_height: float = 44.0
    table_rules: TableRules = TableRules.RULES
    header_text: EdgeText = EdgeText.NOTHING
    footer_text: EdgeText = EdgeText.REFERENCE
    page_numbers: PageNumbers = PageNumbers.OF_PAGES
    heading_numbers: bool = True
    justify: bool = False

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.page_width - self.margin_left - self.margin_right

    def turn(self) -> "StyleSheet":
        """Give the same look on pages that lie; the margins stay at their sides."""
        return msgspec.structs.replace(
            self, page_width=self.page_height, page_height=self.page_width
        )


class TitleColours(NamedTuple):
    """The colours of the lines of a title block."""

    kicker: str
    title: str
    subtitle: str


_PAPER = "#FFFFFF"


def choose_title_colours(sheet: StyleSheet) -> TitleColours:
    """Give the colours of a title block, which is dark letters on paper or the reverse."""
    if sheet.title_arrangement is TitleArrangement.BAND:
        return TitleColours(sheet.tint_colour, _PAPER, sheet.tint_colour)
    return TitleColours(sheet.accent_colour, sheet.text_colour, sheet.quiet_colour)


_LEAST_TOP, _LEAST_BOTTOM = 60.0, 56.0  # room for the marking above and below


def fit_to_template(sheet: StyleSheet, template: HouseTemplate) -> StyleSheet:
    """Give the style sheet with a house template's page, so that all writers break lines alike."""
    return msgspec.structs.replace(
        sheet,
        page_width=template.page_width,
        page_height=template.page_height,
        margin_top=max(template.margin_top, _LEAST_TOP),
        margin_bottom=max(template.margin_bottom, _LEAST_BOTTOM),
        margin_left=template.margin_left,
        margin_right=template.margin_right,
    )


_LETTER_WIDTH, _LETTER_HEIGHT = 612.0, 792.0

STANDARD = StyleSheet(name="standard", label="Standard")

REPORT = StyleSheet(
    name="report",
    label="Report",
    margin_top=86.0,
    margin_bottom=80.0,
    margin_left=92.0,
    margin_right=92.0,
    body_size=11.0,
    body_leading=15.5,
    title_size=27.0,
    title_leading=32.0,
    heading_sizes=(18.0, 13.5, 11.5, 11.0),
    heading_leadings=(23.0, 17.5, 15.5, 15.5),
    heading_before=(26.0, 17.0, 13.0, 10.0),
    heading_after=(9.0, 6.0, 4.0, 3.0),
    paragraph_after=7.5,
    body_family="Source Serif Pro",
    heading_family="Source Serif Pro",
    text_colour="#211D1B",
    quiet_colour="#645C57",
    rule_colour="#CFC6BC",
    accent_colour="#7A1F2B",
    tint_colour="#F7F2EB",
    strong_rule_colour="#7A1F2B",
    title_arrangement=TitleArrangement.CENTRED,
)

BULLETIN = StyleSheet(
    name="bulletin",
    label="Bulletin",
    margin_top=70.0,
    margin_bottom=66.0,
    margin_left=84.0,
    margin_right=84.0,
    body_size=10.0,
    body_leading=13.5,
    small_size=8.0,
    small_leading=10.5,
    table_size=8.5,
    table_leading=11.0,
    title_size=21.0,
    title_leading=25.0,
    heading_sizes=(13.5, 11.5, 10.0, 10.0),
    heading_leadings=(17.0, 15.0, 13.5, 13.5),
    heading_before=(15.0, 11.0, 8.0, 7.0),
    heading_after=(4.0, 3.0, 2.0, 2.0),
    paragraph_after=5.0,
    text_colour="#16212B",
    quiet_colour="#4F5F6B",
    rule_colour="#BCCBD1",
    accent_colour="#12495C",
    tint_colour="#E6F0F1",
    strong_rule_colour="#12495C",
    title_arrangement=TitleArrangement.BAND,
    heading_numbers=False,
)


def _put_on_letter(sheet: StyleSheet, name: str) -> StyleSheet:
    """Give a design on American paper: wider margins, so that lines stay as long as on A4."""
    more = (_LETTER_WIDTH - sheet.page_width) / 2
    return msgspec.structs.replace(
        sheet,
        name=name,
        label=f"{sheet.label}, Letter",
        page_width=_LETTER_WIDTH,
        page_height=_LETTER_HEIGHT,
        margin_left=sheet.margin_left + more,
        margin_right=sheet.margin_right + more,
    )


LETTER = StyleSheet(
    name="letter",
    label="Standard, Letter",
    page_width=_LETTER_WIDTH,
    page_height=_LETTER_HEIGHT,
)

STYLE_SHEETS: dict[str, StyleSheet] = {
    sheet.name: sheet
    for sheet in (
        STANDARD,
        LETTER,
        REPORT,
        _put_on_letter(REPORT, "report-letter"),
        BULLETIN,
        _put_on_letter(BULLETIN, "bulletin-letter"),
    )
}
"""The style sheets that are shipped, by key."""
