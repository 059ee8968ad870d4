"""Markings: handling caveats on records, sections and documents.

TLP 2.0 is FIRST's Traffic Light Protocol, labels and colours as published in August 2022.
"""

from collections.abc import Iterable

import msgspec

from briefing.errors import InvalidValueError


class MarkingLevel(msgspec.Struct, frozen=True, kw_only=True):
    """One level of a scheme; `rank` grows with restriction, colours are "#RRGGBB"."""

    label: str
    text_colour: str
    background: str
    portion: str
    rank: int
    description: str


class MarkingScheme(msgspec.Struct, frozen=True, kw_only=True):
    """An ordered set of markings, least restrictive first."""

    key: str
    name: str
    levels: tuple[MarkingLevel, ...]

    def find_level(self, label: str) -> MarkingLevel | None:
        """Give the level with this label, or None."""
        return next((level for level in self.levels if level.label == label), None)

    def get_level(self, label: str) -> MarkingLevel:
        """Give the level with this label; raises InvalidValueError for an unknown one."""
        level = self.find_level(label)
        if level is None:
            known = ", ".join(level.label for level in self.levels)
            message = f"“{label}” is no marking of {self.name}; there are: {known}."
            raise InvalidValueError(message)
        return level

    def read_level(self, text: str) -> MarkingLevel:
        """Give the level that a person means, in capitals or not, with its prefix or without.

        Raises InvalidValueError for what is none.
        """
        meant = text.strip().casefold()
        for level in self.levels:
            label = level.label.casefold()
            if meant in (label, label.rpartition(":")[2]):
                return level
        return self.get_level(text)

    def highest(self, labels: Iterable[str]) -> MarkingLevel:
        """Give the most restrictive of the labels.

        An empty or unknown label counts as the most restrictive level, so that nothing slips
        out because its marking is missing; no labels at all give the least restrictive one.
        """
        top = self.levels[-1]
        found = [self.find_level(label) or top for label in labels]
        return max(found, key=lambda level: level.rank, default=self.levels[0])


def _make_tlp(rank: int, label: str, colour: str, portion: str, description: str) -> MarkingLevel:
    return MarkingLevel(
        label=label,
        text_colour=colour,
        background="#000000",
        portion=portion,
        rank=rank,
        description=description,
    )


TLP = MarkingScheme(
    key="tlp",
    name="TLP 2.0",
    levels=(
        _make_tlp(0, "TLP:CLEAR", "#FFFFFF", "(CLEAR)", "No limit on disclosure."),
        _make_tlp(
            1,
            "TLP:GREEN",
            "#33FF00",
            "(GREEN)",
            "Within the recipient's community, not through publicly accessible channels.",
        ),
        _make_tlp(
            2,
            "TLP:AMBER",
            "#FFC000",
            "(AMBER)",
            "Need-to-know within the recipient's organisation and its clients.",
        ),
        _make_tlp(
            3,
            "TLP:AMBER+STRICT",
            "#FFC000",
            "(AMBER+STRICT)",
            "Need-to-know within the recipient's organisation only.",
        ),
        _make_tlp(
            4,
            "TLP:RED",
            "#FF2B2B",
            "(RED)",
            "For the eyes and ears of individual recipients only, no further disclosure.",
        ),
    ),
)

INTERNAL = MarkingScheme(
    key="internal",
    name="Internal",
    levels=(
        MarkingLevel(
            label="PUBLIC",
            text_colour="#1B1F24",
            background="#E6E9ED",
            portion="(P)",
            rank=0,
            description="May be published.",
        ),
        MarkingLevel(
            label="INTERNAL",
            text_colour="#FFFFFF",
            background="#3B4754",
            portion="(I)",
            rank=1,
            description="For the organisation only.",
        ),
        MarkingLevel(
            label="CONFIDENTIAL",
            text_colour="#FFFFFF",
            background="#7A1F1F",
            portion="(C)",
            rank=2,
            description="For named recipients only.",
        ),
    ),
)

OWN_SCHEME = "own"
"""The key of the scheme that a library has of its own."""

SCHEMES: dict[str, MarkingScheme] = {scheme.key: scheme for scheme in (TLP, INTERNAL)}
"""The schemes that are shipped, by key."""

_TLP_SYNONYMS = {"TLP:WHITE": "TLP:CLEAR", "TLP:AMBERSTRICT": "TLP:AMBER+STRICT"}


def parse_tlp(text: str) -> str:
    """Give the TLP 2.0 label that a file means, TLP 1's WHITE and loose spellings included.

    Raises InvalidValueError for anything else.
    """
    squeezed = "".join(text.upper().replace("-", "").split())
    if squeezed and not squeezed.startswith("TLP:"):
        squeezed = f"TLP:{squeezed.removeprefix('TLP')}"
    level = TLP.find_level(_TLP_SYNONYMS.get(squeezed, squeezed))
    return level.label if level else TLP.get_level(text).label
