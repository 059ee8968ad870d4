"""The marking scheme of a library's own: what an analyst wrote down, as a scheme that holds.

Whatever is written gives a scheme that can be printed: pages must never lack their marking.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from briefing.colours import find_contrast
from briefing.markings import OWN_SCHEME, MarkingLevel, MarkingScheme
from briefing.records.library_settings import OwnMarkingLevel, OwnMarkingScheme

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_LIGHT, _DARK = "#FFFFFF", "#000000"  # one of them stands out from any ground
_BACKGROUND = "#3B4754"
_NAME = "Own scheme"
_LEAST_CONTRAST = 4.5  # WCAG 2.2 AA, for text
_LONGEST_LABEL = 40  # characters that a header has room for


@lru_cache(maxsize=8)
def make_scheme(own: OwnMarkingScheme) -> MarkingScheme | None:
    """Make the scheme that is meant, or None where no level has a label.

    Of equal labels the most restrictive counts. Colours that are none, or in which the label
    could not be read, give way to others.
    """
    levels = {level.label: level for level in own.levels if level.label}
    places = {level.label: place for place, level in enumerate(own.levels)}
    ordered = sorted(levels.values(), key=lambda level: places[level.label])
    if not ordered:
        return None
    made = tuple(_make_level(level, rank) for rank, level in enumerate(ordered))
    return MarkingScheme(key=OWN_SCHEME, name=own.name or _NAME, levels=made)


def find_scheme_faults(own: OwnMarkingScheme) -> tuple[str, ...]:
    """Find what is wrong with a scheme, one sentence for each fault."""
    labels = [level.label for level in own.levels]
    twice = dict.fromkeys(label for label in labels if label and labels.count(label) > 1)
    faults = [f"Two levels are called “{label}”; the upper one is left out." for label in twice]
    for place, level in enumerate(own.levels, 1):
        faults += _find_level_faults(level, place)
    return tuple(faults)


def _find_level_faults(level: OwnMarkingLevel, place: int) -> Iterator[str]:
    if not level.label:
        yield f"Level {place} has no label; it is left out until it has one."
        return
    if len(level.label) > _LONGEST_LABEL:
        yield f"“{level.label}” is long for a header; use up to {_LONGEST_LABEL} characters."
    if level.label.upper().startswith("TLP:"):
        yield f"“{level.label}” looks like a label of TLP 2.0, which has its own; use another."
    for colour in (level.text_colour, level.background):
        if colour and not _COLOUR.fullmatch(colour):
            yield f"“{colour}” is no colour such as #7A1F1F; another is taken for “{level.label}”."
    text, ground = level.text_colour, level.background or _BACKGROUND
    if _COLOUR.fullmatch(text) and _COLOUR.fullmatch(ground):
        contrast = find_contrast(text, ground)
        if contrast < _LEAST_CONTRAST:
            yield (
                f"“{level.label}” is hard to read on {ground}: the contrast is {contrast:.1f}, "
                f"at least {_LEAST_CONTRAST} is needed; another colour is taken."
            )


def _make_level(level: OwnMarkingLevel, rank: int) -> MarkingLevel:
    ground = level.background if _COLOUR.fullmatch(level.background) else _BACKGROUND
    text = level.text_colour if _COLOUR.fullmatch(level.text_colour) else ""
    if not text or find_contrast(text, ground) < _LEAST_CONTRAST:
        text = max(_LIGHT, _DARK, key=lambda colour: find_contrast(colour, ground))
    return MarkingLevel(
        label=level.label,
        text_colour=text,
        background=ground,
        portion=f"({level.portion or level.label})",
        rank=rank,
        description=level.description,
    )
