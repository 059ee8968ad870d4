"""The one finishing step: pages, links, bookmarks, fonts and properties become a file."""

import os
import zlib
from collections.abc import Iterable, Mapping
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefing.document.nodes import Document, Heading, Text
from briefing.export.languages import DEFAULT_LANGUAGE, clean_language
from briefing.export.pdf_writer.faces import Face, FaceSet
from briefing.export.pdf_writer.furniture import Furniture
from briefing.export.pdf_writer.lines import UNLIMITED, Layout
from briefing.export.pdf_writer.metadata import make_colour_profile, write_metadata
from briefing.export.pdf_writer.pages import Page, PageLink, Pages, PageShape, PendingNumber, Place
from briefing.export.pdf_writer.pdf_file import (
    PRODUCT,
    FileObjects,
    OutlineEntry,
    add_outline,
    write_address,
    write_info,
    write_string,
)
from briefing.export.pdf_writer.picture_objects import add_pictures
from briefing.export.pdf_writer.placing import make_heading_target
from briefing.export.pdf_writer.plain_text import get_heading_text
from briefing.export.pdf_writer.structure import StructureWriter
from briefing.export.pdf_writer.tags import ARTIFACT, END, LinkKid, Tag
from briefing.export.pdf_writer.text import strip_unprintable
from briefing.export.pdf_writer.typesetting import Typesetter
from briefing.export.wording import name_page

if TYPE_CHECKING:  # takes reportlab along, which pages that are only counted do not need
    from briefing.export.pdf_writer.font_objects import FontParts

_ARTIFACT = b"/Artifact<</Type/Pagination>>BDC\n%b\nEMC"
_MARKINGS = {False: b"/Marking", True: b"/MarkingAcross"}
"""The names of the markings around pages that stand and that lie."""
_COMPRESSION = 4  # 6 takes twice the time for four per cent less


_numbers = count()  # of the caches of this process


class FinishingCache:
    """What a preview keeps from one file to the next: compressed pages and subset faces.

    A file `for_screen` has the same pages, and nothing that only other programs read: no links,
    bookmarks, structure and properties.
    """

    def __init__(self, *, for_screen: bool = False) -> None:
        self.for_screen = for_screen
        self.number = next(_numbers)
        self.bodies: dict[bytes, bytes] = {}
        self.fonts: dict[bytes, FontParts] = {}


