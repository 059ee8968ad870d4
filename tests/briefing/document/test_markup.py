import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document.markup import (
    find_citation_keys,
    find_mentions,
    has_citation,
    parse_blocks,
    parse_inlines,
    plain_text,
)
from briefing.document.nodes import (
    Align,
    Cite,
    CitedSource,
    CrossReference,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
)
from briefing.document.walk import get_text, iter_blocks, iter_inlines
from tests.support.briefing_strategies import any_text


def read(markdown, report=None):
    return parse_blocks(
        markdown,
        find_source=lambda key: None if key == "nowhere" else f"id-{key}",
        find_record=lambda kind, record: f"{kind}-{record}" if record == "1" else None,
        report=report or (lambda sentence: None),
    )


def read_line(markdown, report=None):
    (block,) = read(markdown, report)
    return block.children


def test_plain_text_is_one_paragraph_for_each_blank_line():
    assert read("one\ntwo\n\nthree") == (
        Paragraph((Text("one two"),)),
        Paragraph((Text("three"),)),
    )


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_all_systems_are_alike(end):
    for text in ("one\ntwo\n\nthree", "| a | b |\n|---|---|\n| c | d\n| e | f | g", "a  \nb"):
        assert read(text.replace("\n", end)) == read(text)


def test_emphasis_nests():
    assert read_line("a **b *c***") == (
        Text("a "),
        Strong((Text("b "), Emphasis((Text("c"),)))),
    )


def test_a_citation_carries_locator_and_credibility():
    assert read_line("[@ani-2024:2, p. 3; @other]") == (
        Cite((CitedSource("id-ani-2024", locator="p. 3", credibility=2), CitedSource("id-other"))),
    )


def test_citations_work_inside_emphasis_lists_and_tables():
    text = "**[@a]**\n\n- [@b]\n\n| [@c] |\n|---|\n| [@d] |"

    assert find_citation_keys(text) == ("a", "b", "c", "d")


def test_an_escaped_citation_is_text():
    assert read_line(r"\[@a]") == (Text("[@a]"),)


def test_an_unknown_key_is_told_and_shown():
    told = []

    assert read_line("[@nowhere]", told.append) == (Text("[?nowhere]"),)
    assert "nowhere" in told[0]


def test_a_mention_links_to_the_record_when_it_is_in_the_document():
    assert read_line("[Jaish](actor:1)") == (CrossReference("actor-1", (Text("Jaish"),)),)
    assert read_line("[Jaish](actor:2)") == (Text("Jaish"),)
    assert find_mentions("[x](actor:1) [y](attack:2)") == (("actor", "1"), ("attack", "2"))


def test_only_safe_links_are_links():
    told = []

    assert read_line("[a](https://b.org)") == (Link("https://b.org", (Text("a"),)),)
    assert read_line("[a](javascript:alert)", told.append) == (Text("a"),)
    assert read_line("[a](file:///etc/passwd)") == (Text("a"),)
    assert told


def test_html_is_text_and_an_image_is_its_description():
    assert read_line("<b>&amp; <APT29> a < b") == (Text("<b>& <APT29> a < b"),)
    assert read_line("![a map](/etc/map.png)") == (Text("a map"),)


def test_lists_nest_and_keep_their_start():
    (outer,) = read("3. a\n4. b\n   - c")

    assert isinstance(outer, List)
    assert (outer.ordered, outer.start, len(outer.items)) == (True, 3, 2)
    assert isinstance(outer.items[1].blocks[1], List)


def test_quotations_hold_blocks():
    assert read("> a") == (Quotation((Paragraph((Text("a"),)),)),)


def test_a_table_keeps_header_rows_and_alignment():
    (table,) = read("| A | B |\n|---|--:|\n| c | d |")

    assert isinstance(table, Table)
    assert [get_text(cell.children) for cell in table.header] == ["A", "B"]
    assert [get_text(cell.children) for cell in table.rows[0].cells] == ["c", "d"]
    assert table.columns[1].align is Align.END


def test_headings_in_a_text_are_not_numbered():
    (heading,) = read("## Head")

    assert isinstance(heading, Heading)
    assert (heading.level, heading.numbered, heading.in_contents) == (3, False, False)


def test_hard_breaks_and_code_keep_their_lines():
    assert read_line("a  \nb") == (Text("a"), LineBreak(), Text("b"))
    assert read_line("```python\nx\n  y\n```") == (Text("x"), LineBreak(), Text("  y"))
    assert read_line("a `*b*` c") == (Text("a *b* c"),)


def test_words_beside_a_fence_are_not_lost():
    assert get_words(read("``` see the annex\nx")) == ["see", "the", "annex", "x"]


def test_indented_prose_is_prose_with_its_citations():
    assert read_line("\tThe group [@a]\n    said") == (
        Text("The group "),
        Cite((CitedSource("id-a"),)),
        Text(" said"),
    )


