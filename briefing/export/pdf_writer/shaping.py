"""Turns text of one face, direction and language into the bytes that show it.

The bytes are the inside of a TJ array, without its first and last parenthesis: `ab)-12(cd`. They
hold no position and no colour, so they serve wherever the text comes again.
"""

import re
from collections.abc import Iterator
from operator import getitem

import msgspec
import uharfbuzz as hb

from briefing.export.pdf_writer.faces import Face

# Scripts whose letters stand side by side: Latin, Greek, Cyrillic, and the signs among them.
_SIMPLE = re.compile("[ -~\u00a0-\u00ac\u00ae-\u024f\u0386-\u03ce\u0400-\u0482\u2010-\u2027]+")
_SUBSTITUTE = 0x2610  # an empty box, for characters that no face covers


class Shaped(msgspec.Struct, frozen=True, gc=False):
    """Bytes inside a TJ array, and how far they advance in 1/1000 em."""

    code: bytes
    advance: int


_Kerned = tuple[bytes, int]
"""The bytes of a letter, and how far the next one stands from its start in 1/1000 em."""

_END = "\0"  # stands for the letter after the last


class PlainWords(dict[str, Shaped | None]):
    """From a word to its bytes in one face; None where it has to be shaped as a whole.

    Most words are letters that stand side by side and are only kerned in pairs; they are put
    together from a table of pairs without shaping each. Styles of all sizes ask for the same.
    """

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._get_row = _PairTable(face).__getitem__

    def __missing__(self, text: str) -> Shaped | None:
        simple = (text.isascii() and text.isprintable()) or _SIMPLE.fullmatch(text)
        found = self[text] = self._put_together(text) if simple else None
        return found

    def _put_together(self, text: str) -> Shaped | None:
        pairs = map(getitem, map(self._get_row, text), text[1:] + _END)
        try:
            codes, widths = zip(*pairs, strict=False)
        except TypeError:
            return None
        return Shaped(b"".join(codes), sum(widths))


class _PairTable(dict[str, "_Row"]):
    """From a letter to the letter after it to the bytes of the first.

    Looking up twice one letter is quicker than once a pair, which would have to be joined and
    hashed.
    """

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._letters = _Letters(face)

    def __missing__(self, letter: str) -> "_Row":
        row = self[letter] = _Row(self._letters, letter)
        return row


class _Row(dict[str, _Kerned]):
    """From the letter after it to a letter, as kerned to that.

    A pair that changes its glyphs (fi) is kept as None, so that taking the word apart fails and
    the word goes the whole way.
    """

    def __init__(self, letters: "_Letters", letter: str) -> None:
        super().__init__()
        self._letters = letters
        self._letter = letter

    def __missing__(self, after: str) -> _Kerned:
        found = self._letters.measure(self._letter if after == _END else self._letter + after)
        self[after] = found  # type: ignore[assignment] # fails in zip
        return self[after]


class _Letters(dict[str, tuple[int, int]]):
    """From a letter of a face to its glyph where it stands by itself, and how far that advances.

    Advances are in units of the face here.
    """

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, letter: str) -> tuple[int, int]:
        buffer = _shape(self._face, letter, rtl=False, language="")
        glyph = buffer.glyph_infos[0].codepoint, buffer.glyph_positions[0].x_advance
        self[letter] = glyph
        return glyph

    def measure(self, pair: str) -> _Kerned | None:
        """Measure the first of two letters, or a single one; None where they change each other."""
        if not self._face.coverage.issuperset(pair):
            return None
        buffer = _shape(self._face, pair, rtl=False, language="")
        apart = [self[letter] for letter in pair]
        if [info.codepoint for info in buffer.glyph_infos] != [glyph for glyph, _ in apart]:
            return None
        places = buffer.glyph_positions
        if places[-1].x_advance != apart[-1][1]:
            return None
        if any(place.x_offset or place.y_offset for place in places):
            return None
        code, width = self._face.codes[apart[0][0], pair[0]]
        advance = round(places[0].x_advance * self._face.scale)
        kern = width - advance
        return code + b")%d(" % kern if kern else code, advance


class _Glyph(msgspec.Struct, frozen=True, gc=False):
    glyph: int
    cluster: int
    advance: int
    dx: int
    dy: int


def shape(face: Face, text: str, *, rtl: bool, language: str, size: float) -> Shaped:
    """Shape text that the face covers; size in points is needed for raised marks only."""
    glyphs = _shape_glyphs(face, text, rtl=rtl, language=language)
    out: list[bytes] = []
    for cluster, own_text in _iter_clusters(text, glyphs):
        _encode_cluster(face, cluster, own_text, out, rtl=rtl, size=size)
    return Shaped(b"".join(out), sum(glyph.advance for glyph in glyphs))


def _shape_glyphs(face: Face, text: str, *, rtl: bool, language: str) -> list[_Glyph]:
    buffer = _shape(face, text, rtl=rtl, language=language)
    scale = face.scale
    return [
        _Glyph(
            info.codepoint,
            info.cluster,
            round(place.x_advance * scale),
            round(place.x_offset * scale),
            round(place.y_offset * scale),
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def _shape(face: Face, text: str, *, rtl: bool, language: str) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    if language:
        buffer.language = language
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    return buffer


def shape_substitutes(face: Face, text: str) -> Shaped:
    """Show a box for each character; copied out of the file it is the character again."""
    glyph = face.font.get_nominal_glyph(_SUBSTITUTE) or face.space_glyph
    codes = [face.codes[glyph, char] for char in text]
    return Shaped(b"".join(code for code, _ in codes), sum(width for _, width in codes))


def _iter_clusters(text: str, glyphs: list[_Glyph]) -> Iterator[tuple[list[_Glyph], str]]:
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
    """Write one cluster, whose text its glyphs share in the order of reading.

    Readers turn right-to-left text round glyph by glyph, so a glyph of several characters would
    come out reversed: the glyph keeps the last, blanks without width carry the ones before it.
    """
    split = rtl and len(text) > 1
    shares = _give_to_widest(cluster, text[-1] if split else text) if rtl else None
    for glyph, own in zip(cluster, shares or _share_text(cluster, text), strict=True):
        code, width = face.codes[glyph.glyph, own]
        _write_glyph(glyph, code, width, out, size)
        if split and own:
            _write_carriers(face, text[-2::-1], out)


def _share_text(cluster: list[_Glyph], text: str) -> list[str]:
    """Give each glyph a character or more: readers take one without text for any letter."""
    count = len(cluster)
    if count > len(text):  # bases and dots may be apart
        return _give_to_widest(cluster, text)
    return [*text[: count - 1], text[count - 1 :]]


def _give_to_widest(cluster: list[_Glyph], text: str) -> list[str]:
    """Give all text to one glyph: marks with text of their own are put in other places."""
    carrier = max(range(len(cluster)), key=lambda index: cluster[index].advance)
    return [text if index == carrier else "" for index in range(len(cluster))]


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
    """Draw blanks that end where the glyph before them ends, so that they widen no word."""
    for char in chars:
        code, width = face.codes[face.space_glyph, char]
        out.append(b")%d(%b" % (width, code))
