"""Sets a house template up as the package around a body: cover, header, footer, styles."""

import re
from typing import Any, NamedTuple

from docx.document import Document as Skeleton
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from briefing.document.nodes import Document, TitleBlock
from briefing.export.docx_writer.headers import write_footer, write_header, write_marking_line
from briefing.export.docx_writer.template_styles import fit_styles, rename_references
from briefing.export.style_sheet import StyleSheet

_PARAGRAPH, _TEXT, _SECTION = qn("w:p"), qn("w:t"), qn("w:sectPr")
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class FrameReport(NamedTuple):
    """What an analyst should know of a template: styles that were added, unknown placeholders."""

    added_styles: list[str]
    unknown_placeholders: list[str]


def set_up_frame(
    skeleton: Skeleton, document: Document, sheet: StyleSheet, styles: list[Any]
) -> FrameReport:
    """Keep what a template frames a document with, and nothing else of its text.

    The cover is all before its first section break. Texts such as {{title}} in cover, header
    and footer are filled. The marking is added to every header and footer.
    """
    _drop_sample_text(skeleton)
    renamed, added = fit_styles(skeleton.styles.element, styles)
    values = _get_values(document)
    unknown: dict[str, None] = {}
    for root in _iter_roots(skeleton):
        rename_references(root, renamed)
        unknown.update(dict.fromkeys(_fill_placeholders(root, values)))
    _mark_all_pages(skeleton, document, sheet)
    return FrameReport(added, list(unknown))


def count_cover_pages(skeleton: Skeleton) -> int:
    """Give how many pages the document has before it, as far as the breaks of the cover say.

    Where the template gives the number of the page behind the cover, that is how many come before.
    """
    cover = _find_cover(skeleton)
    last = skeleton.element.body.find(_SECTION)
    numbers = None if last is None else last.find(qn("w:pgNumType"))
    start = "" if numbers is None else numbers.get(qn("w:start"), "")
    if not cover or start.isdecimal():
        return max(int(start or 1), 1) - 1
    kind = None if last is None else last.find(qn("w:type"))
    begins = "nextPage" if kind is None else kind.get(qn("w:val"))
    breaks = sum(_breaks_page(element) for part in cover for element in part.iter())
    pages = breaks + (begins != "continuous")
    return pages + (begins == "oddPage" and pages % 2) + (begins == "evenPage" and not pages % 2)


def find_last_picture(skeleton: Skeleton) -> int:
    """Give the highest number that a picture of the template has; 0 without pictures."""
    marks = [mark for root in _iter_roots(skeleton) for mark in root.iter(qn("wp:docPr"))]
    return max(
        (int(mark.get("id", "0")) for mark in marks if mark.get("id", "0").isdecimal()), default=0
    )


def _breaks_page(element: Any) -> bool:
    if element.tag == qn("w:br"):
        return bool(element.get(qn("w:type")) == "page")
    return bool(element.tag == qn("w:pageBreakBefore"))


def _find_cover(skeleton: Skeleton) -> list[Any]:
    """Give what stands before the first section break, with the paragraph that has it."""
    children = [child for child in skeleton.element.body if child.tag != _SECTION]
    breaks = [i for i, child in enumerate(children) if next(child.iter(_SECTION), None) is not None]
    return children[: breaks[0] + 1] if breaks else []


def _drop_sample_text(skeleton: Skeleton) -> None:
    body, cover = skeleton.element.body, _find_cover(skeleton)
    for child in [child for child in body if child.tag != _SECTION][len(cover) :]:
        body.remove(child)


def _iter_roots(skeleton: Skeleton) -> list[Any]:
    roots = [skeleton.element.body]
    for relation in skeleton.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            part: Part = relation.target_part
            if isinstance(part, XmlPart):
                roots.append(part.element)
    return roots


def _get_values(document: Document) -> dict[str, str]:
    """Give what placeholders stand for, by their names."""
    values = {
        "title": document.properties.title,
        "subtitle": document.properties.subject,
        "author": document.properties.author,
        "reference": document.reference,
        "marking": document.banner.text if document.banner else "",
    }
    for block in document.blocks:
        if isinstance(block, TitleBlock):
            values["organisation"] = block.kicker
            values.update(
                (re.sub(r"\W+", "_", label.casefold()), value) for label, value in block.facts
            )
            break
    return values


def _fill_placeholders(root: Any, values: dict[str, str]) -> list[str]:
    """Fill the placeholders below `root`; gives the names of those that stand for nothing.

    Word cuts a text into runs wherever it likes, so a paragraph's text is joined first.
    """
    unknown: list[str] = []

    def fill(match: re.Match[str]) -> str:
        name = match.group(1).casefold()
        if name not in values:
            unknown.append(name)
        return values.get(name, "")

    for paragraph in root.iter(_PARAGRAPH):
        texts = list(paragraph.iter(_TEXT))
        joined = "".join(text.text or "" for text in texts)
        if _PLACEHOLDER.search(joined):
            texts[0].text = _PLACEHOLDER.sub(fill, joined)
            texts[0].set(qn("xml:space"), "preserve")
            for text in texts[1:]:
                text.text = ""
    return unknown


def _mark_all_pages(skeleton: Skeleton, document: Document, sheet: StyleSheet) -> None:
    """Add the marking to each header and footer; a template without any gets ours."""
    header, footer = write_header(document, sheet), write_footer(document, sheet)
    marked: set[int] = set()
    even = skeleton.settings.odd_and_even_pages_header_footer
    for number, section in enumerate(skeleton.sections):
        edges = [(section.header, True), (section.footer, False)]
        if section.different_first_page_header_footer:
            edges += [(section.first_page_header, True), (section.first_page_footer, False)]
        if even:
            edges += [(section.even_page_header, True), (section.even_page_footer, False)]
        for edge, is_header in edges:
            if edge.is_linked_to_previous and number:
                continue  # shows that of the section before, which is marked
            if edge.is_linked_to_previous:
                edge.is_linked_to_previous = False
                edge.part.element[:] = list(parse_xml(header if is_header else footer))
            elif id(edge.part) not in marked:
                marking = next(iter(parse_xml(write_marking_line(document, sheet))))
                edge.part.element.insert(0 if is_header else len(edge.part.element), marking)
            marked.add(id(edge.part))
