"""What the tables of a text look like: alignment, widths of columns, rows that are too long."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefing.document.nodes import (
    Align,
    Cell,
    CrossReference,
    Emphasis,
    Inline,
    Link,
    Strong,
    Text,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

_CELL_END = re.compile(r"(?<!\\)\|")
_SHOWN = 40
_NARROWEST, _WIDEST = 6, 36


def report_surplus_cells(
    markdown: str, tokens: Sequence[Token], report: Callable[[str], None]
) -> None:
    """Tell of rows that are longer than their table's header: the parser drops the rest."""
    lines = markdown.split("\n")
    columns = 0
    for token in tokens:
        if token.type == "table_open" and token.level == 0:
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.level == 2 and token.map:  # noqa: PLR2004
            row = lines[token.map[0]].strip().removeprefix("|")
            if columns and len(_CELL_END.split(row.removesuffix("|"))) > columns:
                report(f"The table row “{row[:_SHOWN]}” has more cells than the table has columns.")


def read_align(token: Token) -> Align:
    """Give how a column is aligned, from a cell of its header."""
    style = str(token.attrs.get("style", ""))
    if "right" in style:
        return Align.END
    return Align.CENTRE if "center" in style else Align.START


def find_width(rows: Sequence[tuple[Cell, ...]], number: int) -> float:
    """Give the weight of a column by its longest cell."""
    longest = max(
        (_count_characters(row[number].children) for row in rows if number < len(row)), default=0
    )
    return float(max(_NARROWEST, min(longest, _WIDEST)))


def _count_characters(inlines: Sequence[Inline]) -> int:
    count = 0
    for inline in inlines:
        if isinstance(inline, Text):
            count += len(inline.text)
        elif isinstance(inline, Strong | Emphasis | Link | CrossReference):
            count += _count_characters(inline.children)
    return count
