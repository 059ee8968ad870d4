"""The head of the first page: title lines, and facts in columns between two rules."""

from briefing.document.nodes import TitleBlock
from briefing.export.direction import is_right_to_left
from briefing.export.docx_writer.body import Body, ParagraphLook
from briefing.export.docx_writer.inlines import RunLook, write_text
from briefing.export.docx_writer.xml_text import to_twips

_COLUMNS = 4

Fact = tuple[str, str]


def write_title_block(body: Body, block: TitleBlock, width: float) -> None:
    """Append the title block; width in points."""
    lines = ((block.kicker, "Kicker"), (block.title, "Title"), (block.subtitle, "Subtitle"))
    for text, style in lines:
        if text:
            right_to_left = is_right_to_left(text)
            runs = write_text(text, RunLook(right_to_left=right_to_left))
            body.add_paragraph(runs, ParagraphLook(style, right_to_left))
    if block.facts:
        body.release_pending()
        _write_facts(body, block.facts, to_twips(width))
    body.add_paragraph("", ParagraphLook("TableGap"))


def _write_facts(body: Body, facts: tuple[Fact, ...], width: int) -> None:
    count = min(_COLUMNS, len(facts))
    column = width // count
    grid = f'<w:gridCol w:w="{column}"/>' * count
    body.out.append(
        '<w:tbl><w:tblPr><w:tblStyle w:val="BriefingTitle"/>'
        f'<w:tblW w:w="{column * count}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    for start in range(0, len(facts), count):
        row = list(facts[start : start + count])
        row += [("", "")] * (count - len(row))
        cells = "".join(_write_fact(body, fact, column) for fact in row)
        body.out.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    body.out.append("</w:tbl>")


def _write_fact(body: Body, fact: Fact, width: int) -> str:
    """Give the cell of one fact: its label above its value."""
    label, value = fact
    lines = (body.take_marks(write_text(label)), "FactLabel"), (write_text(value), "FactValue")
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>' for runs, style in lines
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'
