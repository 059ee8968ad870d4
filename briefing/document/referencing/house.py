"""The house style: who, what, where, when, where it is found, accessed."""

from collections.abc import Iterator

from briefing.document.nodes import Inline, Text
from briefing.document.referencing.reference_style import (
    ReferenceStyle,
    is_part,
    italics,
    link,
    shorten_title,
)
from briefing.records.source import Source


def _print_entry(source: Source) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    if source.authors:
        inlines.append(Text(f"{'; '.join(source.authors)}. "))
    inlines.extend(_iter_title(source))
    details = [source.publisher, str(source.published) if source.published else ""]
    told = ", ".join(detail for detail in details if detail)
    if told:
        inlines.append(Text(f" {told}."))
    inlines.extend(_iter_identifiers(source))
    if source.accessed:
        inlines.append(Text(f" Accessed {source.accessed}."))
    return tuple(inlines)


def _print_note(source: Source, locator: str) -> tuple[Inline, ...]:
    return (*_print_entry(source), *_print_locator(locator))


def _print_short(source: Source, locator: str) -> tuple[Inline, ...]:
    who = source.authors[0].split(",")[0] if source.authors else source.publisher
    title = f"“{shorten_title(source)}”"
    return (Text(f"{who}, {title}" if who else title), *_print_locator(locator))


def _print_locator(locator: str) -> tuple[Inline, ...]:
    return (Text(f" ({locator})"),) if locator else ()


def _iter_title(source: Source) -> Iterator[Inline]:
    title = source.display_title
    if is_part(source):
        yield Text(f"“{title}”.")
    else:
        yield italics(title)
        yield Text(".")


def _iter_identifiers(source: Source) -> Iterator[Inline]:
    if source.doi:
        yield Text(" ")
        yield link(f"https://doi.org/{source.doi}", f"doi:{source.doi}")
        yield Text(".")
    if source.isbn:
        yield Text(f" ISBN {source.isbn}.")
    for label, address in (("", source.url), ("archived at ", source.archive_url)):
        if address:
            yield Text(f" {label}")
            yield link(address)
            yield Text(".")


REFERENCE_STYLE = ReferenceStyle(
    key="house",
    label="House style",
    print_entry=_print_entry,
    print_note=_print_note,
    print_short=_print_short,
)
