"""Drawings as SVG and as pixels, and as readers find them in DOCX and PDF."""

import io
import xml.etree.ElementTree as ET

import msgspec
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from briefing.document.nodes import (
    Contents,
    Drawing,
    Heading,
    ListedFigure,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Text,
)
from briefing.drawing.scene import Anchor, Ink, Label, Rectangle, Scene
from briefing.export.docx_writer.writer import write_docx
from briefing.export.drawn.outlines import get_sheet_outliner
from briefing.export.drawn.paths import choose_inks
from briefing.export.drawn.png import write_png
from briefing.export.drawn.svg import write_svg
from briefing.export.style_sheet import STANDARD, STYLE_SHEETS
from tests.support.docx_reading import list_parts, list_styles, open_docx
from tests.support.every_node import ARMY_OF_JUSTICE, make_drawing
from tests.support.pdf_reading import make_document, make_paragraph, open_pdf, read_pages, write

INKS = choose_inks(STANDARD)
OUTLINER = get_sheet_outliner(STANDARD)


def make_scene(*shapes):
    return Scene(width=100, height=50, shapes=shapes)


def draw_svg(scene, words="A drawing."):
    return ET.fromstring(write_svg(scene, INKS, OUTLINER, words))


def open_png(scene):
    return Image.open(io.BytesIO(write_png(scene, INKS, OUTLINER)))


def draw_docx(*drawings):
    return write_docx(make_document(*drawings), STANDARD, page_of_anchor={})


@pytest.mark.parametrize("sheet", STYLE_SHEETS.values(), ids=STYLE_SHEETS)
def test_water_is_blue_in_every_design(sheet):
    inks = choose_inks(sheet)

    for role in (Ink.SEA, Ink.COAST):
        red, green, blue = bytes.fromhex(inks[role].removeprefix("#"))
        assert red < green < blue


# --- svg and png


@given(st.text())
def test_any_words_make_a_readable_svg(words):
    svg = draw_svg(make_scene(Label(x=1, y=20, text=words, size=8)), words)

    assert svg.get("role") == "img"
    assert svg.get("viewBox") == "0 0 100 50"


def test_texts_are_outlines_that_need_no_fonts():
    svg = draw_svg(make_drawing().scene)

    assert not [element for element in svg.iter() if element.tag.endswith("}text")]
    assert len([element for element in svg.iter() if element.tag.endswith("}path")]) > 6


def test_the_picture_has_300_dots_an_inch_and_the_colours_of_the_style_sheet():
    picture = open_png(make_scene(Rectangle(x=0, y=0, width=50, height=50, fill=Ink.ACCENT)))

    assert picture.size == (417, 209)
    assert round(picture.info["dpi"][0]) == 300
    assert picture.convert("RGB").getpixel((50, 100)) == (0x0B, 0x4F, 0x79)
    assert picture.convert("RGB").getpixel((350, 100)) == (255, 255, 255)


def test_a_hole_in_an_area_stays_open():
    picture = open_png(make_drawing().scene).convert("RGB")
    scale = 300 / 72
    at_hole, in_land = (
        picture.getpixel((int(x * scale), int(y * scale))) for x, y in ((52, 20), (35, 17))
    )

    assert at_hole != in_land


def test_right_to_left_words_are_joined_in_the_picture():
    joined = OUTLINER.draw(ARMY_OF_JUSTICE, 10, bold=False).width
    apart = sum(OUTLINER.draw(letter, 10, bold=False).width for letter in ARMY_OF_JUSTICE)

    assert joined < apart * 0.9


def test_equal_scenes_give_equal_bytes():
    scene = make_drawing().scene

    assert write_png(scene, INKS, OUTLINER) == write_png(scene, INKS, OUTLINER)


@pytest.mark.parametrize("anchor", list(Anchor))
def test_an_anchor_is_where_the_text_says(anchor):
    picture = open_png(make_scene(Label(x=50, y=30, text="IIIIIIII", size=10, anchor=anchor)))
    dark = [
        x for x in range(417) if picture.convert("L").crop((x, 0, x + 1, 208)).getextrema()[0] < 99
    ]
    middle = (dark[0] + dark[-1]) / 2 / 417

    assert {
        Anchor.START: middle > 0.52,
        Anchor.MIDDLE: abs(middle - 0.5) < 0.02,
        Anchor.END: middle < 0.48,
    }[anchor]


# --- docx


def test_word_gets_svg_and_others_a_png():
    parts = list_parts(draw_docx(make_drawing()))
    suffixes = [name.rpartition(".")[2] for name in parts if name.startswith("word/media/")]

    assert sorted(suffixes) == ["png", "svg"]
    assert b"svgBlip" in parts["word/document.xml"]


def test_the_picture_has_its_alternative_text_and_caption():
    body = list_parts(draw_docx(make_drawing()))["word/document.xml"].decode()

    assert body.count('descr="A map with Panjgur in the middle."') == 2
    assert "SEQ Figure" in body
    assert "Where it happened" in body


