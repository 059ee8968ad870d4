"""Actor profile: one actor in depth."""

from briefing.starting_points.starting_point import StartingPoint, outline

STARTING_POINT = StartingPoint(
    key="actor-profile",
    title="Actor profile",
    description="One actor in depth: who it is, whom it stands with, and what it has done.",
    fields={"page_budget": 6, "expand_names": "native"},
    sections=(
        outline("key-judgements", "Key judgements"),
        outline("actors", "Profile", layout="full"),
        outline("text", "Origins and aims"),
        outline("relations", "Relations"),
        outline("attacks", "Attacks", layout="chronology"),
        outline("map", "Where it acts", level=2),
        outline("casualties", "Casualties of its attacks", level=2),
        outline("text", "Outlook"),
        outline("assumptions", "Assumptions and gaps"),
        outline("sources", "Sources"),
    ),
)
