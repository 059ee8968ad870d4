"""Prints sources in the house style: who, what, where, when, accessed, grade."""

from collections.abc import Iterator

from briefing.document.markup import SAFE_SCHEMES, plain_text
from briefing.document.nodes import Emphasis, Inline, Link, Text
from briefing.grading import print_grade
from briefing.records.source import Source, SourceType

_SET_IN_QUOTES = {
    SourceType.NEWS_ARTICLE,
    SourceType.WEB_PAGE,
    SourceType.POST,
    SourceType.CHAPTER,
    SourceType.JOURNAL_ARTICLE,
    SourceType.BROADCAST,
    SourceType.INTERVIEW,
}
_SHORT_TITLE = 48


def print_source(
    source: Source, *, credibility: int | None = None, show_grade: bool = True
) -> tuple[Inline, ...]:
    """Print a source as one entry of the bibliography or its first note."""
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
    grade = print_grade(source.reliability, credibility) if show_grade else ""
    if grade:
        inlines.append(Text(f" [{grade}]"))
    if show_grade and source.descriptor.strip():
        # ICD 206: what bears on the quality of the source stands with it
        inlines.append(Text(f" {' '.join(plain_text(source.descriptor).split())}"))
    return tuple(inlines)


def print_short_source(source: Source) -> str:
    """Print a source in few words: the author or publisher and the beginning of the title."""
    who = source.authors[0].split(",")[0] if source.authors else source.publisher
    title = source.display_title
    if len(title) > _SHORT_TITLE:
        title = title[:_SHORT_TITLE].rsplit(" ", 1)[0] + "…"
    return f"{who}, “{title}”" if who else f"“{title}”"


def _iter_title(source: Source) -> Iterator[Inline]:
    title = source.display_title
    if source.source_type in _SET_IN_QUOTES:
        yield Text(f"“{title}”.")
    else:
        yield Emphasis((Text(title),))
        yield Text(".")


def _iter_identifiers(source: Source) -> Iterator[Inline]:
    if source.doi:
        yield Text(" ")
        yield Link(f"https://doi.org/{source.doi}", (Text(f"doi:{source.doi}"),))
        yield Text(".")
    if source.isbn:
        yield Text(f" ISBN {source.isbn}.")
    for label, address in (("", source.url), ("archived at ", source.archive_url)):
        if not address:
            continue
        yield Text(f" {label}")
        if address.casefold().startswith(SAFE_SCHEMES):
            yield Link(address, (Text(address),))
        else:
            yield Text(address)
        yield Text(".")