def test_hostile_words_stay_words():
    drawing = msgspec.structs.replace(make_drawing(), alternative_text='"/><w:evil x="\x00&')
    body = list_parts(draw_docx(drawing))["word/document.xml"]

    ET.fromstring(body)
    assert b"<w:evil" not in body


def test_the_same_drawing_twice_is_one_file_and_two_pictures():
    parts = list_parts(draw_docx(make_drawing(), make_drawing()))

    assert sum(name.startswith("word/media/") for name in parts) == 2
    assert b'id="2" name="Drawing 2"' in parts["word/document.xml"]


def test_the_sources_of_a_drawing_stay_with_it_in_word():
    sources = Paragraph((Text("Sources: 1"),), role=ParagraphRole.SMALL)
    paragraphs = open_docx(draw_docx(make_drawing(), sources, make_drawing())).paragraphs
    drawn = [one for one in paragraphs if one.style.name == "Drawing"]

    assert [one.paragraph_format.keep_with_next for one in drawn] == [True, None]


def test_equal_documents_with_drawings_give_equal_bytes():
    assert draw_docx(make_drawing()) == draw_docx(make_drawing())


# --- pdf


def test_the_words_of_a_drawing_can_be_searched_in_the_pdf():
    (page,) = read_pages(write(make_drawing()))

    assert "Panjgur <13>" in page
    assert ARMY_OF_JUSTICE in page
    assert "Where it happened" in page


def test_a_halo_prints_no_word_twice():
    (page,) = read_pages(write(make_drawing()))

    assert page.count("Panjgur") == 1


def test_a_drawing_is_vectors_not_pixels():
    pdf = open_pdf(write(make_drawing()))

    assert not list(pdf.pages[0].images)


def test_caption_and_drawing_stay_together():
    lines = [make_paragraph("A line.") for _ in range(27)]
    pages = read_pages(write(*lines, make_drawing()))

    where = [number for number, page in enumerate(pages) if "Where it happened" in page]
    assert where == [number for number, page in enumerate(pages) if "Panjgur" in page]


@pytest.mark.parametrize("lines", [*range(18, 32), 0])
@pytest.mark.parametrize("height", [120, 590, 2000])
def test_the_sources_of_a_drawing_stand_below_it_and_its_heading_above(lines, height):
    label = Label(x=10, y=height / 2, text="Panjgur", size=9)
    drawing = Drawing(scene=Scene(width=400, height=height, shapes=(label,)), alternative_text="A.")
    sources = Paragraph((Text("Sources: 1"),), role=ParagraphRole.SMALL)
    fill = [make_paragraph("A line.") for _ in range(lines)]
    pages = read_pages(write(*fill, Heading(1, (Text("Where"),)), drawing, sources))

    (page,) = [each for each in pages if "Panjgur" in each]
    assert "Where" in page
    assert "Sources" in page or height > 500


def test_a_drawing_taller_than_a_page_is_made_to_fit():
    tall = Scene(width=400, height=2000, shapes=(Label(x=10, y=1990, text="The foot", size=40),))
    pdf = write(Drawing(scene=tall, alternative_text="Tall.", caption=(Text("Tall"),)))

    assert pdf.page_count == 1
    assert "The foot" in read_pages(pdf)[0]


def test_a_letter_without_a_glyph_is_told():
    odd = make_scene(Label(x=1, y=20, text="\U00010345", size=8))
    pdf = write(Drawing(scene=odd, alternative_text="Odd."))

    assert [problem.check for problem in pdf.problems] == ["missing-character"]


def test_a_link_leads_to_the_drawing():
    reader = pypdf.PdfReader(io.BytesIO(write(make_drawing()).content))

    assert reader.pages[0].extract_text()
    assert "drawing-1" in write(make_drawing()).anchors


# --- the list of figures


def make_listed():
    figures = (ListedFigure("Figure 1", "Where it happened", "drawing-1"),)
    return (Contents("Contents", 2, "Figures", figures), PageBreak(), make_drawing())


def test_the_list_of_figures_leads_to_them_in_pdf():
    pdf = write(*make_listed())
    first = open_pdf(pdf).pages[0]

    assert "Figure 1" in read_pages(pdf)[0]
    assert read_pages(pdf)[0].rstrip().endswith("2")
    assert len(first["/Annots"]) == 1


def test_the_list_of_figures_is_a_field_with_pages_in_docx():
    content = write_docx(make_document(*make_listed()), STANDARD, page_of_anchor={"drawing-1": 2})
    body = list_parts(content)["word/document.xml"].decode()

    assert 'TOC \\h \\z \\c "Figure"' in body
    assert ("table of figures", "Figure 1\tWhere it happened\t2") in list_styles(content)


def test_a_heading_goes_with_its_drawing_to_the_next_page():
    high = Scene(width=400, height=560, shapes=(Label(x=10, y=550, text="The foot", size=10),))
    lines = [make_paragraph("A line.") for _ in range(9)]
    heading = Heading(1, (Text("Where it was"),))
    pages = read_pages(write(*lines, heading, Drawing(scene=high, alternative_text="High.")))

    assert "Where it was" not in pages[0]
    assert "Where it was" in pages[1]
    assert "The foot" in pages[1]
