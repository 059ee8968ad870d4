"""Tables: horizontal rules only, a header row that repeats, rows that stay whole."""

import math
from typing import assert_never

from briefing.document.nodes import Align, Cell, Column, Emblem, Row, Table, TableLook
from briefing.document.walk import get_text, list_cell_texts
from briefing.export.docx_writer.body import Body, ParagraphLook
from briefing.export.docx_writer.images import write_emblem
from briefing.export.docx_writer.inlines import (
    InlineWriter,
    make_look,
    write_caption_label,
)
from briefing.export.docx_writer.table_styles import BAND_EDGE, CELL_GAP, write_mirroring
from briefing.export.docx_writer.xml_text import to_hex, to_twips
from briefing.export.picture_size import EMBLEM_GAP, find_emblem_size, get_picture
from briefing.export.row_groups import find_row_groups
from briefing.export.style_sheet import StyleSheet, TableRules
from briefing.export.wording import table_label

_LEAST_COLUMN = 14.0  # points
_LAST_CELL = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'
_LAST_BAND = f'<w:tcMar><w:right w:w="{to_twips(BAND_EDGE)}" w:type="dxa"/></w:tcMar>'
_NO_RULES = (
    "<w:tcBorders>"
    + "".join(f'<w:{edge} w:val="nil"/>' for edge in ("top", "bottom"))
    + "</w:tcBorders>"
)
_NO_CELL = (Cell(children=()), "")
_WIDTH_OF_CHARACTER = 0.42  # of the type size; low, so that rows are rather judged too tall
_STRONG_RULE = 7  # in eighths of a point


class TableWriter:
    """Writes the tables of one body."""

    def __init__(self, body: Body, inlines: InlineWriter) -> None:
        self._body = body
        self._inlines = inlines

    def write(self, table: Table, *, indent: float, width: float, boxed: bool = False) -> None:
        """Append a table with its caption; indent and width in points.

        On the ground of a box, which is `boxed`, no band would be seen: there rules part the rows.
        """
        noted = self._body.has_small_print
        self._write_caption(table)
        columns = complete_columns(table)
        emblem = _make_emblem_column(self._body, table)
        widths = share_widths(columns, width - emblem.width if emblem else width)
        if not widths or not (table.header or table.rows or table.total):
            return
        body = self._body
        body.release_pending()
        grid = [*widths, to_twips(emblem.width)] if emblem else widths
        facts = table.look is TableLook.FACTS
        rows = _RowWriter(body, self._inlines, columns, widths, label_first=facts)
        rows.emblem = emblem
        if body.style_sheet.table_rules is TableRules.BANDS and not boxed:
            grid = rows.take_bands(grid)
            indent -= BAND_EDGE
        style = f"Briefing{'Facts' if facts else 'Grid'}{'Bands' if rows.banded else ''}"
        start = _write_table_start(grid, to_twips(indent), style, mirrored=body.mirrored)
        body.out.append(start)
        if table.header:
            rows.write(Row(cells=table.header), "TableHeader")
        styled = [(row, "TableText") for row in table.rows]
        styled += [(row, "TableTotal") for row in table.total]
        groups, last = find_row_groups(table), len(styled) - 1
        for place, (row, style) in enumerate(styled):
            keep_next = groups.keeps_next(place, len(styled)) or (noted and place == last)
            rows.write(row, style, keep_next=keep_next, even=place % 2 == 1)
        body.out.append("</w:tbl>")
        body.add_paragraph("", ParagraphLook("TableGap", keep_next=noted))

    def _write_caption(self, table: Table) -> None:
        if not table.caption and not table.number:
            return
        language = self._body.document.language
        label = table_label(table.number, language, table.series)
        flow = self._body.find_flow(label + get_text(table.caption))
        look = make_look(self._body, right_to_left=flow.right_to_left)
        pieces = [write_caption_label(self._body, label, table, look)]
        pieces.append(self._inlines.write(table.caption, look))
        caption = ParagraphLook("Caption", flow.right_to_left, keep_next=True, align=flow.align)
        self._body.add_paragraph("".join(pieces), caption)


