"""Arabic-script names: direction, shaping, and the text that comes back out of the file."""

import random
import re

import pytest
from bidi import get_display

from briefing.document.nodes import (
    Cell,
    Cite,
    CitedSource,
    Column,
    Emphasis,
    Footnote,
    List,
    ListItem,
    Paragraph,
    ParagraphRole,
    Row,
    Strong,
    Table,
    Text,
)
from briefing.export.pdf_writer.bidi_levels import find_levels, reorder
from briefing.export.pdf_writer.faces import FaceSet
from briefing.export.pdf_writer.inlines import Run
from briefing.export.pdf_writer.lines import break_lines
from briefing.export.pdf_writer.shaping import PlainWords, shape
from briefing.export.pdf_writer.styles import ParagraphStyle, TextStyle
from briefing.export.pdf_writer.typesetting import Typesetter
from briefing.export.style_sheet import STANDARD
from tests.support.pdf_reading import make_paragraph, open_pdf, read_text, run_tool, write

ARMY_OF_JUSTICE = "جيش العدل"
GUARDS = "سپاه پاسداران انقلاب اسلامی"
PERSIAN = f"{GUARDS} می‌گوید که پایگاه‌های گروه را هدف قرار داد"
ARABIC = f"{ARMY_OF_JUSTICE} (بالعربية) منظمة مسلحة تنشط في إقليم سيستان"


def make_faces():
    return FaceSet(STANDARD.body_family, STANDARD.arabic_family)


@pytest.mark.parametrize("name", [ARMY_OF_JUSTICE, GUARDS, ARABIC, PERSIAN])
def test_names_are_read_back_in_order(name):
    assert name in read_text(write(make_paragraph(f"The group ({name}) was named.")))
    assert name in read_text(write(make_paragraph(name)))


@pytest.mark.parametrize("name", [ARMY_OF_JUSTICE, GUARDS, ARABIC])
def test_other_readers_read_them_too(name):
    pdf = write(make_paragraph(f"Known as {name} since then."), make_paragraph(name))
    text = run_tool(pdf, "pdftotext", "-layout", "FILE", "-")

    assert all(text.count(word) >= 2 for word in name.split())


def test_names_are_right_in_every_kind_of_text():
    name = (Text(ARMY_OF_JUSTICE, "ar"),)
    table = Table(columns=(Column(1),), header=(Cell(name),), rows=(Row((Cell(name),)),))
    marked = Paragraph((Strong(name), Text(" and "), Emphasis(name)))
    native = Paragraph(name, role=ParagraphRole.NATIVE_NAME)

    assert read_text(write(marked, native, table)).count(ARMY_OF_JUSTICE) == 5


def test_a_citation_after_a_name_stays_after_it():
    cite = Cite((CitedSource("a", "p. 3", number=12),))
    pdf = write(Paragraph((Text(f"the {ARMY_OF_JUSTICE}"), cite, Text(" said"))))
    levels = find_levels(f"the {ARMY_OF_JUSTICE}[12, p. 3] said")[1]

    assert set(levels) == {0, 1, 2} or set(levels) == {0, 1}
    assert "said" in read_text(pdf)


def list_places(pdf, *words):
    """Give where each of the words begins on the first page, by poppler, from the left."""
    found = run_tool(pdf, "pdftotext", "-bbox", "FILE", "-")
    places = re.findall(r'<word xMin="([\d.]+)".*?>(.*?)</word>', found)
    either = [(float(x), f"{text} {text[::-1]}") for x, text in places]  # letters as they stand
    return [next(x for x, text in either if word in text) for word in words]


MARK = Cite((CitedSource("a", "p. 3", number=12),))
NOTE = Footnote((make_paragraph("Words."),), 12)


