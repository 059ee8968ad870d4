"""Tables: fixed columns, one pass over the rows, horizontal rules or bands."""

import math

import msgspec

from briefing.document.nodes import Cell, Column, Footnote, Row, Strong, Table, TableLook, Text
from briefing.export.pdf_writer.lines import Layout
from briefing.export.pdf_writer.pages import Frame, Place, collect_notes
from briefing.export.pdf_writer.placing import Workshop
from briefing.export.pdf_writer.rows import RowLayout, RowSetter, RowShape, TableColumn
from briefing.export.pdf_writer.tags import END, Tag
from briefing.export.row_groups import find_row_groups
from briefing.export.style_sheet import TableRules
from briefing.export.wording import table_label

_COLUMN_GAP = 9.0
_ROW_PADDING = 3.4
_FACTS_PADDING = 2.4
_CAPTION_GAP = 4.0
_LEAST_COLUMN = 14.0
_THIN, _THICK = 0.4, 0.9
_TOP = b"/A<</O/Table/Scope/Column>>"
_SIDE = b"/A<</O/Table/Scope/Row>>"
_MOST_KEPT = 0.4  # of a page: rows that take more are not kept together where a table ends
_BAND_EDGE = 4.0  # that bands reach beyond the text at either side
_LEAST_LINES = 3  # of a divided row at the foot of a page


