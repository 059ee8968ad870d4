"""Right-to-left text: which runs and paragraphs Word sets from right to left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document.nodes import Cell, Column, ParagraphRole, Row, Strong, Table, Text
from briefing.export.docx_writer.text_direction import split_by_direction
from tests.support.docx_reading import W, find_runs, make_paragraph, parse_part, write

ARMY = "جيش العدل"
PERSIAN = "می‌گوید که گروه"


def list_opposed(text, *, right_to_left=False):
    pieces = split_by_direction(text, right_to_left=right_to_left)
    return [piece for piece, turned in pieces if turned != right_to_left]


@pytest.mark.parametrize(
    ("text", "opposed"),
    [
        ("Jaish al-Adl", []),
        (f"The group ({ARMY}) claims", [ARMY]),
        (f"{ARMY}, {PERSIAN}.", [f"{ARMY}, {PERSIAN}"]),
        (f"see {ARMY} 2024", [f"{ARMY} 2024"]),
        (f"in 2024 {ARMY}", [ARMY]),
        (f"({ARMY}) and ({PERSIAN})", [ARMY, PERSIAN]),
        (f"x {ARMY} (العراق) y", [f"{ARMY} (العراق)"]),
    ],
)
def test_stretches_in_a_paragraph_from_left_to_right(text, opposed):
    assert list_opposed(text) == opposed


@pytest.mark.parametrize(
    ("text", "opposed"),
    [
        (ARMY, []),
        (f"{ARMY} (Jaish al-Adl) نفذت", ["Jaish al-Adl"]),
        (f"{ARMY} ضد APT-33 في 2024", ["APT-33"]),
        ("2024", []),
    ],
)
def test_stretches_in_a_paragraph_from_right_to_left(text, opposed):
    assert list_opposed(text, right_to_left=True) == opposed


@given(st.text(st.characters() | st.sampled_from("جيش()[] 12aZ-")), st.booleans())
def test_cutting_loses_nothing(text, right_to_left):
    pieces = split_by_direction(text, right_to_left=right_to_left)

    assert "".join(piece for piece, _turned in pieces) == text


def test_a_name_in_an_english_paragraph_is_a_right_to_left_run():
    content = write(make_paragraph("The group (", Strong((Text(ARMY),)), ") claims"))
    (run,) = find_runs(content, ARMY)

    assert [part.tag for part in run[0]] == [W + tag for tag in ("b", "bCs", "rtl", "lang")]
    assert parse_part(content).find(f".//{W}bidi") is None


def test_a_paragraph_that_begins_in_arabic_runs_from_right_to_left():
    root = parse_part(write(make_paragraph(f"{ARMY} (Jaish al-Adl)")))

    assert root.find(f".//{W}pPr/{W}bidi") is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (Text(ARMY), "ar-SA"),
        (Text(PERSIAN), "fa-IR"),
        (Text("ארגון"), "he-IL"),
        (Text(ARMY, "ur"), "ur"),
    ],
)
def test_runs_name_their_language(text, language):
    (run,) = find_runs(write(make_paragraph(text)), text.text)

    assert run.find(f"{W}rPr/{W}lang").get(W + "bidi") == language


def test_a_native_name_stays_below_its_heading():
    root = parse_part(write(make_paragraph(ARMY, role=ParagraphRole.NATIVE_NAME)))

    assert root.find(f".//{W}pPr/{W}jc").get(W + "val") == "right"  # the left edge, for Word


def test_a_name_stays_in_the_line_of_its_column():
    table = Table((Column(1),), (Row((Cell((Text(ARMY),)),)),))
    root = parse_part(write(table))

    assert root.find(f".//{W}tc//{W}jc").get(W + "val") == "right"
