"""The styles of tables, of the text in them, and of boxes made of tables."""

from briefing.export.docx_writer.style_parts import StyleSpec, write_look, write_size, write_spacing
from briefing.export.docx_writer.xml_text import to_hex, to_twips
from briefing.export.style_sheet import StyleSheet, TableRules

CELL_GAP = 9.0
"""Distance between the text of neighbouring columns, in points."""

BAND_EDGE = 4.0
"""How far the tint of a row reaches beyond its text at either side, in points."""

CALLOUT_PADDING = 11.0
"""Distance between the edge of a call-out and its text, in points."""

_THICK, _THIN = 7, 3  # in eighths of a point


def get_table_text_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    """Give the styles of the paragraphs in tables and around them."""
    leading, size = sheet.table_leading, sheet.table_size
    text, quiet = sheet.text_colour, sheet.quiet_colour
    spacing = write_spacing(leading)
    header = "<w:keepNext/>" + spacing
    caption = "<w:keepNext/><w:keepLines/>"
    caption += write_spacing(sheet.body_leading, before=sheet.paragraph_after, after=4)
    credited = "<w:keepNext/>" + write_spacing(leading, after=1)
    bold = write_look(text, size, bold=True)
    small, value = write_spacing(sheet.small_leading), write_spacing(leading + 0.5)
    return (
        StyleSpec("TableText", "Table Text", spacing, write_size(size)),
        StyleSpec("TableHeader", "Table Header", header, write_look(text, size - 0.5, bold=True)),
        StyleSpec("TableLabel", "Table Label", spacing, write_look(quiet, size, bold=True)),
        StyleSpec("TableRowHeader", "Table Row Header", spacing, bold),
        StyleSpec("TableTotal", "Table Total", spacing, bold),
        StyleSpec("FactLabel", "Fact Label", small, write_look(quiet, sheet.small_size)),
        StyleSpec("FactValue", "Fact Value", value, write_size(size)),
        StyleSpec("Caption", "caption", caption, write_size(size + 0.5)),
        StyleSpec("Drawing", "Drawing", write_spacing(leading, after=sheet.paragraph_after + 4)),
        StyleSpec("CreditedImage", "Credited Image", credited),
        # Word joins tables that touch; this keeps them apart and gives room below
        StyleSpec("TableGap", "Table Gap", write_spacing(9), write_size(2)),
    )


def write_table_styles(sheet: StyleSheet) -> str:
    """Give the table styles: rules run across, never down."""
    rule, strong = to_hex(sheet.rule_colour), to_hex(sheet.strong_rule_colour)
    across = _write_rule("insideH", _THIN, rule)
    below = _write_rule("bottom", _THIN, rule)
    above = _write_rule("top", _THICK, strong)
    box = _write_margins(7, CALLOUT_PADDING, CALLOUT_PADDING, 4)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        + _write_style("Grid", above + below + across, _write_margins(3.4, 0, CELL_GAP))
        + _write_style("Facts", below + across, _write_margins(2.4, 0, CELL_GAP))
        + _write_band_styles(sheet, above, below)
        + _write_style("Title", above + below, _write_margins(3, 0, CELL_GAP))
        + _write_style("Callout", "", box)
    )


def _write_band_styles(sheet: StyleSheet, above: str, below: str) -> str:
    """Give the styles of tables whose rows are tinted, where the design has such."""
    if sheet.table_rules is TableRules.RULES:
        return ""
    edges = (BAND_EDGE, CELL_GAP - BAND_EDGE)
    grid = _write_style("GridBands", above + below, _write_margins(3.4, *edges))
    return grid + _write_style("FactsBands", below, _write_margins(2.4, *edges))


def write_mirroring(*, mirrored: bool) -> str:
    """Give the property that says at which side the first column of a table stands.

    LibreOffice turns a table whose first cell runs from right to left, unless it is told not to.
    """
    return "<w:bidiVisual/>" if mirrored else '<w:bidiVisual w:val="off"/>'


def _write_style(name: str, borders: str, margins: str) -> str:
    borders = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="Briefing{name}">'
        f'<w:name w:val="Briefing {name}"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr>{borders}{margins}</w:tblPr></w:style>"
    )


def _write_rule(edge: str, eighths: int, colour: str) -> str:
    return f'<w:{edge} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'


def _write_margins(top: float, left: float, right: float, bottom: float | None = None) -> str:
    below = top if bottom is None else bottom
    edges = (("top", top), ("left", left), ("bottom", below), ("right", right))
    inner = "".join(f'<w:{edge} w:w="{to_twips(points)}" w:type="dxa"/>' for edge, points in edges)
    return f"<w:tblCellMar>{inner}</w:tblCellMar>"
