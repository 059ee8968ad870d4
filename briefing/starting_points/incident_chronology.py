"""Incident chronology: one course of events, hour by hour, with who says what."""

from briefing.starting_points.starting_point import StartingPoint, outline

STARTING_POINT = StartingPoint(
    key="incident-chronology",
    title="Incident chronology",
    description="One course of events in order, with what each side says and where reports differ.",
    fields={"page_budget": 6},
    sections=(
        outline("key-judgements", "Key judgements"),
        outline("attacks", "Chronology", layout="chronology"),
        outline("timeline", "On a timeline", level=2),
        outline("map", "On a map", level=2),
        outline("quotations", "What the sides say"),
        outline("text", "Where reports differ"),
        outline("assumptions", "Assumptions and gaps"),
        outline("sources", "Sources"),
    ),
)
