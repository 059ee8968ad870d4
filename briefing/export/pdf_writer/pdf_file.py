"""The file: numbered objects on reportlab's document structure, with no traces of its own."""

import hashlib
import zlib
from typing import NamedTuple
from urllib.parse import quote

from reportlab.pdfbase import pdfdoc

_HEADER_COMMENT = b"%\x93\x8c\x8b\x9e ReportLab Generated PDF document (opensource)"
_PRODUCT = "Briefing Builder"
_ADDRESS_CHARS = "!#$%&'*+,-./:;=?@[]_~"


class ReadyObject(pdfdoc.PDFObject):
    """An object whose bytes are written by us; they may be given after it has its number."""

    def __init__(self, content: bytes = b"null") -> None:
        self.content = content

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        """Give the bytes, as reportlab asks for them."""
        return self.content


class NeutralDocument(pdfdoc.PDFDocument):
    """reportlab's document, which tells neither its maker nor its time; equal content, equal id."""

    def __init__(self) -> None:
        super().__init__(dummyoutline=1, invariant=1, pdfVersion=(1, 7))
        self._digest = hashlib.sha256()

    def add(self, content: bytes = b"null") -> tuple[int, ReadyObject]:
        """Add an object; gives its number and the object, to be filled in later if need be."""
        ready = ReadyObject(content)
        self.Reference(ready)  # type: ignore[no-untyped-call] # reportlab has no types
        return self.objectcounter, ready

    def add_stream(self, content: bytes, entries: bytes = b"", *, level: int = 6) -> int:
        """Add a compressed stream."""
        return self.add_packed(zlib.compress(content, level), entries)

    def add_packed(self, packed: bytes, entries: bytes = b"") -> int:
        """Add a stream that is compressed already."""
        head = b"<</Length %d/Filter/FlateDecode%b>>stream\n" % (len(packed), entries)
        return self.add(head + packed + b"\nendstream")[0]

    def ID(self) -> bytes:  # noqa: N802 - reportlab's name
        """Give an id made from the content."""
        for key in sorted(self.numberToId):
            ready = self.idToObject[self.numberToId[key]]
            if isinstance(ready, ReadyObject):
                self._digest.update(ready.content)
        digest = self._digest.hexdigest()[:32].encode()
        return b"[<%b><%b>]" % (digest, digest)

    def make_file(self, catalog: ReadyObject, info: ReadyObject) -> bytes:
        """Write all objects, the cross-reference table and the trailer."""
        self.Catalog = catalog
        self.info = info  # type: ignore[assignment] # any object that writes itself will do
        data: bytes = self.format()
        neutral = b"%\xe2\xe3\xcf\xd3".ljust(len(_HEADER_COMMENT))
        return data.replace(_HEADER_COMMENT, neutral, 1)


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


def write_address(href: str) -> bytes:
    """Write the address of a link; what may not stand in one is percent-encoded."""
    return b"(%b)" % quote(href, safe=_ADDRESS_CHARS).encode("ascii")


def write_info(fields: dict[str, str], date: str) -> bytes:
    """Write the document properties; fields without text are left out."""
    entries = [
        b"/%b%b" % (key.encode(), write_string(text)) for key, text in fields.items() if text
    ]
    maker = write_string(_PRODUCT)
    entries += [b"/Creator", maker, b"/Producer", maker]
    if date:
        entries.append(b"/CreationDate(D:%b)/ModDate(D:%b)" % (date.encode(), date.encode()))
    return b"<<%b>>" % b"".join(entries)


def add_outline(document: NeutralDocument, entries: list[OutlineEntry]) -> int:
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
