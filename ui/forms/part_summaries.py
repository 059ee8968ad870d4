"""Says in one line what a part of a record holds, for the line that it folds to."""

from collections.abc import Callable, Iterator
from typing import Any

from briefing.figures import FIGURE_LABELS, print_range
from briefing.records.actor import ActorName, Designation, Leader, Relation
from briefing.records.attack import ExternalId, Party
from briefing.records.parts import Citation, Figure
from briefing.sections.key_judgements import Judgement

FindTitle = Callable[[str, str | None], str]
"""Gives the title of a record of a kind; empty while it is not known."""

_MOST_LETTERS = 140


def summarise_part(part: Any, find_title: FindTitle) -> str:
    """Say what the part holds; empty while the record that it names is not known."""
    pieces = (str(piece).strip() for piece in _iter_pieces(part, find_title) if piece)
    line = " · ".join(piece for piece in pieces if piece)
    return " ".join(line.split())[:_MOST_LETTERS]


def _iter_pieces(part: Any, find_title: FindTitle) -> Iterator[Any]:
    match part:
        case ActorName(text=text):
            preferred = "preferred" if part.preferred else ""
            yield from (text, text and part.name_kind, text and preferred, part.language)
        case Figure():
            yield from _iter_figure(part)
        case Leader(name=name):
            yield from (name, part.role, part.period)
        case Designation(authority=authority):
            yield from (authority, part.list_name, part.date)
        case Relation(other=other):
            title = find_title("actor", other)
            yield from (title and f"{part.relation_kind} of {title}", part.period, part.note)
        case Party():
            name = find_title("actor", part.actor) or part.name
            yield from (name, name and part.role, name and part.certainty)
        case ExternalId(dataset=dataset):
            yield from (dataset, part.id)
        case Citation(source=source):
            yield from (find_title("source", source), part.locator, part.note)
        case Judgement(text=text):
            yield from (text, part.likelihood)
        case _:  # a part of a section kind that an extension brought
            yield from (getattr(part, name) for name in part.__struct_fields__)


def _iter_figure(figure: Figure) -> Iterator[Any]:
    yield FIGURE_LABELS.get(figure.what, figure.what)
    yield print_range(figure.low, figure.best, figure.high, figure.qualifier)
    yield figure.given_by and f"given by {figure.given_by}"
    yield figure.as_of and f"as of {figure.as_of}"
    yield "preferred" if figure.preferred else ""
