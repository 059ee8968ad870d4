"""Reads a PDF by its tags, in the order of reading, as poppler gives them to a screen reader."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.support.outgoing import iter_objects
from tests.support.pdf_reading import PdfFile, open_pdf, run_tool

_ELEMENT = re.compile(r"( *)([A-Z]\w*)(:| \(|$| <)")
_TEXT = re.compile(r'( *)"(.*)"', re.DOTALL)


class TaggedText(NamedTuple):
    """A text with the kinds of the elements that it stands in, the outermost first."""

    kinds: tuple[str, ...]
    text: str


def read_tagged(pdf: PdfFile) -> list[TaggedText]:
    """Give every text that is not part of the pages' furniture."""
    return list(_iter_texts(run_tool(pdf, "pdfinfo", "-struct-text", "FILE")))


def _iter_texts(output: str) -> Iterator[TaggedText]:
    kinds: list[str] = []
    for line in output.splitlines():
        text = _TEXT.fullmatch(line)
        element = _ELEMENT.match(line)
        if text:
            yield TaggedText(tuple(kinds[: len(text[1]) // 2]), text[2])
        elif element:
            kinds[len(element[1]) // 2 :] = [element[2]]


def list_alternative_texts(pdf: PdfFile) -> list[str]:
    """Give the alternative texts of drawings and pictures."""
    return [str(entry["/Alt"]) for entry in iter_objects(pdf) if "/Alt" in entry]


def list_outline(pdf: PdfFile) -> list[tuple[int, str]]:
    """Give level and text of each entry of the outline, with the numbers of headings."""

    def walk(entries, level):
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                yield level, str(entry.title)

    return list(walk(open_pdf(pdf).outline, 1))