class _EmblemColumn:
    """A last column that is one cell over all rows and holds an emblem; width in points."""

    def __init__(self, body: Body, emblem: Emblem) -> None:
        picture = get_picture(body.document.pictures, emblem.picture)
        self.width = find_emblem_size(picture).width + EMBLEM_GAP
        self._direction = body.write_direction(right_to_left=body.mirrored)
        self._run = write_emblem(body, emblem)

    def write_cell(self) -> str:
        """Give the cell of the next row; the first one holds the emblem."""
        merged = '<w:vMerge w:val="restart"/>' if self._run else "<w:vMerge/>"
        run, self._run = self._run, ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{to_twips(self.width)}" w:type="dxa"/>{merged}'
            f"{_NO_RULES}{_LAST_CELL}</w:tcPr>"
            f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{self._direction}'
            f'<w:jc w:val="right"/></w:pPr>{run}</w:p></w:tc>'
        )


def _make_emblem_column(body: Body, table: Table) -> _EmblemColumn | None:
    return _EmblemColumn(body, table.emblem) if table.emblem else None


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
        self.emblem: _EmblemColumn | None = None
        self.banded = False
        self._starts: dict[tuple[str, int, bool, bool], str] = {}
        self._lines_on_page = count_lines_on_page(body.style_sheet)

    def take_bands(self, grid: list[int]) -> list[int]:
        """Tint every second row from now on; gives the widths of all columns with their edges."""
        self.banded = True
        edges = to_twips(BAND_EDGE if self.emblem else 2 * BAND_EDGE)
        self._widths = [*self._widths[:-1], self._widths[-1] + edges]
        return [*self._widths, *grid[len(self._widths) :]]

    def write(self, row: Row, style: str, *, keep_next: bool = False, even: bool = False) -> None:
        """Append a row whose cells have the paragraph style; it may stay with the next one."""
        body, out = self._body, self._body.out
        body.set_anchor(row.anchor)
        texts = list_cell_texts((row,))
        marks = "<w:tblHeader/>" if style == "TableHeader" else ""
        if not is_taller_than_page(texts, self._widths, self._lines_on_page, body.style_sheet):
            marks = f"<w:cantSplit/>{marks}"
        out.append(f"<w:tr><w:trPr>{marks}</w:trPr>" if marks else "<w:tr>")
        edges = write_edges(style, body.style_sheet)
        if self.banded and even and style == "TableText":
            edges = _write_ground(body.style_sheet)
        last = len(self._widths) - 1 if self.emblem is None else len(self._widths)
        for index, width in enumerate(self._widths):
            cell, text = (row.cells[index], texts[index]) if index < len(texts) else _NO_CELL
            direction = body.runs_right_to_left(text)
            paragraph = (self._find_style(cell, index, style), index, direction, keep_next)
            start = self._starts.get(paragraph) or self._write_start(*paragraph)
            look = make_look(body, right_to_left=direction)
            content = body.take_marks(self._inlines.write(cell.children, look))
            ends = edges if index < last else edges + self._write_last_margin()
            out.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{ends}</w:tcPr>'
                f"{start}{content}</w:p></w:tc>"
            )
        if self.emblem:
            out.append(self.emblem.write_cell())
        out.append("</w:tr>")

    def _write_last_margin(self) -> str:
        return _LAST_BAND if self.banded else _LAST_CELL

    def _find_style(self, cell: Cell, index: int, style: str) -> str:
        if style != "TableText":
            return style
        if self._label_first and index == 0:
            return "TableLabel"
        return "TableRowHeader" if cell.header else style

    def _write_start(self, style: str, index: int, right_to_left: bool, keep_next: bool) -> str:
        """Give the start of a paragraph in a column; the same for many cells, so it is kept."""
        body = self._body
        keep = "<w:keepNext/>" if keep_next else ""
        bidi = body.write_direction(right_to_left=right_to_left)
        align = find_alignment(
            self._columns[index].align, right_to_left=right_to_left, mirrored=body.mirrored
        )
        jc = f'<w:jc w:val="{align}"/>' if align else ""
        start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{bidi}{jc}</w:pPr>'
        self._starts[style, index, right_to_left, keep_next] = start
        return start


