"""Flash report: something has just happened; one or two pages within the hour."""

from briefing.starting_points.starting_point import StartingPoint, outline

STARTING_POINT = StartingPoint(
    key="flash-report",
    title="Flash report",
    description="Something has just happened: what, what it means and what to watch, on two pages.",
    fields={"page_budget": 2},
    sections=(
        outline("key-judgements", "Bottom line"),
        outline("text", "What happened"),
        outline("text", "What it means"),
        outline("indicators", "What to watch"),
        outline("assumptions", "What is not known", assumptions=[]),
        outline("sources", "Sources"),
    ),
)
