"""Whatever the text is, pages come out and hold all of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document.nodes import (
    Bibliography,
    BibliographyEntry,
    Callout,
    CalloutTone,
    Cell,
    Cite,
    CitedSource,
    Column,
    Contents,
    CrossReference,
    Emphasis,
    Footnote,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Quotation,
    Row,
    Strong,
    Table,
    TableLook,
    Text,
    TitleBlock,
)
from briefing.export.pdf_writer.text import strip_unprintable
from briefing.export.pdf_writer.writer import LayoutCache, write_pdf
from briefing.export.style_sheet import STANDARD
from tests.support.pdf_reading import (
    make_document,
    make_paragraph,
    open_pdf,
    read_pages,
    read_text,
    write,
)


@pytest.mark.parametrize(
    "text",
    [
        "AT&T a<b c>d <APT29> <b>bold</b> &amp; &lt;",
        "<img src='/etc/hostname'/> <onDraw name='x'/>",
        "back\\slash (paren) ) ( unbalanced [x] %s %d {y}",
        "'; DROP TABLE actors; --",
    ],
)
def test_markup_is_printed_as_it_is(text):
    pdf = write(make_paragraph(text))

    assert text in read_text(pdf)
    assert "/XObject" not in str(open_pdf(pdf).pages[0]["/Contents"])


def test_control_characters_and_lone_surrogates_are_dropped():
    pdf = write(make_paragraph("a\x00b\x1bc\ufffed\ud800e\u202ef\u2066g\nh\ti"))

    assert "abcdefg h i" in read_text(pdf)


def test_a_character_without_font_is_a_box_that_reads_as_itself_and_is_told_once():
    pdf = write(make_paragraph("ᎠᎡ Ꭰ ሀ"), make_paragraph("Ꭱ"))

    assert "ᎠᎡ Ꭰ ሀ" in read_text(pdf)
    assert [problem.check for problem in pdf.problems] == ["missing-character"] * 3
    assert "Ꭰ" in pdf.problems[0].message
    assert "U+13A0" in pdf.problems[0].message


@pytest.mark.parametrize("end", ["\u200b", "\u200b\u200b", "-", "/", "\u00ad", "\u2014", "漢"])
def test_a_text_may_end_where_a_line_may_break(end):
    assert "abc" in read_text(write(make_paragraph(f"abc{end}"), make_paragraph(end)))


def test_a_word_of_300_000_letters_is_cut_and_loses_none():
    pdf = write(make_paragraph("x" * 300_000))

    assert sum(text.count("x") for text in read_pages(pdf)) == 300_000


def test_a_right_to_left_word_without_end_is_cut_too():
    pdf = write(make_paragraph("جي" * 20_000))

    assert pdf.page_count > 1


def test_a_paragraph_of_10_000_words_is_complete():
    words = [f"w{n}" for n in range(10_000)]

    assert re.findall(r"\bw\d+", read_text(write(make_paragraph(" ".join(words))))) == words


def test_long_addresses_break_at_their_signs():
    address = "https://example.org/" + "/".join(f"part-{n}" for n in range(60))
    text = read_text(write(Paragraph((Link(address, (Text(address),)),))))

    assert text.replace(" ", "").count(address) == 1


def test_chinese_breaks_between_characters_and_not_before_a_full_stop():
    text = "伊朗革命卫队发射导弹。" * 60
    lines = [line for page in read_pages(write(make_paragraph(text))) for line in page.splitlines()]

    assert "".join(lines).count("伊朗") + "".join(lines).count("伊") > 60
    assert not any(line.startswith("。") for line in lines)


def test_deep_nesting_keeps_a_readable_width():
    block = make_paragraph("deep down")
    for _ in range(60):
        block = Quotation((List((ListItem((block,)),)),))

    assert "deep down" in read_text(write(block))


# --- random trees ---

_WORDS = st.integers(0, 99_999).map("qz{:05}".format)
_TEXTS = st.text(max_size=25) | _WORDS.map(lambda word: f" {word} ")
_LEAF = st.builds(Text, _TEXTS, st.sampled_from(["", "ar", "fa", "zz-bad"])) | st.builds(LineBreak)
_SOURCES = st.builds(CitedSource, _TEXTS, _TEXTS, st.none(), st.integers(0, 3))
_INLINES = st.recursive(
    _LEAF | st.builds(Cite, st.lists(_SOURCES, max_size=2).map(tuple)),
    lambda inner: st.one_of(
        st.builds(Strong, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Emphasis, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Link, _TEXTS | st.just("https://example.org"), st.tuples(inner)),
        st.builds(CrossReference, st.sampled_from("abc"), st.tuples(inner), st.booleans()),
        st.builds(Footnote, st.tuples(st.builds(Paragraph, st.tuples(inner))), st.integers(0, 9)),
    ),
    max_leaves=6,
)
_LINE = st.lists(_INLINES, max_size=4).map(tuple)
_ANCHORS = st.sampled_from(["", "a", "b"])
_CELLS = st.lists(st.builds(Cell, _LINE, st.booleans()), max_size=4).map(tuple)
_ROWS = st.lists(st.builds(Row, _CELLS, _ANCHORS), max_size=4).map(tuple)
_ENTRIES = st.builds(BibliographyEntry, st.integers(1, 3), _ANCHORS, _LINE)
_SIMPLE_BLOCKS = st.one_of(
    st.builds(Paragraph, _LINE, st.sampled_from(ParagraphRole), st.booleans(), anchor=_ANCHORS),
    st.builds(Heading, st.integers(-1, 9), _LINE, _TEXTS, anchor=_ANCHORS),
    st.builds(
        Table,
        st.lists(st.builds(Column, st.floats(-1, 3)), max_size=3).map(tuple),
        _ROWS,
        header=_CELLS,
        total=_ROWS,
        caption=_LINE,
        number=st.integers(0, 2),
        look=st.sampled_from(TableLook),
    ),
    st.builds(Bibliography, st.lists(_ENTRIES, max_size=3).map(tuple)),
    st.builds(TitleBlock, _TEXTS, _TEXTS, _TEXTS, st.lists(st.tuples(_TEXTS, _TEXTS)).map(tuple)),
    st.builds(Contents, _TEXTS),
    st.builds(PageBreak),
)
_BLOCKS = st.recursive(
    _SIMPLE_BLOCKS,
    lambda inner: st.one_of(
        st.builds(Quotation, st.lists(inner, max_size=3).map(tuple), _LINE),
        st.builds(
            Callout, st.lists(inner, max_size=3).map(tuple), _TEXTS, st.sampled_from(CalloutTone)
        ),
        st.builds(
            List,
            st.lists(st.builds(ListItem, st.lists(inner, max_size=2).map(tuple)), max_size=3).map(
                tuple
            ),
            st.booleans(),
            st.integers(-5, 999),
        ),
    ),
    max_leaves=8,
)
_CACHE = LayoutCache()


@given(st.lists(_BLOCKS, max_size=8))
def test_no_tree_fails_and_all_its_words_come_out(blocks):
    pdf = write_pdf(make_document(*blocks, language="en"), STANDARD, cache=_CACHE)
    text = re.sub(r"\s", "", "".join(read_pages(pdf)))
    words = set(re.findall(r" (qz\d{5}) ", repr(blocks)))
    lost = {word for word in words if word not in text}

    assert not lost or all(_is_metadata(word, blocks) for word in lost)


def _is_metadata(word, blocks):
    """Whether a word stands only where nothing is printed, such as the key of a source."""
    return re.search(rf"(source|href|number|language)=' {word} '", repr(blocks)) is not None


@given(st.text())
def test_no_text_fails_and_its_printable_letters_come_out(text):
    pdf = write_pdf(make_document(make_paragraph(f"qz {text} zq")), STANDARD, cache=_CACHE)
    found = "".join(read_pages(pdf))

    assert "qz" in found
    assert strip_unprintable(text).isprintable() or "zq" in found
