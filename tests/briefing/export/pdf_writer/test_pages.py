"""What a reader finds on the pages: order, marking, page numbers, contents, links, bookmarks."""

import re

import msgspec
import pytest

from briefing.document.nodes import (
    Banner,
    Bibliography,
    BibliographyEntry,
    Callout,
    Cite,
    CitedSource,
    Contents,
    CrossReference,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    Origin,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Quotation,
    Strong,
    Text,
    TitleBlock,
)
from briefing.export.style_sheet import LETTER, STANDARD
from tests.support.pdf_reading import (
    list_links,
    make_paragraph,
    open_pdf,
    read_pages,
    read_text,
    write,
)

LONG = "Security forces said that they had found the hideout near the border town. " * 6
AMBER = Banner("TLP:AMBER", colour="#FFC000")


def make_heading(text, level=1, **fields):
    return Heading(level=level, children=(Text(text),), **fields)


def find_baseline(pdf, words):
    found = []
    open_pdf(pdf).pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: found.append((text.strip(), tm[5]))
    )
    return next(y for text, y in found if text == words)


def find_left_edge(pdf, words):
    """Give where words begin on the first page, in points from its left edge."""
    found = []
    open_pdf(pdf).pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: found.append((text.strip(), tm[4]))
    )
    return next(x for text, x in found if text == words)


def make_sections(count):
    return [
        block
        for number in range(1, count + 1)
        for block in (
            make_heading(f"Section {number}", number=str(number), anchor=f"section-{number}"),
            make_paragraph(LONG * 3),
        )
    ]


def test_an_empty_document_is_one_page_with_the_marking_twice():
    pdf = write(banner=AMBER)

    assert pdf.page_count == 1
    assert read_pages(pdf)[0].count("TLP:AMBER") == 2


def test_the_marking_stands_at_head_and_foot_of_every_page_the_first_too():
    pdf = write(*make_sections(12), banner=AMBER)

    assert pdf.page_count > 3
    assert {text.count("TLP:AMBER") for text in read_pages(pdf)} == {2}


def test_a_long_marking_is_wrapped_and_the_text_keeps_clear_of_it():
    words = "TLP:AMBER+STRICT " + "RELEASABLE TO PARTNERS " * 12
    pdf = write(make_paragraph("First words."), banner=Banner(words.strip()))

    assert read_text(pdf).count("PARTNERS") == 24
    assert pdf.page_count == 1


def test_a_wide_marking_does_not_cover_the_line_at_the_foot():
    pdf = write(make_paragraph("x"), banner=Banner("TLP:AMBER " * 9), reference="BB-2024-003")
    plain = write(make_paragraph("x"), banner=AMBER, reference="BB-2024-003")

    assert find_baseline(pdf, "BB-2024-003") > find_baseline(plain, "BB-2024-003") + 10


def test_every_page_tells_its_number_and_how_many_there_are():
    pdf = write(*make_sections(12))

    for number, text in enumerate(read_pages(pdf), 1):
        assert f"Page {number} of {pdf.page_count}" in text


def test_the_reference_stands_on_every_page():
    pdf = write(*make_sections(6), reference="BB-2024-003")

    assert all("BB-2024-003" in text for text in read_pages(pdf))


def test_contents_give_the_page_on_which_each_heading_is():
    pdf = write(Contents(title="Contents"), *make_sections(25))
    pages = read_pages(pdf)
    links = [target for page, target in list_links(pdf) if page == 1]

    assert len(links) == 25
    for number, target in enumerate(links, 1):
        assert f"Section {number}\n" in pages[target - 1]
        assert pdf.anchors[f"section-{number}"].page == target


def test_contents_print_the_very_numbers_that_their_links_lead_to():
    pdf = write(Contents(title="Contents"), *make_sections(9), PageBreak(), make_heading("Last"))
    printed = [int(line) for line in read_pages(pdf)[0].splitlines() if line.isdigit()]
    targets = [target for page, target in list_links(pdf) if page == 1]

    assert targets == printed[-len(targets) :] or targets == printed[: len(targets)]
    assert targets[-1] == pdf.page_count


