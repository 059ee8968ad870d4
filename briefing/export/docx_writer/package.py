"""The package around the body: python-docx makes its parts and relations, we write the zip.

The zip is ours because python-docx takes the times in it from the clock; equal documents have to
give equal bytes.
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.document import Document as Skeleton
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.parts.numbering import NumberingPart
from docx.shared import Pt

from briefing.document.nodes import Document
from briefing.export.docx_writer.body import Body
from briefing.export.docx_writer.drawings import add_pictures
from briefing.export.docx_writer.embedded_fonts import embed_fonts
from briefing.export.docx_writer.headers import write_footer, write_header
from briefing.export.docx_writer.images import add_images
from briefing.export.docx_writer.links import LinkTable
from briefing.export.docx_writer.properties import write_core_properties, write_extended_properties
from briefing.export.docx_writer.settings import write_font_table, write_settings
from briefing.export.docx_writer.styles import write_styles
from briefing.export.docx_writer.template_frame import set_up_frame
from briefing.export.docx_writer.turned_pages import end_sections
from briefing.export.style_sheet import StyleSheet

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KEPT = (
    "officeDocument",
    "core-properties",
    "extended-properties",
    "styles",
    "settings",
    "numbering",
    "theme",
    "fontTable",
)
_KEPT_OF_TEMPLATE = ("/header", "/footer", "/image", "/hyperlink")
_COMPRESSION = 4  # 6 takes half as long again for five per cent less
_PACKED = (".jpeg", ".png")  # pixels that are packed already
_OLDEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_SPLICE = b"<w:sectPr"
_EDGE = 30.0  # points from the edge of the paper to header and footer
_AFTER_DIRECTION = ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write_package(
    document: Document, sheet: StyleSheet, body: Body, template: Skeleton | None = None
) -> bytes:
    """Give the file for a finished body, in the frame of a house template if there is one."""
    skeleton = template or docx.Document()
    kept = (*_KEPT, *_KEPT_OF_TEMPLATE) if template else _KEPT
    _drop_relics(kept, skeleton.part.package.rels, skeleton.part.rels)
    _drop_edit_marks(skeleton)
    styles = _parse_children(write_styles(sheet, document.language))
    if template:
        has_even_pages = skeleton.settings.odd_and_even_pages_header_footer
        set_up_frame(skeleton, document, sheet, styles)
        _drop_unused_relations(skeleton)
    else:
        has_even_pages = True
        _fill_styles(skeleton, styles)
        _set_up_pages(skeleton, document, sheet)
    _fill_parts(skeleton, body, has_even_pages=has_even_pages, has_fonts=not template)
    _add_notes(skeleton, body)
    _add_links(skeleton.part, body.links)
    add_pictures(skeleton.part, body.pictures)
    add_images(skeleton.part, body.images)
    if body.mirrored:
        _mirror_pages(skeleton)
    end_sections(skeleton, document, sheet, body, own_footer=not template)
    text = "".join(body.out)
    ours = {
        "/docProps/core.xml": write_core_properties(document.properties),
        "/docProps/app.xml": write_extended_properties(),
        "/word/document.xml": _splice(skeleton.part.blob, text),
    }
    if not template:  # a house has fonts of its own
        written = "".join([*body.notes, text])
        ours["/word/fontTable.xml"] = _write_fonts(skeleton, sheet, written)
    files = _collect_files(skeleton.part.package, ours)
    return _write_zip(files)


def _drop_relics(kept: tuple[str, ...], *tables: Relationships) -> None:
    """Drop what a template carries along: a thumbnail, data of others, styles twice."""
    for relations in tables:
        for relation_id in list(relations):
            if not relations[relation_id].reltype.endswith(kept):
                del relations[relation_id]


def _drop_unused_relations(skeleton: Skeleton) -> None:
    """Drop the pictures and links of the sample text that a template no longer has."""
    relations = skeleton.part.rels
    used = {value for element in skeleton.element.iter() for value in element.attrib.values()}
    for relation_id in list(relations):
        kind = relations[relation_id].reltype
        if kind.endswith(_KEPT_OF_TEMPLATE) and relation_id not in used:
            del relations[relation_id]


def _drop_edit_marks(skeleton: Skeleton) -> None:
    """Drop the marks by which Word tells apart who edited what and when."""
    for element in skeleton.part.element.iter():
        for name in [name for name in element.attrib if "}rsid" in name]:
            del element.attrib[name]


def _fill_styles(skeleton: Skeleton, ours: Iterable[object]) -> None:
    styles = skeleton.styles.element
    kept = [style for style in styles if style.tag.endswith("}latentStyles")]
    styles[:] = [*kept, *ours]  # far quicker than to take out one by one


def _write_fonts(skeleton: Skeleton, sheet: StyleSheet, written: str) -> bytes:
    """Embed the fonts that we have in the part of the font table, and give what it holds."""
    part = skeleton.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = write_font_table(sheet, embed_fonts(part, sheet, written))
    content = f'{_DECLARATION}<w:fonts xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}">{table}</w:fonts>'
    return content.encode()


def _fill_parts(skeleton: Skeleton, body: Body, *, has_even_pages: bool, has_fonts: bool) -> None:
    settings = skeleton.settings.element
    written = write_settings(
        has_notes=bool(body.notes), has_even_pages=has_even_pages, has_fonts=has_fonts
    )
    settings[:] = _parse_children(written)
    numbering = _get_numbering(skeleton)
    numbering[:] = _parse_children(body.numbering.get_children())


def _get_numbering(skeleton: Skeleton) -> Any:
    """Give the root of the numbering part; a template without lists has none yet."""
    relations = skeleton.part.rels.values()
    if not any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in relations):
        part = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f'<w:numbering xmlns:w="{_WORD}"/>'),
            skeleton.part.package,
        )
        skeleton.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return skeleton.part.numbering_part.element


def _parse_children(xml: str) -> list[object]:
    return list(parse_xml(f'<w:x xmlns:w="{_WORD}">{xml}</w:x>'))


def _set_up_pages(skeleton: Skeleton, document: Document, sheet: StyleSheet) -> None:
    """Set the page, and the marking in all six headers and footers of every section."""
    header, footer = write_header(document, sheet), write_footer(document, sheet)
    for section in skeleton.sections:
        section.page_width, section.page_height = Pt(sheet.page_width), Pt(sheet.page_height)
        section.top_margin, section.bottom_margin = Pt(sheet.margin_top), Pt(sheet.margin_bottom)
        section.left_margin, section.right_margin = Pt(sheet.margin_left), Pt(sheet.margin_right)
        section.header_distance = section.footer_distance = Pt(_EDGE)
        section.different_first_page_header_footer = True
        for edge, xml in (
            (section.header, header),
            (section.first_page_header, header),
            (section.even_page_header, header),
            (section.footer, footer),
            (section.first_page_footer, footer),
            (section.even_page_footer, footer),
        ):
            edge.is_linked_to_previous = False
            edge.part.element[:] = list(parse_xml(xml))


def _mirror_pages(skeleton: Skeleton) -> None:
    """Let the pages of all sections run from right to left."""
    for properties in skeleton.element.body.iter(f"{{{_WORD}}}sectPr"):
        for old in properties.findall(f"{{{_WORD}}}bidi"):
            properties.remove(old)
        followers = [f"{{{_WORD}}}{name}" for name in _AFTER_DIRECTION]
        place = next((i for i, c in enumerate(properties) if c.tag in followers), len(properties))
        properties.insert(place, parse_xml(f'<w:bidi xmlns:w="{_WORD}"/>'))


def _add_notes(skeleton: Skeleton, body: Body) -> None:
    if not body.notes:
        return
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        _write_notes(body.notes, mirrored=body.mirrored).encode(),
        skeleton.part.package,
    )
    skeleton.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    _add_links(part, body.note_links)


def _write_notes(notes: list[str], *, mirrored: bool) -> str:
    """Give the part of the footnotes; ids -1 and 0 are the lines between text and notes."""
    direction = "<w:pPr><w:bidi/></w:pPr>" if mirrored else ""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}">'
        f"<w:p>{direction}<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    written = "".join(
        f'<w:footnote w:id="{index + 1}">{note}</w:footnote>' for index, note in enumerate(notes)
    )
    return (
        f'{_DECLARATION}<w:footnotes xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}">'
        f"{lines}{written}</w:footnotes>"
    )


def _add_links(part: Part, links: LinkTable) -> None:
    for relation_id, address in links.get_relations():
        part.rels.add_relationship(
            RELATIONSHIP_TYPE.HYPERLINK, address, relation_id, is_external=True
        )


def _collect_files(package: OpcPackage, ours: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give all files of the package by name; `ours` are the contents that we write ourselves."""
    parts = list(package.iter_parts())
    files = {"_rels/.rels": package.rels.xml}
    for part in parts:
        files[part.partname.membername] = ours.get(part.partname) or part.blob
        if part.rels:
            files[part.partname.rels_uri.membername] = part.rels.xml
    files["[Content_Types].xml"] = _write_content_types(parts)
    return files


def _splice(blob: bytes, text: str) -> bytes:
    """Set the body before the properties of the last section, which end the skeleton."""
    before, mark, after = blob.rpartition(_SPLICE)
    return b"".join((before, text.encode(), mark, after))


def _write_content_types(parts: Iterable[Part]) -> bytes:
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{content_type}"/>'
        for name, content_type in sorted((part.partname, part.content_type) for part in parts)
    )
    return (
        f'{_DECLARATION}<Types xmlns="{_TYPES}">'
        f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _write_zip(files: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        for name in sorted(files):  # [Content_Types].xml and _rels sort first
            entry = ZipInfo(name, _OLDEST_ZIP_TIME)
            entry.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
            entry.create_system = 0  # not the system this runs on
            entry.external_attr = 0
            archive.writestr(entry, files[name], compresslevel=_COMPRESSION)
    return target.getvalue()
