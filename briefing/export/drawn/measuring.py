"""How wide texts of drawings are, for those who lay drawings out before any file is written."""

from briefing.drawing.scene import Measure
from briefing.export.style_sheet import StyleSheet


def make_measure(sheet: StyleSheet) -> Measure:
    """Give the measure in the fonts of a style sheet; they are opened when it is first used."""

    def measure(text: str, size: float, bold: bool) -> float:
        from briefing.export.drawn.outlines import get_sheet_outliner

        return get_sheet_outliner(sheet).measure(text, size, bold)

    return measure
