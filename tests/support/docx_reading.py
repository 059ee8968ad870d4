"""Writes small documents as DOCX and reads back what a word processor would show."""

import re
from io import BytesIO
from zipfile import ZipFile

import docx
from lxml import etree

from briefing.document.nodes import Document, Paragraph, Properties, Text
from briefing.export.docx_writer.writer import write_docx
from briefing.export.style_sheet import STANDARD

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def make_document(*blocks, **fields):
    """Make a document of blocks; fields replace the empty properties and the like."""
    fields.setdefault("properties", Properties())
    fields.setdefault("banner", None)
    return Document(blocks=blocks, **fields)


def make_paragraph(*parts, **fields):
    """Make a paragraph of inline nodes and plain strings."""
    children = [Text(part) if isinstance(part, str) else part for part in parts]
    return Paragraph(tuple(children), **fields)


def write(*blocks, pages=None, sheet=STANDARD, **fields) -> bytes:
    """Write a document of blocks; pages gives the page of each anchor."""
    return write_docx(make_document(*blocks, **fields), sheet, page_of_anchor=pages or {})


def open_docx(content):
    """Open the file as python-docx does."""
    return docx.Document(BytesIO(content))


def list_parts(content) -> dict[str, bytes]:
    """Give the parts of the package by name."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def parse_part(content, name="word/document.xml"):
    """Give the root of a part."""
    return etree.fromstring(list_parts(content)[name])


def list_texts(content, name="word/document.xml") -> list[str]:
    """Give the text of each paragraph of a part that has any, tabs as tabs."""
    return [text for text in map(_get_text, parse_part(content, name).iter(W + "p")) if text]


def read_text(content) -> str:
    """Give all words of the body with single blanks."""
    return " ".join(" ".join(list_texts(content)).split())


def list_styles(content) -> list[tuple[str, str]]:
    """Give style and text of each paragraph of the body that has text."""
    return [(p.style.name, p.text) for p in open_docx(content).paragraphs if p.text]


def find_runs(content, text):
    """Give the runs of the body whose text contains the text."""
    root = parse_part(content)
    return [run for run in root.iter(W + "r") if text in "".join(run.itertext(W + "t"))]


def list_shown(content) -> list[str]:
    """Give the paragraphs of the body with the marks of their lists and the numbers of notes."""
    levels = _read_levels(parse_part(content, "word/numbering.xml"))
    counts: dict[tuple[str, str], int] = {}
    shown = []
    for paragraph in parse_part(content).iter(W + "p"):
        mark = ""
        number = paragraph.find(f"{W}pPr/{W}numPr")
        if number is not None:
            key = (number.find(W + "numId").get(W + "val"), number.find(W + "ilvl").get(W + "val"))
            text, start = levels[key]
            mark = re.sub("%[1-9]", str(start + counts.get(key, 0)), text) + " "
            counts[key] = counts.get(key, 0) + 1
        shown.append(mark + _get_text(paragraph))
    return [text for text in shown if text.strip()]


def _read_levels(numbering) -> dict[tuple[str, str], tuple[str, int]]:
    """Give text and start of each level of each list."""
    patterns = {
        pattern.get(W + "abstractNumId"): [
            level.find(W + "lvlText").get(W + "val") for level in pattern.iter(W + "lvl")
        ]
        for pattern in numbering.iter(W + "abstractNum")
    }
    levels = {}
    for instance in numbering.iter(W + "num"):
        number = instance.get(W + "numId")
        for place, text in enumerate(patterns[instance.find(W + "abstractNumId").get(W + "val")]):
            levels[number, str(place)] = (text, 1)
        for override in instance.iter(W + "lvlOverride"):
            level = override.get(W + "ilvl")
            start = int(override.find(W + "startOverride").get(W + "val"))
            levels[number, level] = (levels[number, level][0], start)
    return levels


def _get_text(paragraph) -> str:
    pieces = []
    for node in paragraph.iter(W + "t", W + "tab", W + "br", W + "footnoteReference"):
        if node.tag == W + "t":
            pieces.append(node.text or "")
        elif node.tag == W + "footnoteReference":
            pieces.append(node.get(W + "id"))
        elif node.getparent().tag == W + "r":
            pieces.append("\t" if node.tag == W + "tab" else "\n")
    return "".join(pieces)
