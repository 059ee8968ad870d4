"""The file as a package: sound, the same each time, and silent about where it was made."""

import datetime as dt
import getpass
import itertools
import re
import socket
from collections import Counter
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from briefing.document.nodes import Properties
from briefing.export.docx_writer.writer import write_docx
from briefing.export.style_sheet import LETTER, STANDARD
from tests.support.docx_reading import W, list_parts, make_paragraph, open_docx, parse_part, write
from tests.support.every_node import make_every_node

PARTS = ("word/document.xml", "word/footnotes.xml")


@pytest.fixture(scope="module")
def content():
    return write_docx(make_every_node(), STANDARD, page_of_anchor={"section-3": 2})


def list_values(content, tag, name):
    return [
        node.get(W + name) for part in PARTS for node in parse_part(content, part).iter(W + tag)
    ]


def test_equal_documents_give_equal_bytes(content):
    assert write_docx(make_every_node(), STANDARD, page_of_anchor={"section-3": 2}) == content


def test_the_format_checker_finds_no_errors(content, tmp_path):
    path = tmp_path / "file.docx"
    path.write_bytes(content)

    assert [str(error) for error in OpenXmlValidator(max_errors=0).validate(path).errors] == []


def test_bookmarks_are_unique_and_named_as_word_asks(content):
    names = list_values(content, "bookmarkStart", "name")

    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in names)
    ids = list_values(content, "bookmarkStart", "id")
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(list_values(content, "bookmarkEnd", "id"))


def test_every_link_inside_the_document_has_its_target(content):
    names = set(list_values(content, "bookmarkStart", "name"))
    targets = {name for name in list_values(content, "hyperlink", "anchor") if name}
    fields = " ".join(parse_part(content).itertext(W + "instrText"))

    assert targets
    assert targets <= names
    assert set(re.findall(r"PAGEREF (\w+)", fields)) <= names


def test_fields_begin_and_end(content):
    kinds = Counter(list_values(content, "fldChar", "fldCharType"))

    assert kinds["begin"] == kinds["separate"] == kinds["end"] > 0


def test_every_style_in_use_is_defined(content):
    defined = {
        style.get(W + "styleId")
        for style in parse_part(content, "word/styles.xml").iter(W + "style")
    }
    used = {
        node.get(W + "val")
        for name in list_parts(content)
        if re.fullmatch(r"word/(document|footnotes|header\d+|footer\d+)\.xml", name)
        for tag in ("pStyle", "rStyle", "tblStyle")
        for node in parse_part(content, name).iter(W + tag)
    }

    assert used <= defined


def test_every_cell_ends_with_a_paragraph(content):
    assert all(cell[-1].tag == W + "p" for cell in parse_part(content).iter(W + "tc"))


def test_tables_do_not_touch(content):
    body = parse_part(content)[0]
    pairs = itertools.pairwise(body)

    assert not any(first.tag == second.tag == W + "tbl" for first, second in pairs)


def test_nothing_tells_of_the_machine_or_the_library(content):
    words = ["python", "docx.org", "generated", "template", "thumbnail", "customXml", "rsid"]
    words += [getpass.getuser(), socket.gethostname(), str(Path.home()), str(Path.cwd())]
    for name, data in list_parts(content).items():
        text = (name + data.decode(errors="replace")).replace("openxmlformats", "")
        assert not [word for word in words if len(word) > 3 and word in text], name


def test_no_theme_font_wins_over_the_style_sheet(content):
    assert b"Theme=" not in list_parts(content)["word/styles.xml"]


def test_word_asks_no_question_on_opening(content):
    assert b"updateFields" not in list_parts(content)["word/settings.xml"]


def test_properties_are_those_of_the_document():
    day = dt.date(2024, 1, 18)
    given = Properties("Title & more", "Subject", "Analyst", "a, b", day)

    found = open_docx(write(properties=given)).core_properties

    assert (found.title, found.subject, found.author) == ("Title & more", "Subject", "Analyst")
    assert (found.keywords, found.last_modified_by) == ("a, b", "Analyst")
    assert found.created.date() == found.modified.date() == day


def test_properties_that_were_not_given_are_left_out():
    core = list_parts(write())["docProps/core.xml"].decode()

    assert not re.search("<(dc|cp|dcterms):(?!coreProperties)", core)


def test_long_properties_are_kept():
    found = open_docx(write(properties=Properties("t" * 400))).core_properties

    assert found.title == "t" * 400


def test_the_page_is_that_of_the_style_sheet():
    section = open_docx(write(make_paragraph("x"), sheet=LETTER)).sections[0]

    assert (section.page_width.pt, section.page_height.pt) == (612, 792)


def test_the_language_is_that_of_the_document():
    styles = list_parts(write(language="fr-FR"))["word/styles.xml"]

    assert b'<w:lang w:val="fr-FR"' in styles


def test_an_empty_document_is_a_document():
    assert open_docx(write()).paragraphs == []
