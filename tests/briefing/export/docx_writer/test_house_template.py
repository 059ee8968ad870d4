"""A customer's own DOCX as the frame of a briefing."""

import re
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from briefing.document.nodes import Banner, Contents, Heading, Image, Properties, Text
from briefing.errors import ImportFileError
from briefing.export.docx_writer.house_template import check_template, read_page
from briefing.export.docx_writer.writer import write_docx
from briefing.export.style_sheet import STANDARD
from tests.support.docx_reading import (
    list_parts,
    list_texts,
    make_document,
    make_paragraph,
    open_docx,
    parse_part,
)
from tests.support.every_node import PICTURES
from tests.support.house_templates import change_part, make_template
from tests.support.images import write_image

AMBER = Banner("TLP:AMBER", "#FFC000", "#000000")
RELS = "word/_rels/document.xml.rels"


def write(template, *blocks):
    document = make_document(
        Heading(1, (Text("Background"),), number="1"),
        make_paragraph("The border is long."),
        *blocks,
        banner=AMBER,
        reference="SB 2024/03",
        properties=Properties(title="Strikes"),
    )
    return write_docx(document, STANDARD, page_of_anchor={}, template=template)


def add_relation(kind, mode=' TargetMode="External"'):
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="http://x.test/"{mode}/>'
    return lambda content: content.replace(
        b"</Relationships>", f"{relation}</Relationships>".encode()
    )


def test_cover_header_and_footer_are_kept_and_sample_text_is_not():
    content = write(make_template())
    section = open_docx(content).sections[-1]

    assert list_texts(content)[0].startswith("Briefing: Strikes of")
    assert "Acme Risk Desk" in [p.text for p in section.header.paragraphs]
    assert "Ref SB 2024/03" in [p.text for p in section.footer.paragraphs]
    assert not any("Sample" in text for text in list_texts(content))


def test_headings_take_the_style_of_the_template():
    content = write(make_template())
    (heading,) = [p for p in open_docx(content).paragraphs if "Background" in p.text]

    assert heading.style.name == "Heading 1"
    assert str(heading.style.font.color.rgb) == "AA1122"


def test_styles_that_the_template_lacks_are_added():
    names = {style.name for style in open_docx(write(make_template())).styles}

    assert {"Callout Text", "Table Text", "Briefing Grid", "Heading 1"} <= names


@pytest.mark.parametrize("first_page", [False, True])
def test_every_page_carries_the_marking(first_page):
    parts = list_parts(write(make_template(first_page=first_page)))
    edges = [text for name, text in parts.items() if "header" in name or "footer" in name]

    assert len(edges) == (4 if first_page else 2)
    assert all(b"TLP:AMBER" in edge for edge in edges)


def test_the_file_is_sound(tmp_path):
    path = tmp_path / "file.docx"
    path.write_bytes(write(make_template(first_page=True)))

    assert [str(error) for error in OpenXmlValidator(max_errors=0).validate(path).errors] == []


def test_equal_input_gives_equal_bytes():
    template = make_template()

    assert write(template) == write(template)


def test_the_names_of_who_made_the_template_are_gone():
    core = list_parts(write(make_template()))["docProps/core.xml"]

    assert b"python-docx" not in core


def test_the_pages_of_the_template_are_those_of_the_document():
    page = read_page(make_template())

    assert (round(page.width), round(page.height), round(page.left)) == (567, 794, 85)


def test_a_template_without_lists_can_be_used():
    template = make_template(cover=False)
    template = change_part(
        template, RELS, lambda rels: rels.replace(b"relationships/numbering", b"relationships/gone")
    )

    assert "word/numbering.xml" in list_parts(write(template))


