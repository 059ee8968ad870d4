"""What the content of the pages means: the structure that screen readers follow.

Elements are made while blocks are placed, and every piece that is drawn is marked as content of
the element that is open; what only decorates is marked as an artifact.
"""

from collections import deque

import msgspec

from briefing.document.nodes import Footnote

ARTIFACT = b"/Artifact BMC"
END = b"EMC"


class PieceKid(msgspec.Struct, frozen=True, gc=False):
    """A marked piece of content: page from 0 and its number on that page."""

    page: int
    number: int


class LinkKid(msgspec.Struct, frozen=True, gc=False):
    """The annotation of a link: page from 0 and the number of its object."""

    page: int
    annotation: int


class Tag:
    """An element of the structure; `entries` are further entries of its dictionary."""

    __slots__ = ("entries", "kids", "kind", "number")

    def __init__(self, kind: bytes, entries: bytes = b"") -> None:
        self.kind = kind
        self.entries = entries
        self.kids: list[Tag | PieceKid | LinkKid] = []
        self.number = 0  # of its object; 0 until written, and for what is left out


class Tags:
    """The structure as it grows: one element is open, new ones come into it."""

    def __init__(self) -> None:
        self.root = Tag(b"Document")
        self.current = self.root
        self._heading_level = 0
        self._notes: dict[int, deque[Tag]] = {}
        self._note_count = 0

    def add(self, kind: bytes, entries: bytes = b"") -> Tag:
        """Add an element to the open one and leave that open."""
        tag = Tag(kind, entries)
        self.current.kids.append(tag)
        return tag

    def open(self, kind: bytes, entries: bytes = b"") -> Tag:
        """Open a new element within the open one; gives that, for `close`."""
        return self.enter(self.add(kind, entries))

    def enter(self, tag: Tag) -> Tag:
        """Open an element that was added before; gives the one open so far, for `close`."""
        outer, self.current = self.current, tag
        return outer

    def close(self, outer: Tag) -> None:
        """Go back to the element that was open before."""
        self.current = outer

    def open_heading(self, level: int) -> Tag:
        """Open a heading; no level is skipped, as readers ask for."""
        self._heading_level = min(max(level, 1), self._heading_level + 1, 6)
        return self.open(b"H%d" % self._heading_level)

    def add_note(self, note: Footnote) -> Tag:
        """Make the element of a note; it comes to stand where its mark is drawn."""
        self._note_count += 1
        tag = Tag(b"Note", b"/ID(note%07d)" % self._note_count)
        self._notes.setdefault(id(note), deque()).append(tag)
        return tag

    def claim_note(self, note: Footnote) -> None:
        """Put the element of a note into the open one; repeated marks get none."""
        waiting = self._notes.get(id(note))
        if waiting:
            self.current.kids.append(waiting.popleft())

    def finish(self) -> None:
        """Put notes whose mark was never drawn at the end."""
        for waiting in self._notes.values():
            self.root.kids.extend(waiting)
            waiting.clear()