def find_alignment(align: Align, *, right_to_left: bool, mirrored: bool = False) -> str:
    """Give Word's word for an alignment that follows the column and not the text in the cell.

    In a paragraph from right to left, Word takes "left" and "right" for the start and the end.
    In a mirrored document figures have their units below each other too: at the right.
    """
    if mirrored and align is not Align.CENTRE:
        return "" if right_to_left else "right"
    match align:
        case Align.START:
            return "right" if right_to_left else ""
        case Align.END:
            return "left" if right_to_left else "right"
        case Align.CENTRE:
            return "center"
        case _:
            assert_never(align)


def complete_columns(table: Table) -> list[Column]:
    """Give the table's columns, and more of them where a row has more cells than columns."""
    rows = (table.header, *(row.cells for row in (*table.rows, *table.total)))
    missing = max(map(len, rows)) - len(table.columns)
    columns = list(table.columns)
    mean = sum(map(_weigh, columns)) / len(columns) if columns else 1.0
    return columns + [Column(width=mean)] * missing


def share_widths(columns: list[Column], total: float) -> list[int]:
    """Share out the width in points; gives twips that hold the gap to the next column too."""
    if not columns:
        return []
    text = max(total - CELL_GAP * (len(columns) - 1), float(len(columns)))
    shares = [_weigh(column) for column in columns]
    whole = sum(shares)
    if not whole:
        shares, whole = [1.0] * len(columns), float(len(columns))
    least = min(_LEAST_COLUMN, text / len(columns))
    wide = [max(text * share / whole - least, 0.0) for share in shares]
    spare = text - least * len(columns)
    factor = spare / sum(wide) if sum(wide) else 0.0
    gaps = [*[CELL_GAP] * (len(columns) - 1), 0.0]
    return [to_twips(least + width * factor + gap) for width, gap in zip(wide, gaps, strict=True)]


def _weigh(column: Column) -> float:
    return column.width if math.isfinite(column.width) and column.width > 0 else 0.0


def count_lines_on_page(sheet: StyleSheet) -> float:
    """Count the lines of a table that surely find room on a page."""
    height = sheet.page_height - sheet.margin_top - sheet.margin_bottom
    return height / sheet.table_leading / 2


def is_taller_than_page(
    texts: list[str], widths: list[int], lines_on_page: float, sheet: StyleSheet
) -> bool:
    """Judge from the amount of text in its cells whether a row may not fit on one page.

    LibreOffice cuts off a row that must stay whole but does not fit, so doubt means yes.
    """
    for text, width in zip(texts, widths, strict=False):
        length = len(text)
        if length <= lines_on_page:  # not even with a letter to the line
            continue
        room = max(width / 20 - CELL_GAP, sheet.table_size)
        characters_on_line = room / (sheet.table_size * _WIDTH_OF_CHARACTER)
        if length / characters_on_line > lines_on_page:
            return True
    return False


def write_edges(style: str, sheet: StyleSheet) -> str:
    """Give the rules that set header and total rows apart."""
    if style == "TableHeader":
        edge, colour = "bottom", sheet.strong_rule_colour
    elif style == "TableTotal":
        edge, colour = "top", sheet.strong_rule_colour
    else:
        return ""
    rule = (
        f'<w:{edge} w:val="single" w:sz="{_STRONG_RULE}" w:space="0" w:color="{to_hex(colour)}"/>'
    )
    return f"<w:tcBorders>{rule}</w:tcBorders>"


def _write_ground(sheet: StyleSheet) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{to_hex(sheet.tint_colour)}"/>'


def _write_table_start(widths: list[int], indent: int, style: str, *, mirrored: bool) -> str:
    shift = f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{write_mirroring(mirrored=mirrored)}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{shift}<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
