"""Numbers of headings, tables, citations and notes."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.document.nodes import (
    Cell,
    Cite,
    CitedSource,
    Column,
    CrossReference,
    Footnote,
    Heading,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from briefing.document.numbering import number_headings, number_tables
from briefing.document.transforms import number_citations, number_notes, resolve_links
from briefing.document.walk import iter_inlines


def make_heading(level, **fields):
    return Heading(level, (Text("Heading"),), **fields)


def make_cite(*keys):
    return Cite(tuple(CitedSource(key) for key in keys))


def get_numbers(blocks):
    return [
        [source.number for source in inline.sources]
        for block in blocks
        for inline in iter_inlines(block)
        if isinstance(inline, Cite)
    ]


def test_headings_count_within_the_one_above():
    levels = (1, 2, 2, 1, 2, 3, 2)
    numbered = number_headings([make_heading(level) for level in levels])

    assert [h.number for h in numbered] == ["1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.2"]


def test_a_heading_that_is_not_numbered_does_not_count():
    numbered = number_headings([make_heading(1), make_heading(1, numbered=False), make_heading(1)])

    assert [heading.number for heading in numbered] == ["1", "", "2"]


@given(st.lists(st.integers(1, 4)))
def test_no_two_headings_have_the_same_number(levels):
    numbers = [h.number for h in number_headings([make_heading(level) for level in levels])]

    assert len(numbers) == len(set(numbers))


def test_only_tables_with_a_caption_are_numbered():
    columns, row = (Column(1.0),), Row((Cell((Text("x"),)),))
    captioned = Table(columns, (row,), caption=(Text("Attacks"),))

    numbered = number_tables((captioned, Table(columns, (row,)), captioned))
    assert [table.number for table in numbered] == [1, 0, 2]


def test_citations_are_numbered_in_the_order_of_reading_tables_and_notes_included():
    table = Table(
        (Column(1.0),),
        (Row((Cell((make_cite("b"),)),)),),
        header=(Cell((make_cite("a"),)),),
        total=(Row((Cell((make_cite("c"),)),)),),
    )
    note = Footnote((Paragraph((make_cite("d"),)),))
    blocks, numbers = number_citations((table, Paragraph((note, make_cite("a", "e")))))

    assert get_numbers(blocks) == [[1], [2], [3], [4], [1, 5]]
    assert list(numbers.sources) == ["a", "b", "c", "d", "e"]


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4)))
def test_a_source_has_one_number_and_numbers_have_no_gaps(marks):
    blocks, numbers = number_citations(tuple(Paragraph((make_cite(*keys),)) for keys in marks))
    given_out = [number for mark in get_numbers(blocks) for number in mark]
    keys = [key for mark in marks for key in mark]

    assert len(set(zip(keys, given_out, strict=True))) == len(set(keys))
    assert sorted(set(given_out)) == list(range(1, len(numbers.sources) + 1))


def test_notes_are_numbered_in_the_order_of_reading():
    note = Footnote((Paragraph((Text("note"),)),))
    (first, second) = number_notes((Paragraph((note, Text(" "), note)), Paragraph((note,))))

    assert [first.children[0].number, first.children[2].number] == [1, 2]
    assert second.children[0].number == 3


def test_whatever_stands_deep_inside_a_cell_is_found():
    note = Footnote((Paragraph((Strong((CrossReference("gone", (Text("the group"),)),)),)),))
    cell = Cell((Text("Told by "), Strong((CrossReference("gone", (note,)),))))
    table = Table((Column(1.0),), (Row((Cell((Text("x"),)),)), Row((cell,))))

    (numbered,) = number_notes((table,))
    (resolved,) = resolve_links((table,), {})

    assert numbered.rows[1].cells[0].children[1].children[0].children[0].number == 1
    assert resolved.rows == (table.rows[0], Row((Cell((Text("Told by "), Strong((Text(""),)))),)))


def test_a_link_that_leads_nowhere_becomes_its_words():
    link = CrossReference("gone", (Text("the group"),))
    (paragraph,) = resolve_links((Paragraph((Text("See "), link)),), {})

    assert paragraph.children[-1] == Text("the group")


def test_text_without_marks_is_not_copied():
    paragraph = Paragraph((Text("Plain words."),))
    blocks, _numbers = number_citations((paragraph,))

    assert blocks[0] is paragraph
