"""Makes keys by which titles sort as a reader expects: letters folded, numbers by their size."""

import re

from briefing.folding import fold_text

_NUMBER = re.compile(r"\d+")
_MOST_DIGITS = 99


def make_sort_key(title: str) -> str:
    """Give a text that sorts before that of "APT10" for "APT2", and "Étude" among the E."""
    folded = fold_text(title)
    return _NUMBER.sub(_weigh, folded) if _NUMBER.search(folded) else folded


def _weigh(match: re.Match[str]) -> str:
    digits = match[0].lstrip("0") or "0"
    return f"{min(len(digits), _MOST_DIGITS):02d}{digits}"
