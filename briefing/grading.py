"""Admiralty grading: reliability of sources, credibility of what they say.

Wording of STANAG 2511 and FM 2-22.3. The two are judged apart; F and 6 mean "not judged".
"""

RELIABILITY: dict[str, str] = {
    "A": "Completely reliable",
    "B": "Usually reliable",
    "C": "Fairly reliable",
    "D": "Not usually reliable",
    "E": "Unreliable",
    "F": "Reliability cannot be judged",
}
"""Reliability of a source by letter."""

CREDIBILITY: dict[int, str] = {
    1: "Confirmed by other sources",
    2: "Probably true",
    3: "Possibly true",
    4: "Doubtful",
    5: "Improbable",
    6: "Truth cannot be judged",
}
"""Credibility of a piece of information by number."""


def print_grade(reliability: str, credibility: int | None) -> str:
    """Print the grade as one code: "B2"; only the part that was judged; or nothing."""
    letter = reliability if reliability in RELIABILITY else ""
    number = str(credibility) if credibility in CREDIBILITY else ""
    return letter + number
