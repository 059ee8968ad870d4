"""What screen readers and archives find in the file beside the pages."""

import datetime as dt

import pytest

from briefing.document.nodes import (
    Cell,
    Column,
    Contents,
    Footnote,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Properties,
    Quotation,
    Row,
    Table,
    Text,
)
from briefing.export.pdf_writer.writer import write_pdf
from briefing.export.style_sheet import STANDARD
from briefing.imaging.preparing import PixelLimit, prepare_picture
from tests.support.every_node import PICTURES
from tests.support.images import make_image, write_image
from tests.support.pdf_reading import make_document, make_paragraph, open_pdf, run_tool, write

PROPERTIES = Properties(title="Strikes", author="A & B", date=dt.date(2024, 1, 18))


def make_cells(*texts):
    return tuple(Cell((Text(text),)) for text in texts)


def make_note(text):
    return Footnote((make_paragraph(text),), 1)


def read_elements(pdf):
    """Give kind and text of each element in reading order, as an independent tool sees them."""
    lines = run_tool(pdf, "pdfinfo", "-struct-text", "FILE").splitlines()
    return [line.strip().replace(" (block)", "").replace(" (inline)", "") for line in lines]


def list_elements(pdf):
    """Give all elements of the structure in reading order."""

    def walk(element):
        yield element
        kids = element.get("/K", [])
        for kid in kids:
            found = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(found, dict) and "/S" in found:
                yield from walk(found)

    return list(walk(open_pdf(pdf).root_object["/StructTreeRoot"]["/K"]))


def list_kinds(pdf):
    return [str(element["/S"])[1:] for element in list_elements(pdf)]


def test_headings_never_skip_a_level():
    pdf = write(Heading(1, (Text("One"),)), Heading(4, (Text("Deep"),)), make_paragraph("x"))

    assert list_kinds(pdf) == ["Document", "H1", "H2", "P"]


def test_lists_say_what_is_the_mark_and_what_the_text():
    pdf = write(List((ListItem((make_paragraph("First"),)),)))

    assert list_kinds(pdf) == ["Document", "L", "LI", "Lbl", "LBody", "P"]


def test_images_are_figures_inside_their_item_and_quotation():
    item = ListItem((Image("c3", "Wide."), make_paragraph("After it")))
    shown = Image("b2", "Greys.", caption=(Text("A wall"),))
    elements = list_kinds(write(List((item,)), Quotation((shown,)), pictures=PICTURES))
    listed = ["L", "LI", "Lbl", "LBody", "Div", "Figure", "P"]

    assert elements == ["Document", *listed, "BlockQuote", "Div", "P", "Figure"]


def find_box(pdf):
    """Give left, lower, right and upper edge of the first figure."""
    figure = next(one for one in list_elements(pdf) if one["/S"] == "/Figure")
    return [float(edge) for edge in figure["/A"]["/BBox"]]


def find_place(pdf, words):
    """Give page and baseline of words that are shown at once; pages from 0."""
    for number, page in enumerate(open_pdf(pdf).pages):
        found = []
        page.extract_text(visitor_text=lambda text, _cm, tm, *_, to=found: to.append((text, tm[5])))
        for text, y in found:
            if text.strip() == words:
                return number, y
    return None


def test_the_mark_of_an_item_stands_at_the_head_of_the_image_that_begins_it():
    item = ListItem((Image("a1", "Colours."), make_paragraph("After it")))
    pdf = write(List((item,), ordered=True), pictures=PICTURES)
    top = find_box(pdf)[3]

    assert top - STANDARD.body_leading < find_place(pdf, "1.")[1] < top
    assert find_place(pdf, "After it")[1] < find_box(pdf)[1]


def test_images_in_lists_are_never_wider_than_the_room_there_is():
    wide = {"w": prepare_picture(write_image(make_image(1200, 60)), PixelLimit(1200, 60))}
    block = Image("w", "Wide.")
    for _depth in range(3):
        block = List((ListItem((block,)),))
    left, _low, right, _top = find_box(write(Quotation((block,)), pictures=wide))

    assert left == pytest.approx(STANDARD.margin_left + 18 + 3 * 16, abs=0.1)
    assert right == pytest.approx(STANDARD.margin_left + STANDARD.text_width - 18, abs=0.1)


