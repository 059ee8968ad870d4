"""How wide texts of drawings are, for those who lay drawings out before any file is written."""

from briefing.drawing.scene import Measure
from briefing.export.style_sheet import STANDARD, STYLE_SHEETS


def get_measure(style_sheet: str) -> Measure:
    """Give the measure for a style sheet by its key; the standard one for a key not known."""
    from briefing.export.drawn.outlines import get_sheet_outliner  # it opens fonts

    return get_sheet_outliner(STYLE_SHEETS.get(style_sheet, STANDARD)).measure
