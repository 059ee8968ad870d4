"""Which style sheet a briefing is set in, whoever asks: shipped, the library's own, or standard."""

import msgspec

from briefing.errors import InvalidValueError
from briefing.export.own_style_sheets import make_style_sheet
from briefing.export.style_sheet import STANDARD, STYLE_SHEETS, StyleSheet, fit_to_template
from briefing.snapshot import Snapshot


class ChosenStyleSheet(msgspec.Struct, frozen=True):
    """A style sheet, and a sentence where it is not the one that was asked for."""

    sheet: StyleSheet
    fault: str = ""


def choose_style_sheet(snapshot: Snapshot) -> StyleSheet:
    """Give the style sheet that a briefing asks for, on the page of its house template."""
    return find_style_sheet(snapshot).sheet


def find_style_sheet(snapshot: Snapshot) -> ChosenStyleSheet:
    """Give the style sheet of a briefing; the standard one where that cannot be used."""
    chosen = _find(snapshot)
    template = snapshot.house_template
    if template is None:
        return chosen
    return msgspec.structs.replace(chosen, sheet=fit_to_template(chosen.sheet, template))


def _find(snapshot: Snapshot) -> ChosenStyleSheet:
    name, own = snapshot.briefing.style_sheet, snapshot.style_sheet
    if own is not None:
        try:
            return ChosenStyleSheet(make_style_sheet(own))
        except InvalidValueError as error:
            return ChosenStyleSheet(STANDARD, str(error))
    shipped = STYLE_SHEETS.get(name)
    if shipped is None and name:
        return ChosenStyleSheet(STANDARD, f"The page design “{name}” is not in this library.")
    return ChosenStyleSheet(shipped or STANDARD)