def test_a_word_template_is_opened_like_a_document():
    template = change_part(
        make_template(),
        "[Content_Types].xml",
        lambda types: types.replace(b"document.main+xml", b"template.main+xml"),
    )

    assert b"document.main+xml" in list_parts(write(template))["[Content_Types].xml"]


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("word/vbaProject.bin", lambda _old: b"macro", "macros"),
        ("word/embeddings/oleObject1.bin", lambda _old: b"object", "embedded"),
        (RELS, add_relation("attachedTemplate"), "macros, embedded objects"),
        (RELS, add_relation("oleObject", ""), "embedded objects"),
        (RELS, add_relation("image"), "remote template, a linked picture"),
        ("word/document.xml", lambda xml: xml.replace(b"Sample", b"INCLUDETEXT x"), "fields"),
        ("word/styles.xml", lambda xml: b"<!DOCTYPE x []>" + xml, "not a Word document"),
        (
            "word/_rels/document.xml.rels",
            lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
            "not a Word document",
        ),
        ("word/big.xml", lambda _old: b" " * (80 << 20), "far more than"),
    ],
)
def test_a_template_that_acts_reaches_out_or_swells_is_refused(name, change, reason):
    with pytest.raises(ImportFileError, match=reason):
        check_template(change_part(make_template(), name, change))


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", make_template()[:900]])
def test_what_is_no_word_document_is_refused(data):
    with pytest.raises(ImportFileError, match="not a Word document"):
        write(data or b"x")


def test_a_link_in_the_header_is_no_reason_to_refuse():
    check_template(change_part(make_template(), RELS, add_relation("hyperlink")))


def test_a_page_with_too_little_room_is_refused():
    narrow = change_part(
        make_template(cover=False),
        "word/document.xml",
        lambda xml: xml.replace(b'w:left="1701"', b'w:left="9000"'),
    )
    with pytest.raises(ImportFileError, match="too little room"):
        read_page(narrow)


def test_the_body_follows_the_cover():
    root = parse_part(write(make_template()))

    assert root.xpath("//*[local-name()='sectPr']")[-1].getparent().tag.endswith("}body")


def list_contents_pages(template):
    document = make_document(Contents("Contents"), Heading(1, (Text("One"),), anchor="one"))
    content = write_docx(document, STANDARD, page_of_anchor={"one": 3}, template=template)
    return [text.rpartition("\t")[2] for text in list_texts(content) if text.startswith("One\t")]


def make_covered_template(kind=WD_SECTION.NEW_PAGE, *, breaks=0, start=""):
    """Make a template with a cover that is broken so often, and that is how what follows begins."""
    template = docx.Document()
    template.add_paragraph("Cover")
    for _ in range(breaks):
        template.add_page_break()
    section = template.add_section(kind)
    if start:
        numbers = section._sectPr.makeelement(qn("w:pgNumType"), {qn("w:start"): start})
        section._sectPr.append(numbers)
    target = BytesIO()
    template.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("template", "page"),
    [
        (make_template(cover=False), "3"),
        (make_template(), "4"),
        (make_covered_template(breaks=2), "6"),
        (make_covered_template(WD_SECTION.CONTINUOUS), "3"),
        (make_covered_template(WD_SECTION.ODD_PAGE), "5"),
        (make_covered_template(WD_SECTION.EVEN_PAGE, breaks=1), "6"),
        (make_covered_template(start="1"), "3"),
        (make_covered_template(start="11"), "13"),
    ],
)
def test_the_pages_of_a_cover_count_in_the_contents(template, page):
    assert list_contents_pages(template) == [page]


def test_pictures_have_numbers_of_their_own_beside_those_of_the_template(tmp_path):
    template = docx.Document(BytesIO(make_template(cover=False)))
    template.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(write_image()))
    target = BytesIO()
    template.save(target)
    document = make_document(Image("c3", "Wide."), Image("c3", "Wide."), pictures=PICTURES)
    content = write_docx(document, STANDARD, page_of_anchor={}, template=target.getvalue())
    parts = [part for name, part in list_parts(content).items() if name.endswith(".xml")]
    numbers = [n for part in parts for n in re.findall(rb'<wp:docPr [^>]*?id="(\d+)"', part)]

    assert len(numbers) == len(set(numbers)) == 3
