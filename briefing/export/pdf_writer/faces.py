"""Font faces: what they cover, how wide glyphs are, and the codes that the file gives them.

A code of the file (CID) stands for one glyph *with the text it was shaped from*: the same glyph
can stand for different letters (dotless bases, joiners), and a reader that copies text must get
the right one. Codes are given in the order of first use, so equal documents get equal codes.
"""

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from briefing.export.fonts import (
    CJK_FAMILIES,
    DEFAULT_FAMILY,
    FONT_FAMILIES,
    OTHER_SCRIPTS,
    FontFiles,
    list_fallback_families,
)
from briefing.export.pdf_writer.styles import TextStyle

_ESCAPES = {byte: b"\\" + bytes([byte]) for byte in b"()\\"} | {0x0D: b"\\r"}
_MOST_CODES = 65_000

# HarfBuzz hides these, or makes them from other characters, when a face has no glyph for them.
_ALWAYS_COVERED = frozenset(map(chr, [*range(0x2000, 0x2010), 0x2011, 0x202F, 0x205F]))


class UsedGlyph(NamedTuple):
    """One code of the file: the glyph, the text it stands for, and its width in 1/1000 em."""

    glyph: int
    text: str
    width: int


class GlyphCodes(dict[tuple[int, str], tuple[bytes, int]]):
    """From (glyph, text) to (escaped code, width); a pair not met before gets the next code."""

    def __init__(self, font: hb.Font, scale: float) -> None:
        super().__init__()
        self.used: list[UsedGlyph] = []
        self._font = font
        self._scale = scale

    def __missing__(self, key: tuple[int, str]) -> tuple[bytes, int]:
        glyph, text = key
        width = round(self._font.get_glyph_h_advance(glyph) * self._scale)
        if len(self.used) >= _MOST_CODES:  # code 1 repeats the first glyph used: never in practice
            return self[self.used[0][:2]]
        self.used.append(UsedGlyph(glyph, text, width))
        number = len(self.used)
        code = b"".join(_ESCAPES.get(byte) or bytes([byte]) for byte in number.to_bytes(2))
        self[key] = (code, width)
        return self[key]


class Face:
    """One font file, at one weight where it has several; `number` names it in the resources.

    The file is opened when it is first needed: few texts need the last faces of a chain.
    """

    def __init__(self, path: Path, number: int, weight: int | None = None) -> None:
        self.path = path
        self.weight = weight
        self.resource = b"/F%d" % number

    @cached_property
    def font(self) -> hb.Font:
        """The opened file."""
        font = hb.Font(hb.Face(hb.Blob.from_file_path(str(self.path))))
        if self.weight is not None:
            font.set_variations({"wght": self.weight})
        return font

    @cached_property
    def scale(self) -> float:
        """From the units of the file to 1/1000 em."""
        return float(1000 / self.font.face.upem)

    @cached_property
    def codes(self) -> GlyphCodes:
        """The codes of its glyphs."""
        return GlyphCodes(self.font, self.scale)

    @property
    def is_used(self) -> bool:
        """Whether it has put glyphs on a page; asking does not open it."""
        return "codes" in vars(self) and bool(self.codes.used)

    @cached_property
    def space_glyph(self) -> int:
        """The glyph of a blank."""
        return int(self.font.get_nominal_glyph(0x20) or 0)

    @cached_property
    def space_width(self) -> int:
        """Width of a blank in 1/1000 em."""
        width: float = self.font.get_glyph_h_advance(self.space_glyph) * self.scale
        return round(width)

    @cached_property
    def coverage(self) -> frozenset[str]:
        """The characters that the face can draw."""
        return frozenset(map(chr, self.font.face.unicodes)) | _ALWAYS_COVERED


class _Cut(NamedTuple):
    """What tells one face from another: its file, and its weight where the file has several."""

    path: Path
    weight: int | None


class FaceSet:
    """The faces of a style sheet's families and of other scripts, loaded when first needed.

    For each cut there is a chain: the style's family, that of the body, Arabic, others; each has
    its upright cut after the italic, which covers less.
    """

    def __init__(self, body_family: str, arabic_family: str) -> None:
        body = FONT_FAMILIES.get(body_family, FONT_FAMILIES[DEFAULT_FAMILY])
        self._families = (body, FONT_FAMILIES.get(arabic_family, body))
        self._faces: dict[_Cut, Face] = {}
        self._chains: dict[tuple[str, bool, bool, tuple[FontFiles, ...]], tuple[Face, ...]] = {}

    def get_chain(self, style: TextStyle) -> tuple[Face, ...]:
        """Give the faces to try for text of this style, best first."""
        others = _list_fallbacks(style.language)
        key = (style.family, style.bold, style.italic, others)
        if key not in self._chains:
            self._chains[key] = tuple(self._iter_chain(others, style))
        return self._chains[key]

    def get_used_faces(self) -> list[Face]:
        """Give the faces that have put glyphs on a page, in a fixed order."""
        used = [face for face in self._faces.values() if face.is_used]
        return sorted(used, key=lambda face: (face.path.name, face.weight or 0))

    def _iter_chain(self, others: tuple[FontFiles, ...], style: TextStyle) -> Iterator[Face]:
        cuts: dict[_Cut, None] = {}
        own = FONT_FAMILIES.get(style.family)
        first = (own,) if own else ()
        for family in (*first, *self._families, *others):
            for italic in (True, False) if style.italic else (False,):
                path = family.get_path(bold=style.bold, italic=italic)
                if path:
                    cuts[_Cut(path, family.get_weight(bold=style.bold))] = None
        return map(self._get_face, cuts)

    def _get_face(self, cut: _Cut) -> Face:
        if cut not in self._faces:
            self._faces[cut] = Face(cut.path, self._get_number(cut), cut.weight)
        return self._faces[cut]

    def _get_number(self, cut: _Cut) -> int:
        # A fixed number for each cut: which text came first must not change the resource names.
        shipped = (FONT_FAMILIES, OTHER_SCRIPTS, CJK_FAMILIES)
        families = (*self._families, *(family for group in shipped for family in group.values()))
        names = [name for family in families for name in _list_names(family)]
        return names.index((cut.path.name, cut.weight))


_list_fallbacks = cache(list_fallback_families)


def _list_names(family: FontFiles) -> tuple[tuple[str, int | None], ...]:
    regular, bold = family.get_weight(bold=False), family.get_weight(bold=True)
    return (
        (family.regular, regular),
        (family.bold, bold),
        (family.italic, regular),
        (family.bold_italic, bold),
    )
