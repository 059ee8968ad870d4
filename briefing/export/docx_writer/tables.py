"""Tables: horizontal rules only, a header row that repeats, rows that stay whole."""

from itertools import accumulate, pairwise

from briefing.document.nodes import Align, Cell, Column, Row, Table, TableLook
from briefing.export.docx_writer.body import Body, ParagraphLook
from briefing.export.docx_writer.inlines import (
    PLAIN,
    InlineWriter,
    RunLook,
    get_text,
    has_right_to_left_text,
    write_field,
    write_text,
)
from briefing.export.docx_writer.xml_text import to_hex, to_twips
from briefing.export.style_sheet import StyleSheet
from briefing.export.wording import table_label

CELL_GAP = 8.0
"""Distance between the text of neighbouring columns, in points."""

_ALIGNMENTS = {Align.START: "", Align.CENTRE: "center", Align.END: "right"}
_WIDTH_OF_CHARACTER = 0.42  # of the type size; low, so that rows are rather judged too tall
_RULE, _STRONG_RULE = 4, 8  # in eighths of a point


class TableWriter:
    """Writes the tables of one body."""

    def __init__(self, body: Body, inlines: InlineWriter) -> None:
        self._body = body
        self._inlines = inlines

    def write(self, table: Table, *, indent: float, width: float) -> None:
        """Append a table with its caption; indent and width in points."""
        self._write_caption(table)
        columns = complete_columns(table)
        widths = share_widths(columns, to_twips(width))
        if not widths or not (table.header or table.rows or table.total):
            return
        body = self._body
        _release_pending(body)
        body.out.append(_write_table_start(widths, to_twips(indent), table.look))
        facts = table.look is TableLook.FACTS
        rows = _RowWriter(body, self._inlines, columns, widths, label_first=facts)
        if table.header:
            rows.write(Row(cells=table.header), "TableHeader")
        for row in table.rows:
            rows.write(row, "TableText")
        for row in table.total:
            rows.write(row, "TableTotal")
        body.out.append("</w:tbl>")
        body.add_paragraph("", ParagraphLook("TableGap"))

    def _write_caption(self, table: Table) -> None:
        if not table.caption and not table.number:
            return
        look = RunLook(right_to_left=has_right_to_left_text(table.caption))
        label = table_label(table.number)
        before, number, after = label.partition(str(table.number))
        pieces = []
        if label:
            strong = look._replace(style="CaptionLabel")
            pieces.append(write_text(before, strong))
            pieces.append(write_field("SEQ Table \\* ARABIC", number, strong))
            pieces.append(write_text(after, strong))
        pieces.append(self._inlines.write(table.caption, look))
        caption = ParagraphLook("Caption", right_to_left=look.right_to_left, keep_next=True)
        self._body.add_paragraph("".join(pieces), caption)


class _RowWriter:
    """Writes the rows of one table."""

    def __init__(
        self,
        body: Body,
        inlines: InlineWriter,
        columns: list[Column],
        widths: list[int],
        *,
        label_first: bool,
    ) -> None:
        self._body = body
        self._inlines = inlines
        self._columns = columns
        self._widths = widths
        self._label_first = label_first

    def write(self, row: Row, style: str) -> None:
        """Append a row whose cells have the paragraph style."""
        body, out = self._body, self._body.out
        body.set_anchor(row.anchor)
        whole = not is_taller_than_page(row, self._widths, body.style_sheet)
        repeats = style == "TableHeader"
        marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if repeats else "")
        out.append(f"<w:tr><w:trPr>{marks}</w:trPr>" if marks else "<w:tr>")
        edges = write_edges(style, body.style_sheet)
        for index, width in enumerate(self._widths):
            cell = row.cells[index] if index < len(row.cells) else Cell(children=())
            labels = cell.header or (self._label_first and index == 0)
            cell_style = "TableLabel" if labels and style == "TableText" else style
            content = self._write_cell(cell, cell_style, self._columns[index].align)
            out.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edges}</w:tcPr>{content}</w:tc>'
            )
        out.append("</w:tr>")

    def _write_cell(self, cell: Cell, style: str, align: Align) -> str:
        right_to_left = has_right_to_left_text(cell.children)
        look = RunLook(right_to_left=True) if right_to_left else PLAIN
        content = self._body.take_marks(self._inlines.write(cell.children, look))
        bidi = "<w:bidi/>" if right_to_left else ""
        jc = _ALIGNMENTS[align]
        jc = f'<w:jc w:val="{jc}"/>' if jc else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}{jc}</w:pPr>{content}</w:p>'


def complete_columns(table: Table) -> list[Column]:
    """Give the table's columns, and more of them where a row has more cells than columns."""
    rows = (table.header, *(row.cells for row in (*table.rows, *table.total)))
    missing = max(map(len, rows)) - len(table.columns)
    columns = list(table.columns)
    mean = sum(column.width for column in columns) / len(columns) if columns else 1.0
    return columns + [Column(width=mean)] * missing


def share_widths(columns: list[Column], total: int) -> list[int]:
    """Give the widths of the columns, whole twips that sum to the total."""
    shares = [max(column.width, 0.0) for column in columns]
    if not sum(shares):
        shares = [1.0] * len(shares)
    whole = sum(shares)
    edges = [0, *(round(total * part / whole) for part in accumulate(shares))]
    return [max(end - start, 1) for start, end in pairwise(edges)]


def is_taller_than_page(row: Row, widths: list[int], sheet: StyleSheet) -> bool:
    """Judge from the amount of text whether a row may not fit on one page.

    LibreOffice cuts off a row that must stay whole but does not fit, so doubt means yes.
    """
    height = sheet.page_height - sheet.margin_top - sheet.margin_bottom
    lines_on_page = height / sheet.table_leading / 2
    for cell, width in zip(row.cells, widths, strict=False):
        room = max(width / 20 - CELL_GAP, sheet.table_size)
        characters_on_line = room / (sheet.table_size * _WIDTH_OF_CHARACTER)
        if len(get_text(cell.children)) / characters_on_line > lines_on_page:
            return True
    return False


def write_edges(style: str, sheet: StyleSheet) -> str:
    """Give the rules that set header and total rows apart."""
    if style == "TableHeader":
        edge, colour = "bottom", sheet.text_colour
    elif style == "TableTotal":
        edge, colour = "top", sheet.text_colour
    else:
        return ""
    rule = (
        f'<w:{edge} w:val="single" w:sz="{_STRONG_RULE}" w:space="0" w:color="{to_hex(colour)}"/>'
    )
    vertical = '<w:vAlign w:val="bottom"/>' if style == "TableHeader" else ""
    return f"<w:tcBorders>{rule}</w:tcBorders>{vertical}"


def _write_table_start(widths: list[int], indent: int, look: TableLook) -> str:
    style = "BriefingFacts" if look is TableLook.FACTS else "BriefingGrid"
    shift = f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{shift}<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" '
        'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _release_pending(body: Body) -> None:
    """Give a page break or a list mark a paragraph of its own, as no cell can carry it."""
    if body.has_pending_break or body.has_pending_number:
        style = "TableGap" if not body.has_pending_number else "ListContinue"
        body.add_paragraph("", ParagraphLook(style))
