"""Prints XML as lines that people can compare: an element each, indented, its text in quotes."""

import hashlib
from collections.abc import Iterator

from lxml import etree

_LONGEST_VALUE = 80


def outline_xml(data: bytes) -> str:
    """Give the outline of a part; namespaces are left out, long values stand as a digest."""
    return "\n".join(_iter_lines(etree.fromstring(data), 0)) + "\n"


def _iter_lines(node, depth) -> Iterator[str]:
    name = etree.QName(node).localname
    values = "".join(
        f" {etree.QName(key).localname}={_shorten(value)}" for key, value in node.attrib.items()
    )
    text = f' "{node.text}"' if node.text and node.text.strip() else ""
    yield f"{'  ' * depth}{name}{values if depth else ''}{text}"
    for child in node:
        yield from _iter_lines(child, depth + 1)


def _shorten(value: str) -> str:
    if len(value) <= _LONGEST_VALUE:
        return value
    return f"{value[:20]}…{hashlib.sha256(value.encode()).hexdigest()[:8]}"
