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


_VAGUE = {"", "about", "around", "approximately", "roughly", "circa", "some"}
_OPEN_ABOVE = {"at least", "over", "more than", "no fewer than", "not less than", "minimum"}
_OPEN_BELOW = {"at most", "up to", "under", "fewer than", "less than", "no more than", "maximum"}


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """A sum of figures: bounds and best, and how many of the parts gave no number.

    `best` is None where a part gave a range or contested figures and no best: none is made up.
    """

    low: int = 0
    best: int | None = 0
    high: int = 0
    unknown_count: int = 0
    counted: int = 0
    open_ended: bool = False  # a part said "at least" or "over": the high bound is no bound


def print_number(number: int) -> str:
    """Print a number with commas between thousands."""
    return f"{number:,}"


def print_range(low: int | None, best: int | None, high: int | None, qualifier: str = "") -> str:
    """Print a range for a table: "84–103", "at least 103", "84–103 (best 95)", or nothing.

    A low alone is "at least", a high alone "up to"; a qualifier goes before these.
    """
    if low is not None and high is not None and low != high:
        text = f"{print_number(low)}–{print_number(high)}"
        bounds = (low, high)
    else:
        known = low if low is not None else high if high is not None else best
        if known is None:
            return ""
        text = print_number(known)
        bounds = (known, known)
        qualifier = qualifier or _find_qualifier(low, high)
    if best is not None and best not in bounds:
        text = f"{text} (best {print_number(best)})"
    return f"{qualifier} {text}" if qualifier else text


def print_figure(figure: Figure) -> str:
    """Print a figure for a sentence, with what is counted, when, and who gave it."""
    unit = _WORDS.get(figure.what, figure.what.replace("_", " "))
    parts = [_print_amount(figure), figure.unit, unit]
    if _is_plain_range(figure) and figure.best not in (None, figure.low, figure.high):
        parts[-1] = f"{unit}, best estimate {print_number(figure.best or 0)}".lstrip(", ")
    if figure.as_of is not None:
        parts.append(f"as of {figure.as_of}")
    if figure.given_by:
        parts.append(f"({figure.given_by})")
    return " ".join(part for part in parts if part)


def choose_figures(figures: Sequence[Figure], what: str) -> tuple[Figure, ...]:
    """Give the figures of this kind, the preferred one first."""
    wanted = [figure for figure in figures if figure.what == what]
    if len(wanted) > 1:
        wanted.sort(key=lambda figure: not figure.preferred)
    return tuple(wanted)


def add_figures(records: Iterable[Sequence[Figure]], what: str) -> Total:
    """Add up one kind of figure over records.

    A record counts with its preferred figure, else with the widest range that its figures
    span; one without a number is counted as unknown. "At least 5" counts as 5 and opens the
    total above, "up to 5" counts as 0 to 5.
    """
    low = high = unknown = counted = 0
    best: int | None = 0
    open_ended = False
    for figures in records:
        counting = _choose_counting(figures, what)
        if not counting:
            unknown += 1
            continue
        counted += 1
        number = _find_only_number(counting)
        if number is not None:
            low, high, best = low + number, high + number, None if best is None else best + number
            continue
        bounds = [_find_bounds(figure) for figure in counting]
        low += min([bound[0] for bound in bounds])
        high += max([bound[1] for bound in bounds])
        best = _add_best(best, counting)
        open_ended = open_ended or any(_is_open_above(figure) for figure in counting)
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
    printed = print_range(total.low, total.best, total.high)
    if not total.open_ended:
        return printed
    return f"at least {printed}" if total.low == total.high else f"{printed} or more"


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


def _is_plain_range(figure: Figure) -> bool:
    """Tell whether a sentence says "between" of it, which is as vague as "about" and "around"."""
    low, high = figure.low, figure.high
    is_vague = figure.qualifier.casefold().strip() in _VAGUE
    return low is not None and high is not None and low != high and is_vague


def _print_amount(figure: Figure) -> str:
    if _is_plain_range(figure):
        return f"between {print_number(figure.low or 0)} and {print_number(figure.high or 0)}"
    return print_range(figure.low, figure.best, figure.high, figure.qualifier)


def _find_qualifier(low: int | None, high: int | None) -> str:
    if low is not None and high is None:
        return "at least"
    return "up to" if high is not None and low is None else ""


def _get_numbers(figure: Figure) -> list[int]:
    return [number for number in (figure.low, figure.best, figure.high) if number is not None]


def _choose_counting(figures: Sequence[Figure], what: str) -> list[Figure]:
    """Give the figures that count for a total: the preferred one, else all that give a number."""
    found = [figure for figure in choose_figures(figures, what) if _has_number(figure)]
    return found[:1] if found and found[0].preferred else found


def _find_only_number(figures: Sequence[Figure]) -> int | None:
    """Give the number of a record that says one number and no more, as most do."""
    if len(figures) > 1:
        return None
    (figure,) = figures
    is_bare = figure.low is None and figure.high is None and not figure.qualifier
    return figure.best if is_bare else None


def _has_number(figure: Figure) -> bool:
    return not (figure.best is None and figure.low is None and figure.high is None)


def _find_bounds(figure: Figure) -> tuple[int, int]:
    numbers = _get_numbers(figure)
    is_open = figure.low is None and _is_open_below(figure)
    return (0 if is_open else min(numbers)), max(numbers)


def _is_open_below(figure: Figure) -> bool:
    qualifier = figure.qualifier.casefold().strip()
    return qualifier in _OPEN_BELOW if qualifier else figure.high is not None


def _is_open_above(figure: Figure) -> bool:
    if figure.high is not None:
        return False
    qualifier = figure.qualifier.casefold().strip()
    return qualifier in _OPEN_ABOVE if qualifier else figure.low is not None


def _add_best(best: int | None, figures: Sequence[Figure]) -> int | None:
    """Add the best number of a record, when its figures agree on one."""
    numbers = {_find_best(figure) for figure in figures}
    known = numbers.pop() if len(numbers) == 1 else None
    return None if best is None or known is None else best + known


def _find_best(figure: Figure) -> int | None:
    if figure.best is not None:
        return figure.best
    numbers = set(_get_numbers(figure))
    return numbers.pop() if len(numbers) == 1 else None