def test_contents_leave_out_deep_headings_and_those_that_ask_for_it():
    pdf = write(
        Contents(title="Contents", depth=1),
        make_heading("Shown"),
        make_heading("Deeper", level=2),
        make_heading("Unlisted", in_contents=False),
    )

    assert [read_text(pdf).count(word) for word in ("Shown", "Deeper", "Unlisted")] == [2, 1, 1]


def test_contents_without_numbers_set_off_what_is_below_a_section():
    contents = Contents(title="Contents", depth=2)
    pdf = write(contents, make_heading("Background"), make_heading("The border", level=2))

    assert find_left_edge(pdf, "The border") >= find_left_edge(pdf, "Background") + 15


def test_headings_become_bookmarks_in_their_order_and_depth():
    pdf = write(make_heading("One", number="1"), make_heading("Inner", 3), make_heading("Two", 1))
    first, inner, second = open_pdf(pdf).outline

    assert (first.title, second.title) == ("1 One", "Two")
    assert [entry.title for entry in inner] == ["Inner"]


def test_a_heading_is_never_parted_from_the_text_below_it():
    for lines in range(25, 45):
        filler = Paragraph(tuple(part for _ in range(lines) for part in (Text("x"), LineBreak())))
        pdf = write(filler, make_heading("Kept"), make_paragraph("Follows. " + LONG))
        (page,) = [text for text in read_pages(pdf) if "Kept" in text]

        assert "Follows." in page


def test_a_paragraph_never_leaves_a_single_line_behind_or_ahead():
    for lines in range(30, 48):
        filler = Paragraph(tuple(part for _ in range(lines) for part in (Text("x"), LineBreak())))
        pdf = write(filler, make_paragraph("word " * 110))
        counts = [
            sum(line.startswith("word") for line in text.splitlines()) for text in read_pages(pdf)
        ]

        assert 1 not in counts


def test_words_come_out_in_the_order_in_which_they_were_put_in():
    blocks = [
        TitleBlock(kicker="a1", title="a2", subtitle="a3", facts=(("a4", "a5"), ("a6", "a7"))),
        Callout(title="b1", blocks=(make_paragraph("b2"), make_paragraph("b3"))),
        List(items=(ListItem((make_paragraph("c1"),)), ListItem((make_paragraph("c2"),)))),
        Quotation((make_paragraph("d1"),), attribution=(Text("d2"),)),
        Paragraph((Text("e1 "), Strong((Text("e2 "), Emphasis((Text("e3"),)))), LineBreak())),
        make_paragraph("f1", role=ParagraphRole.LEAD),
        make_paragraph("f2", role=ParagraphRole.SMALL),
    ]
    found = re.findall(r"\b[a-f]\d\b", read_text(write(*blocks)))

    expected = "a1 a2 a3 a4 a5 a6 a7 b1 b2 b3 c1 c2 d1 d2 e1 e2 e3 f1 f2"
    assert " ".join(found) == expected


def test_numbered_lists_count_from_their_start_and_nest():
    inner = List((ListItem((make_paragraph("inner"),)),), ordered=True)
    items = (ListItem((make_paragraph("first"), inner)), ListItem((make_paragraph("second"),)))
    text = read_text(write(List(items, ordered=True, start=9)))

    assert "9. first 1. inner 10. second" in text


def test_an_empty_item_keeps_its_number():
    items = (ListItem(()), ListItem((make_paragraph("second"),)))

    assert "1. 2. second" in read_text(write(List(items, ordered=True)))


def test_an_anchor_at_the_very_end_can_be_linked():
    link = Paragraph((CrossReference("end", (Text("to the end"),)),))
    pdf = write(link, Paragraph((), anchor="end"))

    assert list_links(pdf) == [(1, 1)]
    assert pdf.problems == ()


def test_a_citation_without_number_is_text():
    pdf = write(Paragraph((Cite((CitedSource("a"),)),)))

    assert "[?]" in read_text(pdf)
    assert pdf.problems == ()


def test_citations_are_linked_to_the_entry_with_their_number():
    cite = Cite((CitedSource("a", "p. 12", number=3), CitedSource("b", number=1)))
    entries = tuple(BibliographyEntry(n, f"source-{n}", (Text(f"Title {n}"),)) for n in (1, 2, 3))
    pdf = write(Paragraph((Text("Said "), cite)), PageBreak(), Bibliography(entries=entries))

    assert "Said [3, p. 12; 1]" in read_text(pdf)
    assert list_links(pdf) == [(1, 2), (1, 2)]
    assert pdf.anchors["source-3"].y > pdf.anchors["source-1"].y


