"""Style sheets: what every writer takes sizes, distances and colours from.

Lengths are in points (1/72 inch), colours are "#RRGGBB".
"""

import msgspec

from briefing.records.library_settings import HouseTemplate


class StyleSheet(msgspec.Struct, frozen=True, kw_only=True):
    """The look of a document, the same for all writers."""

    name: str
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
    arabic_family: str = "IBM Plex Sans Arabic"
    text_colour: str = "#1B1F24"
    quiet_colour: str = "#59636E"
    rule_colour: str = "#C4CBD3"
    accent_colour: str = "#0B4F79"
    tint_colour: str = "#EEF3F7"
    fault_colour: str = "#9B1C1C"
    justify: bool = False

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.page_width - self.margin_left - self.margin_right


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


STANDARD = StyleSheet(name="standard")
LETTER = StyleSheet(name="letter", page_width=612.0, page_height=792.0)

STYLE_SHEETS: dict[str, StyleSheet] = {sheet.name: sheet for sheet in (STANDARD, LETTER)}
"""The style sheets that are shipped, by key."""
