"""Notes at the foot of the page."""

import re

import pytest

from briefing.document.nodes import (
    Cell,
    Column,
    Drawing,
    Footnote,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
)
from briefing.drawing.scene import Ink, Rectangle, Scene
from tests.support.pdf_reading import make_paragraph, open_pdf, read_pages, read_text, write

WORDS = "The council met in the capital and discussed what had happened at the border. "


def make_noted(number, words=WORDS, text=WORDS * 3):
    note = Footnote((make_paragraph(f"note{number} {words}"),), number=number)
    return Paragraph((Text(f"mark{number}."), note, Text(" " + text)))


def test_a_note_stands_on_the_page_of_its_mark():
    pages = read_pages(write(*(make_noted(n) for n in range(1, 60))))

    assert len(pages) > 3
    for text in pages:
        assert re.findall(r"mark(\d+)", text) == re.findall(r"note(\d+)", text)


def test_the_mark_is_the_number_of_the_note_without_a_blank_before_it():
    assert "mark7.7" in read_text(write(make_noted(7))).replace(" ", "")


def test_a_long_note_goes_on_at_the_foot_of_the_next_pages():
    words = " ".join(f"w{n}" for n in range(1500))
    pdf = write(make_noted(1, words), make_paragraph(WORDS * 40))
    pages = read_pages(pdf)

    assert pdf.page_count > 1
    assert "note1" in pages[0]
    assert sorted(re.findall(r"\bw\d+", " ".join(pages))) == sorted(words.split())


def test_a_note_longer_than_all_text_gets_pages_of_its_own():
    words = [f"w{n}" for n in range(6000)]
    pdf = write(make_noted(1, " ".join(words)))

    assert re.findall(r"\bw\d+", read_text(pdf)) == words


def test_notes_in_notes_and_lists_in_notes_are_printed():
    inner = Footnote((make_paragraph("inner note"),), number=2)
    items = List((ListItem((make_paragraph("listed"),)),))
    outer = Footnote((Paragraph((Text("outer note"), inner)), items), number=1)
    text = read_text(write(Paragraph((Text("mark"), outer))))

    assert all(words in text for words in ("outer note", "inner note", "listed"))


def test_an_empty_note_without_number_does_no_harm():
    assert "mark*" in read_text(write(Paragraph((Text("mark"), Footnote(())))))


def test_notes_of_a_header_row_are_printed_once():
    note = Footnote((make_paragraph("once only"),), number=1)
    rows = tuple(Row((Cell((Text(f"r{n}"),)),)) for n in range(150))
    pdf = write(Table(columns=(Column(1),), header=(Cell((Text("Head"), note)),), rows=rows))

    assert pdf.page_count > 2
    assert read_text(pdf).count("once only") == 1


@pytest.mark.parametrize("lines", range(18, 26))
def test_a_figure_leaves_room_for_the_notes_of_its_caption(lines):
    square = Rectangle(x=0, y=0, width=440, height=200, fill=Ink.ACCENT)
    scene = Scene(width=440, height=200, shapes=(square,))
    note = Footnote((make_paragraph("NOTE " + WORDS * 4),), number=1)
    figure = Drawing(scene=scene, alternative_text="A square.", caption=(Text("Where"), note))

    pdf = write(*[make_paragraph("A line.") for _ in range(lines)], figure)

    page = next(page for page in open_pdf(pdf).pages if "NOTE" in page.extract_text())
    assert find_highest(page, "NOTE") < find_foot(page, scene)


def find_highest(page, word):
    """Give how high on a page the first text with a word stands."""
    heights = []
    page.extract_text(
        visitor_text=lambda text, _, place, *__: heights.append(place[5]) if word in text else None
    )
    return max(heights)


def find_foot(page, scene):
    """Give where a drawing ends on the page that shows it."""
    scale, top = re.search(rb"q ([\d.]+) 0 0 -\S+ \S+ ([\d.]+) cm", get_operators(page)).groups()
    return float(top) - scene.height * float(scale)


def get_operators(page):
    return page.get_contents().get_data()
