"""Font faces: what they cover, how wide glyphs are, and the codes that the file gives them.

A code of the file (CID) stands for one glyph *with the text it was shaped from*: the same glyph
can stand for different letters (dotless bases, joiners), and a reader that copies text must get
the right one. Codes are given in the order of first use, so equal documents get equal codes.
"""

from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from briefing.export.fonts import DEFAULT_FAMILY, FONT_FAMILIES, FontFiles
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
    """One font file; `number` names it in the file's resources."""

    def __init__(self, path: Path, number: int) -> None:
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.path = path
        self.resource = b"/F%d" % number
        self.font = hb.Font(face)
        self.scale = 1000 / face.upem
        self.coverage = frozenset(map(chr, face.unicodes)) | _ALWAYS_COVERED
        self.codes = GlyphCodes(self.font, self.scale)
        self.space_glyph = self.font.get_nominal_glyph(0x20) or 0
        self.space_width = round(self.font.get_glyph_h_advance(self.space_glyph) * self.scale)


class FaceSet:
    """The faces of a style sheet's two families, loaded when first needed.

    For each cut there is a chain: own cut, upright cut (italics cover less), Arabic.
    """

    def __init__(self, body_family: str, arabic_family: str) -> None:
        body = FONT_FAMILIES.get(body_family, FONT_FAMILIES[DEFAULT_FAMILY])
        arabic = FONT_FAMILIES.get(arabic_family, body)
        self._families = (body, arabic)
        self._faces: dict[Path, Face] = {}
        self._chains: dict[tuple[bool, bool], tuple[Face, ...]] = {}

    def get_chain(self, style: TextStyle) -> tuple[Face, ...]:
        """Give the faces to try for text of this style, best first."""
        key = (style.bold, style.italic)
        if key not in self._chains:
            self._chains[key] = self._make_chain(bold=style.bold, italic=style.italic)
        return self._chains[key]

    def get_used_faces(self) -> list[Face]:
        """Give the faces that have put glyphs on a page, in a fixed order."""
        used = [face for face in self._faces.values() if face.codes.used]
        return sorted(used, key=lambda face: face.path.name)

    def _make_chain(self, *, bold: bool, italic: bool) -> tuple[Face, ...]:
        paths: list[Path] = []
        for family in self._families:
            for slanted in (True, False) if italic else (False,):
                path = family.get_path(bold=bold, italic=slanted)
                if path and path not in paths:
                    paths.append(path)
        return tuple(self._get_face(path) for path in paths)

    def _get_face(self, path: Path) -> Face:
        if path not in self._faces:
            self._faces[path] = Face(path, self._get_number(path))
        return self._faces[path]

    def _get_number(self, path: Path) -> int:
        # A fixed number for each cut: which text came first must not change the resource names.
        names = [name for family in self._families for name in _list_names(family)]
        return names.index(path.name)


def _list_names(family: FontFiles) -> tuple[str, str, str, str]:
    return (family.regular, family.bold, family.italic, family.bold_italic)
