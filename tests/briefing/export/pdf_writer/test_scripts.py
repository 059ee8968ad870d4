"""Names in the world's scripts inside Latin sentences."""

import unicodedata

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.document.nodes import Paragraph, Strong, Text
from briefing.export.fonts import CJK_FAMILIES, list_fallback_families
from briefing.export.pdf_writer.faces import FaceSet
from briefing.export.pdf_writer.styles import TextStyle
from briefing.export.pdf_writer.writer import LayoutCache, write_pdf
from briefing.export.style_sheet import STANDARD
from tests.support.pdf_reading import (
    make_document,
    make_paragraph,
    open_pdf,
    read_text,
    run_tool,
    write,
)

needs_cjk = pytest.mark.skipif(
    not CJK_FAMILIES["Noto Sans SC"].is_installed,
    reason="the fonts for Chinese, Japanese and Korean (extra “cjk”) are not installed",
)
NAMES = [
    "Ελλάδα",
    "Грозный",
    "בנימין",
    "नरेन्द्र",
    pytest.param("习近平", marks=needs_cjk),
    pytest.param("岸田文雄きしだ", marks=needs_cjk),
    pytest.param("윤석열", marks=needs_cjk),
]

MIXED = st.text(
    st.sampled_from(
        "aZéő ЖЇΩώ جیشٹڈںےلا ًِّـ \u200c\u200d אבץָ नरेन्द्र ไทยก่ 习東カ한 😀 አᚠ \u00ad\u00a0\u202f\ufe0f"
        "09۰٣()[]«»“—…،؛؟﷽ﷺe\u0301"
    ),
    min_size=1,
    max_size=12,
)


def list_fonts(pdf):
    fonts = open_pdf(pdf).pages[0]["/Resources"]["/Font"]
    return {
        str(font["/BaseFont"]).split("+")[1]: font["/DescendantFonts"][0]["/FontDescriptor"]
        for font in (entry.get_object() for entry in fonts.values())
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_printed_without_a_missing_character(name):
    pdf = write(make_paragraph(f"The name {name} was given."), Paragraph((Strong((Text(name),)),)))

    assert pdf.problems == ()
    assert "☐" not in read_text(pdf)


def test_hebrew_is_read_back_in_order():
    assert "ראש הממשלה" in read_text(write(make_paragraph("He is ראש הממשלה now.")))


@pytest.mark.parametrize("words", ["स्थिति गंभीर", "प्रतिक्रिया में", "श्रीमान् विद्यार्थी", "१६ जनवरी २०२४"])
def test_devanagari_is_read_back_in_order_by_every_reader(words):
    pdf = write(make_paragraph(f"He said {words} today."))
    with pypdfium2.PdfDocument(pdf.content) as document:
        in_browsers = document[0].get_textpage().get_text_range()

    assert f"said {words} today." in read_text(pdf)
    assert f"said {words} today." in in_browsers
    assert f"said {words} today." in run_tool(pdf, "pdftotext", "FILE", "-")


class StrokeCounter:
    """Counts what a glyph is drawn with."""

    def __init__(self):
        self.count = 0

    def __getattr__(self, _name):
        return self.add

    def add(self, *_points):
        """Count one line, curve or the like."""
        self.count += 1


def count_strokes(face, characters):
    counts = []
    for character in characters:
        counter = StrokeCounter()
        face.font.draw_glyph_with_pen(face.font.get_nominal_glyph(ord(character)), counter)
        counts.append(counter.count)
    return counts


@pytest.mark.parametrize("digits", ["०१२३४५६७८९", "۰۱۲۳۴۵۶۷۸۹"])
def test_digits_look_as_they_were_typed(digits):
    chain = FaceSet("Source Sans Pro", "IBM Plex Sans Arabic").get_chain(TextStyle(10, "#000000"))
    face = next(face for face in chain if face.coverage.issuperset(digits))

    assert count_strokes(face, digits) != count_strokes(face, "0123456789")


@needs_cjk
@pytest.mark.parametrize("name", ["习近平", "윤석열", "東京"])
def test_chinese_japanese_and_korean_are_read_back(name):
    assert name in read_text(write(make_paragraph(f"In {name} today.")))


def test_a_variable_font_is_carried_at_the_weight_that_is_used():
    pdf = write(make_paragraph("שלום"))
    (file,) = [d["/FontFile2"].get_data() for n, d in list_fonts(pdf).items() if "Heebo" in n]

    tables = {file[place : place + 4] for place in range(12, 12 + 16 * file[5], 16)}
    assert b"glyf" in tables
    assert not {b"fvar", b"gvar"} & tables


def test_fonts_of_scripts_that_do_not_occur_are_not_carried():
    assert list(list_fonts(write(make_paragraph("Plain words.")))) == ["SourceSansPro-Regular"]


@needs_cjk
def test_the_language_tells_how_a_han_character_is_drawn():
    japanese, chinese = list_fallback_families("ja"), list_fallback_families("zh-Hans")

    assert japanese[2].regular == "NotoSansJP[wght].ttf"
    assert chinese[2].regular == "NotoSansSC[wght].ttf"


def test_equal_documents_in_many_scripts_have_equal_bytes():
    blocks = [make_paragraph("שלום नमस्ते Ελλάδα"), make_paragraph("नमस्ते שלום")]

    assert write(*blocks).content == write(*blocks).content


@settings(max_examples=60, deadline=None)
@given(MIXED, st.sampled_from(["en", "fa"]))
def test_every_letter_has_a_shape_of_its_own_or_is_told(text, language):
    cache = LayoutCache()
    document = make_document(make_paragraph(text), language=language)
    told = " ".join(
        problem.message for problem in write_pdf(document, STANDARD, cache=cache).problems
    )
    used = [glyph for face in cache.faces.get_used_faces() for glyph in face.codes.used]
    drawn = "".join(glyph.text for glyph in used)

    assert all(glyph.glyph for glyph in used)  # glyph 0 is the empty box of a font
    visible = (char for char in text if unicodedata.category(char)[0] in "LNPS")
    assert all(char in drawn or f"“{char}”" in told for char in visible)


@pytest.mark.parametrize("char", ["😀", "ก", "አ", "ᚠ"])
def test_what_no_font_has_is_told_once_with_its_number(char):
    (problem,) = write(make_paragraph(f"A {char} and {char}.")).problems

    assert f"“{char}” (U+{ord(char):04X})" in problem.message


def test_half_spaces_and_lengthened_words_are_read_back():
    words = "می‌خواهم نمی‌رود محمـــد"

    assert words in read_text(write(make_paragraph(words), language="fa"))
