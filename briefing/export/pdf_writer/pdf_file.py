"""The file: numbered objects, those that are small packed together; equal content, equal bytes."""

import hashlib
import struct
import zlib
from itertools import accumulate
from typing import NamedTuple

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PRODUCT = "Briefing Builder"
_PACKED_TOGETHER = 500  # small objects in one stream; readers unpack a whole stream for any
_COMPRESSION = 4  # 6 takes twice the time for four per cent less


class ReadyObject:
    """An object of the file; its bytes may be given after it has its number."""

    __slots__ = ("content",)

    def __init__(self, content: bytes = b"null") -> None:
        self.content = content


class FileObjects:
    """The objects of a file; it tells neither its tools nor its time."""

    def __init__(self) -> None:
        self._objects: dict[int, ReadyObject] = {}
        self._small: dict[int, bytes] = {}
        self._count = 0

    def add(self, content: bytes = b"null") -> tuple[int, ReadyObject]:
        """Add an object; gives its number and the object, to be filled in later if need be."""
        self._count += 1
        ready = self._objects[self._count] = ReadyObject(content)
        return self._count, ready

    def add_small(self, content: bytes = b"null") -> int:
        """Add an object that is packed together with others; it cannot be a stream."""
        self._count += 1
        self._small[self._count] = content
        return self._count

    def fill_small(self, number: int, content: bytes) -> None:
        """Give the bytes of a small object that has its number already."""
        self._small[number] = content

    def add_stream(self, content: bytes, entries: bytes = b"", *, level: int = 6) -> int:
        """Add a compressed stream."""
        return self.add_packed(zlib.compress(content, level), entries)

    def add_packed(self, packed: bytes, entries: bytes = b"") -> int:
        """Add a stream that is compressed already."""
        head = b"<</Length %d/Filter/FlateDecode%b>>stream\n" % (len(packed), entries)
        return self.add(head + packed + b"\nendstream")[0]

    def add_plain(self, content: bytes, entries: bytes = b"") -> int:
        """Add a stream that can be read as it stands."""
        head = b"<</Length %d%b>>stream\n" % (len(content), entries)
        return self.add(head + content + b"\nendstream")[0]

    def make_file(self, catalog: int, info: int) -> bytes:
        """Write all objects, the table of where they are, and an id made from the content."""
        places = self._pack_small()
        out = [_HEADER]
        offset = len(_HEADER)
        for number, ready in self._objects.items():
            places[number] = (1, offset, 0)
            out.append(b"%d 0 obj\n%b\nendobj\n" % (number, ready.content))
            offset += len(out[-1])
        digest = hashlib.sha256(b"".join(out)).hexdigest()[:32].encode()
        table = self._count + 1
        places[table] = (1, offset, 0)
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            table + 1,
            catalog,
            info,
            digest,
            digest,
        )
        packed = zlib.compress(_write_places(places, table + 1), _COMPRESSION)
        head = b"<</Length %d/Filter/FlateDecode%b>>stream\n" % (len(packed), entries)
        out.append(b"%d 0 obj\n%b%b\nendstream\nendobj\n" % (table, head, packed))
        out.append(b"startxref\n%d\n%%%%EOF\n" % offset)
        return b"".join(out)

    def _pack_small(self) -> dict[int, tuple[int, int, int]]:
        """Pack the small objects into streams; gives for each its stream and place in it."""
        places = {}
        numbers = list(self._small)
        for start in range(0, len(numbers), _PACKED_TOGETHER):
            part = numbers[start : start + _PACKED_TOGETHER]
            stream = self._add_object_stream([(number, self._small[number]) for number in part])
            for place, number in enumerate(part):
                places[number] = (2, stream, place)
        return places

    def _add_object_stream(self, objects: list[tuple[int, bytes]]) -> int:
        bodies = [content for _, content in objects]
        offsets = accumulate([len(content) + 1 for content in bodies], initial=0)
        numbered = zip(objects, offsets, strict=False)  # the last offset is the end of all
        head = b" ".join([b"%d %d" % (number, offset) for (number, _), offset in numbered]) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
        return self.add_stream(head + b"\n".join(bodies), entries, level=_COMPRESSION)


def _write_places(places: dict[int, tuple[int, int, int]], size: int) -> bytes:
    pack = struct.Struct(">BIH").pack
    return pack(0, 0, 0xFFFF) + b"".join([pack(*places[number]) for number in range(1, size)])


class OutlineEntry(NamedTuple):
    """A bookmark: level from 1, text, and the destination as written in the file."""

    level: int
    title: str
    destination: bytes


def write_string(text: str) -> bytes:
    """Write a text string: plain where it is ASCII, else UTF-16."""
    if text.isascii():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return b"(%b)" % escaped.replace("\r", r"\r").encode("ascii")
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode()


def write_address(address: str) -> bytes:
    """Write the address of a link, which is clean already."""
    return b"(%b)" % address.replace("(", "\\(").replace(")", "\\)").encode("ascii")


def write_info(fields: dict[str, str], date: str) -> bytes:
    """Write the document properties; fields without text are left out."""
    entries = [
        b"/%b%b" % (key.encode(), write_string(text)) for key, text in fields.items() if text
    ]
    maker = write_string(PRODUCT)
    entries += [b"/Creator", maker, b"/Producer", maker]
    if date:
        entries.append(b"/CreationDate(D:%b)/ModDate(D:%b)" % (date.encode(), date.encode()))
    return b"<<%b>>" % b"".join(entries)


def add_outline(document: FileObjects, entries: list[OutlineEntry]) -> int:
    """Add the bookmarks as a tree; gives the number of its root, 0 without entries."""
    if not entries:
        return 0
    root, root_object = document.add()
    made = [document.add() for _ in entries]
    numbers = [number for number, _ in made]
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(_find_parents(entries)):
        children.setdefault(parent, []).append(index)
    for parent, siblings in children.items():
        own = root if parent < 0 else numbers[parent]
        for index, before, after in zip(
            siblings, [-1, *siblings], [*siblings[1:], -1], strict=False
        ):
            kin = b"/Parent %d 0 R" % own
            kin += b"/Prev %d 0 R" % numbers[before] if before >= 0 else b""
            kin += b"/Next %d 0 R" % numbers[after] if after >= 0 else b""
            kin += _write_children([numbers[child] for child in children.get(index, [])], -1)
            made[index][1].content = _write_entry(entries[index], kin)
    top = _write_children([numbers[child] for child in children[-1]], 1)
    root_object.content = b"<</Type/Outlines%b>>" % top
    return root


def _write_entry(entry: OutlineEntry, kin: bytes) -> bytes:
    return b"<</Title%b/Dest%b%b>>" % (write_string(entry.title), entry.destination, kin)


def _write_children(numbers: list[int], sign: int) -> bytes:
    """Name the first and last below an entry; a negative count shows it folded."""
    if not numbers:
        return b""
    count = sign * len(numbers)
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[0], numbers[-1], count)


def _find_parents(entries: list[OutlineEntry]) -> list[int]:
    """Give for each entry the index of the one above it, -1 for the root; levels may skip."""
    parents = []
    above: list[int] = []
    for index, entry in enumerate(entries):
        while above and entries[above[-1]].level >= entry.level:
            above.pop()
        parents.append(above[-1] if above else -1)
        above.append(index)
    return parents
