"""Turns text of one face, direction and language into the bytes that show it.

The bytes are the inside of a TJ array, without its first and last parenthesis: `ab)-12(cd`. They
hold no position and no colour, so they serve wherever the text comes again.
"""

from collections.abc import Iterator
from typing import NamedTuple

import uharfbuzz as hb

from briefing.export.pdf_writer.faces import Face

_SUBSTITUTE = 0x2610  # an empty box, for characters that no face covers


class Shaped(NamedTuple):
    """Bytes inside a TJ array, and how far they advance in 1/1000 em."""

    code: bytes
    advance: int


class _Glyph(NamedTuple):
    glyph: int
    cluster: int
    advance: int
    dx: int
    dy: int


def shape(face: Face, text: str, *, rtl: bool, language: str, size: float) -> Shaped:
    """Shape text that the face covers; size in points is needed for raised marks only."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    if language:
        buffer.language = language
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if not rtl and len(infos) == len(text):
        quick = _encode_plain(face, text, infos, positions)
        if quick:
            return quick
    scale = face.scale
    glyphs = [
        _Glyph(
            info.codepoint,
            info.cluster,
            round(place.x_advance * scale),
            round(place.x_offset * scale),
            round(place.y_offset * scale),
        )
        for info, place in zip(infos, positions, strict=True)
    ]
    return _encode_clusters(face, text, glyphs, rtl=rtl, size=size)


def shape_substitutes(face: Face, text: str) -> Shaped:
    """Show a box for each character; copied out of the file it is the character again."""
    glyph = face.font.get_nominal_glyph(_SUBSTITUTE) or face.space_glyph
    codes = [face.codes[glyph, char] for char in text]
    return Shaped(b"".join(code for code, _ in codes), sum(width for _, width in codes))


def _encode_plain(
    face: Face, text: str, infos: list[hb.GlyphInfo], positions: list[hb.GlyphPosition]
) -> Shaped | None:
    """One glyph for each character, none moved: nearly all Latin, Greek and Cyrillic words."""
    out = []
    total = 0
    codes, scale = face.codes, face.scale
    for index, (info, place) in enumerate(zip(infos, positions, strict=True)):
        if info.cluster != index or place.x_offset or place.y_offset:
            return None
        code, width = codes[info.codepoint, text[index]]
        out.append(code)
        advance = round(place.x_advance * scale)
        if advance != width:
            out.append(b")%d(" % (width - advance))
        total += advance
    return Shaped(b"".join(out), total)


def _encode_clusters(
    face: Face, text: str, glyphs: list[_Glyph], *, rtl: bool, size: float
) -> Shaped:
    out: list[bytes] = []
    total = 0
    for cluster, own_text in _iter_clusters(text, glyphs, rtl=rtl):
        _encode_cluster(face, cluster, own_text, out, rtl=rtl, size=size)
        total += sum(glyph.advance for glyph in cluster)
    return Shaped(b"".join(out), total)


def _iter_clusters(
    text: str, glyphs: list[_Glyph], *, rtl: bool
) -> Iterator[tuple[list[_Glyph], str]]:
    """Yield the glyphs of each cluster, in visual order, with the text they stand for."""
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    group: list[_Glyph] = []
    for glyph in glyphs:
        if group and glyph.cluster != group[0].cluster:
            yield group, text[group[0].cluster : ends[group[0].cluster]]
            group = []
        group.append(glyph)
    if group:
        yield group, text[group[0].cluster : ends[group[0].cluster]]


def _encode_cluster(
    face: Face, cluster: list[_Glyph], text: str, out: list[bytes], *, rtl: bool, size: float
) -> None:
    """Write one cluster; its text goes to the widest glyph (bases and dots may be apart).

    Readers turn right-to-left text round glyph by glyph, so a glyph of several characters would
    come out reversed: the glyph keeps the last, blanks without width carry the ones before it.
    """
    carrier = max(range(len(cluster)), key=lambda index: cluster[index].advance)
    split = rtl and len(text) > 1
    for index, glyph in enumerate(cluster):
        own = (text[-1] if split else text) if index == carrier else ""
        code, width = face.codes[glyph.glyph, own]
        _write_glyph(glyph, code, width, out, size)
        if split and index == carrier:
            _write_carriers(face, text[-2::-1], out)


def _write_glyph(glyph: _Glyph, code: bytes, width: int, out: list[bytes], size: float) -> None:
    if glyph.dx:
        out.append(b")%d(" % -glyph.dx)
    if glyph.dy:
        out.append(b")]TJ %.3f Ts[(" % (glyph.dy * size / 1000))
    out.append(code)
    if glyph.dy:
        out.append(b")]TJ 0 Ts[(")
    back = width - glyph.advance + glyph.dx
    if back:
        out.append(b")%d(" % back)


def _write_carriers(face: Face, chars: str, out: list[bytes]) -> None:
    for char in chars:
        code, width = face.codes[face.space_glyph, char]
        out.append(code + b")%d(" % width)
