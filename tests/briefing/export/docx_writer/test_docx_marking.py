"""The marking, the reference and the page number around every page."""

import re

import pytest

from briefing.document.nodes import Banner
from tests.support.docx_reading import W, list_parts, list_texts, make_paragraph, open_docx, write

AMBER = Banner("TLP:AMBER+STRICT", "#FFC000", "#000000")
LONG = Banner("TLP:AMBER+STRICT, for the crisis desk and nobody else", "#FFC000")


def list_edges(content):
    section = open_docx(content).sections[0]
    headers = section.header, section.first_page_header, section.even_page_header
    return headers, (section.footer, section.first_page_footer, section.even_page_footer)


def get_words(edge):
    return " ".join(paragraph.text for paragraph in edge.paragraphs)


@pytest.mark.parametrize("banner", [AMBER, LONG])
def test_the_marking_is_in_every_header_and_footer(banner):
    for edges in list_edges(write(make_paragraph("x"), banner=banner)):
        assert all(banner.text in get_words(edge) for edge in edges)
        assert not any(edge.is_linked_to_previous for edge in edges)


def test_first_and_even_pages_use_their_own():
    content = write(banner=AMBER)

    assert open_docx(content).settings.odd_and_even_pages_header_footer
    assert open_docx(content).sections[0].different_first_page_header_footer


def test_the_marking_is_large_and_coloured_on_its_ground():
    (headers, _footers) = list_edges(write(banner=AMBER))
    (run,) = headers[0].paragraphs[0].runs

    assert str(run.font.color.rgb) == "FFC000"
    assert run.font.size.pt >= 12
    assert run._element.find(f"{W}rPr/{W}shd").get(W + "fill") == "000000"


def test_a_document_without_a_marking_has_none():
    headers, footers = list_edges(write(reference="SB-1"))

    assert not any(get_words(edge) for edge in headers)
    assert all("TLP" not in get_words(edge) for edge in footers)


def test_the_footer_counts_pages_and_names_the_reference():
    content = write(reference="SB-2024-003", banner=AMBER)
    names = [name for name in list_parts(content) if re.match(r"word/footer\d", name)]

    assert len(names) == 3
    for name in names:
        assert list_texts(content, name)[0].startswith("SB-2024-003\tPage 1 of 1\t")
        assert re.findall(r"> (PAGE|NUMPAGES) <", list_parts(content)[name].decode()) == [
            "PAGE",
            "NUMPAGES",
        ]