class Finisher:
    """Makes the file of pages that are laid out."""

    def __init__(
        self,
        document: Document,
        pages: Pages,
        targets: Mapping[str, Place],
        cache: FinishingCache,
        *,
        archive: bool = False,
    ) -> None:
        self._document = document
        self._archive = archive
        self._pages = pages
        self._targets = targets
        self._cache = cache
        self._bodies: dict[bytes, bytes] = {}
        self._file = FileObjects()
        self._linked: list[Tag] = []  # the elements of the annotations, in the order of keys
        self._page_objects = [self._file.add() for _ in pages.pages]
        self._common_look = 0
        self._looks: list[int] = []

    @property
    def looks(self) -> tuple[int, ...]:
        """A number for the look of each page that was written for the screen.

        Pages whose numbers are equal look the same, within one run of this program. Elsewhere the
        bytes of the file tell it; on the screen all codes of letters are known by their cache.
        """
        return tuple(self._looks)

    def make_file(
        self,
        headings: tuple[Heading, ...],
        furniture: Mapping[bool, Furniture],
        typesetter: Typesetter,
        faces: FaceSet,
    ) -> bytes:
        """Write the file; the furniture is that of pages that stand, and of those that lie."""
        numbers = self._write_numbers(typesetter)
        markings = {landscape: each.write_marking() for landscape, each in furniture.items()}
        footers = [
            furniture[page.shape.landscape].write_footer(place, len(self._pages.pages))
            for place, page in enumerate(self._pages.pages, 1)
        ]
        tree, tree_object = self._file.add()
        # The last text is shaped: from here on no more glyphs can come to be used.
        fonts = self._file.add(b"<<%b>>" % self._add_fonts(faces.get_used_faces()))[0]
        forms = b"".join(
            b"%b %d 0 R"
            % (_MARKINGS[landscape], self._add_marking_form(furniture[landscape], marking, fonts))
            for landscape, marking in markings.items()
        )
        pictures = add_pictures(self._file, self._pages.pictures)
        self._common_look = self._find_common_look(markings.values())
        self._resources = self._file.add_small(
            b"<</Font %d 0 R/XObject<<%b%b>>>>" % (fonts, forms, pictures)
        )
        for place, page in enumerate(self._pages.pages):
            self._finish_page(place, page, numbers.get(place, b""), footers[place], tree)
        self._cache.bodies = self._bodies  # only what this document shows
        tree_object.content = self._write_page_tree(furniture[False].shape)
        if self._cache.for_screen:
            catalog = self._file.add(b"<</Type/Catalog/Pages %d 0 R>>" % tree)[0]
        else:
            catalog = self._add_catalog(tree, headings)
        return self._file.make_file(catalog, self._add_info())

    # --- pages ---

    def _finish_page(
        self, place: int, page: Page, numbers: bytes, footer: bytes, tree: int
    ) -> None:
        file = self._file
        page.under.sort(key=lambda entry: entry[0])
        under = [code for _, code in page.under]
        if under:
            under = [ARTIFACT, *under, END]
        body = b"\n".join([*under, *page.body])
        packed = self._cache.bodies.get(body) or zlib.compress(body, _COMPRESSION)
        self._bodies[body] = packed
        contents = file.add_packed(packed)
        marking = _MARKINGS[page.shape.landscape]
        around = _ARTIFACT % (b"%b Do\n%b" % (marking, footer))
        small = numbers + b"\n" + around
        own = file.add(b"<</Length %d>>stream\n%b\nendstream" % (len(small), small))[0]
        if self._cache.for_screen:
            size = page.shape.sheet.page_width, page.shape.sheet.page_height
            self._looks.append(hash((self._common_look, size, body, small)))
        annotations = [] if self._cache.for_screen else self._add_links(place, page)
        links = b"/Annots[%b]" % b" ".join(b"%d 0 R" % number for number in annotations)
        self._page_objects[place][1].content = (
            b"<</Type/Page/Parent %d 0 R%b/Contents[%d 0 R %d 0 R]/Resources %d 0 R"
            b"/StructParents %d/Tabs/S%b>>"
            % (
                tree,
                _write_size(page.shape) if page.shape.landscape else b"",
                contents,
                own,
                self._resources,
                place,
                links if annotations else b"",
            )
        )

    def _find_common_look(self, markings: Iterable[bytes]) -> int:
        """Give a number for what the operators of all pages rest on: codes, markings, pictures."""
        codes = os.getpid(), self._cache.number
        pictures = self._pages.pictures.items()
        return hash((codes, *markings, *((name, len(each.content)) for name, each in pictures)))

    def _write_page_tree(self, shape: PageShape) -> bytes:
        kids = b" ".join(b"%d 0 R" % number for number, _ in self._page_objects)
        return b"<</Type/Pages/Count %d/Kids[%b]%b>>" % (
            len(self._page_objects),
            kids,
            _write_size(shape),
        )

    def _add_marking_form(self, furniture: Furniture, marking: bytes, fonts: int) -> int:
        sheet = furniture.shape.sheet
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Resources<</Font %d 0 R>>" % (
            sheet.page_width,
            sheet.page_height,
            fonts,
        )
        return self._file.add_stream(marking, entries)

    def _write_numbers(self, typesetter: Typesetter) -> dict[int, bytes]:
        """Give the operators of the page numbers that had to wait, by page."""
        codes: dict[int, list[bytes]] = {}
        for number in self._pages.numbers:
            place = self._targets.get(number.target)
            if place is None:
                continue
            text = (Text(str(place.page + 1)),)
            layout = typesetter.lay_out(text, number.style, UNLIMITED)
            x = number.x if self._pages.mirrored else number.x - layout.last_width
            code = _write_number(number, layout, x)
            codes.setdefault(number.page, []).append(code)
        return {page: b"\n".join(parts) for page, parts in codes.items()}

    # --- links and bookmarks ---

    def _add_links(self, place: int, page: Page) -> list[int]:
        """Add the annotations of a page; a link that leads nowhere is text like any other."""
        numbers = []
        for link in page.links:
            action = self._write_action(link)
            if not action:
                link.tag.kind = b"Span"
                continue
            key = len(self._pages.pages) + len(self._linked)
            number = self._file.add_small(
                b"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/StructParent %d"
                b"/Rect[%.2f %.2f %.2f %.2f]%b>>"
                % (key, link.x0, link.y0, link.x1, link.y1, action)
            )
            self._linked.append(link.tag)
            link.tag.kids.append(LinkKid(place, number))
            numbers.append(number)
        return numbers

    def _write_action(self, link: PageLink) -> bytes:
        """Give where a link leads, and that in words."""
        if link.target.startswith("uri:"):
            address = link.target[4:]
            words = write_string(strip_unprintable(unquote(address)))
            return b"/A<</S/URI/URI%b>>/Contents%b" % (write_address(address), words)
        place = self._targets.get(link.target)
        if place is None:
            return b""
        words = write_string(name_page(place.page + 1, self._document.language))
        return b"/Dest%b/Contents%b" % (self._write_destination(place), words)

    def _write_destination(self, place: Place) -> bytes:
        height = self._pages.pages[place.page].shape.sheet.page_height
        top = height - place.y + 4
        return b"[%d 0 R/XYZ 0 %.2f null]" % (self._page_objects[place.page][0], top)

    def _list_bookmarks(self, headings: tuple[Heading, ...]) -> list[OutlineEntry]:
        entries = []
        for index, heading in enumerate(headings):
            place = self._targets.get(make_heading_target(index))
            title = get_heading_text(heading)
            if place and title:
                destination = self._write_destination(place)
                entries.append(OutlineEntry(heading.level, title, destination))
        return entries

    # --- fonts and properties ---

    def _add_fonts(self, faces: list[Face]) -> bytes:
        """Add the faces that were used; gives their entries in the resources."""
        from briefing.export.pdf_writer.font_objects import make_font_parts

        entries = []
        for face in faces:
            parts = self._cache.fonts.get(face.resource)
            if parts is None or parts.code_count != len(face.codes.used):
                parts = self._cache.fonts[face.resource] = make_font_parts(face)
            entries.append(b"%b %d 0 R" % (face.resource, self._add_font(parts)))
        return b"".join(entries)

    def _add_font(self, parts: "FontParts") -> int:
        file = self._file
        program = file.add_packed(parts.packed_file, b"/Length1 %d" % parts.length)
        descriptor = file.add(b"<<%b/FontFile2 %d 0 R>>" % (parts.descriptor, program))[0]
        glyphs = file.add_packed(parts.packed_glyphs)
        text = file.add_packed(parts.packed_text)
        inner = file.add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor %d 0 R/DW 0/W%b/CIDToGIDMap %d 0 R>>"
            % (parts.name, descriptor, parts.widths, glyphs)
        )[0]
        return file.add(
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
            b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (parts.name, inner, text)
        )[0]

    def _add_catalog(self, tree: int, headings: tuple[Heading, ...]) -> int:
        outline = add_outline(self._file, self._list_bookmarks(headings))
        marks = b"/Outlines %d 0 R/PageMode/UseOutlines" % outline if outline else b""
        marks += self._add_conformance()
        numbers = [number for number, _ in self._page_objects]
        owners = [page.owners for page in self._pages.pages]
        structure = StructureWriter(self._file, numbers)
        root = structure.write(self._pages.tags, owners, self._linked)
        marks += b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R" % root
        language = write_string(clean_language(self._document.language, DEFAULT_LANGUAGE))
        return self._file.add(
            b"<</Type/Catalog/Pages %d 0 R/Lang%b"
            b"/ViewerPreferences<</DisplayDocTitle true>>%b>>" % (tree, language, marks)
        )[0]

    def _add_conformance(self) -> bytes:
        """Add what the file says of itself to readers; gives the entries of the catalogue."""
        date = self._document.properties.date
        packet = write_metadata(
            self._list_properties(),
            date.isoformat() if date else "",
            PRODUCT,
            archive=self._archive,
        )
        metadata = self._file.add_plain(packet, b"/Type/Metadata/Subtype/XML")
        entries = b"/Metadata %d 0 R" % metadata
        if self._archive:
            profile = self._file.add_stream(make_colour_profile(), b"/N 3")
            entries += (
                b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
                b"/Info(sRGB)/DestOutputProfile %d 0 R>>]" % profile
            )
        return entries

    def _add_info(self) -> int:
        date = self._document.properties.date
        written = date.strftime("%Y%m%d000000Z") if date else ""
        return self._file.add(write_info(self._list_properties(), written))[0]

    def _list_properties(self) -> dict[str, str]:
        properties = self._document.properties
        fields = {
            "Title": properties.title,
            "Author": properties.author,
            "Subject": properties.subject,
            "Keywords": properties.keywords,
        }
        return {key: strip_unprintable(text) for key, text in fields.items()}


def _write_size(shape: PageShape) -> bytes:
    return b"/MediaBox[0 0 %.2f %.2f]" % (shape.sheet.page_width, shape.sheet.page_height)


def _write_number(number: PendingNumber, layout: Layout, x: float) -> bytes:
    return b"%b BT %b 1 0 0 1 %.2f %.2f Tm %b ET EMC" % (
        number.mark,
        layout.setup,
        x,
        number.y + layout.leading,
        b" ".join(layout.codes),
    )
