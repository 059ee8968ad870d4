"""The head of the first page: title lines, and facts in columns between two rules."""

from briefing.document.nodes import TitleBlock
from briefing.export.docx_writer.body import Body, ParagraphLook
from briefing.export.docx_writer.images import write_logo
from briefing.export.docx_writer.inlines import make_look, write_text
from briefing.export.docx_writer.table_styles import write_mirroring
from briefing.export.docx_writer.xml_text import to_hex, to_twips
from briefing.export.style_sheet import TitleArrangement
from briefing.export.title_facts import count_fact_columns

_BAND_PADDING = 16.0
_COLUMN_GAP = 14.0  # as in the PDF
_AIR = 6.0  # between facts and the rules around them
_SPACE_BELOW = 5.0  # that the last line of a title has already

Fact = tuple[str, str]


def write_title_block(body: Body, block: TitleBlock, width: float) -> None:
    """Append the title block; width in points."""
    if block.logo:
        write_logo(body, block.logo)
    band = body.style_sheet.title_arrangement is TitleArrangement.BAND
    if band:
        body.release_pending()
        body.out.append(_write_band_start(body, to_twips(width)))
    _write_lines(body, block)
    if band:
        body.out.append("</w:tc></w:tr></w:tbl>")
        body.add_paragraph("", ParagraphLook("TableGap"))
    if block.facts:
        body.release_pending()
        _write_facts(body, block.facts, to_twips(width))
    body.add_paragraph("", ParagraphLook("TableGap"))


def _write_lines(body: Body, block: TitleBlock) -> None:
    centred = body.style_sheet.title_arrangement is TitleArrangement.CENTRED
    lines = ((block.kicker, "Kicker"), (block.title, "Title"), (block.subtitle, "Subtitle"))
    for text, style in lines:
        if text:
            flow = body.find_flow(text)
            runs = write_text(text, make_look(body, right_to_left=flow.right_to_left))
            align = "" if centred else flow.align
            leading = (
                None if style != "Title" or _is_plain(text) else body.style_sheet.title_leading
            )
            look = ParagraphLook(style, flow.right_to_left, align=align, least_leading=leading)
            body.add_paragraph(runs, look)


def _is_plain(text: str) -> bool:
    """Whether all letters are of scripts whose signs keep to their line."""
    return all(char < "\u0590" or "\u2000" <= char < "\u2100" for char in text)


def _write_band_start(body: Body, width: int) -> str:
    """Begin a table of one cell: shaded paragraphs would leave white between them."""
    padding = to_twips(_BAND_PADDING)
    edges = "".join(
        f'<w:{edge} w:w="{room}" w:type="dxa"/>'
        for edge, room in (
            ("top", padding),
            ("left", padding),
            ("bottom", to_twips(_BAND_PADDING - _SPACE_BELOW)),
            ("right", padding),
        )
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/>'
        f"{write_mirroring(mirrored=body.mirrored)}"
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{to_hex(body.style_sheet.accent_colour)}"/>'
        f"<w:tcMar>{edges}</w:tcMar></w:tcPr>"
    )


def _write_facts(body: Body, facts: tuple[Fact, ...], width: int) -> None:
    count = count_fact_columns(len(facts))
    column = (width + to_twips(_COLUMN_GAP)) // count
    widths = [column] * (count - 1)
    widths.append(width - sum(widths))
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    body.out.append(
        '<w:tbl><w:tblPr><w:tblStyle w:val="BriefingTitle"/>'
        f"{write_mirroring(mirrored=body.mirrored)}"
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    for start in range(0, len(facts), count):
        row = list(facts[start : start + count])
        row += [("", "")] * (count - len(row))
        edges = _write_edges(first=start == 0, last=start + count >= len(facts))
        cells = "".join(
            _write_fact(body, fact, one, edges) for fact, one in zip(row, widths, strict=True)
        )
        body.out.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    body.out.append("</w:tbl>")


def _write_edges(*, first: bool, last: bool) -> str:
    """Give the margins of cells at the rules, where facts have as much air as between rows."""
    room = f'w:w="{to_twips(_AIR)}" w:type="dxa"'
    edges = (f"<w:top {room}/>" if first else "") + (f"<w:bottom {room}/>" if last else "")
    return f"<w:tcMar>{edges}</w:tcMar>" if edges else ""


def _write_fact(body: Body, fact: Fact, width: int, edges: str) -> str:
    """Give the cell of one fact: its label above its value."""
    label, value = fact
    lines = ((label, "FactLabel"), (value, "FactValue"))
    paragraphs = "".join(_write_line(body, text, style) for text, style in lines)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edges}</w:tcPr>{paragraphs}</w:tc>'


def _write_line(body: Body, text: str, style: str) -> str:
    right_to_left = body.mirrored and body.runs_right_to_left(text)
    align = '<w:jc w:val="right"/>' if body.mirrored and not right_to_left else ""
    direction = body.write_direction(right_to_left=right_to_left)
    runs = body.take_marks(write_text(text, make_look(body, right_to_left=right_to_left)))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{direction}{align}</w:pPr>{runs}</w:p>'
