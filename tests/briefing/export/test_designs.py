"""The page designs that are shipped and those of a library's own, in both files."""

import pytest

from briefing.colours import find_contrast
from briefing.document.nodes import Heading, Text, TitleBlock
from briefing.errors import InvalidValueError
from briefing.export.own_style_sheets import FIELDS, find_faults, make_style_sheet
from briefing.export.style_sheet import STANDARD, STYLE_SHEETS, TitleArrangement
from briefing.records.library_settings import OwnStyleSheet
from tests.support import docx_reading, pdf_reading

DESIGNS = list(STYLE_SHEETS.values())
TITLE = TitleBlock(title="Strikes go on", kicker="Bulletin", facts=(("Date", "1 May"),))
HEADING = Heading(1, (Text("What happened"),))


def make_own(base="standard", **values):
    return OwnStyleSheet(name="Ours", base=base, values=values)


@pytest.fixture(params=DESIGNS, ids=lambda sheet: sheet.name)
def sheet(request):
    return request.param


def test_letters_stand_out_from_their_ground(sheet):
    for colour in (sheet.text_colour, sheet.quiet_colour, sheet.accent_colour, sheet.fault_colour):
        assert find_contrast(colour, "#FFFFFF") >= 4.5
        assert find_contrast(colour, sheet.tint_colour) >= 4.5


def test_both_files_have_the_page_and_the_words_of_the_design(sheet):
    pdf = pdf_reading.write(TITLE, HEADING, sheet=sheet)
    word = docx_reading.open_docx(docx_reading.write(TITLE, HEADING, sheet=sheet))

    page = word.sections[0]
    assert (pdf.page_width, pdf.page_height) == (sheet.page_width, sheet.page_height)
    assert page.page_width.pt == pytest.approx(sheet.page_width, abs=0.1)
    assert page.left_margin.pt == pytest.approx(sheet.margin_left, abs=0.1)
    assert "Strikes go on" in pdf_reading.read_text(pdf)
    assert "Strikes go on" in docx_reading.read_text(docx_reading.write(TITLE, sheet=sheet))


def test_both_files_name_the_families_of_the_design():
    sheet = STYLE_SHEETS["report"]
    pdf = pdf_reading.run_tool(pdf_reading.write(TITLE, HEADING, sheet=sheet), "pdffonts", "FILE")
    styles = docx_reading.open_docx(docx_reading.write(TITLE, sheet=sheet)).styles

    assert "SourceSerifPro-Semibold" in pdf
    assert "SourceSansPro-Regular" in pdf  # the facts below the title
    assert styles["Heading 1"].font.name in (None, "Source Serif Pro")
    assert styles["Table Text"].font.name == "Source Sans Pro"


def test_a_title_on_a_band_is_light_on_the_accent_in_word_too():
    sheet = STYLE_SHEETS["bulletin"]
    content = docx_reading.write(TITLE, sheet=sheet)

    assert str(docx_reading.open_docx(content).styles["Title"].font.color.rgb) == "FFFFFF"
    assert (
        f'w:fill="{sheet.accent_colour[1:]}"'.encode()
        in docx_reading.list_parts(content)["word/document.xml"]
    )


def test_a_design_of_ones_own_is_a_shipped_one_but_for_what_it_sets():
    sheet = make_style_sheet(make_own(base="report", title_size=14.0, justify=True))

    assert (sheet.title_size, sheet.justify) == (14.0, True)
    report = STYLE_SHEETS["report"]
    proportion = report.title_leading / report.title_size
    assert sheet.title_leading == pytest.approx(14.0 * proportion)
    assert sheet.accent_colour == STYLE_SHEETS["report"].accent_colour


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"accent_colour": "#9AC0D8"}, "hard to read on paper: its contrast is 1.9"),
        ({"accent_colour": "blue"}, "no colour such as #0B4F79"),
        ({"body_size": 40}, "between 8 and 16 points, not “40”"),
        ({"body_size": True}, "between 8 and 16 points"),
        ({"margin_left": 300.0, "margin_right": 290.0}, "no room for the text"),
        ({"body_size": 14.0}, "touch each other"),
        ({"title_arrangement": "round"}, "one of plain, band, centred"),
        ({"heading_numbers": "yes"}, "true or false"),
        ({"body_family": "Comic Sans"}, "one of Source Sans Pro, Source Serif Pro"),
        ({"shadow": 1}, "“shadow” is nothing that a page design can set"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(values, words):
    (fault,) = find_faults(make_own(**values))

    assert words in fault
    with pytest.raises(InvalidValueError, match="The page design “Ours” cannot be used"):
        make_style_sheet(make_own(**values))


def test_a_design_that_begins_from_none_that_is_shipped_says_so():
    assert "begins from “gone”" in find_faults(make_own(base="gone"))[0]


def test_every_field_belongs_to_a_style_sheet_and_takes_what_is_shipped():
    for shipped in DESIGNS:
        values = {field.name: getattr(shipped, field.name) for field in FIELDS}
        values["title_arrangement"] = TitleArrangement(values["title_arrangement"]).value
        assert find_faults(make_own(**values)) == ()
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    assert make_style_sheet(make_own()).body_size == STANDARD.body_size
