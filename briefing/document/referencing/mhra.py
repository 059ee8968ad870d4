"""MHRA (Modern Humanities Research Association Style Guide, 3rd edition, chapter 11)."""

from collections.abc import Sequence

from briefing.document.nodes import Inline, Text
from briefing.document.referencing.reference_style import (
    ReferenceStyle,
    end_inlines,
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

_MOST_AUTHORS = 3


def _print_entry(source: Source) -> tuple[Inline, ...]:
    authors = read_authors(source)
    names = [
        author.inverted if index == 0 else author.in_order for index, author in enumerate(authors)
    ]
    return _print(source, names, "")


def _print_note(source: Source, locator: str) -> tuple[Inline, ...]:
    names = [author.in_order for author in read_authors(source)]
    return end_inlines(_print(source, names, locator))


def _print(source: Source, names: Sequence[str], locator: str) -> tuple[Inline, ...]:
    who = join_names(list(names), most=_MOST_AUTHORS, others=" and others")
    day = str(source.published) if source.published else ""
    pieces: list[tuple[Inline, ...]] = [text_of(who)]
    if is_part(source):
        pieces.append((Text(f"‘{source.display_title}’"),))
        pieces.append((italics(source.publisher),) if source.publisher else ())
        pieces.append(text_of(day))
    else:
        details = ", ".join(filter(None, (source.publisher, day)))
        pieces.append((italics(source.display_title), *text_of(details and f" ({details})")))
    pieces.append(text_of(locator))
    addresses = [(Text("<"), address, Text(">")) for address in iter_addresses(source)]
    accessed = text_of(source.accessed and f"[accessed {source.accessed}]")
    return join_inlines((join_inlines(pieces, ", "), *addresses, accessed), " ")


def _print_short(source: Source, locator: str) -> tuple[Inline, ...]:
    names = [author.family for author in read_authors(source)]
    who = join_names(names, most=_MOST_AUTHORS, others=" and others") or source.publisher
    title = shorten_title(source)
    printed: Inline = Text(f"‘{title}’") if is_part(source) else italics(title)
    return end_inlines(join_inlines((text_of(who), (printed,), text_of(locator)), ", "))


REFERENCE_STYLE = ReferenceStyle(
    key="mhra",
    label="MHRA",
    print_entry=_print_entry,
    print_note=_print_note,
    print_short=_print_short,
)
