"""The house style: who, what, where, when, where it is found, accessed."""

from collections.abc import Iterator
from functools import partial

from briefing.document.nodes import Inline, Text
from briefing.document.referencing.reference_style import (
    ReferenceStyle,
    end_inlines,
    end_sentence,
    is_part,
    italics,
    leave_full_stop,
    link,
    shorten_title,
)
from briefing.printed_words.local import Local, get_local
from briefing.records.source import Source


def _print_entry(local: Local, source: Source) -> tuple[Inline, ...]:
    local = _choose_local(local, source)
    inlines: list[Inline] = []
    if source.authors:
        inlines.append(Text(f"{end_sentence('; '.join(source.authors))} "))
    inlines.extend(_iter_title(local, source))
    details = [source.publisher, local.print_date(source.published)]
    told = local.words.comma.join(detail for detail in details if detail)
    if told:
        inlines.append(Text(f" {end_sentence(told)}"))
    inlines.extend(_iter_identifiers(local, source))
    if source.accessed:
        accessed = local.words.accessed.format(local.print_date(source.accessed))
        inlines.append(Text(f" {end_sentence(accessed)}"))
    return tuple(inlines)


def _choose_local(local: Local, source: Source) -> Local:
    """Give English for a source in Latin letters among others from right to left.

    Words from right to left would tear its title, publisher and date apart.
    """
    return local if local.fits(f"{source.title}{source.publisher}") else get_local("en")


def _print_note(local: Local, source: Source, locator: str) -> tuple[Inline, ...]:
    entry = _print_entry(local, source)
    return (*leave_full_stop(entry), Text(f" ({locator}).")) if locator else entry


def _print_short(local: Local, source: Source, locator: str) -> tuple[Inline, ...]:
    local = _choose_local(local, source)
    who = source.authors[0].split(",")[0] if source.authors else source.publisher
    title = local.words.quoted.format(shorten_title(source))
    told = f"{who}{local.words.comma}{title}" if who else title
    return (Text(end_sentence(f"{told} ({locator})" if locator else told)),)


def _iter_title(local: Local, source: Source) -> Iterator[Inline]:
    title = source.display_title
    if is_part(source):
        yield Text(end_sentence(local.words.quoted.format(title)))
    else:
        yield from end_inlines((italics(title),))


def _iter_identifiers(local: Local, source: Source) -> Iterator[Inline]:
    if source.doi:
        yield Text(" ")
        yield link(f"https://doi.org/{source.doi}", f"doi:{source.doi}")
        yield Text(".")
    if source.isbn:
        yield Text(f" ISBN {source.isbn}.")
    for label, address in (("", source.url), (f"{local.words.archived_at} ", source.archive_url)):
        if address:
            yield Text(f" {label}")
            yield link(address)
            yield Text(".")


def _make_style(language: str) -> ReferenceStyle:
    local = get_local(language)
    return ReferenceStyle(
        key="house",
        label="House style",
        print_entry=partial(_print_entry, local),
        print_note=partial(_print_note, local),
        print_short=partial(_print_short, local),
        for_language=_make_style,
    )


REFERENCE_STYLE = _make_style("en")
