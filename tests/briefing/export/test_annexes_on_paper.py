"""Annexes, pages that lie and the list of tables, as both files have them."""

import pytest

from briefing.document.nodes import (
    Cell,
    Column,
    Contents,
    Footnote,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
)
from briefing.export.style_sheet import STANDARD
from tests.support.both_files import write_both
from tests.support.builders import compose_of, make_attack, make_section, make_text
from tests.support.docx_reading import W, list_shown, list_texts, open_docx, parse_part
from tests.support.pdf_reading import list_links, make_document, open_pdf, read_pages, write


@pytest.fixture(scope="module")
def files():
    attack = make_attack()
    sections = (
        make_text("Text.", number=1, title="Events"),
        make_section("attacks", attack, number=2, title="Attacks", landscape=True),
        make_text("Text.", number=3, title="Outlook"),
        make_section("attacks", attack, number=4, title="All", annex=True, landscape=True),
        make_text("Terms.", number=5, title="Terms", level=2),
    )
    composition = compose_of(*sections, records=[attack])
    return write_both(composition.document)


def get_sizes(pdf):
    return [tuple(map(round, page.mediabox[2:])) for page in open_pdf(pdf).pages]


def make_table(**fields):
    return Table((Column(1.0),), (Row((Cell((Text("x"),)),)),), **fields)


def test_pages_of_landscape_sections_lie_in_the_pdf(files):
    standing, lying = (595, 842), (842, 595)

    assert get_sizes(files.pdf) == [standing, lying, standing, lying]


def test_marking_and_number_stand_on_pages_that_lie_too(files):
    lying = read_pages(files.pdf)[1]

    assert lying.count("TLP:GREEN") == 2
    assert "Page 2 of 4" in lying


def test_word_has_a_section_for_each_turn_with_marking_and_running_numbers(files):
    sections = open_docx(files.docx).sections

    widths = [section.page_width.pt > section.page_height.pt for section in sections]
    assert widths == [False, True, False, True]
    assert all("TLP:GREEN" in s.header.paragraphs[0].text for s in sections)
    assert all("TLP:GREEN" in s.footer.paragraphs[0].text for s in sections)
    assert not list(parse_part(files.docx).iter(W + "pgNumType"))


def test_headings_stand_at_the_very_top_of_turned_pages_of_word(files):
    paragraphs = open_docx(files.docx).paragraphs
    headings = [p for p in paragraphs if p.style.name == "Heading 1"][1:]

    assert [p.paragraph_format.space_before.pt for p in headings] == [0, 0, 0]


def test_the_footer_of_pages_that_lie_reaches_to_their_edge(files):
    footer = open_docx(files.docx).sections[1].footer.paragraphs[0]

    stops = [(stop.position.pt, stop.alignment.name) for stop in footer.paragraph_format.tab_stops]
    width = STANDARD.turn().text_width
    assert stops[-1] == (pytest.approx(width, abs=0.1), "RIGHT")
    assert [kind for _, kind in stops].count("CLEAR") == 2


def test_tables_take_the_width_of_a_page_that_lies(files):
    (first, _) = open_docx(files.docx).tables[-2:]

    width = sum(column.width.pt for column in first.columns)
    assert width == pytest.approx(STANDARD.turn().text_width, abs=2)


def test_annexes_have_their_letters_in_text_contents_and_bookmarks(files):
    outline = [entry.title for entry in open_pdf(files.pdf).outline if not isinstance(entry, list)]

    assert outline[-1] == "Annex A All"
    assert "Annex A All" in " ".join(read_pages(files.pdf)[3].split())
    shown = list_shown(files.docx)
    assert [text for text in shown if text.split() == ["Annex", "A", "All"]]
    assert [text for text in shown if text.split() == ["A.1", "Terms"]]


def test_both_files_list_the_tables_with_their_pages(files):
    shown = " ".join(list_shown(files.docx))

    assert "Tables" in read_pages(files.pdf)[0]
    assert "Table A1" in shown
    codes = list(parse_part(files.docx).itertext(W + "instrText"))
    assert ' TOC \\h \\z \\c "Table" ' in codes
    assert " SEQ Table \\* ARABIC \\r 1 " in codes


def test_lines_of_the_list_of_tables_lead_to_the_tables(files):
    first_page = [target for page, target in list_links(files.pdf) if page == 1]

    assert first_page.count(2) == 2  # the section and its table
    assert {2, 4} <= set(first_page)


def test_notes_that_are_carried_over_end_before_pages_turn():
    note = Footnote((Paragraph((Text("word " * 4000),)),), number=1)
    text = Paragraph((Text("Text."), note))
    pdf = write(text, PageBreak(landscape=True), Paragraph((Text("Wide."),)))

    sizes = get_sizes(pdf)
    assert sizes[-1] == (842, 595)
    assert set(sizes[:-1]) == {(595, 842)}
    assert len(sizes) > 2
    assert "word" not in read_pages(pdf)[-1]


def test_a_document_may_begin_on_a_page_that_lies():
    blocks = (PageBreak(landscape=True), Paragraph((Text("Wide."),)))
    files = write_both(make_document(*blocks))

    assert get_sizes(files.pdf) == [(842, 595)]
    (section,) = open_docx(files.docx).sections
    assert section.page_width > section.page_height


def test_a_turn_after_a_table_leaves_no_empty_page():
    table = make_table(caption=(Text("One"),), number=1)
    blocks = (Heading(1, (Text("A"),)), table, PageBreak(landscape=True), Paragraph((Text("B"),)))
    files = write_both(make_document(*blocks))

    assert len(get_sizes(files.pdf)) == 2
    assert len(open_docx(files.docx).sections) == 2
    assert list_texts(files.docx)[-1] == "B"


def test_contents_without_tables_have_no_list_of_them():
    files = write_both(make_document(Contents("Contents"), Heading(1, (Text("A"),), anchor="a")))

    assert "Tables" not in " ".join(list_shown(files.docx))
