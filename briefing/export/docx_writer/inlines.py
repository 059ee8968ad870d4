"""Inline nodes as runs, hyperlinks, fields and note marks."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from briefing.document.nodes import (
    Cite,
    CrossReference,
    Drawing,
    Emphasis,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    Strong,
    Table,
    Text,
)
from briefing.document.walk import get_text
from briefing.export.direction import is_right_to_left, is_right_to_left_language
from briefing.export.docx_writer.body import Body
from briefing.export.docx_writer.text_direction import split_by_direction
from briefing.export.docx_writer.xml_text import escape
from briefing.export.languages import clean_language
from briefing.export.unknown_nodes import refuse_node
from briefing.export.wording import cite_pieces, page_reference

_PERSIAN_LETTERS = frozenset("پچژگکی")
_TO_THE_RIGHT = "\u200e"
"""Keeps a number behind the letter of its annex: for LibreOffice a field has no direction."""
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_HEBREW_LANGUAGES = ("he", "yi")

NoteWriter = Callable[[Footnote], str]


class RunLook(NamedTuple):
    """How runs differ from their paragraph; `linked` is true inside a hyperlink."""

    bold: bool = False
    italic: bool = False
    style: str = ""
    linked: bool = False
    right_to_left: bool = False  # the direction of the paragraph
    language: str = ""  # of the document, where that is written from right to left


PLAIN = RunLook()
_CITED = RunLook(style="Citation")


def make_look(body: Body, *, right_to_left: bool) -> RunLook:
    """Give the look of runs in a paragraph of this body that runs this way."""
    if not right_to_left:
        return PLAIN
    return RunLook(right_to_left=True, language=body.document.language if body.mirrored else "")


class InlineWriter:
    """Writes inline nodes for one body; notes go through the writer of blocks."""

    def __init__(self, body: Body, write_note: NoteWriter) -> None:
        self._body = body
        self._write_note = write_note

    def write(self, inlines: Iterable[Inline], look: RunLook = PLAIN) -> str:
        """Give the runs of inline nodes."""
        if type(inlines) is tuple and len(inlines) == 1 and type(inlines[0]) is Text:
            return write_text(inlines[0].text, look, inlines[0].language)  # as most cells are
        return "".join([self._write_inline(inline, look) for inline in inlines])

    def _write_inline(self, inline: Inline, look: RunLook) -> str:  # noqa: PLR0911 - one case a node
        match inline:
            case Text():
                return write_text(inline.text, look, inline.language)
            case Strong():
                return self.write(inline.children, look._replace(bold=True))
            case Emphasis():
                return self.write(inline.children, look._replace(italic=True))
            case Link():
                return self._write_link(inline, look)
            case CrossReference():
                return self._write_cross_reference(inline, look)
            case Cite():
                return self._write_cite(inline, look)
            case Footnote():
                return self._write_note(inline)
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case _:
                raise refuse_node(inline)

    def _write_link(self, link: Link, look: RunLook) -> str:
        relation_id = "" if look.linked else self._body.links.find_id(link.href)
        if not relation_id:
            return self.write(link.children, look)
        runs = self.write(link.children, look._replace(style="Hyperlink", linked=True))
        return f'<w:hyperlink r:id="{relation_id}" w:history="1">{runs}</w:hyperlink>'

    def _write_cross_reference(self, reference: CrossReference, look: RunLook) -> str:
        bookmark = self._body.bookmark_of_anchor.get(reference.target, "")
        if not bookmark or look.linked:
            return self.write(reference.children, look)
        runs = self._write_words(reference, look._replace(linked=True))
        page = self._body.page_of_anchor.get(reference.target)
        if reference.show_page and page is not None:
            printed = page_reference(page, self._body.document.language)
            before, number, after = printed.rpartition(str(page))
            runs += write_text(before, look)
            runs += write_page_field(bookmark, number, look)
            runs += write_text(after, look)
        return write_anchor_link(bookmark, runs)

    def _write_words(self, reference: CrossReference, look: RunLook) -> str:
        """Write the words of a reference; a number in them is a field, so that Word knows it."""
        bookmark = self._body.number_bookmarks.get(reference.target, "")
        words = get_text(reference.children)
        before, number, after = words.rpartition(reference.number) if bookmark else ("", "", "")
        if not number:
            return self.write(reference.children, look)
        field = write_field(f"REF {bookmark} \\h \\* MERGEFORMAT", number, look)
        return write_text(before, look) + field + write_text(after, look)

    def _write_cite(self, cite: Cite, look: RunLook) -> str:
        pieces = []
        found = cite_pieces(cite)
        if look.right_to_left and not any(is_right_to_left(text) for text, _ in found):
            look = look._replace(right_to_left=False)  # it stays together as Latin words do
        linked = _CITED if look is PLAIN else look._replace(style=look.style or "Citation")
        for text, number in found:
            bookmark = self._body.bookmark_of_source.get(number) if number is not None else None
            if bookmark and not look.linked:
                pieces.append(write_anchor_link(bookmark, write_text(text, linked)))
            else:
                pieces.append(write_text(text, look))
        return "".join(pieces)


def write_heading_number(heading: Heading, look: RunLook, body: Body | None = None) -> str:
    """Give the number of a heading with what parts it from the text, marked in its own body.

    The letters of annexes are wider than numbers; no text stands beside them in a column.
    """
    before, blank, number = heading.number.rpartition(" ")
    runs = write_text(number, look)
    if body:
        runs = body.mark_number(heading.anchor, runs)
    if heading.annex:
        return write_text(before + blank, look) + runs + write_text("\u2002", look)
    return runs + "<w:r><w:tab/></w:r>"


def write_caption_label(
    body: Body, label: str, block: Table | Drawing | Image, look: RunLook
) -> str:
    """Give what stands before a caption, with the number as a field and marked."""
    if not label:
        return ""
    before, number, after = label.partition(str(block.number))
    before = before.removesuffix(block.series)
    name = "Table" if isinstance(block, Table) else "Figure"
    look = look._replace(style="CaptionLabel", right_to_left=is_right_to_left(label))
    counted = write_field(_write_sequence(name, block), number, look)
    if block.series and look.right_to_left:
        counted += write_text(_TO_THE_RIGHT, look._replace(right_to_left=False))
    marked = body.mark_number(block.anchor, write_text(block.series, look) + counted)
    return write_text(before, look) + marked + write_text(after, look)


def write_text(text: str, look: RunLook = PLAIN, language: str = "") -> str:
    """Give the runs of a plain text, cut where its direction changes."""
    if not text:
        return ""
    if not look.right_to_left and text.isascii():
        plain = look is PLAIN and not language
        properties = "" if plain else _write_run_properties(look, language)
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return "".join(
        [
            _write_run(piece, look, language, right_to_left=right_to_left)
            for piece, right_to_left in split_by_direction(text, right_to_left=look.right_to_left)
        ]
    )


def _write_run(text: str, look: RunLook, language: str, *, right_to_left: bool) -> str:
    if right_to_left:
        script_language = _find_right_to_left_language(text, language or look.language)
        properties = _write_run_properties(look, script_language, right_to_left=True)
    else:
        properties = _write_run_properties(look, language)
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _find_right_to_left_language(text: str, language: str) -> str:
    """Give the language that Word spells and shapes the run by."""
    is_hebrew = bool(_HEBREW.search(text))
    names_hebrew = language.partition("-")[0].lower() in _HEBREW_LANGUAGES
    if is_right_to_left_language(language) and is_hebrew == names_hebrew:
        return language
    if not _PERSIAN_LETTERS.isdisjoint(text):
        return "fa-IR"
    return "he-IL" if is_hebrew else "ar-SA"


@lru_cache(maxsize=512)
def _write_run_properties(look: RunLook, language: str, *, right_to_left: bool = False) -> str:
    """Give the properties in the order of the schema, empty if there are none."""
    language = clean_language(language)
    pieces = []
    if look.style:
        pieces.append(f'<w:rStyle w:val="{look.style}"/>')
    if look.bold:
        pieces.append("<w:b/><w:bCs/>")
    if look.italic:
        pieces.append("<w:i/><w:iCs/>")
    if right_to_left:
        pieces.append(f'<w:rtl/><w:lang w:bidi="{language}"/>')
    elif language:
        pieces.append(f'<w:lang w:val="{language}"/>')
    return f"<w:rPr>{''.join(pieces)}</w:rPr>" if pieces else ""


def write_anchor_link(bookmark: str, runs: str) -> str:
    """Give runs that lead to a bookmark of the document."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{runs}</w:hyperlink>'


def _write_sequence(name: str, block: Table | Drawing | Image) -> str:
    """Give the instruction that counts tables or figures; each annex begins anew."""
    begins_anew = " \\r 1" if block.series and block.number == 1 else ""
    return f"SEQ {name} \\* ARABIC{begins_anew}"


def write_page_field(bookmark: str, page: str, look: RunLook = PLAIN) -> str:
    """Give the page number of a bookmark, which Word brings up to date when it prints."""
    return write_field(f"PAGEREF {bookmark} \\h", page, look)


def write_field(instruction: str, result: str, look: RunLook = PLAIN) -> str:
    """Give a field with the result that is shown until someone updates it."""
    properties = _write_run_properties(look, "")
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{write_text(result, look)}"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )
