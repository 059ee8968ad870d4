"""Country brief: the situation in one country, with its actors and a year of attacks."""

from briefing.starting_points.starting_point import StartingPoint, outline

STARTING_POINT = StartingPoint(
    key="country-brief",
    title="Country brief",
    description="The situation in one country: its actors, a year of attacks, and the outlook.",
    fields={"page_budget": 15, "expand_names": "native"},
    period_days=365,
    sections=(
        outline("key-judgements", "Key judgements"),
        outline("text", "Situation"),
        outline("actors", "Actors", layout="table"),
        outline("actors", "Who is who", level=2, layout="short"),
        outline("relations", "How they stand to each other", level=2),
        outline("background", "Background"),
        outline("attacks", "Attacks of the past year", by_query=True),
        outline("map", "Where they took place", level=2, by_query=True),
        outline("casualties", "Casualties by month", level=2, by_query=True, by="month"),
        outline("text", "Outlook"),
        outline("indicators", "Indicators to watch", level=2),
        outline("assumptions", "Assumptions and gaps"),
        outline("glossary", "Glossary of names"),
        outline("sources", "Sources"),
    ),
)
