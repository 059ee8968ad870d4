"""The fonts within the file, so that its lines break alike for the analyst and every reader.

Without them a reader who has not installed the family sees another, wider or narrower one: words
no longer fit their columns, and the contents tell wrong pages. Obfuscation as in ECMA-376, part 4,
section 9.1 (font embedding): no secrecy, only a sign that the font belongs to the document.
"""

import hashlib
import re
import uuid
from collections.abc import Iterator
from typing import NamedTuple

import uharfbuzz as hb
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefing.export.docx_writer.font_names import name_face
from briefing.export.fonts import FONT_FAMILIES
from briefing.export.style_sheet import StyleSheet

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_SLOTS = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}
_OBFUSCATED = 32  # bytes at the beginning of the file
_ITALIC = ("<w:i/>", '"Heading4"')  # of words, and of the one style that is
_RIGHT_TO_LEFT = "<w:rtl/>"
# Half of a font is for scripts that most briefings have not a letter of.
_GREEK_AND_CYRILLIC = "\u0370-\u052f\u1c80-\u1c8f\u1f00-\u1fff\u2de0-\u2dff\ua640-\ua69f"
_OTHER_LETTERS = re.compile(f"[{_GREEK_AND_CYRILLIC}]")


class EmbeddedFont(NamedTuple):
    """A face in the file: its family, the element that refers to it, and its bytes."""

    family: str
    element: str
    partname: str
    content: bytes


def embed_fonts(fonts: Part, sheet: StyleSheet, written: str) -> dict[str, str]:
    """Add the faces that the texts need to the part of the font table.

    `written` is the XML of body and notes. Gives, by family, the elements that refer to
    the faces. Fonts keep all letters of the scripts that are used: what a reviewer types looks
    like the rest.
    """
    elements: dict[str, str] = {}
    for font in _make_fonts(sheet, written):
        part = Part(PackURI(font.partname), _CONTENT_TYPE, font.content, fonts.package)
        relation_id = fonts.relate_to(part, RELATIONSHIP_TYPE.FONT)
        element = font.element.format(relation_id=relation_id)
        elements[font.family] = elements.get(font.family, "") + element
    return elements


def _make_fonts(sheet: StyleSheet, written: str) -> Iterator[EmbeddedFont]:
    slants = (False, True) if any(sign in written for sign in _ITALIC) else (False,)
    has_other_letters = _OTHER_LETTERS.search(written) is not None
    number = 0
    for family in _list_families(sheet, written):
        files = FONT_FAMILIES[family]
        for italic in slants:
            for bold in (False, True):
                path = files.get_path(bold=bold, italic=italic)
                if path is None:
                    continue
                number += 1
                face = hb.Face(hb.Blob.from_file_path(str(path)))
                file = _subset(face, all_letters=has_other_letters)
                named = name_face(file, family, bold=bold, italic=italic)
                yield _obfuscate(family, _SLOTS[bold, italic], number, named)


def _list_families(sheet: StyleSheet, written: str) -> list[str]:
    """List the families that are used and that we have; a house may name others."""
    named = [sheet.body_family, sheet.heading_family, sheet.small_family]
    if _RIGHT_TO_LEFT in written:
        named.append(sheet.arabic_family)
    return [family for family in dict.fromkeys(named) if family in FONT_FAMILIES]


def _subset(face: hb.Face, *, all_letters: bool) -> bytes:
    """Give a face without instructions for coarse screens, which are half of its file."""
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING
    kept = set(face.unicodes)
    if not all_letters:
        kept.difference_update(map(ord, _OTHER_LETTERS.findall("".join(map(chr, kept)))))
    wanted.unicode_set.update(kept)
    file: bytes = hb.subset(face, wanted).blob.data
    return file


def _obfuscate(family: str, slot: str, number: int, file: bytes) -> EmbeddedFont:
    """Give a face with its first bytes changed by a key that follows from what is in it."""
    key = uuid.UUID(bytes=hashlib.sha256(file).digest()[:16])
    turned = key.bytes[::-1] * 2
    head = bytes(a ^ b for a, b in zip(file[:_OBFUSCATED], turned, strict=True))
    element = f'<w:embed{slot} r:id="{{relation_id}}" w:fontKey="{{{{{str(key).upper()}}}}}"/>'
    partname = f"/word/fonts/font{number}.odttf"
    return EmbeddedFont(family, element, partname, head + file[_OBFUSCATED:])