class TableWriter:
    """Places one table; `note` is the height of the small print below it, kept with its end."""

    def __init__(
        self, workshop: Workshop, table: Table, frame: Frame, *, note: float = 0.0
    ) -> None:
        self._workshop = workshop
        self._pages = workshop.pages
        self._table = table
        self._frame = frame
        self._facts = table.look is TableLook.FACTS
        self._rows = [*((row, False) for row in table.rows), *((row, True) for row in table.total)]
        self._groups = find_row_groups(table)
        self._note = note
        self._padding = _FACTS_PADDING if self._facts else _ROW_PADDING
        self._leading = workshop.styles.cell.leading
        self._columns = self._make_columns()
        shape = RowShape(tuple(self._columns), self._padding, self._leading, self._facts)
        self._setter = RowSetter(workshop.typesetter, shape, drawn=self._pages.drawn)
        self._header = self._lay_out_header()
        self._has_header = False  # drawn once already
        self._caption = self._lay_out_caption()
        # on the tinted ground of a box no band would be seen
        bands = workshop.sheet.table_rules is TableRules.BANDS and not workshop.depth
        self._banded = bands
        self._fresh: Place | None = None  # below the header row of a page without rows yet

    @property
    def least_height(self) -> float:
        """Height of caption, header row and first rows: what has to stand together."""
        height = self._caption.height + _CAPTION_GAP if self._caption else 0.0
        if self._header:
            height += self._header.height
        height += self._measure_rows(self._rows[: self._groups.first])
        return height if self._groups.last else height + self._note

    def place(self) -> None:
        """Print the table over as many pages as it needs."""
        pages = self._pages
        pages.begin(6.0, self._limit(self.least_height))
        if self._caption:
            outer = pages.tags.open(b"Caption")
            pages.put_lines(self._caption, self._frame.x, whole=True)
            pages.tags.close(outer)
            pages.y += _CAPTION_GAP
        if self._columns:
            self._place_rows()
        pages.end(self._workshop.styles.after_figure)

    def _place_rows(self) -> None:
        if self._header:
            self._draw_header()
        elif not self._facts:
            self._draw_rule(_THICK)
        last = len(self._rows) - self._groups.last
        for place, (row, bold) in enumerate(self._rows):
            if place == last and self._groups.last:
                self._keep_together(self._rows[place:])
            if place == len(self._table.rows):
                self._draw_rule(_THICK)
            self._place_row(row, bold=bold, tinted=self._banded and not bold and place % 2 == 1)
        if self._banded:
            self._draw_rule(_THIN)

    def _keep_together(self, rows: list[tuple[Row, bool]]) -> None:
        """Start a page for rows that would be parted here, unless they are long."""
        height = self._measure_rows(rows) + self._note
        if self._pages.room + 0.01 < height <= self._pages.height * _MOST_KEPT:
            self._start_page()

    def _measure_rows(self, rows: list[tuple[Row, bool]]) -> float:
        """Give the height of rows with their notes."""
        height = 0.0
        for each, bold in rows if self._columns else ():
            row = self._setter.lay_out(each.cells, bold=bold)
            notes = _list_notes(row, 0, row.lines)
            height += row.height + self._pages.notes.find_least_height(notes)
        return height

    def _make_columns(self) -> list[TableColumn]:
        table = self._table
        given = [table.header, *(row.cells for row in (*table.rows, *table.total))]
        count = max(map(len, [table.columns, *given]))
        if not count:
            return []
        average = sum(_weigh(column) for column in table.columns) / max(len(table.columns), 1)
        missing = [Column(width=average or 1.0)] * (count - len(table.columns))
        columns = [*table.columns, *missing]
        gaps = _COLUMN_GAP * (count - 1)
        widths = _share_width(columns, self._frame.width - gaps)
        x = self._frame.x
        result = []
        for column, width in zip(columns, widths, strict=True):
            result.append(self._make_column(column, self._pages.find_x(x, width), width))
            x += width + _COLUMN_GAP
        return result

    def _make_column(self, column: Column, x: float, width: float) -> TableColumn:
        styles = self._workshop.styles
        style = styles.cell._replace(align=column.align)
        bold = styles.label if self._facts else style._replace(text=style.text._replace(bold=True))
        return TableColumn(x, width, style, bold._replace(align=column.align))

    def _lay_out_header(self) -> RowLayout | None:
        if not self._table.header:
            return None
        style = self._workshop.styles.header_cell
        cells = tuple(
            self._workshop.lay_out(
                cell.children, style._replace(align=column.style.align), column.width
            )
            for cell, column in zip(self._table.header, self._columns, strict=False)
        )
        return self._setter.measure(cells)

    def _lay_out_caption(self) -> Layout | None:
        table = self._table
        if not table.caption and not table.number:
            return None
        label = Strong((Text(table_label(table.number, self._workshop.language, table.series)),))
        children = (label, *table.caption) if table.number else table.caption
        return self._workshop.lay_out(children, self._workshop.styles.caption, self._frame.width)

    def _place_row(self, row: Row, *, bold: bool, tinted: bool) -> None:
        pages = self._pages
        layout = self._setter.lay_out(row.cells, bold=bold)
        outer = pages.origin
        pages.origin = row.origin or outer
        start = self._place_row_lines(row, layout)
        if tinted:
            self._draw_band(start)
        if row.origin:
            self._workshop.keep_place(row.origin, start, pages.place)
        pages.origin = outer

    def _place_row_lines(self, row: Row, layout: RowLayout) -> Place:
        pages = self._pages
        if not self._fits(layout, 0, layout.lines) and layout.height <= self._find_full_room():
            self._start_page()
        if not self._fits(layout, 0, min(layout.lines, _LEAST_LINES)):
            self._start_page()
        place = pages.place
        if row.anchor:
            pages.places.setdefault(row.anchor, place)
        cells = self._add_cells(row.cells)
        line = 0
        while line < layout.lines:
            end = self._find_end(layout, line)
            self._draw_row(layout, line, end, cells)
            line = end
            if line < layout.lines:
                self._draw_rule(_THIN)
                self._start_page()
        if not self._banded:
            self._draw_rule(_THIN)
        return place

    def _draw_band(self, start: Place) -> None:
        """Tint the ground of a row that reaches from a place to here."""
        pages, frame = self._pages, self._frame
        header = self._header.height if self._header and self._repeats_header else 0.0
        for page, top, bottom in pages.iter_segments(start, pages.place):
            below_header = top + header if page > start.page else top
            area = (frame.x - _BAND_EDGE, below_header, frame.width + 2 * _BAND_EDGE, bottom)
            pages.fill(page, area, self._workshop.sheet.tint_colour, 0)

    @property
    def _repeats_header(self) -> bool:
        return self._header is not None and self._header.height < self._pages.height / 2

    def _fits(self, layout: RowLayout, start: int, end: int) -> bool:
        height = (end - start) * self._leading + 2 * self._padding
        if layout.has_notes:
            height += self._pages.notes.find_least_height(_list_notes(layout, start, end))
        return height <= self._pages.room + 0.01

    def _find_end(self, layout: RowLayout, start: int) -> int:
        """Give the line before which a row that starts here has to end on this page."""
        room = self._pages.room - 2 * self._padding
        end = min(layout.lines, start + max(int(room / self._leading), 1))
        while end > start + 1 and not self._fits(layout, start, end):
            end -= 1
        return end

    def _find_full_room(self) -> float:
        """Give the height of a row that goes onto one page of its own."""
        return self._pages.height - (self._header.height if self._header else 0.0)

    def _limit(self, height: float) -> float:
        return min(height, self._pages.height * 0.6)

    def _start_page(self) -> None:
        if self._pages.at_top or self._pages.place == self._fresh:
            return
        self._pages.start_page()
        if self._repeats_header:
            self._draw_header()
        self._fresh = self._pages.place

    def _draw_header(self) -> None:
        header = self._header
        if header:
            self._draw_rule(_THICK)
            if self._has_header:
                self._repeat_header(header)
            else:
                self._draw_row(header, 0, header.lines, self._add_cells(self._table.header, _TOP))
            self._draw_rule(_THICK)
            self._has_header = True
            self._header = msgspec.structs.replace(
                header, has_notes=False
            )  # its notes are printed once

    def _repeat_header(self, header: RowLayout) -> None:
        """Draw the header row on a further page: for the eye alone, readers know it already."""
        pages = self._pages
        code = b" ".join([part for cell in header.codes for part in (cell.move, cell.lines)])
        top = pages.sheet.page_height - pages.y
        x = self._columns[0].x
        pages.page.body.append(b"/Artifact BMC BT 1 0 0 1 %.2f %.2f Tm %b ET EMC" % (x, top, code))
        pages.y += header.height

    def _add_cells(self, cells: tuple[Cell, ...], heading: bytes = _SIDE) -> list[Tag]:
        """Add the elements of a row: one for each column, whether there is a cell or not."""
        tags = self._pages.tags
        if not self._pages.marked:
            return [tags.current] * len(self._columns)
        outer = tags.open(b"TR")
        made = []
        for place in range(len(self._columns)):
            is_label = self._facts and place == 0
            is_heading = heading is _TOP or is_label
            if place < len(cells) and cells[place].header:
                is_heading = True
            made.append(tags.add(b"TH", heading) if is_heading else tags.add(b"TD"))
        tags.close(outer)
        return made

    def _draw_rule(self, width: float) -> None:
        sheet = self._workshop.sheet
        colour = sheet.rule_colour if width == _THIN else sheet.strong_rule_colour
        edge = _BAND_EDGE if self._banded else 0.0
        left, right = self._frame.x - edge, self._frame.x + self._frame.width + edge
        self._pages.draw_rule(left, right, self._pages.y, width, colour)

    def _draw_row(self, row: RowLayout, start: int, end: int, tags: list[Tag]) -> None:
        """Draw some lines of a row as one text object and move below them."""
        pages = self._pages
        top = pages.sheet.page_height - pages.y
        pages.y += (end - start) * self._leading + 2 * self._padding
        notes = _list_notes(row, start, end)
        if notes:
            pages.notes.add(notes, pages.bottom - pages.y)
        if not pages.drawn:
            for column in row.speaking:
                pages.note_lines(row.cells[column], start, end)
            return
        whole = end - start == row.lines
        codes = row.codes if whole else self._setter.write(row.cells, start, end)
        out: list[bytes] = []
        for column, move, lines in codes:
            if column in row.speaking:
                outer = pages.tags.enter(tags[column])
                cell = row.cells[column]
                baseline = top - self._padding - cell.baseline
                x = self._columns[column].x
                out += (move, pages.write_lines(cell, start, end, x, baseline))
                pages.tags.close(outer)
            elif pages.marked:
                out += (move, pages.begin_content(tags[column]), lines, END)
            else:
                out += (move, lines)
        x = self._columns[0].x
        pages.page.body.append(b"BT 1 0 0 1 %.2f %.2f Tm %b ET" % (x, top, b" ".join(out)))


def _list_notes(row: RowLayout, start: int, end: int) -> tuple[Footnote, ...]:
    if not row.has_notes:
        return ()
    return tuple(note for cell in row.cells for note in collect_notes(cell, start, end))


def _weigh(column: Column) -> float:
    return column.width if math.isfinite(column.width) and column.width > 0 else 0.0


def _share_width(columns: list[Column], width: float) -> list[float]:
    """Share out the width; a column without any gets enough for a short word."""
    width = max(width, float(len(columns)))
    weights = [_weigh(column) for column in columns]
    total = sum(weights)
    least = min(_LEAST_COLUMN, width / len(columns))
    shares = [max(weight / total * width if total else 0.0, least) for weight in weights]
    surplus = sum(shares) - width
    spare = sum(share - least for share in shares)
    if surplus <= 0 or spare <= 0:
        return [share * width / sum(shares) for share in shares]
    return [share - (share - least) * surplus / spare for share in shares]
