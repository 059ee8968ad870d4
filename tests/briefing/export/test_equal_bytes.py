"""The same briefing gives the same bytes, whoever writes it, wherever and whenever."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest

from briefing.composition.compose import compose
from briefing.document.nodes import CrossReference, Paragraph, Text
from briefing.export.pdf_writer.writer import write_pdf
from briefing.export.style_sheet import STANDARD
from briefing.snapshot import decode_snapshot, encode_snapshot
from tests.support.both_files import take_sample, write_briefing
from tests.support.conformance_cases import write_case
from tests.support.pdf_reading import make_document

ROOT = Path(__file__).parents[3]
CASES = ("sample in standard", "every node in standard", "many scripts", "Persian")
PLACES = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "USER": "qxannaqx", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "USER": "b", "PYTHONHASHSEED": "77"},
)


def start_writing(folder, place):
    """Write all cases as another person elsewhere would."""
    folder.mkdir()
    environment = {
        **os.environ,
        **place,
        "HOME": str(folder),
        "LOGNAME": place["USER"],
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tests.support.write_digests", *CASES]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE)


def test_two_people_in_two_places_write_the_same_bytes(tmp_path):
    writers = [start_writing(tmp_path / str(n), place) for n, place in enumerate(PLACES)]
    one, two = (json.loads(writer.communicate(timeout=100)[0]) for writer in writers)

    assert len(one) == 4 * len(CASES)
    assert one == two


@pytest.mark.parametrize("case", CASES)
def test_no_part_of_a_docx_says_when_it_was_packed(case):
    with ZipFile(BytesIO(write_case(case).docx)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(part.comment or part.extra for part in package.infolist())
        assert package.comment == b""


def test_the_order_in_which_records_were_read_changes_nothing():
    snapshot = take_sample(citation_style="footnotes", portion_markings=True)
    turned = dict(reversed(snapshot.records.items()))
    other = decode_snapshot(encode_snapshot(msgspec.structs.replace(snapshot, records=turned)))
    one, two = write_briefing(snapshot), write_briefing(other)

    assert one.pdf.content == two.pdf.content
    assert one.docx == two.docx


@pytest.mark.parametrize("style", ["numbered", "footnotes", "endnotes"])
def test_pages_of_which_no_file_is_made_are_the_same(style):
    document = compose(take_sample(citation_style=style)).document
    whole = write_pdf(document, STANDARD)

    assert write_pdf(document, STANDARD, only_pages=True) == msgspec.structs.replace(
        whole, content=b""
    )


def test_problems_of_pages_of_which_no_file_is_made_are_the_same():
    lost = Paragraph((CrossReference("nowhere", (Text("there ᎠᎡ"),)),))
    document = make_document(lost)
    problems = write_pdf(document, STANDARD).problems

    assert {problem.check for problem in problems} == {"lost-target", "missing-character"}
    assert write_pdf(document, STANDARD, only_pages=True).problems == problems
