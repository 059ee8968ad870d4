"""Harvard, as in Cite Them Right (Pears and Shields, 12th edition)."""

from briefing.document.nodes import Inline, Text
from briefing.document.referencing.reference_style import (
    ReferenceStyle,
    end_inlines,
    get_full_day,
    is_part,
    italics,
    iter_addresses,
    join_inlines,
    join_names,
    read_authors,
    text_of,
)
from briefing.records.source import Source

_MOST_AUTHORS = 3
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _print_year(source: Source) -> str:
    day = get_full_day(source.published)
    if day is not None:
        return str(day[0])
    return str(source.published) if source.published else "no date"


def _print_entry(source: Source) -> tuple[Inline, ...]:
    names = [author.with_initials for author in read_authors(source)]
    who = join_names(names, most=_MOST_AUTHORS, others=" et al.") or source.publisher
    day = get_full_day(source.published)
    details = [] if who == source.publisher else [source.publisher]
    details.append(f"{day[2]} {_MONTHS[day[1] - 1]}" if day else "")
    title = source.display_title
    told: list[tuple[Inline, ...]] = [
        (Text(f"‘{title}’"),) if is_part(source) else (italics(title),)
    ]
    told += [text_of(detail) for detail in details]
    head = join_inlines((text_of(who), text_of(f"({_print_year(source)})")), " ")
    pieces: list[tuple[Inline, ...]] = [(*head, Text(" "), *end_inlines(join_inlines(told, ", ")))]
    accessed = text_of(source.accessed and f" (Accessed: {source.accessed})")
    addresses = tuple(iter_addresses(source))
    for index, address in enumerate(addresses):
        last = accessed if index == len(addresses) - 1 else ()
        pieces.append((Text("Available at: "), address, *last, Text(".")))
    return join_inlines(pieces, " ")


def _print_note(source: Source, locator: str) -> tuple[Inline, ...]:
    return (*_print_entry(source), *text_of(locator and f" {_capitalise(locator)}."))


def _print_short(source: Source, locator: str) -> tuple[Inline, ...]:
    names = [author.family for author in read_authors(source)]
    who = join_names(names, most=_MOST_AUTHORS, others=" et al.") or source.publisher
    year = _print_year(source)
    if not who:
        return (italics(source.display_title), Text(f" ({year}{_follow(locator)})."))
    return (Text(f"{who} ({year}{_follow(locator)})."),)


def _follow(locator: str) -> str:
    return f", {locator}" if locator else ""


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".")


REFERENCE_STYLE = ReferenceStyle(
    key="harvard",
    label="Harvard",
    print_entry=_print_entry,
    print_note=_print_note,
    print_short=_print_short,
)
