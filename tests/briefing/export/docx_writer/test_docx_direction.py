"""Right-to-left text: which runs and paragraphs Word sets from right to left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document.nodes import (
    Cell,
    Cite,
    CitedSource,
    Column,
    Heading,
    ParagraphRole,
    Row,
    Strong,
    Table,
    Text,
    TitleBlock,
)
from briefing.export.docx_writer.text_direction import split_by_direction
from briefing.export.docx_writer.writer import write_docx
from briefing.export.style_sheet import STANDARD
from tests.support.docx_reading import (
    W,
    find_runs,
    make_document,
    make_paragraph,
    parse_part,
    write,
)
from tests.support.house_templates import make_template

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


def find_directions(root):
    """Give the words of each paragraph with whether Word is told that it runs from the right."""
    directions = {}
    for paragraph in root.iter(f"{W}p"):
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        mark = paragraph.find(f"{W}pPr/{W}bidi")
        directions[words] = mark is not None and mark.get(f"{W}val") != "0"
    return directions


def write_persian(*blocks):
    return write(*blocks, language="fa-IR")


def test_a_whole_briefing_runs_from_right_to_left():
    content = write_persian(make_paragraph(f"IRNA {PERSIAN}"), make_paragraph("In English."))
    body = parse_part(content)

    assert find_directions(body) == {f"IRNA {PERSIAN}": True, "In English.": False}
    assert body.find(f".//{W}sectPr/{W}bidi") is not None


def test_a_heading_in_latin_letters_has_its_number_at_the_right():
    content = write_persian(Heading(1, (Text("Boko Haram"),), number="2"))

    assert find_directions(parse_part(content)) == {"2Boko Haram": True}


def test_tables_of_such_a_briefing_begin_at_the_right():
    table = Table(columns=(Column(1),), rows=(Row((Cell((Text("12–15"),)),)),))
    body = parse_part(write_persian(table))

    assert body.find(f".//{W}tblPr/{W}bidiVisual") is not None
    assert find_directions(body)["12–15"] is True


def test_what_keeps_to_the_side_of_the_page_says_so():
    body = parse_part(write_persian(TitleBlock("English title")))

    assert find_directions(body)["English title"] is False
    assert body.find(f".//{W}p/{W}pPr/{W}jc").get(f"{W}val") == "right"


def test_runs_are_in_the_language_of_the_briefing():
    runs = find_runs(write(make_paragraph("شام"), language="ur-PK"), "شام")
    hebrew = find_runs(write(make_paragraph("שלום"), language="ur-PK"), "שלום")

    assert runs[0].find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ur-PK"
    assert hebrew[0].find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "he-IL"


def test_the_footer_keeps_the_marking_at_the_right():
    footer = parse_part(write_persian(make_paragraph(PERSIAN)), "word/footer1.xml")

    assert set(find_directions(footer).values()) == {False}


def test_an_address_is_one_stretch():
    address = "https://a.org/2024/b-1/"
    text = f"{PERSIAN} {address} {PERSIAN}"

    assert list_opposed(text, right_to_left=True) == [address]


def test_a_house_template_is_turned_too():
    content = write_docx(
        make_document(make_paragraph(PERSIAN), language="fa"),
        STANDARD,
        page_of_anchor={},
        template=make_template(),
    )
    body = parse_part(content)

    assert find_directions(body)[PERSIAN] is True
    assert all(each.find(f"{W}bidi") is not None for each in body.iter(f"{W}sectPr"))


def test_the_mark_of_a_citation_runs_as_its_locator_is_written():
    latin, persian = (Cite((CitedSource("a", place, number=3),)) for place in ("p. 3", "ص ۳"))
    content = write(make_paragraph(ARMY, latin), make_paragraph(ARMY, persian), language="fa")
    turned = [
        {run.find(f".//{W}rtl") is not None for run in paragraph.iter(f"{W}r")}
        for paragraph in parse_part(content).iter(f"{W}p")
    ]

    assert turned[:2] == [{True, False}, {True}]
    assert all(run.find(f".//{W}rtl") is None for run in find_runs(content, "p."))
