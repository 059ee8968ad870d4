"""Which rows of a table stand together at its ends: the same in every format."""

from typing import NamedTuple

from briefing.document.nodes import Table, TableLook
from briefing.document.walk import get_text


class RowGroups(NamedTuple):
    """How many rows stand together where a table begins and where it ends, totals among them."""

    first: int
    last: int

    def keeps_next(self, place: int, count: int) -> bool:
        """Whether the row at a place, from 0, stays with the row after it."""
        return place + 1 < count and (place + 1 < self.first or place >= count - self.last)


_FACTS = RowGroups(first=3, last=3)  # lines of a fact sheet say little by themselves
_OTHERS = RowGroups(first=1, last=2)
_FEW_ROWS, _FEW_LETTERS = 5, 700  # up to which a table is not parted: it takes a quarter of a page


def find_row_groups(table: Table) -> RowGroups:
    """Give the rows that stand together; all of a short table, and where no break leaves enough."""
    groups = _FACTS if table.look is TableLook.FACTS else _OTHERS
    count = len(table.rows) + len(table.total)
    if count < sum(groups) or (count <= _FEW_ROWS and _count_letters(table) <= _FEW_LETTERS):
        return RowGroups(first=count, last=0)
    return groups


def _count_letters(table: Table) -> int:
    rows = (*table.rows, *table.total)
    return sum(len(get_text(cell.children)) for row in rows for cell in row.cells)
