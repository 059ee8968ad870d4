"""Figures as ranges: how they are printed, added up and checked.

The house rule for sentences: "between 84 and 103 killed (state media; ISNA)"; for tables "84–103".
"""

from collections.abc import Iterable, Sequence

import msgspec

from briefing.records.parts import Figure

FIGURE_LABELS: dict[str, str] = {
    "strength": "Strength",
    "killed": "Killed",
    "injured": "Injured",
    "captured": "Captured",
    "perpetrators_killed": "Perpetrators killed",
    "perpetrators_injured": "Perpetrators injured",
}
"""What is counted, with the word for tables and forms."""

_WORDS = {
    "strength": "",
    "killed": "killed",
    "injured": "injured",
    "captured": "captured",
    "perpetrators_killed": "perpetrators killed",
    "perpetrators_injured": "perpetrators injured",
}


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """A sum of figures: bounds and best, and how many of the parts gave no number."""

    low: int = 0
    best: int = 0
    high: int = 0
    unknown_count: int = 0
    counted: int = 0
    open_ended: bool = False  # a part said "at least" or "over": the high bound is no bound


def print_number(number: int) -> str:
    """Print a number with commas between thousands."""
    return f"{number:,}"


def print_range(low: int | None, best: int | None, high: int | None, qualifier: str = "") -> str:
    """Print a range for a table: "84–103", "at least 103", "84–103 (best 95)", or nothing."""
    if low is not None and high is not None and low != high:
        text = f"{print_number(low)}–{print_number(high)}"
        if best is not None and best not in (low, high):
            text = f"{text} (best {print_number(best)})"
    else:
        known = next((number for number in (best, low, high) if number is not None), None)
        if known is None:
            return ""
        text = print_number(known)
        if not qualifier:
            qualifier = _find_qualifier(low, best, high)
    return f"{qualifier} {text}" if qualifier else text


def print_figure(figure: Figure) -> str:
    """Print a figure for a sentence, with what is counted, when, and who gave it."""
    words = _print_amount(figure)
    unit = _WORDS.get(figure.what, figure.what.replace("_", " "))
    counted = figure.unit if not unit else f"{figure.unit} {unit}".strip()
    parts = [words, counted]
    if figure.as_of is not None:
        parts.append(f"as of {figure.as_of}")
    if figure.given_by:
        parts.append(f"({figure.given_by})")
    return " ".join(part for part in parts if part)


def choose_figures(figures: Sequence[Figure], what: str) -> tuple[Figure, ...]:
    """Give the figures of this kind, the preferred one first."""
    wanted = [figure for figure in figures if figure.what == what]
    return tuple(sorted(wanted, key=lambda figure: not figure.preferred))


def add_figures(records: Iterable[Sequence[Figure]], what: str) -> Total:
    """Add up one kind of figure over records.

    A record counts with its preferred figure, else with the widest range that its figures
    span; one without a number is counted as unknown.
    """
    low = best = high = unknown = counted = 0
    open_ended = False
    for figures in records:
        bounds = _find_bounds(choose_figures(figures, what))
        if bounds is None:
            unknown += 1
            continue
        counted += 1
        low, best, high = low + bounds[0], best + bounds[1], high + bounds[2]
        open_ended = open_ended or any(
            _is_lower_bound(figure) for figure in choose_figures(figures, what)
        )
    return Total(
        low=low,
        best=best,
        high=high,
        unknown_count=unknown,
        counted=counted,
        open_ended=open_ended,
    )


def print_total(total: Total) -> str:
    """Print a total for a table: "114", "84–114", "at least 114", or a dash when none is known."""
    if not total.counted:
        return "–"
    qualifier = "at least" if total.open_ended else ""
    return print_range(total.low, total.best, total.high, qualifier)


def validate_figure(figure: Figure) -> list[str]:
    """Say in sentences what is wrong with the numbers of a figure."""
    numbers = [figure.low, figure.best, figure.high]
    known = [number for number in numbers if number is not None]
    faults = []
    if not known:
        faults.append("Give at least one of low, best and high.")
    if any(number < 0 for number in known):
        faults.append("A figure cannot be negative.")
    if known != sorted(known):
        faults.append("Low must not be above best, nor best above high.")
    return faults


def _print_amount(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        return f"between {print_number(low)} and {print_number(high)}"
    return print_range(low, figure.best, high, figure.qualifier)


def _find_qualifier(low: int | None, best: int | None, high: int | None) -> str:
    if best is None and low is not None and high is None:
        return "at least"
    if best is None and high is not None and low is None:
        return "up to"
    return ""


def _is_lower_bound(figure: Figure) -> bool:
    words = figure.qualifier.casefold()
    return words in {"at least", "over", "more than"} or (
        figure.low is not None and figure.best is None and figure.high is None
    )


def _find_bounds(figures: tuple[Figure, ...]) -> tuple[int, int, int] | None:
    if figures and figures[0].preferred:
        figures = figures[:1]
    known = [
        number
        for figure in figures
        for number in (figure.low, figure.best, figure.high)
        if number is not None
    ]
    if not known:
        return None
    best = next((figure.best for figure in figures if figure.best is not None), max(known))
    return min(known), best, max(known)
