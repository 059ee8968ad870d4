"""The words on a drawing: English ones, unless who has it drawn brings others."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def print_english_day(day: dt.date, skeleton: str) -> str:
    """Give a day with what the skeleton of CLDR (UTS 35) asks for: "yMMMd", "MMMd", "yMMM", "MMM".

    Years stand behind, as on a British axis.
    """
    parts = [str(day.day)] if skeleton.endswith("d") else []
    parts.append(_MONTHS[day.month - 1])
    if skeleton.startswith("y"):
        parts.append(str(day.year))
    return " ".join(parts)


class Wording(NamedTuple):
    """What a language says for English words and for days; braces stand for what is put in."""

    translate: Callable[[str], str] = str
    print_day: Callable[[dt.date, str], str] = print_english_day


ENGLISH = Wording()
