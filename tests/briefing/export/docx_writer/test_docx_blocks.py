"""Blocks as a reader of the DOCX meets them."""

import pytest

from briefing.document.nodes import (
    Bibliography,
    BibliographyEntry,
    Callout,
    CalloutTone,
    Contents,
    Heading,
    Image,
    List,
    ListItem,
    PageBreak,
    ParagraphRole,
    Quotation,
    Table,
    TitleBlock,
)
from briefing.export.docx_writer.bookmarks import name_bookmarks
from briefing.export.style_sheet import BULLETIN, STANDARD
from tests.support.docx_reading import (
    W,
    find_runs,
    list_shown,
    list_styles,
    list_texts,
    make_paragraph,
    open_docx,
    parse_part,
    write,
)
from tests.support.every_node import PICTURES, items, text

PARAGRAPH = make_paragraph("words")
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def test_headings_are_word_headings_with_the_number_of_the_tree():
    content = write(Heading(1, text("Actors"), number="2"), Heading(2, text("A"), number="2.1"))

    assert list_styles(content) == [("Heading 1", "2\tActors"), ("Heading 2", "2.1\tA")]


def test_a_heading_outside_the_contents_has_a_style_of_its_own():
    content = write(Heading(1, text("Aside"), in_contents=False))

    assert list_styles(content) == [("Unlisted Heading 1", "Aside")]


@pytest.mark.parametrize(
    ("role", "style"),
    [
        (ParagraphRole.BODY, "Body Text"),
        (ParagraphRole.LEAD, "Lead"),
        (ParagraphRole.SMALL, "Small Text"),
        (ParagraphRole.NATIVE_NAME, "Native Name"),
    ],
)
def test_roles_are_styles(role, style):
    assert list_styles(write(make_paragraph("x", role=role))) == [(style, "x")]


def test_a_paragraph_can_stay_with_the_next():
    content = write(make_paragraph("x", keep_with_next=True))

    assert open_docx(content).paragraphs[0].paragraph_format.keep_with_next


def test_the_last_source_stays_with_the_key_to_its_grade():
    entries = tuple(BibliographyEntry(n, f"source-{n}", text("A source.")) for n in (1, 2))
    key = make_paragraph("Grades: a letter.", role=ParagraphRole.SMALL)
    first, last, _key = open_docx(write(Bibliography(entries), key)).paragraphs

    assert (first.paragraph_format.keep_with_next, last.paragraph_format.keep_with_next) == (
        None,
        True,
    )


def test_each_ordered_list_counts_from_its_own_start():
    content = write(
        items("a", "b", ordered=True),
        PARAGRAPH,
        items("c", ordered=True),
        items("d", ordered=True, start=7),
    )

    assert list_shown(content) == ["1. a", "2. b", "words", "1. c", "7. d"]


def test_lists_nest():
    inner = ListItem((make_paragraph("one"), items("two", "three", ordered=True)))
    content = write(List((inner, ListItem((items("four"),)))))

    assert list_shown(content) == ["• one", "1. two", "2. three", "• ", "– four"]


def test_an_item_keeps_all_its_paragraphs():
    content = write(List((ListItem((make_paragraph("one"), make_paragraph("more"))),)))

    assert list_styles(content) == [("List Bullet", "one"), ("List Continue", "more")]


def test_lists_nest_deeper_than_word_counts():
    block = make_paragraph("bottom")
    for _level in range(12):
        block = List((ListItem((block,)),), ordered=True)

    assert list_shown(write(block))[-1].endswith("bottom")


def test_an_image_that_begins_an_item_has_its_mark_at_the_head():
    image = Image("c3", "Wide.", credit=text("Agency"))
    inner = ListItem((make_paragraph("one"), List((ListItem((image,)),), ordered=True)))
    content = write(List((inner,)), pictures=PICTURES)
    picture, credit = parse_part(content).findall(f".//{W}p")[1:]

    assert list_shown(content) == ["• one", "1. ", "Agency"]
    assert picture.find(f".//{W}textAlignment").get(f"{W}val") == "top"
    indents = [each.find(f".//{W}ind") for each in (picture, credit)]
    assert [each.get(f"{W}left") for each in indents] == ["640", "640"]
    assert [each.get(f"{W}hanging") for each in indents] == ["320", "0"]


def test_an_image_in_a_quotation_stands_in_from_the_margin():
    shown = Image("c3", "Wide.", caption=text("A wall"), number=1)
    content = write(Quotation((PARAGRAPH, shown)), pictures=PICTURES)
    indents = parse_part(content).findall(f".//{W}ind")

    assert [each.get(f"{W}left") for each in indents] == ["360", "360", "360"]


def test_an_image_is_seen_however_deep_it_stands():
    block = Image("c3", "Wide.")
    for _level in range(30):
        block = Quotation((block,))
    content = write(block, pictures=PICTURES)
    width = int(next(parse_part(content).iter(f"{WP}extent")).get("cx")) / 12_700
    left = int(parse_part(content).find(f".//{W}ind").get(f"{W}left")) / 20

    assert width == pytest.approx(60)
    assert left + width <= STANDARD.text_width


