"""The parts by which the file carries a face: the subset, its widths, and the text of its codes."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

import uharfbuzz as hb
from reportlab.pdfbase.ttfonts import TTFontFace

from briefing.export.pdf_writer.faces import Face, UsedGlyph

_MOST_IN_BLOCK = 100  # mappings in one block of a character map
_SYMBOLIC = 4


class FontParts(NamedTuple):
    """Packed streams and entries of one embedded face; `code_count` is how many codes they cover.

    `length` is that of the file before it was packed.
    """

    code_count: int
    name: bytes
    length: int
    packed_file: bytes
    packed_text: bytes  # from codes to what they stand for
    packed_glyphs: bytes  # from codes to glyphs
    widths: bytes
    descriptor: bytes


def make_font_parts(face: Face) -> FontParts:
    """Subset a face to the glyphs that were used, in the order of their codes."""
    used = list(face.codes.used)
    plan = hb.SubsetPlan(face.font.face, _list_wanted(face))
    font = TTFontFace(BytesIO(plan.execute().blob.data))
    order = {0: 0}
    for glyph in used:
        order.setdefault(glyph.glyph, len(order))
    own_numbers = {glyph: plan.old_to_new_glyph_mapping[glyph] for glyph in order}
    _correct_advances(font, face, own_numbers)
    # The subsetter goes by characters; here every glyph is its own, numbered in our order.
    font.charToGlyph = dict(enumerate(own_numbers.values()))
    file = font.makeSubset(list(font.charToGlyph))
    places = [0, *(order[glyph.glyph] for glyph in used)]
    code_to_glyph = b"".join(place.to_bytes(2, "big") for place in places)
    name = _make_tag(file) + b"+" + bytes(font.name)
    return FontParts(
        len(used),
        name,
        len(file),
        zlib.compress(file),
        zlib.compress(_write_to_unicode(used)),
        zlib.compress(code_to_glyph),
        b"[1[%b]]" % b" ".join(b"%d" % glyph.width for glyph in used),
        _write_descriptor(font, name),
    )


def _correct_advances(font: TTFontFace, face: Face, glyphs: Mapping[int, int]) -> None:
    """Give the glyphs their own advances: the reader of fonts scales those that share the last.

    `glyphs` are those of the face with their numbers in the font.
    """
    for glyph, own in glyphs.items():
        font.hmetrics[own] = (face.font.get_glyph_h_advance(glyph), font.hmetrics[own][1])


def _list_wanted(face: Face) -> hb.SubsetInput:
    """Give what is used of a face, and little besides: reading all of it takes far longer.

    Of a variable font it is the one weight that is used.
    """
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.glyph_set.update(glyph.glyph for glyph in face.codes.used)
    wanted.glyph_set.add(0)
    wanted.unicode_set.add(ord(" "))  # a font without any character is refused
    if face.weight is not None:
        wanted.pin_axis_location(face.font.face, "wght", face.weight)
    return wanted


def _make_tag(file: bytes) -> bytes:
    """Give the six letters that tell this subset from others of the same face."""
    number = zlib.crc32(file)
    return bytes(0x41 + number // 26**place % 26 for place in range(6))


def _write_descriptor(font: TTFontFace, name: bytes) -> bytes:
    return b"/Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle %d" % (
        name,
        _SYMBOLIC,
        b" ".join(b"%d" % round(value) for value in font.bbox),
        round(font.italicAngle),
    ) + b"/Ascent %d/Descent %d/CapHeight %d/StemV %d" % (
        round(font.ascent),
        round(font.descent),
        round(font.capHeight),
        round(font.stemV),
    )


def _write_to_unicode(used: list[UsedGlyph]) -> bytes:
    """Write the map from codes to text.

    Glyphs that stand for no text of their own (dots, second marks) are mapped to nothing: PDF/UA
    asks for every code, and readers that miss one take the code for a letter.
    """
    lines = [
        b"<%04X><%b>" % (code, glyph.text.encode("utf-16-be").hex().upper().encode())
        for code, glyph in enumerate(used, start=1)
    ]
    blocks = [
        lines[place : place + _MOST_IN_BLOCK] for place in range(0, len(lines), _MOST_IN_BLOCK)
    ]
    body = b"\n".join(
        b"%d beginbfchar\n%b\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n" + body + b"\n"
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
