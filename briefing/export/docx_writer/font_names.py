"""Names a face as regular, bold, italic or bold italic of its family.

Word looks for the bold of a family by these names. Ours are semi-bold, and call themselves a family
of their own. Tables as in the OpenType specification, version 1.9.1 ("name", "OS/2", "head").
"""

import struct
from array import array
from sys import byteorder

import uharfbuzz as hb

_KEPT_NAMES = (0, 5, 7, 13, 14)  # copyright, version, trademark, licence and its address
_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_WINDOWS, _UNICODE, _ENGLISH = 3, 1, 0x409
_WEIGHT_AT, _SELECTION_AT = 4, 62  # in “OS/2”
_MAC_STYLE_AT, _ADJUSTMENT_AT = 44, 8  # in “head”
_BOLD_WEIGHT = 700
_SELECT_ITALIC, _SELECT_BOLD, _SELECT_REGULAR = 1, 1 << 5, 1 << 6
_MAGIC = 0xB1B0AFBA  # which the sum of a whole file is taken from
_ALL = 0xFFFFFFFF
_DROPPED = "DSIG"  # the signature of what the file was


def name_face(file: bytes, family: str, *, bold: bool, italic: bool) -> bytes:
    """Give the font file with the names and marks of one of the four faces of a family."""
    face = hb.Face(hb.Blob(file))
    tables = {
        tag: bytes(face.reference_table(tag).data) for tag in face.table_tags if tag != _DROPPED
    }
    tables["name"] = _write_names(face, family, _name_style(bold=bold, italic=italic))
    tables["OS/2"] = _mark_selection(tables["OS/2"], bold=bold, italic=italic)
    tables["head"] = _mark_head(tables["head"], bold=bold, italic=italic)
    return _write_file(tables)


def _name_style(*, bold: bool, italic: bool) -> str:
    words = [word for word, is_so in (("Bold", bold), ("Italic", italic)) if is_so]
    return " ".join(words) or "Regular"


def _write_names(face: hb.Face, family: str, style: str) -> bytes:
    names = {number: face.get_name(number) or "" for number in _KEPT_NAMES}
    full = family if style == "Regular" else f"{family} {style}"
    postscript = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    names |= {_FAMILY: family, _STYLE: style, _FULL: full, _POSTSCRIPT: postscript}
    names[_UNIQUE] = f"{names[5]};{postscript}"
    encoded = [(number, text.encode("utf-16-be")) for number, text in sorted(names.items()) if text]
    records, place = [], 0
    for number, text in encoded:
        fields = (_WINDOWS, _UNICODE, _ENGLISH, number, len(text), place)
        records.append(struct.pack(">6H", *fields))
        place += len(text)
    head = struct.pack(">3H", 0, len(records), 6 + 12 * len(records))
    return b"".join([head, *records, *(text for _number, text in encoded)])


def _mark_selection(table: bytes, *, bold: bool, italic: bool) -> bytes:
    changed = bytearray(table)
    (weight,) = struct.unpack_from(">H", changed, _WEIGHT_AT)
    (marks,) = struct.unpack_from(">H", changed, _SELECTION_AT)
    marks &= ~(_SELECT_ITALIC | _SELECT_BOLD | _SELECT_REGULAR)
    marks |= bold * _SELECT_BOLD | italic * _SELECT_ITALIC
    marks |= 0 if bold or italic else _SELECT_REGULAR
    struct.pack_into(">H", changed, _WEIGHT_AT, _BOLD_WEIGHT if bold else weight)
    struct.pack_into(">H", changed, _SELECTION_AT, marks)
    return bytes(changed)


def _mark_head(table: bytes, *, bold: bool, italic: bool) -> bytes:
    changed = bytearray(table)
    struct.pack_into(">H", changed, _MAC_STYLE_AT, bold | italic << 1)
    struct.pack_into(">I", changed, _ADJUSTMENT_AT, 0)
    return bytes(changed)


def _write_file(tables: dict[str, bytes]) -> bytes:
    """Put tables together to a font file, with the sums that readers check."""
    count = len(tables)
    entry = count.bit_length() - 1
    search = 16 << entry
    header = struct.pack(">I4H", 0x00010000, count, search, entry, 16 * count - search)
    place = len(header) + 16 * count
    records, bodies = [], []
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        records.append(struct.pack(">4s3I", tag.encode(), _add_up(padded), place, len(table)))
        bodies.append(padded)
        place += len(padded)
    file = bytearray(b"".join([header, *records, *bodies]))
    head_at = next(
        struct.unpack_from(">I", record, 8)[0] for record in records if record.startswith(b"head")
    )
    adjustment = (_MAGIC - _add_up(bytes(file))) & _ALL
    struct.pack_into(">I", file, head_at + _ADJUSTMENT_AT, adjustment)
    return bytes(file)


def _add_up(padded: bytes) -> int:
    """Give the sum of a table's words of four bytes."""
    words = array("I", padded)
    if byteorder == "little":
        words.byteswap()
    return sum(words) & _ALL
