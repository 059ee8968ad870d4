"""Whole documents from right to left: everything begins at the right edge of the text."""

import html
import re

import msgspec
import pytest

from briefing.document.nodes import (
    Align,
    Bibliography,
    BibliographyEntry,
    Callout,
    Cell,
    Column,
    Contents,
    Footnote,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
)
from briefing.export.style_sheet import STANDARD
from tests.support.pdf_reading import make_paragraph, open_pdf, run_tool, write

_WORD = re.compile(r'<word xMin="([0-9.]+)"[^>]*>([^<]*)</word>')
_EDGES = re.compile(r'<word xMin="([0-9.]+)" yMin="[0-9.]+" xMax="([0-9.]+)"')
LEFT = STANDARD.margin_left
RIGHT = STANDARD.page_width - STANDARD.margin_right


def write_persian(*blocks):
    return write(*blocks, language="fa-IR")


def find_words(pdf):
    """Give from each word of the first page, in the order seen, to its left edge."""
    words = _WORD.findall(run_tool(pdf, "pdftotext", "-l", "1", "-bbox", "FILE", "-"))
    places = {}
    for left, word in words:
        places.setdefault(html.unescape(word), float(left))
    return places


def text(words):
    return (Text(words),)


def test_a_paragraph_that_begins_with_a_latin_name_still_begins_at_the_right():
    places = find_words(write_persian(make_paragraph("IRNA گزارش داد")))

    assert places["IRNA"] > RIGHT - 40


def test_a_paragraph_in_english_keeps_its_own_side():
    places = find_words(write_persian(make_paragraph("A paragraph in English.")))

    assert places["A"] == pytest.approx(LEFT, abs=1)


def test_a_heading_in_latin_letters_has_its_number_at_the_right():
    places = find_words(write_persian(Heading(2, text("Boko Haram"), number="1.1")))

    assert places["Boko"] > LEFT + 200
    assert places["1.1"] > places["Haram"]


def test_the_first_column_of_a_table_stands_at_the_right():
    cells = tuple(Cell(text(words)) for words in ("One", "Two", "Three"))
    table = Table(columns=(Column(1), Column(1), Column(1)), rows=(Row(cells),))
    places = find_words(write_persian(table))

    assert places["One"] > places["Two"] > places["Three"]
    assert places["One"] > RIGHT - 30


def test_figures_have_their_units_below_each_other():
    rows = tuple(Row((Cell(text("ب")), Cell(text(number)))) for number in ("7", "123"))
    columns = (Column(1), Column(1, Align.END))
    places = find_words(write_persian(Table(columns=columns, rows=rows)))

    digit = (places["7"] - places["123"]) / 2
    assert digit == pytest.approx(STANDARD.table_size / 2, abs=1)


def test_marks_of_lists_stand_at_the_side_where_the_item_begins():
    items = (ListItem((make_paragraph("نخست"),)), ListItem((make_paragraph("English"),)))
    places = find_words(write_persian(List(items, ordered=True)))

    assert places[".1"] > RIGHT - 20
    assert places["2."] < LEFT + 20


def test_numbers_of_sources_stand_at_the_side_where_the_entry_begins():
    entries = (
        BibliographyEntry(1, "s1", text("ایرنا")),
        BibliographyEntry(2, "s2", text("Reuters")),
    )
    places = find_words(write_persian(Bibliography(entries=entries)))

    assert places["]1["] > RIGHT - 20  # mirrored signs that run from right to left
    assert places["[2]"] == pytest.approx(LEFT, abs=1)


def test_page_numbers_of_the_contents_stand_at_the_left_and_lines_lead_there():
    pdf = write_persian(Contents(title="C"), Heading(1, text("Boko Haram"), number="5"))
    places = find_words(pdf)
    link = open_pdf(pdf).pages[0]["/Annots"][0].get_object()["/Rect"]

    assert places["1"] == pytest.approx(LEFT, abs=1)
    assert places["5"] > RIGHT - 20
    assert [float(link[0]), float(link[2])] == pytest.approx([LEFT, RIGHT], abs=1)


def test_the_number_of_a_footnote_stands_before_it_at_the_right():
    note = Footnote((make_paragraph("یادداشت"),), number=7)
    places = find_words(write_persian(Paragraph((Text("متن"), note))))

    assert places["7"] > places["یادداشت"[::-1]] > RIGHT - 60


def test_the_bar_of_a_box_stands_at_the_right():
    content = open_pdf(write_persian(Callout((make_paragraph("متن"),)))).pages[0].get_contents()
    areas = [line.split()[-7:-3] for line in content.get_data().splitlines() if b" re f" in line]
    bars = [float(area[0]) for area in areas if float(area[2]) == 2.5]

    assert bars == [pytest.approx(RIGHT - 2.5, abs=0.1)]


def test_an_address_is_not_torn_apart():
    places = find_words(write_persian(make_paragraph("نشانی https://a.org/b-1/2024/ است")))

    assert "https://a.org/b-1/2024/" in places


def test_ranges_are_read_from_right_to_left():
    assert any("15–12" in words for words in find_words(write_persian(make_paragraph("12–15 تن"))))


@pytest.mark.parametrize("language", ["ar", "he-IL", "ur-PK", "ku-Arab", "fa"])
def test_the_language_of_the_document_says_which_way_it_runs(language):
    places = find_words(write(Heading(1, text("Title")), language=language))

    assert places["Title"] > LEFT + 200


@pytest.mark.parametrize("language", ["en-GB", "fr", "ku-Latn", "", "zh"])
def test_other_languages_begin_at_the_left(language):
    places = find_words(write(Heading(1, text("Title")), language=language))

    assert places["Title"] == pytest.approx(LEFT, abs=1)


def test_justified_lines_reach_both_edges():
    sheet = msgspec.structs.replace(STANDARD, justify=True)
    words = make_paragraph(" ".join(["گروه مسلح در بلوچستان IRGC"] * 12))
    pdf = write(words, sheet=sheet, language="fa")
    found = _EDGES.findall(run_tool(pdf, "pdftotext", "-bbox", "FILE", "-"))
    lines = [[]]
    for left, right in [(float(left), float(right)) for left, right in found]:
        if lines[-1] and left < lines[-1][-1]:  # back to the left edge: a new line
            lines.append([])
        lines[-1] += (right, left)
    whole = lines[:3]  # the last line is not justified

    assert [(min(line), max(line)) for line in whole] == [
        pytest.approx((LEFT, RIGHT), abs=2) for _ in whole
    ]
