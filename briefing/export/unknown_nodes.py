"""Stops a writer at a node that it cannot show, and says where in the document that stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Never

import msgspec

from briefing.document.nodes import Block, Document, Heading, TitleBlock
from briefing.document.walk import get_text
from briefing.errors import ExportError


class UnknownNodeError(ExportError):
    """A node cannot be written in a format; nothing is dropped silently."""

    def __init__(self, node: object, place: str = "") -> None:
        where = f"Under “{place}”" if place else "In this document"
        super().__init__(
            f"{where} there is a “{type(node).__name__}”, which cannot be written in this format; "
            "remove the section that makes it, or update the extension that brought it."
        )
        self.node = node


def refuse_node(node: Never) -> UnknownNodeError:
    """Give what to raise at a node of no known type, where the type checker sees none left."""
    return UnknownNodeError(node)


@contextmanager
def naming_places(document: Document) -> Iterator[None]:
    """Let a refused node be told with the title or heading above it."""
    try:
        yield
    except UnknownNodeError as error:
        raise UnknownNodeError(error.node, _find_place(document, error.node)) from error


def _find_place(document: Document, node: object) -> str:
    place = document.properties.title
    for block in document.blocks:
        place = _get_title(block) or place
        if _holds(block, node):
            break
    return place


def _get_title(block: Block) -> str:
    match block:
        case Heading():
            return f"{block.number} {get_text(block.children)}".strip()
        case TitleBlock():
            return block.title
        case _:
            return ""


def _holds(part: object, node: object) -> bool:
    if part is node:
        return True
    if isinstance(part, msgspec.Struct):
        return any(_holds(getattr(part, name), node) for name in part.__struct_fields__)
    return isinstance(part, tuple) and any(_holds(inner, node) for inner in part)
