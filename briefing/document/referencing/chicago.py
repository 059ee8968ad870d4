"""Chicago notes and bibliography (The Chicago Manual of Style, 18th edition, chapters 13, 14)."""

from briefing.dates import EdtfDate
from briefing.dating.english import MONTHS
from briefing.document.nodes import Inline, Text
from briefing.document.referencing.reference_style import (
    ReferenceStyle,
    end_inlines,
    end_sentence,
    get_full_day,
    is_part,
    italics,
    iter_addresses,
    join_inlines,
    join_names,
    read_authors,
    shorten_title,
    text_of,
)
from briefing.records.source import Source

_MOST_AUTHORS = 2


def _print_date(date: EdtfDate | None) -> str:
    """Print a day as "January 17, 2024"; what is no single day as it is."""
    day = get_full_day(date)
    if day is None:
        return str(date) if date else ""
    return f"{MONTHS[day[1] - 1]} {day[2]}, {day[0]}"


def _print_entry(source: Source) -> tuple[Inline, ...]:
    authors = read_authors(source)
    names = [
        author.inverted if index == 0 else author.in_order for index, author in enumerate(authors)
    ]
    who = join_names(names, most=6, others=", et al.", last=", and ")
    title = (
        (Text(f"“{end_sentence(source.display_title)}”"),)
        if is_part(source)
        else end_inlines((italics(source.display_title),))
    )
    where = ", ".join(filter(None, (source.publisher, _print_date(source.published))))
    accessed = _print_date(source.accessed)
    pieces = (
        text_of(who and end_sentence(who)),
        title,
        text_of(where and end_sentence(where)),
        text_of(accessed and end_sentence(f"Accessed {accessed}")),
        *((address, Text(".")) for address in iter_addresses(source)),
    )
    return join_inlines(pieces, " ")


def _print_note(source: Source, locator: str) -> tuple[Inline, ...]:
    names = [author.in_order for author in read_authors(source)]
    who = join_names(names, most=_MOST_AUTHORS, others=" et al.")
    title: tuple[Inline, ...]
    if is_part(source):
        details = ", ".join(filter(None, (source.publisher, _print_date(source.published))))
        title = (Text(f"“{source.display_title}{',' if details or locator else ''}”"),)
        title += text_of(details and f" {details}")
    else:
        details = ", ".join(filter(None, (source.publisher, _print_date(source.published))))
        title = (italics(source.display_title), *text_of(details and f" ({details})"))
    accessed = _print_date(source.accessed)
    pieces = (
        text_of(who),
        title,
        text_of(locator),
        text_of(accessed and f"accessed {accessed}"),
        *((address,) for address in iter_addresses(source)),
    )
    return end_inlines(join_inlines(pieces, ", "))


def _print_short(source: Source, locator: str) -> tuple[Inline, ...]:
    names = [author.family for author in read_authors(source)]
    who = join_names(names, most=_MOST_AUTHORS, others=" et al.") or source.publisher
    title = shorten_title(source)
    comma = "," if locator else ""
    printed: tuple[Inline, ...]
    if is_part(source):
        printed = (Text(f"“{title}{comma}”"), *text_of(locator and f" {locator}"))
    else:
        printed = (italics(title), *text_of(locator and f", {locator}"))
    return end_inlines(join_inlines((text_of(who), printed), ", "))


REFERENCE_STYLE = ReferenceStyle(
    key="chicago",
    label="Chicago notes",
    print_entry=_print_entry,
    print_note=_print_note,
    print_short=_print_short,
)
