"""All reference styles, found once."""

from functools import cache

import briefing.document.referencing
from briefing.document.referencing.reference_style import ReferenceStyle
from briefing.modules import iter_registered

HOUSE = "house"
"""The style of a briefing that names none, or one that is not installed."""


@cache
def get_reference_styles() -> dict[str, ReferenceStyle]:
    """Give all styles by key; each module of this package offers one as REFERENCE_STYLE."""
    found = iter_registered(briefing.document.referencing, "REFERENCE_STYLE")
    return {style.key: style for style in found if isinstance(style, ReferenceStyle)}


def find_reference_style(key: str, language: str = "") -> ReferenceStyle:
    """Give the style of this key, or the house style, in a language where it knows it."""
    styles = get_reference_styles()
    style = styles.get(key, styles[HOUSE])
    return style.for_language(language) if language and style.for_language else style