def test_a_heading_stays_with_the_image_that_begins_the_list_below():
    high = {"h": prepare_picture(write_image(make_image(600, 800)), PixelLimit(600, 800))}
    before = [make_paragraph(f"Paragraph {number}.") for number in range(9)]
    below = List((ListItem((Image("h", "High."),)),), ordered=True)
    pdf = write(*before, Heading(1, (Text("Head"),)), below, pictures=high)

    assert find_place(pdf, "Paragraph 8.")[0] == 0
    assert find_place(pdf, "Head")[0] == find_place(pdf, "1.")[0] == 1


def test_tables_have_a_cell_for_every_column_and_name_their_headings():
    columns = (Column(width=1.0), Column(width=1.0))
    table = Table(columns=columns, header=make_cells("A", "B"), rows=(Row(make_cells("1")),))
    elements = list_elements(write(table))

    assert [element["/S"] for element in elements[2:]] == ["/TR", "/TH", "/TH", "/TR", "/TD", "/TD"]
    assert elements[3]["/A"]["/Scope"] == "/Column"


def test_a_header_row_is_read_out_once_however_many_pages_it_is_on():
    rows = tuple(Row(make_cells(f"row {number}")) for number in range(120))
    table = Table(columns=(Column(width=1.0),), header=make_cells("A"), rows=rows)
    pdf = write(table)

    assert pdf.page_count > 1
    assert list_kinds(pdf).count("TH") == 1


def test_notes_are_read_where_their_mark_stands():
    pdf = write(Paragraph((Text("Before "), make_note("Said so."), Text(" after."))))
    elements = list_elements(pdf)

    assert [element["/S"] for element in elements] == ["/Document", "/P", "/Reference", "/Note"]
    assert elements[3]["/ID"]
    assert "Said" in " ".join(read_elements(pdf))


def test_links_are_elements_with_their_area_and_words():
    href = "https://example.org/a"
    pdf = write(Paragraph((Text("See "), Link(href, (Text("this page"),)))))
    (annotation,) = open_pdf(pdf).pages[0]["/Annots"]
    link = list_elements(pdf)[2]

    assert annotation.get_object()["/Contents"] == href
    assert link["/K"][-1]["/Obj"].get_object() == annotation.get_object()
    assert '"this page"' in " ".join(read_elements(pdf))


def test_words_in_another_language_say_so():
    elements = list_elements(write(Paragraph((Text("the "), Text("armée", language="fr")))))

    assert [element.get("/Lang") for element in elements[2:]] == ["fr"]


def test_lines_that_are_broken_on_purpose_are_read_as_separate_words():
    pdf = write(Paragraph((Text("Raid on Panjgur"), LineBreak(), Text("Men struck"))))

    assert '"Raid on Panjgur Men struck"' in read_elements(pdf)


def test_contents_are_a_list_of_links():
    pdf = write(Contents(title="Contents"), Heading(1, (Text("One"),)), make_paragraph("x"))

    assert list_kinds(pdf)[1:6] == ["H1", "TOC", "TOCI", "Reference", "Link"]


def test_every_piece_of_a_page_leads_back_to_its_element():
    pdf = write(make_paragraph("word " * 2000))
    reader = open_pdf(pdf)
    numbers = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]

    assert numbers[::2] == list(range(len(reader.pages)))
    assert {owner.get_object()["/S"] for owner in numbers[3].get_object()} == {"/P"}


def test_every_file_says_that_it_can_be_read_aloud():
    root = open_pdf(write(make_paragraph("x"), properties=PROPERTIES)).root_object
    packet = root["/Metadata"].get_object().get_data().decode()

    assert root["/MarkInfo"]["/Marked"]
    assert "<pdfuaid:part>1<" in packet
    assert "A &amp; B" in packet
    assert "pdfaid:part>" not in packet


@pytest.mark.parametrize("archive", [True, False])
def test_only_a_file_for_the_archive_names_its_colours(archive):
    document = make_document(make_paragraph("x"), properties=PROPERTIES)
    pdf = write_pdf(document, STANDARD, archive=archive)
    run_tool(pdf, "qpdf", "--check", "FILE")
    root = open_pdf(pdf).root_object

    assert ("/OutputIntents" in root) is archive
    assert (b"<pdfaid:part>2<" in pdf.content) is archive
    assert write_pdf(document, STANDARD, archive=archive).content == pdf.content
