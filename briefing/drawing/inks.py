"""The colours of a drawing, mixed from the few that a style sheet or a theme names."""

from collections.abc import Mapping

from briefing.drawing.scene import Ink

Inks = Mapping[Ink, str]
"""A colour ("#RRGGBB") for each role."""

_STEPS = {
    Ink.ACCENT_MIDDLE: 0.62,
    Ink.ACCENT_SOFT: 0.34,
    Ink.ACCENT_FAINT: 0.14,
}
"""Shares of the accent on paper; apart enough to be told in grey."""

_WATER = {Ink.SEA: 0.13, Ink.COAST: 0.62}
"""Shares of the water on paper."""

_LAND = 0.05  # shares of the text's colour on paper
_HOME = 0.0
_BORDER = 0.55


def mix_inks(
    *, text: str, quiet: str, rule: str, paper: str, accent: str, water: str
) -> dict[Ink, str]:
    """Give the colours of all roles; water has one of its own, lest a red accent floods a sea."""
    inks = {
        Ink.TEXT: text,
        Ink.QUIET: quiet,
        Ink.RULE: rule,
        Ink.PAPER: paper,
        Ink.ACCENT: accent,
        Ink.LAND: mix(paper, text, _LAND),
        Ink.HOME: mix(paper, text, _HOME),
        Ink.BORDER: mix(paper, text, _BORDER),
    }
    inks |= {ink: mix(paper, accent, share) for ink, share in _STEPS.items()}
    return inks | {ink: mix(paper, water, share) for ink, share in _WATER.items()}


def mix(ground: str, other: str, share: float) -> str:
    """Give the colour that has this share of another one in it."""
    channels = (
        round(low + (high - low) * share)
        for low, high in zip(_read(ground), _read(other), strict=True)
    )
    return "#" + "".join(f"{channel:02X}" for channel in channels)


def _read(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
