"""Rows of a table as finished bytes: laid out once for their columns, then only put in place."""

from typing import NamedTuple

import msgspec

from briefing.document.nodes import Cell
from briefing.export.pdf_writer.lines import Galley, Layout
from briefing.export.pdf_writer.styles import ParagraphStyle
from briefing.export.pdf_writer.typesetting import Typesetter


class TableColumn(NamedTuple):
    """A column in its place, with the styles of its cells."""

    x: float
    width: float
    style: ParagraphStyle
    bold_style: ParagraphStyle


class RowShape(NamedTuple):
    """What all rows of a table have in common; lengths in points."""

    columns: tuple[TableColumn, ...]
    padding: float
    leading: float
    labelled: bool  # the first cell is a label


class CellCode(NamedTuple):
    """The lines of one cell; `move` goes there from the cell before."""

    column: int
    move: bytes
    lines: bytes


class RowLayout(msgspec.Struct, frozen=True):
    """A row laid out; `codes` draw all of it from its top left corner."""

    cells: tuple[Layout, ...]
    lines: int
    height: float
    has_notes: bool
    speaking: tuple[int, ...]  # the cells with links, notes or characters without a font
    codes: tuple[CellCode, ...]


class RowSetter:
    """Lays out the rows of tables of one shape; equal rows are laid out once.

    Rows that are not `drawn` get no codes. One memory holds rows of one sort alone.
    """

    def __init__(self, typesetter: Typesetter, shape: RowShape, *, drawn: bool = True) -> None:
        self.shape = shape
        self._drawn = drawn
        self._typesetter = typesetter
        self._known = typesetter.get_memory(shape)
        self._galleys: dict[tuple[int, bool], Galley] = {}  # by column and weight

    def lay_out(self, cells: tuple[Cell, ...], *, bold: bool = False) -> RowLayout:
        """Break the cells of a row into lines and write them."""
        key = (cells, bold)
        found = self._known.get(key)
        if not isinstance(found, RowLayout):
            layouts = self._lay_out_cells(cells, bold=bold)
            found = self.measure(layouts)
            if not any(layout.quotes_pages for layout in layouts):
                self._known[key] = found
        return found

    def measure(self, cells: tuple[Layout, ...]) -> RowLayout:
        """Make a row of cells that are laid out."""
        lines = max([len(cell.codes) for cell in cells], default=1) or 1
        return RowLayout(
            cells,
            lines,
            lines * self.shape.leading + 2 * self.shape.padding,
            any(cell.has_notes for cell in cells),
            tuple(n for n, cell in enumerate(cells) if cell.extras or cell.uncovered),
            self.write(cells, 0, lines) if self._drawn else (),
        )

    def write(self, cells: tuple[Layout, ...], start: int, end: int) -> tuple[CellCode, ...]:
        """Give the operators for some lines of all cells, from the row's top left corner."""
        out = []
        setup = b""
        x, y = self.shape.columns[0].x, -self.shape.padding
        down = 0.0
        for place, (column, cell) in enumerate(zip(self.shape.columns, cells, strict=False)):
            codes = cell.codes[start:end]
            if not codes:
                continue
            first = y - cell.baseline + cell.leading
            move = b"%.2f %.2f Td" % (column.x - x, first - down)
            if cell.setup != setup:
                setup = cell.setup
                move = b"%b %b" % (setup, move)
            out.append(CellCode(place, move, b" ".join(codes)))
            x, down = column.x, first - len(codes) * cell.leading
        return tuple(out)

    def _lay_out_cells(self, cells: tuple[Cell, ...], *, bold: bool) -> tuple[Layout, ...]:
        labelled = self.shape.labelled
        return tuple(
            [
                self._lay_out_cell(cell, place, bold or cell.header or (labelled and place == 0))
                for place, cell in enumerate(cells[: len(self.shape.columns)])
            ]
        )

    def _lay_out_cell(self, cell: Cell, place: int, heavy: bool) -> Layout:
        column = self.shape.columns[place]
        style = column.bold_style if heavy else column.style
        galley = self._galleys.get((place, heavy))
        if galley is None:
            galley = self._typesetter.get_galley(style, column.width)
            self._galleys[place, heavy] = galley
        return self._typesetter.lay_out_in(galley, cell.children, style.text)
