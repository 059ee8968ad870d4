"""The head of the first page: what it is, what it says, and the facts about it."""

from briefing.document.nodes import Emblem, TitleBlock
from briefing.export.pdf_writer.lines import Layout
from briefing.export.pdf_writer.pages import Frame, Pages, Place
from briefing.export.pdf_writer.placing import Workshop
from briefing.export.picture_size import LOGO_GAP, PrintedSize, find_logo_size
from briefing.export.style_sheet import StyleSheet, TitleArrangement
from briefing.export.title_facts import count_fact_columns

_COLUMN_GAP = 14.0
_RULE_GAP = 9.0
_LAST_GAP = 4.0  # below the last line of the title
_BAND_PADDING = 16.0  # between the edge of the band and its text


def place_title(workshop: Workshop, block: TitleBlock, frame: Frame) -> None:
    """Print the title block; its facts stand below it in columns between two rules."""
    pages = workshop.pages
    pages.begin(0.0, min(find_height(workshop, block, frame), pages.height * 0.6))
    if block.logo:
        _place_logo(workshop, block.logo, frame)
    start = pages.place
    padding = _find_padding(workshop.sheet)
    pages.y += padding
    for layout, after in _lay_out_lines(workshop, block, frame):
        outer = pages.tags.open(b"P")
        pages.put_lines(layout, frame.x + padding)
        pages.tags.close(outer)
        pages.y += after
    if padding:
        _draw_band(workshop, start, frame)
    if block.facts:
        _place_facts(workshop, block, frame)
    pages.end(14.0)


def find_height(workshop: Workshop, block: TitleBlock, frame: Frame) -> float:
    """Give the height of the whole title block."""
    lines = _lay_out_lines(workshop, block, frame)
    columns = count_fact_columns(len(block.facts)) or 1
    rows = -(-len(block.facts) // columns)
    row = workshop.styles.fact_label.leading + workshop.styles.fact_value.leading + 6
    band = 2 * _find_padding(workshop.sheet)
    logo = _find_logo_size(workshop, block.logo).height + LOGO_GAP if block.logo else 0.0
    text = sum(layout.height + after for layout, after in lines)
    return logo + text + band + rows * row + 2 * _RULE_GAP


def _find_logo_size(workshop: Workshop, logo: Emblem) -> PrintedSize:
    return find_logo_size(workshop.get_picture(logo.picture), workshop.sheet.logo_height)


def _place_logo(workshop: Workshop, logo: Emblem, frame: Frame) -> None:
    """Print the logo above everything else, where the lines of the title begin."""
    from briefing.export.pdf_writer.images import draw_picture

    size = _find_logo_size(workshop, logo)
    centred = workshop.sheet.title_arrangement is TitleArrangement.CENTRED
    x = frame.x + (frame.width - size.width) / 2 if centred else frame.x
    draw_picture(workshop, logo.picture, logo.alternative_text, x, size)
    workshop.pages.y += size.height + LOGO_GAP


def _find_padding(sheet: StyleSheet) -> float:
    return _BAND_PADDING if sheet.title_arrangement is TitleArrangement.BAND else 0.0


def _draw_band(workshop: Workshop, start: Place, frame: Frame) -> None:
    pages, colour = workshop.pages, workshop.sheet.accent_colour
    pages.y += _BAND_PADDING - _LAST_GAP
    for page, top, bottom in pages.iter_segments(start, pages.place):
        pages.fill(page, (frame.x, top, frame.width, bottom), colour, workshop.depth)
    pages.y += _LAST_GAP


def _lay_out_lines(
    workshop: Workshop, block: TitleBlock, frame: Frame
) -> list[tuple[Layout, float]]:
    styles = workshop.styles
    width = frame.width - 2 * _find_padding(workshop.sheet)
    parts = (
        (block.kicker, styles.kicker, 5.0),
        (block.title, styles.title, 5.0),
        (block.subtitle, styles.subtitle, 4.0),
    )
    return [
        (workshop.lay_out_text(text, style, width), after) for text, style, after in parts if text
    ]


def _place_facts(workshop: Workshop, block: TitleBlock, frame: Frame) -> None:
    pages, sheet = workshop.pages, workshop.sheet
    pages.y += _RULE_GAP - 3
    right = frame.x + frame.width
    pages.draw_rule(frame.x, right, pages.y, 0.9, sheet.strong_rule_colour)
    pages.y += _RULE_GAP - 3
    columns = count_fact_columns(len(block.facts))
    outer = pages.tags.open(b"L")
    for start in range(0, len(block.facts), columns):
        _place_fact_row(workshop, block.facts[start : start + columns], columns, frame)
    pages.tags.close(outer)
    pages.draw_rule(frame.x, right, pages.y, 0.4, sheet.rule_colour)


def _place_fact_row(
    workshop: Workshop, facts: tuple[tuple[str, str], ...], columns: int, frame: Frame
) -> None:
    """Print labels above values in columns of equal width."""
    pages, styles = workshop.pages, workshop.styles
    width = (frame.width - _COLUMN_GAP * (columns - 1)) / columns
    cells = [
        (
            workshop.lay_out_text(label, styles.fact_label, width),
            workshop.lay_out_text(value, styles.fact_value, width),
        )
        for label, value in facts
    ]
    height = max(label.height + value.height for label, value in cells)
    pages.begin(0.0, height)
    for place, (label, value) in enumerate(cells):
        x = frame.x + place * (width + _COLUMN_GAP)
        item = pages.tags.open(b"LI")
        _draw_fact(pages, b"Lbl", label, x, pages.y)
        _draw_fact(pages, b"LBody", value, x, pages.y + label.height)
        pages.tags.close(item)
    pages.y += height + 6


def _draw_fact(pages: Pages, kind: bytes, layout: Layout, x: float, y: float) -> None:
    outer = pages.tags.open(kind)
    pages.draw(layout, 0, len(layout.codes), x, y)
    pages.tags.close(outer)
