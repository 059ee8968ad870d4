"""Texts of drawings in the room they have."""

from briefing.drawing.scene import Measure

_MORE = "…"


def shorten(text: str, width: float, size: float, measure: Measure, *, bold: bool = False) -> str:
    """Give the text, or as much of it as fits with a mark that there is more."""
    if measure(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + _MORE, size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + _MORE


def wrap(
    text: str, width: float, size: float, measure: Measure, *, bold: bool = False, most: int = 3
) -> list[str]:
    """Break a text into at most so many lines; the last one is cut where it is too long."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (measure(longer, size, bold) <= width or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return [shorten(each, width, size, measure, bold=bold) for each in lines]
