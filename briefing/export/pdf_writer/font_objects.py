"""The parts by which the file carries a face: the subset, its widths, and the text of its codes."""

import re
import struct
import zlib
from typing import NamedTuple

import uharfbuzz as hb

from briefing.export.pdf_writer.faces import Face, UsedGlyph

_MOST_IN_BLOCK = 100  # mappings in one block of a character map
_SYMBOLIC = 4
_NAME_BYTES = re.compile(rb"[\w.+-]+")
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "DSIG", "cmap", "name", "meta")
"""Tables of a font that say how text is shaped, or what the font is; the file draws glyphs only."""


class FontParts(NamedTuple):
    """Streams and entries of one embedded face; `code_count` is how many codes they cover."""

    code_count: int
    name: bytes
    file: bytes
    to_unicode: bytes
    code_to_glyph: bytes
    widths: bytes
    descriptor: bytes


def make_font_parts(face: Face) -> FontParts:
    """Subset a face to the glyphs that were used."""
    used = list(face.codes.used)
    plan = hb.SubsetPlan(face.font.face, _list_wanted(face, used))
    order = plan.old_to_new_glyph_mapping
    file = plan.execute().blob.data
    places = [0, *(order[glyph.glyph] for glyph in used)]
    code_to_glyph = b"".join([place.to_bytes(2, "big") for place in places])
    name = _make_tag(file) + b"+" + _read_name(face)
    return FontParts(
        len(used),
        name,
        file,
        _write_to_unicode(used),
        code_to_glyph,
        b"[1[%b]]" % b" ".join([b"%d" % glyph.width for glyph in used]),
        _write_descriptor(hb.Face(file), name),
    )


def _list_wanted(face: Face, used: list[UsedGlyph]) -> hb.SubsetInput:
    """Give what a subset has to hold: glyphs, and of a variable font the weight that is used."""
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.glyph_set.update(glyph.glyph for glyph in used)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in _DROPPED_TABLES)
    if face.weight is not None:
        wanted.pin_axis_location(face.font.face, "wght", face.weight)
    return wanted


def _read_name(face: Face) -> bytes:
    """Give the name of a face; with what a name in the file cannot hold left out."""
    own = face.font.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME, "en") or ""
    return b"".join(_NAME_BYTES.findall(own.encode())) or b"Font"


def _make_tag(file: bytes) -> bytes:
    """Give the six letters that tell this subset from others of the same face."""
    number = zlib.crc32(file)
    return bytes(0x41 + number // 26**place % 26 for place in range(6))


def _write_descriptor(cut: hb.Face, name: bytes) -> bytes:
    """Describe a subset as its own tables do, in 1/1000 em."""
    scale = 1000 / cut.upem
    box = struct.unpack_from(">4h", cut.reference_table("head").data, 36)
    (angle,) = struct.unpack_from(">i", cut.reference_table("post").data, 4)
    metrics = cut.reference_table("OS/2").data
    (weight,) = struct.unpack_from(">H", metrics, 4)
    ascent, descent = struct.unpack_from(">2h", metrics, 68)
    (capitals,) = struct.unpack_from(">h", metrics, 88)
    return b"/Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle %d" % (
        name,
        _SYMBOLIC,
        b" ".join([b"%d" % round(value * scale) for value in box]),
        round(angle / 65536),
    ) + b"/Ascent %d/Descent %d/CapHeight %d/StemV %d" % (
        round(ascent * scale),
        round(descent * scale),
        round(capitals * scale),
        50 + int((weight / 65) ** 2),  # no font tells it; darker ones have thicker stems
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
