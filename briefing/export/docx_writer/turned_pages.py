"""Sections of a Word file: where pages turn, one ends and the next begins."""

from copy import deepcopy
from typing import Any

from docx.document import Document as Skeleton
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from briefing.document.nodes import Document
from briefing.export.docx_writer.body import Body
from briefing.export.docx_writer.headers import write_footer, write_header
from briefing.export.style_sheet import EdgeText, StyleSheet


def end_sections(
    skeleton: Skeleton, document: Document, sheet: StyleSheet, body: Body, *, own_footer: bool
) -> None:
    """Put the properties of each section where it ends; the last one's are the skeleton's.

    All sections have the headers and footers of the skeleton's last. With `own_footer` header and
    footer are ours, and pages that lie get some as wide as they are.
    """
    if not body.turns and not body.landscape:
        return
    last = skeleton.element.body.sectPr
    across = _turn(last)
    if own_footer:
        turned = sheet.turn()
        _set_edge(skeleton, across, "footer", write_footer(document, turned, sheet))
        if sheet.header_text is not EdgeText.NOTHING:
            _set_edge(skeleton, across, "header", write_header(document, turned, sheet))
    for count, (place, landscape) in enumerate(body.turns):
        ending = deepcopy(across if landscape else last)
        if count:
            _go_on(ending)
        body.out[place] = etree.tostring(ending, encoding="unicode")
    if body.landscape:
        last.getparent().replace(last, across)
    if body.turns:
        _go_on(across if body.landscape else last)


def _turn(properties: Any) -> Any:
    turned = deepcopy(properties)
    size = turned.find(qn("w:pgSz"))
    if size is not None:
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
        size.set(qn("w:orient"), "landscape")
    return turned


def _set_edge(skeleton: Skeleton, properties: Any, edge: str, xml: str) -> None:
    """Give the pages of a section another header or footer."""
    whole: Any = skeleton.part
    part, relation_id = getattr(whole, f"add_{edge}_part")()
    part.element[:] = list(parse_xml(xml))
    for reference in properties.findall(qn(f"w:{edge}Reference")):
        reference.set(qn("r:id"), relation_id)


def _go_on(properties: Any) -> None:
    """Let a section go on from the one before: with its numbers, and no first page of its own."""
    for first_page in properties.findall(qn("w:titlePg")):
        properties.remove(first_page)
    for numbers in properties.findall(qn("w:pgNumType")):
        numbers.attrib.pop(qn("w:start"), None)
