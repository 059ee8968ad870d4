from briefing.markdown_text.clipboard import count_words, read_plain, write_html, write_plain
from briefing.markdown_text.html_reading import read_html
from briefing.markdown_text.reading import read_blocks
from briefing.markdown_text.writing import write_blocks

TEXT = """\
## Strike

**Iran** hit *it* [@ani-2024, p. 3], says [a paper](https://a.org).

1. one
   - inner
2. two

> quoted

| a | b |
| --- | --- |
| c | d |"""


def test_words_are_copied_without_marks():
    assert write_plain(read_blocks(TEXT)) == (
        "Strike\n\nIran hit it [@ani-2024, p. 3], says a paper.\n\n"
        "1. one\n  • inner\n2. two\n\nquoted\n\na\tb\nc\td"
    )


def test_html_for_other_programs_reads_back_as_the_same():
    blocks = read_blocks(TEXT.replace("[@ani-2024, p. 3]", "here"))

    assert read_html(write_html(blocks)) == blocks


def test_no_word_of_a_text_becomes_a_tag():
    assert write_html(read_blocks("\\<img src=x> & [x](javascript:y)")) == (
        "<p>&lt;img src=x&gt; &amp; x</p>"
    )


def test_a_mention_is_no_link_for_others():
    assert "href" not in write_html(read_blocks("[Jaish](actor:0191)"))


def test_plain_text_is_pasted_as_it_is():
    assert write_blocks(read_plain("# no heading\r\n*x*")) == "\\# no heading\n\n\\*x\\*"


def test_lines_of_a_mail_become_paragraphs_where_blank_lines_part_them():
    assert write_blocks(read_plain("one\ntwo\n\nthree\n")) == "one two\n\nthree"


def test_citations_are_not_counted_as_words():
    assert count_words(read_blocks("Two words [@ani-2024, p. 3].")) == 3
    assert count_words(read_blocks("جيش العدل")) == 2
