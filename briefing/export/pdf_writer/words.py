"""Measured, shaped words, made once for each style and used wherever the word comes again."""

import re
import unicodedata
from functools import cache
from itertools import chain
from typing import NamedTuple

import msgspec

from briefing.document.nodes import Footnote
from briefing.export.pdf_writer.faces import Face
from briefing.export.pdf_writer.shaping import PlainWords, Shaped, shape, shape_substitutes
from briefing.export.pdf_writer.styles import TextStyle

_CJK = "\u2e80-\u303f\u3040-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_CJK += "\U00020000-\U0003ffff"
_CLOSERS = "、。，．・：；？！ー」』】）〉》〕］｝ぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_OPENERS = "「『【（〈《〔［｛"
_OPPORTUNITY = (
    "(?<=\u200b)"
    "|(?<=[^\\W\\d]{2}[-‐/])(?=[^\\W\\d]{2})"
    "|(?<=\\w\\w—)(?=\\w)|(?<=[^\\W\\d]–)(?=[^\\W\\d])"
)
_CJK_OPPORTUNITY = f"|(?<=[{_CJK}])(?<![{_OPENERS}])(?=[{_CJK}])(?![{_CLOSERS}])"
_ADDRESS_OPPORTUNITY = re.compile(r"(?<=[/?&=._,;:@%+~#|\\-])(?=\w)")
_LONG_WORD = 28  # characters; longer ones are addresses and the like and may break at any sign
_ENDLESS_WORD = 60


class Pen(NamedTuple):
    """What text is written with: face (as the file names it), size, colour and rise."""

    resource: bytes
    size: float
    colour: str
    rise: float

    def setup(self) -> bytes:
        """Give the operators that set all of it."""
        rise = b" %.2f Ts" % self.rise if self.rise else b""
        return b"%b %b%b" % (_font_operator(self), write_colour(self.colour), rise)


class Extra(msgspec.Struct, frozen=True, gc=False):
    """What a piece of text carries beside its look: a link ("uri:…", "#anchor") or a note.

    `language` is set where text is not in that of the document.
    """

    link: str = ""
    note: Footnote | None = None
    language: str = ""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Text written with one pen; width in points; level is the bidi level."""

    pen: Pen
    code: bytes
    width: float
    text: str
    extra: Extra | None = None
    level: int = 0


class Unit(msgspec.Struct, frozen=True, gc=False):
    """What a line break cannot divide, with the blank after it.

    `code` and `pen` are set where one plain piece is all there is: the quick way for most lines.
    Such a piece is made when it is asked for, as most never are.
    """

    advance: float  # points, with the blank
    space: float  # width of the blank, 0 without one
    code: bytes
    pen: Pen | None
    made: tuple[Piece, ...]
    text: str = ""  # of a unit whose piece is not made

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What it is written of, as read."""
        if self.pen is None or self.made:
            return self.made
        return (Piece(self.pen, self.code, self.advance, self.text),)


class Words(dict[str, tuple[Unit, ...]]):
    """From a word with its following blank to its units, for one style."""

    def __init__(
        self,
        chain_: tuple[Face, ...],
        plain_words: PlainWords,
        style: TextStyle,
        uncovered: set[str],
    ) -> None:
        super().__init__()
        self.chain = chain_
        self.style = style
        self.pen = Pen(chain_[0].resource, style.size, style.colour, style.rise)
        self._uncovered = uncovered
        self.widest = 0.0  # advance of any unit made so far
        # languages may have letterforms of their own
        self._plain_words = plain_words if not style.language else None
        self._scale = style.size / 1000
        self._blank = self.chain[0].space_width * self._scale
        self._pieces: dict[tuple[str, bool], tuple[Piece, ...]] = {}
        self._parts: dict[str, Unit] = {}

    def __missing__(self, word: str) -> tuple[Unit, ...]:
        units: tuple[Unit, ...]
        if is_whole(word):
            units = (self.make_unit(word),)
        else:
            bare = word.rstrip(" ")
            parts = split_word(bare)
            last = parts[-1] + word[len(bare) :]
            units = tuple([self._get_part(part) for part in (*parts[:-1], last)])
        self[word] = units
        return units

    def make_unit(self, text: str) -> Unit:
        """Measure text that no line break divides; blanks at its end belong to it."""
        plain = self._plain_words[text] if self._plain_words is not None and text else None
        if plain:
            advance = plain.advance * self._scale
            self.widest = max(self.widest, advance)
            space = self._blank if text[-1] == " " else 0.0
            return Unit(advance, space, plain.code, self.pen, (), text)
        pieces = self.make_pieces(text, rtl=False)
        advance = sum(piece.width for piece in pieces)
        self.widest = max(self.widest, advance)
        space = min(advance, self._blank) if text[-1:] == " " else 0.0
        if len(pieces) == 1:
            return Unit(advance, space, pieces[0].code, pieces[0].pen, pieces)
        return Unit(advance, space, b"", None, pieces)

    def _get_part(self, text: str) -> Unit:
        found = self._parts.get(text)
        if found is None:  # Chinese breaks anywhere, addresses do often: much comes again and again
            found = self._parts[text] = self.make_unit(text)
        return found

    def make_pieces(self, text: str, *, rtl: bool) -> tuple[Piece, ...]:
        """Shape text of one direction, a piece for each face it needs, as read."""
        key = (text, rtl)
        found = self._pieces.get(key) if rtl else None
        if found is None:
            runs = _split_by_face(text, self.chain)
            found = tuple(self._make_piece(*run, rtl=rtl) for run in runs)
            if rtl:
                self._pieces[key] = found
        return found

    def make_blank(self, pen: Pen | None) -> Piece:
        """Give a blank in the face of this pen, or in the first face."""
        resource = pen.resource if pen else b""
        face = next((face for face in self.chain if face.resource == resource), self.chain[0])
        return self._make_piece(face, " ", rtl=False)

    def cut(self, text: str, limit: float) -> list[Unit]:
        """Divide text that is wider than a line into units that are not, one character at least."""
        units = []
        while text:
            length = len(text)
            unit = self.make_unit(text)
            while unit.advance - unit.space > limit and length > 1:
                length = _find_cut(text, length, (unit.advance - unit.space) / limit)
                unit = self.make_unit(text[:length])
            units.append(unit)
            text = text[length:]
        return units

    def _make_pen(self, face: Face) -> Pen:
        if face is self.chain[0]:  # the same one, so that it is known at a glance
            return self.pen
        return Pen(face.resource, self.style.size, self.style.colour, self.style.rise)

    def _make_piece(self, face: Face | None, text: str, *, rtl: bool) -> Piece:
        size = self.style.size
        if face is None:
            face = self.chain[0] if not self.style.italic else self.chain[1]
            self._uncovered.update(text)
            shaped = shape_substitutes(face, text[::-1] if rtl else text)
        else:
            shaped = self._shape(face, text, rtl=rtl)
        return Piece(self._make_pen(face), shaped.code, shaped.advance * size / 1000, text)

    def _shape(self, face: Face, text: str, *, rtl: bool) -> Shaped:
        return shape(face, text, rtl=rtl, language=self.style.language, size=self.style.size)


