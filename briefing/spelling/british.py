"""British spellings, where only an American dictionary is at hand."""

import re
from collections.abc import Iterator

_PAIRS = (
    ("our", "or"),  # labour
    ("is(?=(?:e|es|ed|er|ers|ing|ation|ations|able)$)", "iz"),  # organise
    ("ys(?=(?:e|es|ed|er|ers|ing)$)", "yz"),  # analyse
    ("tre(s|d|ing)?$", "ter\\1"),  # centre
    ("bre(s)?$", "ber\\1"),  # calibre
    ("ence(s|less)?$", "ense\\1"),  # defence
    ("ll(?=(?:ed|er|ers|ing|or|ors)$)", "l"),  # travelled
    ("l(?=(?:$|s$|ment|ments$|ful))", "ll"),  # fulfil, enrolment, skilful
    ("ogue(s)?$", "og\\1"),  # dialogue
    ("ae", "e"),  # encyclopaedia
    ("oe", "e"),  # manoeuvre
    ("amme(s)?$", "am\\1"),  # programme
    ("dgement", "dgment"),  # judgement
    ("ageing", "aging"),
    ("grey", "gray"),
    ("sceptic", "skeptic"),
    ("plough", "plow"),
    ("cheque", "check"),
    ("tyre", "tire"),
    ("kerb", "curb"),
    ("mould", "mold"),
    ("artefact", "artifact"),
    ("pyjama", "pajama"),
    ("practis", "practic"),
    ("licenc", "licens"),
    ("manoeuvre(?=s?$)|manoeuvr(?=ed|er|ing|ab)", "maneuver"),
)
_RULES = tuple((re.compile(pattern), replacement) for pattern, replacement in _PAIRS)

_STEMS = (
    *("armor", "behavior", "color", "endeavor", "favor", "harbor", "honor", "humor"),
    *("labor", "neighbor", "rigor", "rumor", "savior", "vapor", "vigor"),
)


def iter_american_forms(word: str) -> Iterator[str]:
    """Iterate over the ways in which an American dictionary may hold a British word."""
    for pattern, replacement in _RULES:
        form = pattern.sub(replacement, word)
        if form != word:
            yield form


def make_british(word: str) -> str:
    """Give the British form of an American suggestion, where it is plainly another."""
    lower = word.casefold()
    for stem in _STEMS:
        if stem in lower:
            start = lower.index(stem) + len(stem) - 1
            return f"{word[:start]}u{word[start:]}"
    return re.sub(r"([tb])er(s?)$", r"\1re\2", word) if lower in _CENTRES else word


_CENTRES = frozenset({"center", "centers", "theater", "theaters", "caliber", "meter", "meters"})
