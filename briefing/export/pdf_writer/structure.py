"""Writes the structure of the content: its elements, and the way back from the pages to them."""

from collections.abc import Sequence

from briefing.export.pdf_writer.pdf_file import FileObjects
from briefing.export.pdf_writer.tags import LinkKid, PieceKid, Tag, Tags

_KEPT_EMPTY = {b"TD", b"TH"}  # a row has a cell for every column


class StructureWriter:
    """Adds the structure to a file; `pages` are the numbers of the page objects."""

    def __init__(self, file: FileObjects, pages: Sequence[int]) -> None:
        self._file = file
        self._pages = pages
        self._notes: list[tuple[bytes, int]] = []

    def write(self, tags: Tags, owners: Sequence[Sequence[Tag]], links: Sequence[Tag]) -> int:
        """Write it; gives the number of its root.

        `owners` gives for each page the elements of its pieces, `links` those of the annotations
        in the order of their keys, which follow those of the pages.
        """
        tags.finish()
        root, root_object = self._file.add()
        self._add(tags.root, root)
        lists = [self._file.add_small(_write_owners(tags_of_page)) for tags_of_page in owners]
        keyed = [*lists, *(tag.number for tag in links)]
        numbers = b" ".join([b"%d %d 0 R" % entry for entry in enumerate(keyed)])
        parents = self._file.add_small(b"<</Nums[%b]>>" % numbers)
        root_object.content = (
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%b>>"
            % (tags.root.number, parents, len(keyed), self._write_notes())
        )
        return root

    def _add(self, tag: Tag, parent: int) -> None:
        """Add an element with all below it; what holds nothing is left out."""
        tag.number = self._file.add_small()
        page = next((kid.page for kid in tag.kids if not isinstance(kid, Tag)), -1)
        kids = []
        for kid in tag.kids:
            if not isinstance(kid, Tag):
                kids.append(self._write_kid(kid, page))
                continue
            inner = kid.kids
            if len(inner) == 1 and isinstance(inner[0], PieceKid):  # as most are: cells
                self._add_leaf(kid, inner[0], tag.number)
            elif _has_content(kid):
                self._add(kid, tag.number)
            else:
                continue
            kids.append(b"%d 0 R" % kid.number)
        where = b"/Pg %d 0 R" % self._pages[page] if page >= 0 else b""
        self._file.fill_small(
            tag.number,
            b"<</S/%b/P %d 0 R%b%b/K[%b]>>"
            % (tag.kind, parent, where, tag.entries, b" ".join(kids)),
        )
        self._keep_note(tag)

    def _add_leaf(self, tag: Tag, piece: PieceKid, parent: int) -> None:
        """Add an element that is one piece of content."""
        tag.number = self._file.add_small(
            b"<</S/%b/P %d 0 R/Pg %d 0 R%b/K[%d]>>"
            % (tag.kind, parent, self._pages[piece.page], tag.entries, piece.number)
        )
        self._keep_note(tag)

    def _keep_note(self, tag: Tag) -> None:
        if tag.kind == b"Note":
            self._notes.append((tag.entries.removeprefix(b"/ID"), tag.number))

    def _write_kid(self, kid: PieceKid | LinkKid, page: int) -> bytes:
        own = self._pages[kid.page]
        if isinstance(kid, LinkKid):
            return b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (kid.annotation, own)
        if kid.page == page:
            return b"%d" % kid.number
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (own, kid.number)

    def _write_notes(self) -> bytes:
        """Write the index of the notes by their names."""
        if not self._notes:
            return b""
        notes = sorted(self._notes)
        names = b" ".join([b"%b %d 0 R" % note for note in notes])
        limits = notes[0][0] + notes[-1][0]
        tree = self._file.add_small(b"<</Limits[%b]/Names[%b]>>" % (limits, names))
        return b"/IDTree<</Kids[%d 0 R]>>" % tree


def _write_owners(tags: Sequence[Tag]) -> bytes:
    return b"[%b]" % b" ".join([b"%d 0 R" % tag.number for tag in tags])


def _has_content(tag: Tag) -> bool:
    kids = tag.kids
    if kids and not isinstance(kids[0], Tag):
        return True
    return tag.kind in _KEPT_EMPTY or any(
        not isinstance(kid, Tag) or _has_content(kid) for kid in kids
    )
