"""Hostile text in every field of every record, setting and briefing: both files stay sound."""

import re
import socket
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from briefing.document.nodes import Banner, Properties
from tests.support.both_files import write_both, write_briefing
from tests.support.docx_reading import list_shown, open_docx
from tests.support.filled_records import fill_snapshot
from tests.support.hostile_texts import HOSTILE, PRINTED_AS_THEY_ARE
from tests.support.outgoing import (
    list_docx_faults,
    list_pdf_faults,
    read_docx_bytes,
    read_pdf_bytes,
)
from tests.support.pdf_reading import make_document, make_paragraph, read_pages

MARK = re.compile(r"qf\d+fq")
STYLES = ("numbers", "footnotes", "endnotes")
each_name = pytest.mark.parametrize("name", HOSTILE)


@cache
def write_filled(name):
    """Write both files of a briefing that has a hostile text in every field."""
    style = STYLES[len(name) % len(STYLES)]
    snapshot, paths = fill_snapshot(lambda _path: HOSTILE[name], citation_style=style)
    return write_briefing(snapshot), paths


def squash(text):
    return re.sub(r"\s+", "", text)


def read_pdf(files):
    pages = pypdfium2.PdfDocument(files.pdf.content)
    return squash("".join(page.get_textpage().get_text_bounded() for page in pages))


def read_docx(files):
    data = re.sub(rb"</?w:(r|t|rPr|tab|br|lang|rtl)\b[^>]*>", b"", read_docx_bytes(files.docx))
    return squash(data.decode(errors="replace"))


@each_name
def test_whatever_is_in_the_fields_the_same_fields_are_printed(name):
    files, paths = write_filled(name)
    harmless, _ = write_filled("nothing")
    for read in (read_pdf, read_docx):
        lost = set(MARK.findall(read(harmless))) - set(MARK.findall(read(files)))

        assert [paths[mark] for mark in lost] == []


@pytest.mark.parametrize("name", PRINTED_AS_THEY_ARE)
def test_what_is_not_markdown_is_printed_as_it_is(name):
    files, paths = write_filled(name)
    text, printed = squash(HOSTILE[name]), read_pdf(files)
    whole = {mark for mark in MARK.findall(printed) if mark + text in printed}

    assert [paths[mark] for mark in set(MARK.findall(printed)) - whole] == []


@each_name
def test_nothing_in_the_files_runs_fetches_or_leads_astray(name):
    files, _ = write_filled(name)

    assert list_docx_faults(files.docx) == []
    assert list_pdf_faults(files.pdf) == []


def test_only_chosen_properties_go_out_and_nothing_of_the_machine(monkeypatch):
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME", "HOSTNAME"):
        monkeypatch.setenv(name, "qxannaqx")
    snapshot, _ = fill_snapshot(lambda path: f"qx{path.rpartition('.')[2]}qx")
    files = write_briefing(snapshot)
    traces = ["qxannaqx", "qxcreated_byqx", "qxmodified_byqx", "reportlab", "python"]
    traces += [
        name
        for name in (str(Path.home()), str(Path.cwd()), socket.gethostname())
        if len(name) > 4  # shorter ones stand in any compressed stream
    ]

    for data in (read_docx_bytes(files.docx), read_pdf_bytes(files.pdf)):
        found = data.lower()
        assert [trace for trace in traces if trace.lower().encode() in found] == []


@each_name
@pytest.mark.parametrize("colour", ["red", '"/><w:p/>', "#GGGGGG", ""])
def test_hostile_markings_and_properties_break_no_file(name, colour):
    text = HOSTILE[name]
    document = make_document(
        make_paragraph("word"),
        banner=Banner(text, colour, colour),
        properties=Properties(text, text, text, text),
        reference=text,
        language=text,
    )
    files = write_both(document, archive=True)

    assert list_docx_faults(files.docx) + list_pdf_faults(files.pdf) == []
    assert open_docx(files.docx).paragraphs[0].text == "word"


def test_a_word_longer_than_many_pages_is_printed_to_its_last_letter():
    files = write_both(make_document(make_paragraph("x" * 100_000)))

    assert "".join(read_pages(files.pdf)).count("x") == 100_000
    assert "".join(list_shown(files.docx)).count("x") == 100_000
