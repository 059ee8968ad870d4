"""The visual language as values: spacing, radius and the roles of colour.

Text roles keep a contrast of at least 4.5:1 on every surface they stand on, and the parts that
carry meaning (control borders, focus, icons) at least 3:1; a test computes both.
"""

import msgspec

SPACE = (4, 8, 12, 16, 24)
"""The only distances between things, in device-independent pixels."""

RADIUS = 6
"""Corner radius of controls, in device-independent pixels."""


class Colours(msgspec.Struct, frozen=True, kw_only=True):
    """One colour for each role, as "#RRGGBB"."""

    name: str
    is_dark: bool
    text: str
    quiet_text: str
    background: str  # the window behind everything
    surface: str  # lists, fields, forms
    raised: str  # rail, headers, status bar
    border: str  # hairlines between parts; carries no meaning
    control_border: str  # outline of fields and buttons
    hover: str
    selection: str  # a selected row
    selection_text: str
    accent: str
    accent_hover: str
    accent_text: str  # on accent
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str
    desk: str  # what the pages of the preview lie on
    mark: str  # behind letters that a search matched
    mark_text: str  # on mark


LIGHT = Colours(
    name="light",
    is_dark=False,
    text="#1B1F24",
    quiet_text="#5A616B",
    background="#F4F5F7",
    surface="#FFFFFF",
    raised="#ECEEF1",
    border="#D9DCE1",
    control_border="#7F8690",
    hover="#E9ECF0",
    selection="#D8E6F5",
    selection_text="#1B1F24",
    accent="#1D5C9E",
    accent_hover="#174B82",
    accent_text="#FFFFFF",
    danger="#A8201A",
    danger_soft="#FBE9E7",
    warning="#7A5200",
    warning_soft="#FFF3D6",
    success="#1B6438",
    success_soft="#E2F3E7",
    desk="#E3E5E9",
    mark="#FFE08A",
    mark_text="#1B1F24",
)

DARK = Colours(
    name="dark",
    is_dark=True,
    text="#E7E9EC",
    quiet_text="#A7AEB8",
    background="#1C1E22",
    surface="#24272C",
    raised="#2A2D33",
    border="#3A3E46",
    control_border="#858D98",
    hover="#31353C",
    selection="#2B435F",
    selection_text="#F2F4F6",
    accent="#82B4EE",
    accent_hover="#A3C8F4",
    accent_text="#10161D",
    danger="#F59A93",
    danger_soft="#42272A",
    warning="#E8BC66",
    warning_soft="#3D331F",
    success="#83CF9C",
    success_soft="#22382B",
    desk="#15171A",
    mark="#6B5410",
    mark_text="#FFFFFF",
)

_LINEAR_BELOW = 0.04045
"""Where the sRGB curve turns from a line into a power."""

_current = [LIGHT]


def current_colours() -> Colours:
    """Give the colours of the theme that is on now; ask again after the theme has changed."""
    return _current[0]


def set_current_colours(colours: Colours) -> None:
    """Make these the colours that `current_colours` gives; only ui.theme.theme calls this."""
    _current[0] = colours


def compute_contrast(first: str, second: str) -> float:
    """Give the contrast ratio of two colours as WCAG 2 defines it: 1 (equal) to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= _LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
