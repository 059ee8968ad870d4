"""Style sheets of a library's own: a shipped one, and what of it is set otherwise.

`FIELDS` says what may be set and within which bounds; storage, files and the window read it.
"""

import re
from enum import StrEnum
from typing import Any

import msgspec

from briefing.colours import find_contrast
from briefing.errors import InvalidValueError
from briefing.export.fonts import FONT_FAMILIES
from briefing.export.style_sheet import (
    STANDARD,
    STYLE_SHEETS,
    EdgeText,
    PageNumbers,
    StyleSheet,
    TableRules,
    TitleArrangement,
)
from briefing.records.library_settings import OwnStyleSheet


class StyleFieldKind(StrEnum):
    """What a value of a style sheet is."""

    LENGTH = "length"
    COLOUR = "colour"
    CHOICE = "choice"
    SWITCH = "switch"


class StyleField(msgspec.Struct, frozen=True, kw_only=True):
    """One value that may be set; lengths have bounds in points, choices their values."""

    name: str
    label: str
    group: str
    kind: StyleFieldKind
    least: float = 0.0
    most: float = 0.0
    choices: tuple[tuple[str, str], ...] = ()


def _length(group: str, name: str, label: str, least: float, most: float) -> StyleField:
    kind = StyleFieldKind.LENGTH
    return StyleField(name=name, label=label, group=group, kind=kind, least=least, most=most)


def _colour(name: str, label: str) -> StyleField:
    return StyleField(name=name, label=label, group="Colours", kind=StyleFieldKind.COLOUR)


def _switch(group: str, name: str, label: str) -> StyleField:
    return StyleField(name=name, label=label, group=group, kind=StyleFieldKind.SWITCH)


def _choice(group: str, name: str, label: str, values: tuple[tuple[str, str], ...]) -> StyleField:
    kind = StyleFieldKind.CHOICE
    return StyleField(name=name, label=label, group=group, kind=kind, choices=values)


PAGE, TEXT, TITLE = "Page", "Text", "Title and headings"
TABLES, EDGES = "Tables", "Header and footer"

_FAMILIES = tuple((name, name) for name in FONT_FAMILIES if name != STANDARD.arabic_family)
_ARRANGEMENTS = tuple((one.value, one.value.capitalize()) for one in TitleArrangement)
_EDGE_TEXTS = tuple((one.value, one.value.capitalize()) for one in EdgeText)
_TABLE_RULES = (
    (TableRules.RULES.value, "Rules between the rows"),
    (TableRules.BANDS.value, "Every second row tinted"),
)
_PAGE_NUMBERS = (
    (PageNumbers.OF_PAGES.value, "Page 3 of 12"),
    (PageNumbers.ALONE.value, "3"),
    (PageNumbers.NONE.value, "None"),
)
_ENUMERATIONS: dict[str, type[StrEnum]] = {
    "title_arrangement": TitleArrangement,
    "table_rules": TableRules,
    "header_text": EdgeText,
    "footer_text": EdgeText,
    "page_numbers": PageNumbers,
}

FIELDS: tuple[StyleField, ...] = (
    _length(PAGE, "page_width", "Width of the page", 280.0, 1200.0),
    _length(PAGE, "page_height", "Height of the page", 400.0, 1700.0),
    _length(PAGE, "margin_top", "Margin above", 60.0, 200.0),
    _length(PAGE, "margin_bottom", "Margin below", 56.0, 200.0),
    _length(PAGE, "margin_left", "Margin at the left", 28.0, 300.0),
    _length(PAGE, "margin_right", "Margin at the right", 28.0, 300.0),
    _choice(TEXT, "body_family", "Typeface of the text", _FAMILIES),
    _choice(TEXT, "small_family", "Typeface of tables and notes", _FAMILIES),
    _length(TEXT, "body_size", "Size of the text", 8.0, 16.0),
    _length(TEXT, "body_leading", "Distance of its lines", 9.0, 28.0),
    _length(TEXT, "paragraph_after", "Space after a paragraph", 0.0, 24.0),
    _length(TEXT, "table_size", "Size in tables", 7.0, 14.0),
    _length(TEXT, "small_size", "Size of notes", 7.0, 12.0),
    _switch(TEXT, "justify", "Justified text"),
    _choice(TITLE, "title_arrangement", "Title block", _ARRANGEMENTS),
    _length(TITLE, "title_size", "Size of the title", 14.0, 48.0),
    _length(TITLE, "logo_height", "Height of the logo", 16.0, 64.0),
    _choice(TITLE, "heading_family", "Typeface of headings", _FAMILIES),
    _switch(TITLE, "heading_numbers", "Numbered headings"),
    _choice(TABLES, "table_rules", "Rows", _TABLE_RULES),
    _choice(EDGES, "header_text", "In the header", _EDGE_TEXTS),
    _choice(EDGES, "footer_text", "In the footer", _EDGE_TEXTS),
    _choice(EDGES, "page_numbers", "Page numbers", _PAGE_NUMBERS),
    _colour("text_colour", "Text"),
    _colour("quiet_colour", "Quiet text"),
    _colour("accent_colour", "Accent"),
    _colour("tint_colour", "Tinted ground"),
    _colour("rule_colour", "Rules"),
    _colour("strong_rule_colour", "Strong rules"),
)
"""Everything that a style sheet of a library's own may set."""

