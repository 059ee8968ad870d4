"""Names for exported files that every file system takes."""

import re

from briefing.outline import Briefing
from briefing.text_cleaning import clean_line

LONGEST = 120
"""Most characters of a suggested name, so that folder and suffix still fit everywhere."""

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_FALLBACK = "briefing"


def suggest_file_name(briefing: Briefing) -> str:
    """Suggest a name without suffix: the briefing's date, if it has one, and its title."""
    date = briefing.date.isoformat() if briefing.date else ""
    return make_safe_file_name(f"{date} {briefing.title}")


def make_safe_file_name(text: str) -> str:
    """Give the text as a file name that Windows, macOS and Linux all take; never empty."""
    name = " ".join(_UNSAFE.sub(" ", clean_line(text)).split())
    name = _shorten(name).strip(" .")
    if not name or _RESERVED.fullmatch(name):
        return f"{_FALLBACK} {name}".strip()
    return name


def _shorten(name: str) -> str:
    # file systems count bytes: 120 Arabic letters are 240 of the 255 that Linux allows
    kept = name[:LONGEST]
    while len(kept.encode()) > 2 * LONGEST:
        kept = kept[:-1]
    return kept
