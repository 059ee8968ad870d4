"""Inline nodes: looks, links, citations, notes."""

import pytest

from briefing.document.nodes import (
    Bibliography,
    BibliographyEntry,
    Cite,
    CitedSource,
    CrossReference,
    Emphasis,
    Footnote,
    Heading,
    LineBreak,
    Link,
    Strong,
    Text,
)
from tests.support.docx_reading import (
    W,
    find_runs,
    list_parts,
    list_texts,
    make_paragraph,
    open_docx,
    parse_part,
    read_text,
    write,
)
from tests.support.every_node import items, text

ADDRESS = "https://example.org/a?b=1&c=2"


def list_links(content):
    """Give text and address of each link out of the document."""
    document = open_docx(content)
    return [
        (link.text, link.url)
        for paragraph in document.paragraphs
        for link in paragraph.hyperlinks
        if link.address
    ]


def list_jumps(content):
    """Give text and bookmark of each link inside the document."""
    return [
        ("".join(link.itertext(W + "t")), link.get(W + "anchor"))
        for link in parse_part(content).iter(W + "hyperlink")
        if link.get(W + "anchor")
    ]


def test_emphasis_is_bold_and_italic_in_all_scripts():
    content = write(make_paragraph(Strong((Emphasis(text("both")),))))
    (run,) = find_runs(content, "both")

    assert [part.tag for part in run[0]] == [W + tag for tag in ("b", "bCs", "i", "iCs")]


def test_links_lead_out():
    content = write(make_paragraph("See ", Link(ADDRESS, text("there"))))

    assert list_links(content) == [("there", ADDRESS)]


def test_an_address_is_stored_once():
    content = write(make_paragraph(*[Link(ADDRESS, text(str(n))) for n in range(5)]))

    assert list_parts(content)["word/_rels/document.xml.rels"].count(b"example.org") == 1


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://[broken",
        "https://",
        "https://host:port/",
        "mailto:",
        "https://a b",
        "https://x/\ud800",
        "x",
        "",
        "https://example.org/" + "a" * 3000,
    ],
)
def test_addresses_that_word_must_not_follow_stay_plain_words(href):
    content = write(make_paragraph(Link(href, text("there"))))

    assert read_text(content) == "there"
    assert list_links(content) == []


def test_a_link_inside_a_link_does_not_break_the_file():
    inner = Cite((CitedSource("a", number=1),))
    entry = BibliographyEntry(1, "source-1", text("A"))
    link = Link(ADDRESS, (Link(ADDRESS, text("in")), inner))
    root = parse_part(write(make_paragraph(link), Bibliography(entries=(entry,))))

    assert not root.findall(f".//{W}hyperlink//{W}hyperlink")


def test_cross_references_lead_to_their_target_and_its_page():
    see = CrossReference("section-3", text("Attacks"), show_page=True)
    heading = Heading(1, text("Attacks"), anchor="section-3")
    content = write(make_paragraph(see), heading, pages={"section-3": 7})

    assert list_texts(content)[0] == "Attacks, p.\u00a07"
    assert list_jumps(content) == [("Attacks, p.\u00a07", "section_3")]


def test_a_reference_to_nothing_is_plain_words():
    content = write(make_paragraph(CrossReference("gone", text("Attacks"), show_page=True)))

    assert read_text(content) == "Attacks"
    assert list_jumps(content) == []


def test_citations_lead_to_their_sources():
    cite = Cite((CitedSource("a", "p. 12", number=3), CitedSource("b", number=5)))
    entries = tuple(BibliographyEntry(n, f"source-{n}", text("S")) for n in (3, 5))
    content = write(make_paragraph(cite), Bibliography(entries=entries))

    assert list_texts(content)[0] == "[3,\u00a0p.\u00a012; 5]"
    assert list_jumps(content) == [("3,\u00a0p.\u00a012", "source_3"), ("5", "source_5")]


def test_a_citation_without_a_bibliography_is_plain_words():
    content = write(make_paragraph(Cite((CitedSource("a", number=3),))))

    assert read_text(content) == "[3]"


def test_notes_are_real_footnotes():
    note = Footnote((make_paragraph("First ", Link(ADDRESS, text("link"))), items("a")), 1)
    content = write(make_paragraph("x", note), make_paragraph(Footnote((), 2)))

    assert list_texts(content, "word/footnotes.xml") == [" First link", "a", " "]
    assert b"example.org" in list_parts(content)["word/_rels/footnotes.xml.rels"]
    assert b"<w:footnotePr>" in list_parts(content)["word/settings.xml"]


def test_a_note_takes_nothing_from_the_paragraph_around_it():
    note = Footnote((make_paragraph("note"),), 1)
    content = write(Heading(1, (*text("Head"), note), anchor="here"))

    assert b"bookmarkStart" not in list_parts(content)["word/footnotes.xml"]
    assert b'w:name="here"' in list_parts(content)["word/document.xml"]


def test_a_note_within_a_note_stands_in_brackets():
    inner = Footnote((make_paragraph("inner"),), 2)
    content = write(make_paragraph(Footnote((make_paragraph("outer", inner),), 1)))

    assert list_texts(content, "word/footnotes.xml") == [" outer (inner)"]


def test_a_document_without_notes_has_no_part_for_them():
    assert "word/footnotes.xml" not in list_parts(write(make_paragraph("x")))


def test_line_breaks_stay():
    assert list_texts(write(make_paragraph("a", LineBreak(), "b"))) == ["a\nb"]


def test_a_run_in_another_language_says_so():
    (run,) = find_runs(write(make_paragraph(Text("mot", "fr"))), "mot")

    assert run.find(f"{W}rPr/{W}lang").get(W + "val") == "fr"
