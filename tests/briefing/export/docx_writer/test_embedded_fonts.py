"""The file carries its typefaces: whoever opens it sees the lines and pages that were meant."""

import re
from io import BytesIO

import pytest
from PIL import ImageFont
from pypdf import PdfReader
from reportlab.pdfbase.ttfonts import TTFontFile

from briefing.document.nodes import Emphasis, Heading, Text
from briefing.export.docx_writer.writer import write_docx
from briefing.export.style_sheet import REPORT
from tests.support.both_files import take_sample, write_briefing
from tests.support.docx_reading import W, list_parts, make_paragraph, parse_part, write
from tests.support.every_node import make_every_node
from tests.support.libreoffice import print_docx

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SANS, ARABIC = "Source Sans Pro", "IBM Plex Sans Arabic"


def read_fonts(content):
    """Give the font files of a DOCX by family and face, as a word processor decodes them."""
    relations = {
        relation.get("Id"): relation.get("Target")
        for relation in parse_part(content, "word/_rels/fontTable.xml.rels")
    }
    parts = list_parts(content)
    return {
        (font.get(W + "name"), reference.tag.removeprefix(f"{W}embed")): decode(
            parts[f"word/{relations[reference.get(R + 'id')]}"], reference.get(W + "fontKey")
        )
        for font in parse_part(content, "word/fontTable.xml")
        for reference in font
        if reference.tag.startswith(f"{W}embed")
    }


def decode(file, key):
    """Undo what the key in braces did to the first bytes: its last byte comes first."""
    digits = key.strip("{}").replace("-", "")
    turned = [int(digits[place : place + 2], 16) for place in range(30, -2, -2)]
    return bytes(byte ^ turned[place % 16] for place, byte in enumerate(file[:32])) + file[32:]


def test_a_plain_text_brings_regular_and_bold():
    fonts = read_fonts(write(make_paragraph("Two bombs.")))

    assert sorted(fonts) == [(SANS, "Bold"), (SANS, "Regular")]


@pytest.mark.parametrize(
    "block",
    [make_paragraph(Emphasis((Text("Two"),)), " bombs."), Heading(4, (Text("Two bombs"),))],
    ids=["emphasis", "heading"],
)
def test_italics_come_with_texts_that_have_any(block):
    assert {face for _, face in read_fonts(write(block))} >= {"Italic", "BoldItalic"}


def test_arabic_names_bring_their_typeface():
    fonts = read_fonts(write(make_paragraph("Jaish al-Adl (جيش العدل)")))

    assert {(ARABIC, "Regular"), (ARABIC, "Bold")} <= set(fonts)
    assert ImageFont.truetype(BytesIO(fonts[ARABIC, "Regular"]), 20).getlength("جيش") > 20


def test_faces_are_sound_and_named_as_word_looks_for_them():
    content = write_docx(make_every_node(), REPORT, page_of_anchor={})
    fonts = read_fonts(content)

    assert len(fonts) >= 6
    for (family, face), file in fonts.items():
        TTFontFile(BytesIO(file), validate=1)  # the sums of the file and of each table
        name = face.replace("BoldItalic", "Bold Italic")
        assert ImageFont.truetype(BytesIO(file)).getname() == (family, name)


def test_a_reviewer_can_type_letters_that_the_text_has_not():
    (regular,) = [
        f for (_, face), f in read_fonts(write(make_paragraph("a"))).items() if face == "Regular"
    ]
    codes = TTFontFile(BytesIO(regular)).charToGlyph

    assert {ord(letter) for letter in "zQß–“€ḥʿş"} <= set(codes)
    assert ord("Ж") not in codes


@pytest.mark.parametrize("text", ["Жук", "Αθήνα"])
def test_greek_and_cyrillic_letters_come_with_texts_that_have_any(text):
    fonts = read_fonts(write(make_paragraph(text)))

    assert {ord(letter) for letter in text} <= set(
        TTFontFile(BytesIO(fonts[SANS, "Bold"])).charToGlyph
    )


def test_the_settings_let_word_keep_the_fonts():
    settings = list_parts(write(make_paragraph("a")))["word/settings.xml"].decode()

    assert "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" in settings


def test_libreoffice_prints_in_the_typefaces_of_the_file(tmp_path):
    printed = PdfReader(BytesIO(print_docx(write_briefing(take_sample()).docx, tmp_path)))

    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in printed.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names == {"SourceSansPro-Regular", "SourceSansPro-Bold", "IBMPlexSansArabic-Regular"}


def list_pages_of_sections(content):
    """Give the page of each heading in the outline of a PDF, without its number."""
    reader = PdfReader(BytesIO(content))
    pages, entries = {}, [reader.outline]
    while entries:
        entry = entries.pop()
        if isinstance(entry, list):
            entries += entry
        else:
            title = re.sub(r"^[\d.]+\s+", "", entry.title)
            pages[title] = reader.get_destination_page_number(entry)
    return pages


def test_libreoffice_prints_every_section_on_the_page_that_the_contents_tell(tmp_path):
    files = write_briefing(take_sample())

    told = list_pages_of_sections(files.pdf.content)
    assert len(told) >= 15
    assert list_pages_of_sections(print_docx(files.docx, tmp_path)).items() >= told.items()
