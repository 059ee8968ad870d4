"""Whatever the briefing, DOCX and PDF carry the same text, numbers, notes, links and markings."""

import re

import msgspec
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.support.both_files import write_briefing
from tests.support.docx_reading import (
    W,
    list_parts,
    list_shown,
    list_styles,
    list_texts,
    open_docx,
    parse_part,
)
from tests.support.filled_records import fill_snapshot
from tests.support.pdf_reading import list_links, read_pages
from tests.support.tagged_reading import list_alternative_texts, list_outline, read_tagged

NOTES = "word/footnotes.xml"
TEXTS = (
    "Men of the group struck",
    "AT&T a<b> <APT29> ]]>",
    "two [@s50, p. 3] and [@s50]",
    "**strong** and *weak*",
    "see [the page](https://example.org/a?b=1&c=2)",
    "- one\n- two",
    "| a | b |\n|---|---|\n| c | d |",
    "> said so",
    "[them](actor:00000010-0000-4000-8000-000000000010)",
    "# Heading\n\nbelow",
    "x" * 120,
    "",
)
LISTS = ("Figures", "Tables")
"""Titles inside the contents."""

MARKINGS = ("TLP:CLEAR", "TLP:AMBER", "TLP:RED", "")


@st.composite
def briefings(draw):
    """Fill records and sections with texts of all sorts, and keep some of the sections."""
    texts = draw(st.lists(st.sampled_from(TEXTS), min_size=5, max_size=12))
    marking = st.sampled_from(MARKINGS)
    marks = draw(st.lists(marking, min_size=3, max_size=5))
    count = 0

    def say(path):
        nonlocal count
        count += 1
        return texts[count % len(texts)]

    snapshot, _ = fill_snapshot(
        say,
        language="en-GB",
        marking=draw(marking),
        marking_scheme="tlp",
        citation_style=draw(st.sampled_from(["numbers", "footnotes", "endnotes"])),
        reference_style=draw(st.sampled_from(["house", "chicago", "harvard", "mhra"])),
        portion_markings=draw(st.booleans()),
    )
    records = {
        key: msgspec.structs.replace(record, marking=marks[number % len(marks)])
        for number, (key, record) in enumerate(snapshot.records.items())
    }
    sections = st.lists(st.sampled_from(snapshot.briefing.sections), min_size=2, max_size=5)
    kept = tuple(
        msgspec.structs.replace(section, marking=marks[number % len(marks)], level=number % 3 + 1)
        for number, section in enumerate(
            draw(sections.filter(lambda some: len(set(map(id, some))) == len(some)))
        )
    )
    briefing = msgspec.structs.replace(snapshot.briefing, sections=kept)
    return msgspec.structs.replace(snapshot, briefing=briefing, records=records)


def squash(text):
    return re.sub(r"\s+", "", text)


def split_tagged(pdf):
    """Give what the PDF says in its body and in its notes."""
    body, notes = "", ""
    for kinds, text in read_tagged(pdf):
        if "Note" in kinds:
            notes += text
        elif "Figure" not in kinds:
            body += text
    return squash(body), squash(notes)


def split_docx(docx):
    """Give what the DOCX says in its body and in its notes."""
    texts = list_texts(docx, NOTES) if NOTES in list_parts(docx) else []
    notes = "".join(f"{number} {text}" for number, text in enumerate(texts, 1))
    return squash("".join(list_shown(docx))), squash(notes)


def read_linked_words(pdf):
    """Give all words that lead somewhere, but for the contents and notes."""
    return squash(
        "".join(
            text
            for kinds, text in read_tagged(pdf)
            if "Link" in kinds and not {"TOC", "Note", "Figure"} & set(kinds)
        )
    )


def read_docx_linked_words(docx):
    words = ""
    for paragraph in parse_part(docx).iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None or not re.match("TOC|TableofFigures", style.get(W + "val")):
            for link in paragraph.iter(W + "hyperlink"):
                words += "".join(link.itertext(W + "t"))
    return squash(words)


def list_docx_headings(docx):
    """Give level, and number with words, of each heading; those too that no contents list."""
    return [
        (int(style[-1]), squash(text))
        for style, text in list_styles(docx)
        if re.fullmatch("(Unlisted )?Heading [1-9]", style) and text not in LISTS
    ]


def list_docx_addresses(docx):
    found = set()
    for name in list_parts(docx):
        if name.endswith(".rels"):
            relations = parse_part(docx, name).iter("{*}Relationship")
            found |= {r.get("Target") for r in relations if r.get("TargetMode") == "External"}
    return found


def list_docx_alternatives(docx):
    return [node.get("descr") for node in parse_part(docx).iter("{*}docPr") if node.get("descr")]


def read_furniture(docx):
    """Give the texts of the headers and of the footers."""
    for section in open_docx(docx).sections:
        yield " ".join(p.text for p in section.header.paragraphs)
        yield " ".join(p.text for p in section.footer.paragraphs)


@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(briefings())
def test_both_files_carry_the_same(snapshot):
    files = write_briefing(snapshot)
    pdf, docx = files.pdf, files.docx

    assert split_tagged(pdf) == split_docx(docx)
    assert read_linked_words(pdf) == read_docx_linked_words(docx)
    assert [(level, squash(text)) for level, text in list_outline(pdf)] == list_docx_headings(docx)
    assert {link for _, link in list_links(pdf) if isinstance(link, str)} == (
        list_docx_addresses(docx)
    )
    assert sorted(list_alternative_texts(pdf)) == sorted(list_docx_alternatives(docx))
    banner = files.document.banner.text
    assert all(page.count(banner) >= 2 for page in read_pages(pdf))
    assert all(banner in text for text in read_furniture(docx))