@pytest.mark.parametrize("mark", [MARK, NOTE])
def test_a_mark_behind_a_name_stands_between_it_and_what_follows(mark):
    blocks = Paragraph((Text(f"The group “{GUARDS}” "), mark, Text(". Afterwards")))
    in_english = list_places(write(blocks), "group", "سپاه", "12", "Afterwards")
    in_persian = list_places(write(blocks, language="fa"), "group", "سپاه", "12", "Afterwards")

    assert in_english == sorted(in_english)
    assert in_persian == sorted(in_persian, reverse=True)


def test_a_mark_with_a_latin_locator_stays_together_in_a_persian_sentence():
    pdf = write(Paragraph((Text(f"{GUARDS} "), MARK, Text(" پایان"))), language="fa")
    end, number, page, start = list_places(pdf, "پایان", "[12,", "3]", "سپاه")

    assert end < number < page < start


def test_arabic_heads_of_columns_stand_above_their_cells():
    columns = (Column(3), Column(1))
    header = (Cell((Text("نام"),)), Cell((Text("Name"),)))
    rows = (Row((Cell((Text("English"),)), Cell((Text("x"),)))),)
    head, cell = list_places(write(Table(columns, rows, header=header)), "نام", "English")

    assert head == pytest.approx(cell, abs=1)


def test_right_to_left_paragraphs_start_at_the_right():
    typesetter = Typesetter(make_faces(), STANDARD.accent_colour)
    style = ParagraphStyle(TextStyle(10, "#000000"), 14)
    arabic = break_lines([Run(ARABIC[:20], style.text)], style, 400, typesetter.get_words)
    english = break_lines([Run("English", style.text)], style, 400, typesetter.get_words)

    assert arabic.rtl
    assert b"[-3" in arabic.codes[0]
    assert not english.rtl
    assert b"[-" not in english.codes[0]


@pytest.mark.parametrize("name", [ARMY_OF_JUSTICE, GUARDS, "مُشَكَّلَةٌ", "لا", "می‌گوید"])
def test_shaped_runs_hold_every_character_of_the_input(name):
    face = make_faces().get_chain(TextStyle(10, "#000000"))[1]
    shape(face, name, rtl=True, language="", size=10)
    held = "".join(glyph.text for glyph in face.codes.used)

    assert set(held) == set(name)
    assert all(glyph.glyph for glyph in face.codes.used)


def test_levels_agree_with_the_reference_brackets_included():
    signs = "abc جيش ()[]{} 123 ٣٤ ,.-+/ אב «»"
    numbers = random.Random(20240118)
    for _ in range(3000):
        text = "".join(numbers.choices(signs, k=numbers.randint(1, 14))).strip()
        levels = find_levels(text)[1]
        in_page = find_levels(text, 1)[1]

        assert "".join(text[place] for place in reorder(levels)) == get_display(text)
        assert "".join(text[place] for place in reorder(in_page)) == get_display(text, base_dir="R")


def test_words_put_together_from_pairs_are_the_words_as_shaped():
    text = (
        "Avenue office affluent Jaish-al-Adl “Tehran’s” 2024–25 Wörter Żaryń Иран Αθήνα To VAT fi"
    )
    for bold in (False, True):
        face = make_faces().get_chain(TextStyle(10, "#000000", bold=bold))[0]
        words = PlainWords(face)
        for word in text.split():
            together = words[word]

            assert together in (None, shape(face, word, rtl=False, language="", size=10))


def test_a_ligature_is_not_put_together_from_its_letters():
    words = PlainWords(make_faces().get_chain(TextStyle(10, "#000000"))[0])

    assert words["ff"] is None or words["fi"] is None
    assert "office" in read_text(write(make_paragraph("office")))


def test_the_mark_of_a_right_to_left_item_stands_at_the_right():
    items = (ListItem((make_paragraph(GUARDS),)), ListItem((make_paragraph("English"),)))
    places = {}
    open_pdf(write(List(items, ordered=True))).pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: places.setdefault(text.strip(), tm[4])
    )

    assert places[".1"] > 400  # the full stop follows the number, to its left
    assert places["2."] < 100