def split_word(word: str) -> list[str]:
    """Divide a word where a line may break in it: hyphens, dashes, slashes, CJK, addresses."""
    if len(word) > _LONG_WORD:
        parts = _ADDRESS_OPPORTUNITY.split(word)
        if not word.isascii():  # else the signs of an address are all there is
            parts = list(chain.from_iterable(map(_find_opportunities(word).split, parts)))
        if max(map(len, parts)) > _ENDLESS_WORD:
            parts = list(chain.from_iterable(map(_chop, parts)))
        return [part for part in parts if part]
    if is_whole(word):
        return [word]
    return [part for part in _find_opportunities(word).split(word) if part]


def is_whole(word: str) -> bool:
    """Tell at a glance, for most words, that a line can break nowhere in them."""
    return word.isascii() and len(word) <= _LONG_WORD and "-" not in word and "/" not in word


def _find_opportunities(word: str) -> re.Pattern[str]:
    """Give the pattern of the places at which a word may be divided."""
    return _get_opportunities(with_cjk=not word.isascii() and max(word) >= _CJK[0])


@cache
def _get_opportunities(*, with_cjk: bool) -> re.Pattern[str]:
    """Make the pattern; that with Chinese letters takes as long as a page, and few need it."""
    return re.compile(_OPPORTUNITY + _CJK_OPPORTUNITY if with_cjk else _OPPORTUNITY)


def _chop(text: str) -> list[str]:
    """Divide text without end into bits, so that measuring it stays quick."""
    bits = []
    while len(text) > _ENDLESS_WORD:
        length = find_boundary(text, _ENDLESS_WORD)
        bits.append(text[:length])
        text = text[length:]
    return [*bits, text]


def _find_cut(text: str, length: int, excess: float) -> int:
    return max(1, find_boundary(text, min(length - 1, int(length / excess) + 1)))


def find_boundary(text: str, length: int) -> int:
    """Give the last place up to `length` that does not part a mark from its base."""
    place = length
    while place > 1 and (unicodedata.combining(text[place]) or text[place] in "\u200c\u200d"):
        place -= 1
    return place if place > 1 else length


def _split_by_face(text: str, chain_: tuple[Face, ...]) -> list[tuple[Face | None, str]]:
    """Give runs of text with the face for each; None where no face covers the characters."""
    chars = set(text)
    for face in chain_:
        if face.coverage >= chars:
            return [(face, text)]
    runs: list[tuple[Face | None, str]] = []
    for char in text:
        face_before = runs[-1][0] if runs else None
        found = _pick_face(char, face_before, chain_)
        if runs and found is face_before:
            runs[-1] = (found, runs[-1][1] + char)
        else:
            runs.append((found, char))
    return runs


def _pick_face(char: str, before: Face | None, chain_: tuple[Face, ...]) -> Face | None:
    if before and char in before.coverage and not char.isalpha():
        return before  # marks, digits and signs stay with the text they stand in
    return next((face for face in chain_ if char in face.coverage), None)


def _font_operator(pen: Pen) -> bytes:
    return b"%b %.5g Tf" % (pen.resource, pen.size)


@cache
def write_colour(colour: str, operator: bytes = b"rg") -> bytes:
    """Give the operator that sets "#RRGGBB"; black for anything else."""
    try:
        red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    except ValueError:
        red = green = blue = 0.0
    return b"%.3g %.3g %.3g %b" % (red, green, blue, operator)


@cache
def switch_pen(old: Pen, new: Pen) -> bytes:
    """Give the operators that change one pen into the other."""
    parts = []
    if (old.resource, old.size) != (new.resource, new.size):
        parts.append(_font_operator(new))
    if old.colour != new.colour:
        parts.append(write_colour(new.colour))
    if old.rise != new.rise:
        parts.append(b"%.2f Ts" % new.rise)
    return b" ".join(parts)