def test_a_latin_credit_stands_below_its_image_in_a_list_from_right_to_left():
    image = Image("c3", "Wide.", credit=text("Agency"))
    content = write(List((ListItem((image,)),)), pictures=PICTURES, language="fa")
    credit = parse_part(content).findall(f".//{W}ind")[-1]

    assert (credit.get(f"{W}right"), credit.get(f"{W}left")) == ("320", None)


def test_a_quotation_names_who_said_it():
    content = write(Quotation((make_paragraph("We struck."),), text("Minister")))

    assert list_styles(content) == [("Quote", "We struck."), ("Attribution", "— Minister")]


def test_a_fault_is_seen_in_its_colour():
    content = write(Callout((PARAGRAPH,), title="Missing", tone=CalloutTone.FAULT))
    (cell,) = open_docx(content).tables[0]._cells

    assert [p.style.name for p in cell.paragraphs] == ["Fault Title", "Callout Text"]
    assert b"9B1C1C" in bytes(
        str(parse_part(content).xpath("//@w:color", namespaces={"w": W[1:-1]})), "ascii"
    )


def test_a_box_holds_lists_and_tables():
    content = write(Callout((items("a"), Table((), ()))), Callout(()))

    assert list_shown(content) == ["• a"]
    assert len(open_docx(content).tables) == 2


def test_the_title_block_gives_labels_above_values():
    facts = tuple((f"L{n}", f"v{n}") for n in range(5))
    content = write(TitleBlock("Strikes", "First", "Briefing", facts))

    assert list_styles(content)[:3] == [
        ("Kicker", "Briefing"),
        ("Title", "Strikes"),
        ("Subtitle", "First"),
    ]
    assert list_texts(content)[3:7] == ["L0", "v0", "L1", "v1"]
    assert len(open_docx(content).tables[0].rows) == 2


def test_a_page_break_starts_the_next_paragraph_on_a_new_page():
    content = write(PARAGRAPH, PageBreak(), PARAGRAPH)
    first, second = open_docx(content).paragraphs

    assert not first.paragraph_format.page_break_before
    assert second.paragraph_format.page_break_before


def test_sources_hang_their_numbers():
    entry = BibliographyEntry(3, "source-3", text("A source."))

    assert list_styles(write(Bibliography(entries=(entry,)))) == [
        ("Bibliography", "[3]\tA source.")
    ]


def test_the_contents_give_the_pages_of_the_pdf():
    blocks = [Heading(n, text(f"H{n}"), number=str(n), anchor=f"h{n}") for n in (1, 2, 3)]
    content = write(Contents("Contents", depth=2), *blocks, pages={"h1": 4, "h2": 17, "h3": 99})

    assert list_styles(content)[:3] == [
        ("TOC Heading", "Contents"),
        ("toc 1", "1\tH1\t4"),
        ("toc 2", "2\tH2\t17"),
    ]


def list_contents_stops(content):
    """Give the tab stops of the style of entries, and those that each entry does without."""
    styles = parse_part(content, "word/styles.xml")
    (style,) = [one for one in styles if one.get(f"{W}styleId") == "TOC1"]
    entries = [
        p for p in parse_part(content).iter(f"{W}p") if p.find(f".//{W}hyperlink") is not None
    ]
    stops = [[tab.get(f"{W}pos") for tab in each.iter(f"{W}tab")] for each in (style, *entries)]
    return stops[0], [[stop for stop in each if stop] for each in stops[1:]]


def test_a_short_title_without_number_has_its_page_at_the_edge_of_the_contents():
    blocks = [Heading(1, text("Map"), anchor="a"), Heading(1, text("Law"), number="1", anchor="b")]
    content = write(Contents("Contents"), *blocks, pages={"a": 1, "b": 2})
    (number, _page), cleared = list_contents_stops(content)

    assert cleared == [[number], []]


def test_contents_of_a_design_without_numbers_have_no_column_for_them():
    content = write(Contents("C"), Heading(1, text("Map"), anchor="a"), sheet=BULLETIN)
    stops, cleared = list_contents_stops(content)

    assert (len(stops), cleared) == (1, [[]])


def test_the_contents_are_a_field_that_word_can_renew():
    heading = Heading(1, text("One"), anchor="one")
    root = parse_part(write(Contents("Contents", depth=3), heading, pages={"one": 1}))

    assert ' TOC \\o "1-3" \\h \\z ' in list(root.itertext(W + "instrText"))


def test_contents_without_headings_do_no_harm():
    assert list_texts(write(Contents("Contents"))) == ["Contents"]


def test_a_heading_without_words_is_in_the_contents():
    content = write(Contents(""), Heading(1, (), anchor="a"), pages={"a": 2})

    assert list_texts(content)[0] == "(untitled)\t2"


def test_an_anchor_without_a_paragraph_still_is_a_target():
    root = parse_part(write(List((), anchor="lost")))

    assert [mark.get(W + "name") for mark in root.iter(W + "bookmarkStart")] == ["lost"]


def test_bookmark_names_of_like_anchors_differ():
    anchors = ["a-b", "a_b", "A-B", "1", "é", "x" * 60, "x" * 61]
    names = list(name_bookmarks(anchors).values())

    assert names[:4] == ["a_b", "a_b_2", "A_B_3", "a1"]
    assert len({name.lower() for name in names}) == len(anchors)
    assert max(map(len, names)) == 40


def test_line_breaks_of_stored_text_are_blanks():
    assert find_runs(write(make_paragraph("one\ntwo\tthree")), "one two three")
