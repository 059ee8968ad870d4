"""Both files of a briefing whose texts were made to break them."""

import io

import docx
import pytest

from briefing.export.docx_writer.writer import write_docx
from briefing.export.pdf_writer.writer import write_pdf
from briefing.export.style_sheet import STANDARD
from tests.support.builders import compose_of, make_actor, make_attack, make_section, make_text
from tests.support.pdf_texts import read_text

MARKUP = "<b>& <img src=/etc/passwd> <APT29> ]]> \x01end"
ARABIC = "جيش العدل"


def write_both(*sections, **fields):
    """Write both files, and give the words of each."""
    document = compose_of(*sections, **fields).document
    pages = write_pdf(document, STANDARD)
    content = write_docx(document, STANDARD, page_of_anchor={})
    body = docx.Document(io.BytesIO(content)).element.body
    found = " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
    return read_text(pages.content), found


def number_words(count):
    return [f"w{number}w" for number in range(count)]


def assert_all_words(text, wanted):
    assert [word for word in text.split() if word in set(wanted)] == wanted


def test_markup_in_titles_and_texts_is_text():
    attack = make_attack(title=MARKUP, summary=MARKUP)
    section = make_section("attacks", attack, number=2)
    for text in write_both(make_text(MARKUP), section, title=MARKUP, records=(attack,)):
        assert text.count("<b>& <img src=/etc/passwd> <APT29> ]]>") >= 3


def test_ten_thousand_words_in_one_paragraph_are_all_printed():
    words = number_words(10_000)
    for text in write_both(make_text(" ".join(words))):
        assert_all_words(text, words)


def test_an_attack_taller_than_a_page_is_printed_whole():
    words = number_words(2_000)
    attack = make_attack(summary=" ".join(words))
    for text in write_both(make_section("attacks", attack), records=(attack,)):
        assert sorted(set(text.split()) & set(words)) == sorted(words)


def test_a_word_longer_than_a_page_is_printed_whole():
    for text in write_both(make_text("x" * 20_000)):
        assert text.count("x") >= 20_000


def test_five_hundred_attacks_with_names_from_right_to_left_are_all_printed():
    titles = number_words(500)
    attacks = tuple(
        make_attack(1_000 + place, title=title, summary=ARABIC)
        for place, title in enumerate(titles)
    )
    for text in write_both(make_section("attacks", *attacks), title=ARABIC, records=attacks):
        assert set(titles) <= set(text.split())


@pytest.mark.parametrize("kind", ["text", "attacks", "actors", "background", "key-judgements"])
def test_an_empty_section_gives_two_readable_files(kind):
    for text in write_both(make_section(kind, title="Nothing yet")):
        assert "Strikes" in text


def test_an_actor_without_a_name_keeps_its_profile():
    actor = make_actor(name="", profile="Nobody knows them.")
    for text in write_both(make_section("actors", actor), records=(actor,)):
        assert "Nobody knows them." in text


def test_a_script_behind_a_link_is_in_neither_file():
    document = compose_of(make_text("[here](javascript:alert(1))")).document
    assert b"javascript" not in write_pdf(document, STANDARD).content
    assert "javascript" not in repr(document)