_FIELD_OF = {field.name: field for field in FIELDS}
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_LEAST_CONTRAST = 4.5  # WCAG 2.2 AA, for text
_LEAST_MEASURE = 200.0  # points; tables need as much
_LEAST_LEADING = 1.05
_PAPER = "#FFFFFF"


def make_style_sheet(own: OwnStyleSheet) -> StyleSheet:
    """Make the style sheet that is meant; raises InvalidValueError with its first fault."""
    faults = find_faults(own)
    if faults:
        message = f"The page design “{own.name}” cannot be used: {faults[0]}"
        raise InvalidValueError(message)
    return _apply(own)


def find_faults(own: OwnStyleSheet) -> tuple[str, ...]:
    """Find what is wrong with a style sheet, one sentence for each fault."""
    if own.base not in STYLE_SHEETS:
        return (f"it begins from “{own.base}”, which is none of {', '.join(STYLE_SHEETS)}.",)
    checked = [_check(name, value) for name, value in own.values.items()]
    faults = tuple(fault for fault in checked if fault)
    return faults or _check_whole(_apply(own))


def _apply(own: OwnStyleSheet) -> StyleSheet:
    values: dict[str, Any] = dict(own.values)
    base = STYLE_SHEETS[own.base]
    for name in _ENUMERATIONS.keys() & values.keys():
        values[name] = _ENUMERATIONS[name](values[name])
    # lines that belong to a size keep their proportion to it
    for size, leading in (
        ("title_size", "title_leading"),
        ("table_size", "table_leading"),
        ("small_size", "small_leading"),
    ):
        if size in values:
            values[leading] = getattr(base, leading) * values[size] / getattr(base, size)
    return msgspec.structs.replace(base, **values, name=own.name, label=own.name)


def _check(name: str, value: object) -> str:
    field = _FIELD_OF.get(name)
    if field is None:
        return f"“{name}” is nothing that a page design can set."
    match field.kind:
        case StyleFieldKind.LENGTH:
            return _check_length(field, value)
        case StyleFieldKind.COLOUR:
            right = isinstance(value, str) and _COLOUR.fullmatch(value)
            return "" if right else f"{field.label}: “{value}” is no colour such as #0B4F79."
        case StyleFieldKind.SWITCH:
            return "" if isinstance(value, bool) else f"{field.label} is either true or false."
        case StyleFieldKind.CHOICE:
            known = [key for key, _label in field.choices]
            return "" if value in known else f"{field.label} is one of {', '.join(known)}."


def _check_length(field: StyleField, value: object) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and field.least <= float(str(value)) <= field.most:
        return ""
    return f"{field.label} is between {field.least:g} and {field.most:g} points, not “{value}”."


def _check_whole(sheet: StyleSheet) -> tuple[str, ...]:
    faults = []
    if sheet.text_width < _LEAST_MEASURE:
        faults.append("Page and margins leave no room for the text; make the margins smaller.")
    if sheet.page_height - sheet.margin_top - sheet.margin_bottom < _LEAST_MEASURE:
        faults.append("The margins above and below leave no room; make them smaller.")
    if sheet.body_leading < sheet.body_size * _LEAST_LEADING:
        faults.append("The lines of the text touch each other; make their distance larger.")
    return (*faults, *_check_contrasts(sheet))


def _check_contrasts(sheet: StyleSheet) -> tuple[str, ...]:
    faults = []
    for name in ("text_colour", "quiet_colour", "accent_colour"):
        colour = getattr(sheet, name)
        for ground, where in ((_PAPER, "on paper"), (sheet.tint_colour, "on the tinted ground")):
            contrast = find_contrast(colour, ground)
            if contrast < _LEAST_CONTRAST:
                label = _FIELD_OF[name].label
                faults.append(
                    f"{label} ({colour}) is hard to read {where}: its contrast is {contrast:.1f}, "
                    f"at least {_LEAST_CONTRAST} is needed; choose a darker one."
                )
                break
    return tuple(faults)
