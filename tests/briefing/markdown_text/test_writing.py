import pytest
from hypothesis import example, given
from msgspec.structs import replace

from briefing.markdown_text.model import Run, SourceBlock, SourceText, TextBlock
from briefing.markdown_text.normalising import clean_link, normalise
from briefing.markdown_text.reading import read_blocks, read_source
from briefing.markdown_text.writing import rewrite, settle, write_blocks
from tests.support.rich_texts import all_blocks, markdown_sources

ARTICLE = """\
Iran *claimed*   a strike [@ani-2024, p. 3].


* first
* second

Said by
two lines of __source__.

| a | b
|---|---
| 1 | 2
"""

LINK = "https://a.org/x"
WORD_AND_ADDRESS = (
    Run("its", italic=True, link=LINK),
    Run(" ", link=LINK),
    Run(LINK, bold=True, link=LINK),
)


def edit(text, number, words):
    """Give the text with the words of one of its blocks changed."""
    known = read_source(text)
    blocks = list(known.blocks)
    blocks[number] = replace(blocks[number], inlines=(Run(words),))
    return rewrite(known, tuple(blocks)).text


@given(markdown_sources)
def test_any_text_is_taken_apart_and_put_together_to_the_letter(text):
    known = read_source(text)

    assert known.text == text
    assert rewrite(known, known.blocks).text == text


@given(all_blocks)
@example((TextBlock(WORD_AND_ADDRESS),))
def test_what_is_written_reads_back_as_it_was_meant(blocks):
    assert read_blocks(write_blocks(blocks)) == settle(blocks)


@given(markdown_sources)
def test_writing_what_was_read_is_stable(text):
    once = write_blocks(read_blocks(text))

    assert write_blocks(read_blocks(once)) == once


def test_paragraphs_that_are_not_touched_keep_their_source():
    assert edit(ARTICLE, 3, "Said by three.") == ARTICLE.replace(
        "Said by\ntwo lines of __source__.", "Said by three."
    )


def test_a_list_with_a_changed_item_is_written_anew_as_a_whole():
    assert "\n\n- first\n- third\n\nSaid by\ntwo" in edit(ARTICLE, 2, "third")


def test_a_paragraph_that_is_put_between_two_stands_apart_from_both():
    known = read_source("one\n\n\ntwo\n")
    blocks = (known.blocks[0], TextBlock((Run("between"),)), known.blocks[1])

    assert rewrite(known, blocks).text == "one\n\nbetween\n\ntwo\n"


def test_a_new_list_does_not_run_into_the_one_above_it():
    known = read_source("- a\n- b")
    item = replace(known.blocks[0], inlines=(Run("c"),))

    text = rewrite(known, (*known.blocks, item)).text
    assert read_blocks(text) == (*known.blocks, item)


@pytest.mark.parametrize(
    "text",
    [
        "![a picture](x.png)",
        "```\ncode\n```",
        "- item\n\n  > quoted in it",
        '[a link](https://a.org "with a title")',
        "***",
    ],
)
def test_what_no_editor_can_show_is_kept_as_its_source(text):
    assert read_blocks(f"before\n\n{text}\n\nafter")[1] == SourceBlock(text)
    assert text in edit(f"before\n\n{text}\n\nafter", 2, "changed")


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("1. May", r"1\. May"),
        ("- a dash", r"\- a dash"),
        ("# 4", r"\# 4"),
        ("snake_case and 2 * 3", "snake_case and 2 * 3"),
        ("*starred*", r"\*starred\*"),
        ("[@not-a-source]", r"\[@not-a-source]"),
        ("[Note]: unverified", "[Note]: unverified"),
        ("AT&T &amp; <b>", r"AT&T \&amp; <b>"),
        (r"C:\Data\x", r"C:\Data\x"),
        ("500-600 (about)", "500-600 (about)"),
    ],
)
def test_words_are_escaped_only_where_they_would_be_marks(words, written):
    assert write_blocks((TextBlock((Run(words),)),)) == written


@pytest.mark.parametrize(
    ("inlines", "written"),
    [
        ((Run("a "), Run("bold ", bold=True), Run("c")), "a **bold** c"),
        (
            (Run("both", bold=True, italic=True), Run(" and one", italic=True)),
            "***both** and one*",
        ),
        ((Run("see "), Run("here", link="https://a.org/x y")), "see [here](https://a.org/x%20y)"),
        ((Run("https://a.org/x_y", link="https://a.org/x_y"),), "<https://a.org/x_y>"),
        ((Run("Jaish", link="actor:0191"),), "[Jaish](actor:0191)"),
        ((Run("one\ntwo"),), "one\\\ntwo"),
    ],
)
def test_formats_are_written_as_a_person_would(inlines, written):
    cleaned = normalise(replace(run, link=clean_link(run.link)) for run in inlines)
    assert write_blocks((TextBlock(cleaned),)) == written


def test_nothing_is_written_for_empty_paragraphs():
    assert write_blocks((TextBlock(), TextBlock((Run("a"),)), TextBlock())) == "a"


def test_an_empty_text_stays_empty():
    assert rewrite(SourceText(), ()).text == ""
