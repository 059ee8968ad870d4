"""Drawings: SVG for Word, with a PNG beside it for readers that do not know SVG."""

from hashlib import sha256
from typing import NamedTuple

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefing.document.nodes import Drawing, Image
from briefing.document.walk import get_text
from briefing.export.docx_writer.body import Body, ParagraphLook
from briefing.export.docx_writer.inlines import (
    InlineWriter,
    make_look,
    write_caption_label,
)
from briefing.export.docx_writer.xml_text import escape
from briefing.export.style_sheet import StyleSheet
from briefing.export.wording import HEADING_ROOM, figure_label

UNITS_PER_POINT = 12_700
"""The units in which the size of pictures is written."""

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
IMAGE_RELATION = f"{_RELATIONS}/image"
"""The kind of relation between a part and a picture in it."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


class Picture(NamedTuple):
    """The two files of a drawing, named by their content."""

    png: bytes
    svg: bytes

    @property
    def name(self) -> str:
        """What its files and relations are called."""
        return f"drawing{sha256(self.svg).hexdigest()[:16]}"


def write_drawing(body: Body, inlines: InlineWriter, drawing: Drawing, width: float) -> None:
    """Append a drawing with its caption above; `width` is the room in points."""
    keep_next = body.has_small_print
    write_figure_caption(body, inlines, drawing)
    sheet, scene = body.style_sheet, drawing.scene
    picture = _draw(drawing, sheet)
    body.pictures[picture.name] = picture
    height = sheet.page_height - sheet.margin_top - sheet.margin_bottom
    height -= 2 * sheet.body_leading + HEADING_ROOM  # caption and heading stand on the same page
    scale = min(1.0, width / scene.width, height / scene.height)
    body.picture_count += 1
    body.add_paragraph(
        write_inline_picture(
            f"{picture.name}png",
            body.picture_count,
            drawing.alternative_text,
            (
                round(scene.width * scale * UNITS_PER_POINT),
                round(scene.height * scale * UNITS_PER_POINT),
            ),
            vector=f"{picture.name}svg",
        ),
        ParagraphLook("Drawing", right_to_left=body.mirrored, keep_next=keep_next),
    )


def _draw(drawing: Drawing, sheet: StyleSheet) -> Picture:
    from briefing.export.drawn.outlines import get_sheet_outliner
    from briefing.export.drawn.paths import choose_inks
    from briefing.export.drawn.png import write_png
    from briefing.export.drawn.svg import write_svg

    inks, outliner = choose_inks(sheet), get_sheet_outliner(sheet)
    return Picture(
        write_png(drawing.scene, inks, outliner),
        write_svg(drawing.scene, inks, outliner, drawing.alternative_text),
    )


def add_pictures(part: Part, pictures: dict[str, Picture]) -> None:
    """Put the files of all drawings into the package."""
    for name, picture in pictures.items():
        for suffix, content_type, content in (
            ("png", "image/png", picture.png),
            ("svg", "image/svg+xml", picture.svg),
        ):
            place = PackURI(f"/word/media/{name}.{suffix}")
            file = Part(place, content_type, content, part.package)
            part.rels.add_relationship(IMAGE_RELATION, file, f"{name}{suffix}", is_external=False)


def write_figure_caption(
    body: Body, inlines: InlineWriter, drawing: Drawing | Image, left: float | None = None
) -> None:
    """Append the caption of a figure with its number; nothing where it has neither.

    `left` is how far in points it stands from the margin, where its style does not say it.
    """
    if not drawing.caption and not drawing.number:
        return
    label = figure_label(drawing.number, body.document.language, drawing.series)
    flow = body.find_flow(label + get_text(drawing.caption))
    look = make_look(body, right_to_left=flow.right_to_left)
    pieces = [write_caption_label(body, label, drawing, look)]
    pieces.append(inlines.write(drawing.caption, look))
    caption = ParagraphLook(
        "Caption",
        flow.right_to_left,
        keep_next=True,
        left=left,
        hanging=body.hanging,
        align=flow.align,
    )
    body.add_paragraph("".join(pieces), caption)


def write_inline_picture(
    relation: str, number: int, words: str, size: tuple[int, int], *, vector: str = ""
) -> str:
    """Give the run of a picture, by its relations; `words` describe it, `size` is in units."""
    width, height = size
    title = f'id="{number}" name="Drawing {number}" descr="{escape(words)}"'
    svg = (
        f'<a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG}" '
        f'r:embed="{vector}"/></a:ext></a:extLst>'
        if vector
        else ""
    )
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        'distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {title}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {title}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip xmlns:r="{_RELATIONS}" r:embed="{relation}">{svg}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
