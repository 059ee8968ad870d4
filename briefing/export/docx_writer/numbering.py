"""Word's numbering definitions: one pattern for bullets, one for numbers, an instance a list."""

from briefing.export.docx_writer.xml_text import escape, to_twips
from briefing.export.wording import BULLETS

LEVELS = 9  # Word knows no more
STEP = 16.0
"""How far each level of a list is indented, in points."""

_BULLET_PATTERN = 1
_NUMBER_PATTERN = 2
_BULLET_INSTANCE = 1


class NumberingTable:
    """The lists of a document; each ordered list counts by itself from its own start."""

    def __init__(self) -> None:
        self._starts: list[tuple[int, int]] = []  # level and start of each ordered list

    def add_list(self, *, ordered: bool, level: int, start: int) -> int:
        """Give the id of the numbering instance that the items of a list name."""
        if not ordered:
            return _BULLET_INSTANCE
        self._starts.append((level, max(start, 0)))
        return _BULLET_INSTANCE + len(self._starts)

    def get_children(self) -> str:
        """Give the content of the numbering part."""
        pieces = [_write_pattern(_BULLET_PATTERN, ordered=False)]
        pieces.append(_write_pattern(_NUMBER_PATTERN, ordered=True))
        pieces.append(f'<w:num w:numId="{_BULLET_INSTANCE}"><w:abstractNumId w:val="1"/></w:num>')
        for index, (level, start) in enumerate(self._starts):
            pieces.append(
                f'<w:num w:numId="{_BULLET_INSTANCE + 1 + index}">'
                f'<w:abstractNumId w:val="{_NUMBER_PATTERN}"/>'
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/>'
                "</w:lvlOverride></w:num>"
            )
        return "".join(pieces)


def _write_pattern(pattern_id: int, *, ordered: bool) -> str:
    levels = "".join(_write_level(level, ordered=ordered) for level in range(LEVELS))
    return (
        f'<w:abstractNum w:abstractNumId="{pattern_id}">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )


def _write_level(level: int, *, ordered: bool) -> str:
    form = "decimal" if ordered else "bullet"
    text = f"%{level + 1}." if ordered else escape(BULLETS[level % len(BULLETS)])
    left, hanging = to_twips(STEP * (level + 1)), to_twips(STEP)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )
