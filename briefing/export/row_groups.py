"""Which rows of a table stand together at its ends: the same in every format."""

from typing import NamedTuple

from briefing.document.nodes import Table, TableLook


class RowGroups(NamedTuple):
    """How many rows stand together where a table begins and where it ends, totals among them."""

    first: int
    last: int

    def keeps_next(self, place: int, count: int) -> bool:
        """Whether the row at a place, from 0, stays with the row after it."""
        return place + 1 < count and (place + 1 < self.first or place >= count - self.last)


_FACTS = RowGroups(first=3, last=3)  # lines of a fact sheet say little by themselves
_OTHERS = RowGroups(first=1, last=2)


def find_row_groups(table: Table) -> RowGroups:
    """Give the rows that stand together; all of them where no break would leave enough."""
    groups = _FACTS if table.look is TableLook.FACTS else _OTHERS
    count = len(table.rows) + len(table.total)
    return groups if count >= sum(groups) else RowGroups(first=count, last=0)
