"""Names for anchors that Word accepts: a letter, then letters, digits and underscores, 40 at most.

Word compares bookmark names without regard to case, so no two may differ by case alone.
"""

import re
from collections.abc import Iterable, Iterator

from briefing.document.nodes import Bibliography, Block, Table
from briefing.document.walk import iter_blocks

LONGEST_NAME = 40
_UNFIT = re.compile(r"[^A-Za-z0-9_]")


def iter_anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """Give the anchors of blocks, rows and bibliography entries; nothing links into notes."""
    for block in iter_blocks(blocks):
        yield block.anchor
        if isinstance(block, Table):
            yield from (row.anchor for row in (*block.rows, *block.total))
        elif isinstance(block, Bibliography):
            yield from (entry.anchor for entry in block.entries)


def name_bookmarks(anchors: Iterable[str]) -> dict[str, str]:
    """Give each anchor a bookmark name of its own."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in anchors:
        if anchor and anchor not in names:
            names[anchor] = _find_free_name(anchor, taken)
    return names


def name_number_bookmark(place: int) -> str:
    """Give the name of the bookmark around a number; Word hides it, as all that begin so."""
    return f"_Ref{place:08}"


def _find_free_name(anchor: str, taken: set[str]) -> str:
    base = _UNFIT.sub("_", anchor)
    if not base[0].isalpha():
        base = f"a{base}"
    name = base[:LONGEST_NAME]
    count = 1
    while name.lower() in taken:
        count += 1
        ending = f"_{count}"
        name = base[: LONGEST_NAME - len(ending)] + ending
    taken.add(name.lower())
    return name
