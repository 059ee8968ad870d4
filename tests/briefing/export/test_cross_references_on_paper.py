"""References as both files have them: links, and fields that hold the right numbers at once."""

import pytest

from tests.support.both_files import write_both
from tests.support.builders import compose_of, make_actor, make_attack, make_section, make_text
from tests.support.docx_reading import W, list_shown, parse_part
from tests.support.libreoffice import print_docx
from tests.support.pdf_reading import list_links, make_document, read_text
from tests.support.pdf_texts import read_text as read_printed


@pytest.fixture(scope="module")
def files():
    attack, actor = make_attack(), make_actor()
    table = make_section("attacks", attack, number=2, title="Attacks", annex=True)
    text = (
        f"[See Table {{number}}](table:{table.id}), [](section:{table.id}) and the "
        f"[profile of Jaish al-Adl, {{page}}](actor:{actor.id})."
    )
    profile = make_section("actors", actor, number=3, title="Actors", page_break=True)
    composition = compose_of(make_text(text), table, profile, records=[attack, actor])
    return write_both(composition.document)


SENTENCE = "See Table A1, Annex A and the profile of Jaish al-Adl, p. 2."


def test_both_files_print_the_same_reference(files):
    assert SENTENCE in read_text(files.pdf).replace("\u00a0", " ")
    assert SENTENCE in " ".join(list_shown(files.docx)).replace("\u00a0", " ")


def test_references_are_links_in_the_pdf(files):
    targets = [target for page, target in list_links(files.pdf) if page == 1]

    assert targets[-3:] == [3, 3, 2]


def test_numbers_and_pages_are_fields_in_word(files):
    root = parse_part(files.docx)
    codes = [code.split() for code in root.itertext(W + "instrText")]
    marks = {mark.get(W + "name"): mark for mark in root.iter(W + "bookmarkStart")}

    referred = [code[1] for code in codes if code[0] == "REF"]
    assert len(referred) == 2
    assert set(referred) <= set(marks)


def read_bookmark(root, name):
    """Give the text between the marks of a bookmark."""
    (start,) = [m for m in root.iter(W + "bookmarkStart") if m.get(W + "name") == name]
    texts = []
    for node in start.itersiblings():
        if node.tag == W + "bookmarkEnd" and node.get(W + "id") == start.get(W + "id"):
            break
        texts += node.itertext(W + "t")
    return "".join(texts)


def test_the_bookmark_of_a_number_holds_what_the_field_shows(files):
    root = parse_part(files.docx)
    codes = [code.split() for code in root.itertext(W + "instrText")]

    assert [read_bookmark(root, code[1]) for code in codes if code[0] == "REF"] == ["A1", "A"]


def test_libreoffice_shows_the_same_reference(files, tmp_path):
    printed = read_printed(print_docx(files.docx, tmp_path))

    assert SENTENCE in " ".join(printed.split())


def test_a_document_that_quotes_no_numbers_has_no_bookmarks_for_them():
    files = write_both(make_document())

    assert b"_Ref" not in files.docx