@pytest.mark.parametrize("text", ["[Note]: unverified", "[1]: annex-b", "<Unit:29>", "<!-- x -->"])
def test_what_only_looks_like_markup_is_text(text):
    told = []

    assert read_line(text, told.append) == (Text(text),)
    assert not told


def test_a_citation_may_run_over_a_line_end_and_hold_semicolons():
    assert read_line("x [@a,\np. 3; p. 5; @b]") == (
        Text("x "),
        Cite((CitedSource("id-a", locator="p. 3; p. 5"), CitedSource("id-b"))),
    )


@pytest.mark.parametrize("text", ["[@a; and b]", "[@ a]", "[@]", "[@a, p. [3]]", "@a"])
def test_what_is_not_quite_a_citation_stays_as_written(text):
    assert read_line(text) == (Text(text),)


def test_known_and_unknown_keys_in_one_citation_are_both_shown():
    assert read_line("[@nowhere; @a]") == (Cite((CitedSource("id-a"),)), Text("[?nowhere]"))


def test_a_row_longer_than_its_table_is_told():
    told = []
    (table,) = read("| A | B |\n|---|---|\n| c | d | e |\n| f \\| g | h |", told.append)

    assert [len(row.cells) for row in table.rows] == [2, 2]
    assert told == ["The table row “ c | d | e |” has more cells than the table has columns."]


def test_spaces_that_do_not_break_are_kept():
    assert read_line("18\u00a0h\n*x*") == (Text("18\u00a0h "), Emphasis((Text("x"),)))
    assert read_line("18\u00a0h") == (Text("18\u00a0h"),)


def test_marks_without_content_print_nothing():
    assert read("#\n\n>\n\n***\n\n```\n```") == ()


def test_one_line_fields_are_read_without_blocks():
    inlines = parse_inlines(
        "- a *b*\n\nc", find_source=lambda key: key, find_record=lambda kind, record: None
    )

    assert get_text(inlines) == "- a b c"


def test_plain_text_drops_markup_and_citations():
    assert plain_text("**a** [b](https://c.org) [@d].") == "a b."
    assert has_citation("x [@d]")
    assert not has_citation(r"x \[@d]")


@pytest.mark.parametrize(
    "bomb",
    [
        ">" * 10_000 + " deep",
        "> " * 10_000 + "deep",
        "- " * 5_000 + "deep",
        "[" * 10_000 + "deep",
        "[" * 5_000 + "deep" + "](x)" * 5_000,
        "![" * 5_000 + "deep",
        "*a " * 5_000 + "deep",
        "*a **b " * 1_000 + "deep" + "c** d* " * 1_000,
        "x" + "*" * 5_000 + "deep" + "*" * 5_000,
        "[@a;" * 5_000 + "deep",
        "<" * 10_000 + "deep",
        "`" * 5_000 + "deep" + "`" * 4_999,
    ],
    ids=lambda bomb: bomb[:6],
)
def test_nesting_bombs_are_read_without_losing_their_words(bomb):
    assert "deep" in " ".join(get_words(read(bomb)))
    assert "deep" in plain_text(bomb)
    assert find_citation_keys(bomb) == ()


def test_a_huge_word_is_read_at_once():
    assert get_words(read("x" * 300_000)) == ["x" * 300_000]


def get_words(blocks):
    pieces = []
    for block in iter_blocks(blocks):
        for inline in iter_inlines(block):
            if isinstance(inline, Text):
                pieces.extend(inline.text.split())
    return pieces


@given(any_text | st.text(max_size=300) | st.text("0ab|-:\n\r \t>*_[]()@#`~\\", max_size=60))
def test_any_text_is_read(text):
    read(text)
    plain_text(text)
    find_citation_keys(text)


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=8), max_size=20))
def test_no_word_is_lost(words):
    text = "\n\n".join(f"- *{word}* {word}" for word in words)

    assert get_words(read(text)) == [word for word in words for _ in range(2)]


harmless = st.text("ab 1\t\n.)=+-'é\u00a0", max_size=40)


@given(harmless)
def test_text_without_markup_reads_alike_with_and_without_the_parser(text):
    marked = read(text + "\n\n*end*")
    assert marked[-1] == Paragraph((Emphasis((Text("end"),)),))

    assert get_words(read(text)) == get_words(marked[:-1])


@given(
    st.lists(
        st.text("abc", min_size=1, max_size=5)
        | st.sampled_from(["*", "**", "_", "<b>", "&", "|", "~~", "[", "]", "(", ")", "!", "\\"]),
        max_size=30,
    )
)
def test_signs_between_words_never_swallow_a_word(parts):
    text = "x " + " ".join(parts)
    letters = [character for character in "".join(get_words(read(text))) if character in "abc"]

    assert letters == [character for character in text.replace("<b>", "b") if character in "abc"]


def test_bold_words_alone_stay_with_what_they_are_the_title_of():
    title, listed, spoken = read("**What is not known**\n\n- who was hit\n\n**Nobody** said more.")

    assert title.keep_with_next
    assert isinstance(listed, List)
    assert not spoken.keep_with_next
