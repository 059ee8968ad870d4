"""Pictures in the body: images with caption and credit, emblems in tables, the logo."""

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefing.document.nodes import Emblem, Image
from briefing.document.walk import get_text
from briefing.export.docx_writer.body import Body, ParagraphLook
from briefing.export.docx_writer.drawings import (
    IMAGE_RELATION,
    UNITS_PER_POINT,
    write_figure_caption,
    write_inline_picture,
)
from briefing.export.docx_writer.inlines import InlineWriter, make_look
from briefing.export.picture_size import (
    PrintedSize,
    find_emblem_size,
    find_image_size,
    find_logo_size,
    get_picture,
)
from briefing.export.style_sheet import TitleArrangement
from briefing.export.wording import HEADING_ROOM, figure_label
from briefing.imaging.picture import JPEG, Picture


def write_image(
    body: Body, inlines: InlineWriter, image: Image, width: float, indent: float = 0.0
) -> None:
    """Append an image with its caption above and its credit below; lengths in points."""
    left, keep_next = indent or None, body.has_small_print
    sheet = body.style_sheet
    lines = 2 * sheet.body_leading + sheet.small_leading + HEADING_ROOM
    height = sheet.page_height - sheet.margin_top - sheet.margin_bottom - lines
    picture = get_picture(body.document.pictures, image.picture)
    size = find_image_size(picture, image.width, PrintedSize(width, height))
    write_figure_caption(body, inlines, image, left)
    words = image.alternative_text or get_text(image.caption)
    run = _write_picture(body, image.picture, words, size)
    style = "CreditedImage" if image.credit else "Drawing"
    look = ParagraphLook(style, body.mirrored, keep_next, left=left, hanging=body.hanging)
    body.add_paragraph(run, look._replace(hung=body.has_pending_number))
    if image.credit:
        flow = body.find_flow(get_text(image.credit))
        credit = ParagraphLook(
            "SmallText", flow.right_to_left, keep_next, left=left, align=flow.align
        )
        runs = make_look(body, right_to_left=flow.right_to_left)
        body.add_paragraph(inlines.write(image.credit, runs), credit)


def write_emblem(body: Body, emblem: Emblem) -> str:
    """Give the run of an emblem beside a table."""
    size = find_emblem_size(get_picture(body.document.pictures, emblem.picture))
    return _write_picture(body, emblem.picture, emblem.alternative_text, size)


def write_logo(body: Body, logo: Emblem) -> None:
    """Append the logo, which stands above the title."""
    picture = get_picture(body.document.pictures, logo.picture)
    size = find_logo_size(picture, body.style_sheet.logo_height)
    run = _write_picture(body, logo.picture, logo.alternative_text, size)
    centred = body.style_sheet.title_arrangement is TitleArrangement.CENTRED
    align = "center" if centred else ""
    look = ParagraphLook("Drawing", right_to_left=body.mirrored, keep_next=True, align=align)
    body.add_paragraph(run, look)


def _write_picture(body: Body, key: str, words: str, size: PrintedSize) -> str:
    name = f"image{key}"
    body.images[name] = get_picture(body.document.pictures, key)
    body.picture_count += 1
    told = words.strip() or figure_label(0, body.document.language) or "Image"
    units = (round(size.width * UNITS_PER_POINT), round(size.height * UNITS_PER_POINT))
    return write_inline_picture(name, body.picture_count, told, units)


def add_images(part: Part, images: dict[str, Picture]) -> None:
    """Put the files of all images into the package, each once."""
    for name, picture in images.items():
        suffix = "jpeg" if picture.media_type == JPEG else "png"
        place = PackURI(f"/word/media/{name}.{suffix}")
        file = Part(place, picture.media_type, picture.content, part.package)
        part.rels.add_relationship(IMAGE_RELATION, file, name, is_external=False)