@pytest.mark.parametrize("lines", range(22, 32))
def test_the_key_to_the_grades_never_stands_without_a_source(lines):
    entries = tuple(BibliographyEntry(n, f"source-{n}", (Text(f"Title {n}"),)) for n in (1, 2, 3))
    key = Paragraph((Text("Grades: letter for the source."),), role=ParagraphRole.SMALL)
    fill = [make_paragraph("A line.") for _ in range(lines)]
    (page,) = [x for x in read_pages(write(*fill, Bibliography(entries), key)) if "Grades" in x]

    assert "Title 3" in page


def test_a_cross_reference_gives_the_true_page():
    reference = CrossReference("far", (Text("the annex"),), show_page=True)
    pdf = write(
        Paragraph((Text("See "), reference, Text("."))),
        *make_sections(15),
        make_heading("Annex", anchor="far"),
    )

    assert f"See the annex, p.\xa0{pdf.anchors['far'].page}." in read_pages(pdf)[0]
    assert list_links(pdf)[0] == (1, pdf.anchors["far"].page)


def test_a_reference_to_nothing_is_printed_as_text_and_told_with_its_place():
    reference = CrossReference("gone", (Text("the lost part"),), show_page=True)
    cite = Cite((CitedSource("a", number=7),))
    origin = Origin("section-a", "record-b")
    pdf = write(Paragraph((reference, cite), origin=origin))

    assert "the lost part" in read_text(pdf)
    assert list_links(pdf) == []
    assert [problem.check for problem in pdf.problems] == ["lost-target", "lost-target"]
    assert {(p.section, p.record) for p in pdf.problems} == {("section-a", "record-b")}


def test_only_web_and_mail_addresses_become_links():
    hrefs = ["https://example.org/ü(1)", "mailto:a@example.org", "javascript:x", "file:///etc/x"]
    pdf = write(Paragraph(tuple(Link(href, (Text("here "),)) for href in hrefs)))

    targets = [target for _, target in list_links(pdf)]
    assert targets == ["https://example.org/%C3%BC(1)", "mailto:a@example.org"]


def test_a_place_on_the_page_leads_back_to_section_and_record():
    origin = Origin("section-a", "record-b")
    pdf = write(make_paragraph("Before."), make_paragraph(LONG * 20, origin=origin))
    parts = pdf.placed_blocks

    assert {(part.section, part.record) for part in parts} == {("section-a", "record-b")}
    assert [part.page for part in parts] == list(range(1, pdf.page_count + 1))
    assert all(0 < part.top < part.bottom < pdf.page_height for part in parts)
    assert parts[0].top > pdf.page_height * 0.1


def test_a_box_goes_on_over_pages():
    pdf = write(Callout(blocks=tuple(make_paragraph(f"n{n} {LONG}") for n in range(30))))

    assert re.findall(r"\bn\d+", read_text(pdf)) == [f"n{n}" for n in range(30)]
    assert pdf.page_count > 1


def test_a_page_break_starts_one_page_and_none_at_the_end():
    pdf = write(PageBreak(), make_paragraph("a"), PageBreak(), PageBreak(), make_paragraph("b"))

    assert [text.split()[0] for text in read_pages(pdf)] == ["a", "b"]
    assert write(make_paragraph("a"), PageBreak()).page_count == 1


@pytest.mark.parametrize("sheet", [STANDARD, LETTER])
def test_pages_have_the_size_of_the_style_sheet(sheet):
    pdf = write(make_paragraph("a"), sheet=sheet)
    box = open_pdf(pdf).pages[0].mediabox

    assert (float(box.width), float(box.height)) == pytest.approx(
        (sheet.page_width, sheet.page_height), abs=0.01
    )


def test_justified_text_loses_no_words():
    sheet = msgspec.structs.replace(STANDARD, justify=True)
    words = [f"word{n}" for n in range(300)]
    pdf = write(make_paragraph(" ".join(words)), sheet=sheet)

    assert re.findall(r"word\d+", read_text(pdf)) == words
