"""Cuts citations and mentions out of Markdown texts, with what leads to records alone."""

import re
from collections.abc import Callable

from briefing.document.cross_references import drop_placeholders

_CITATION = re.compile(r"[ \t]?\[(@[^\[\]]+)\]")
_BETWEEN_CITED = re.compile(r";(?=\s*@)")
_KEY = re.compile(r"\s*@([A-Za-z0-9](?:[\w.-]*\w)?)")
_MENTION = re.compile(
    r"\[([^\[\]]*)\]\((?:actor|attack|background|source|briefing):([0-9A-Za-z-]+)\)"
)

Keeps = Callable[[str], bool]
"""Tells whether a reference may stay: to the source with a key, or to the record with an id."""


def cut_references(markdown: str, *, keeps_source: Keeps, keeps_record: Keeps, name: str) -> str:
    """Give the text without the citations and mentions that may not stay.

    The words of a mention stay, as words; where it has none, `name` takes their place. A citation
    mark that has nothing left goes with the space before it.
    """
    text = markdown
    if "[@" in text:
        text = _CITATION.sub(lambda mark: _cut_cited(mark, keeps_source), text)
    if "](" in text:
        text = _MENTION.sub(
            lambda mention: (
                mention[0] if keeps_record(mention[2]) else drop_placeholders(mention[1]) or name
            ),
            text,
        )
    return text


def _cut_cited(mark: re.Match[str], keeps_source: Keeps) -> str:
    cited = _BETWEEN_CITED.split(mark[1])
    kept = [part for part in cited if _stays(part, keeps_source)]
    if len(kept) == len(cited):
        return mark[0]
    if not kept:
        return ""
    space = mark[0][: mark[0].index("[")]
    return f"{space}[{'; '.join(part.strip() for part in kept)}]"


def _stays(cited: str, keeps_source: Keeps) -> bool:
    found = _KEY.match(cited)
    return found is None or keeps_source(found[1])
