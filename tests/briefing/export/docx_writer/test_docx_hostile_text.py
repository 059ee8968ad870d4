"""Whatever the text, the file opens and carries the words that can be seen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.document.nodes import (
    Callout,
    Cell,
    Column,
    Emphasis,
    Footnote,
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Properties,
    Quotation,
    Row,
    Strong,
    Table,
    Text,
    TitleBlock,
)
from tests.support.briefing_strategies import HOSTILE, any_text
from tests.support.docx_reading import (
    list_parts,
    list_texts,
    make_paragraph,
    open_docx,
    read_text,
    write,
)


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "]]>", "'\"", "<APT29>", "&#0;", "{{x}}"])
def test_text_is_printed_as_it_is(text):
    assert read_text(write(make_paragraph(text))) == text


@pytest.mark.parametrize("text", ["\x00\x0b\x1b", "\ufffe\uffff", "\ud800", "\x7f\x85", "\u202e"])
def test_what_nobody_can_see_is_left_out(text):
    assert read_text(write(make_paragraph(f"a{text}b"))).replace(" ", "") == "ab"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_safe_in_every_place(text):
    title = TitleBlock(text, text, text, ((text, text),))
    content = write(
        title,
        Heading(1, (Text(text, text),), number=text, anchor=text),
        Callout((make_paragraph(Link(text, (Text(text),))),), title=text),
        properties=Properties(text, text, text, text),
        reference=text,
        language=text,
    )

    assert open_docx(content).core_properties is not None


def test_ten_thousand_words_in_one_paragraph_are_all_there():
    words = [f"word{number}" for number in range(10_000)]

    assert read_text(write(make_paragraph(" ".join(words)))).split() == words


def make_blocks():
    """Give a strategy for blocks of any shape with any text in them."""
    text = st.builds(Text, any_text)
    inline = st.recursive(
        text,
        lambda inner: st.one_of(
            st.builds(Strong, st.tuples(inner)),
            st.builds(Emphasis, st.tuples(inner, inner)),
            st.builds(Link, any_text, st.tuples(inner)),
            st.builds(lambda part: Footnote((Paragraph((part,)),)), text),
        ),
        max_leaves=4,
    )
    inlines = st.lists(inline, max_size=3).map(tuple)
    cells = st.lists(st.builds(Cell, inlines), max_size=3).map(tuple)
    rows = st.lists(st.builds(Row, cells, any_text), max_size=3).map(tuple)
    leaf = st.one_of(
        st.builds(Paragraph, inlines, anchor=any_text),
        st.builds(Heading, st.integers(-1, 7), inlines, anchor=any_text),
        st.builds(Table, st.just((Column(1),)), rows, header=cells, caption=inlines),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(Quotation, st.tuples(inner), inlines),
            st.builds(Callout, st.lists(inner, max_size=2).map(tuple), title=any_text),
            st.builds(
                List,
                st.lists(inner, max_size=2).map(lambda blocks: (ListItem(tuple(blocks)),)),
                ordered=st.booleans(),
                start=st.integers(-3, 9),
            ),
        ),
        max_leaves=4,
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(make_blocks(), max_size=4), any_text)
def test_any_tree_gives_a_file_that_opens(blocks, text):
    content = write(*blocks, reference=text, properties=Properties(title=text))

    assert open_docx(content).element is not None
    assert all(list_parts(content).values())


words = st.lists(st.text("abcdefgh <&>\"']", min_size=1, max_size=12), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(words, min_size=1, max_size=6))
def test_words_keep_their_order(paragraphs):
    blocks = [
        make_paragraph(*parts) if place % 2 else List((ListItem((make_paragraph(*parts),)),))
        for place, parts in enumerate(paragraphs)
    ]
    expected = ["".join(parts) for parts in paragraphs]

    assert list_texts(write(*blocks)) == expected
