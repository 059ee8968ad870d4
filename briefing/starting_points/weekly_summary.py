"""Weekly summary: what happened in seven days, filled by queries."""

from briefing.starting_points.starting_point import StartingPoint, outline

STARTING_POINT = StartingPoint(
    key="weekly-summary",
    title="Weekly summary",
    description="The attacks of seven days, found by queries, with what changed and what to watch.",
    fields={"page_budget": 8},
    period_days=7,
    sections=(
        outline("key-judgements", "The week in brief"),
        outline("text", "What changed"),
        outline("attacks", "Attacks of the week", by_query=True),
        outline("map", "Where they took place", level=2, by_query=True),
        outline("casualties", "Casualties", level=2, by_query=True),
        outline("text", "Politics and diplomacy"),
        outline("indicators", "Indicators for the coming week"),
        outline("sources", "Sources"),
    ),
)
