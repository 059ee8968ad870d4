"""The direction of each character: the Unicode bidirectional algorithm, levels only.

python-bidi resolves all but bracket pairs (rule N0) when asked for levels; that rule is added
here. Explicit embeddings and isolates never come: the text is cleaned of them before.
"""

from collections.abc import Iterator
from typing import Any

from bidi import algorithm

from briefing.export.direction import mask_addresses

_PAIRS = "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆〈〉《》「」『』【】〔〕〖〗〘〙〚〛（）［］｛｝｟｠｢｣"
_CLOSING = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_MOST_OPEN_BRACKETS = 63
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}

_Char = dict[str, Any]


def find_levels(text: str, base: int | None = None) -> tuple[int, list[int]]:
    """Give the paragraph's level and each character's level.

    Without a `base` (0 from left to right, 1 from right to left) the first strong character
    decides. A web address runs from left to right as a whole.
    """
    text = mask_addresses(text)
    storage = algorithm.get_empty_storage()
    if base is None:
        base = int(algorithm.get_base_level(text))
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    algorithm.get_embedding_levels(text, storage)
    for place, char in enumerate(storage["chars"]):
        char["place"] = place
        char["type"] = char["orig"] = char["type"] or "L"  # characters not assigned yet
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    for run in storage["runs"]:
        _resolve_brackets(storage["chars"], run)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return base, _spread_levels(storage["chars"], len(text), base)


def _spread_levels(chars: list[_Char], length: int, base: int) -> list[int]:
    """Give every place its level; characters that were left out (joiners) take the one before."""
    known = {char["place"]: char["level"] for char in chars}
    levels = []
    level = base
    for place in range(length):
        level = known.get(place, level)
        levels.append(level)
    return levels


def reorder(levels: list[int]) -> list[int]:
    """Give the visual order of pieces with these levels, from left to right (rule L2)."""
    order = list(range(len(levels)))
    lowest_odd = min((level for level in levels if level % 2), default=0)
    if not lowest_odd:
        return order
    for level in range(max(levels), lowest_odd - 1, -1):
        for start, end in _iter_runs([levels[place] >= level for place in order]):
            order[start:end] = order[start:end][::-1]
    return order


def _iter_runs(flags: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for place, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = place
        elif not flag and start is not None:
            yield start, place
            start = None


def _resolve_brackets(all_chars: list[_Char], run: dict[str, Any]) -> None:
    chars = all_chars[run["start"] : run["start"] + run["length"]]
    for opening, closing in _find_pairs(chars):
        direction = "R" if chars[opening]["level"] % 2 else "L"
        inside = {_STRONG.get(char["type"]) for char in chars[opening + 1 : closing]} - {None}
        if not inside:
            continue
        if direction not in inside:
            before = (_STRONG.get(char["type"]) for char in reversed(chars[:opening]))
            if next((strong for strong in before if strong), run["sor"]) in inside:
                direction = "R" if direction == "L" else "L"
        _set_bracket(chars, opening, direction)
        _set_bracket(chars, closing, direction)


def _set_bracket(chars: list[_Char], place: int, direction: str) -> None:
    chars[place]["type"] = direction
    for char in chars[place + 1 :]:
        if char["orig"] != "NSM":
            break
        char["type"] = direction


def _find_pairs(chars: list[_Char]) -> list[tuple[int, int]]:
    open_brackets: list[tuple[str, int]] = []
    pairs = []
    for place, char in enumerate(chars):
        if char["type"] != "ON":
            continue
        if char["ch"] in _CLOSING:
            if len(open_brackets) == _MOST_OPEN_BRACKETS:
                break
            open_brackets.append((_CLOSING[char["ch"]], place))
        else:
            depth = _find_depth(open_brackets, char["ch"])
            if depth is not None:
                pairs.append((open_brackets[depth][1], place))
                del open_brackets[depth:]
    return sorted(pairs)


def _find_depth(open_brackets: list[tuple[str, int]], closing: str) -> int | None:
    for depth in range(len(open_brackets) - 1, -1, -1):
        if open_brackets[depth][0] == closing:
            return depth
    return None
