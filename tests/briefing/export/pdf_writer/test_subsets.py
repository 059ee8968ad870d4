"""The fonts in a file hold the characters of its own text, and of nothing that was set before."""

import re
import zlib

import pytest
import uharfbuzz as hb

from briefing.export.fonts import FONT_FAMILIES, OTHER_SCRIPTS
from briefing.export.pdf_writer.faces import Face
from briefing.export.pdf_writer.font_objects import make_font_parts
from tests.support.conformance_cases import write_case
from tests.support.outgoing import iter_objects
from tests.support.pdf_reading import make_paragraph, write

OWN_LETTERS = "Pageof12"
"""Of the line at the foot of the page."""


def list_characters(pdf):
    """Give the characters that the maps of all fonts lead to."""
    maps = [
        entry["/ToUnicode"].get_data().partition(b"endcodespacerange")[2]
        for entry in iter_objects(pdf)
        if "/ToUnicode" in entry
    ]
    codes = re.findall(rb"<[0-9A-F]{4}><([0-9A-F]*)>", b"".join(maps))
    return set("".join(bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes))


def test_fonts_hold_no_letter_of_texts_that_were_written_before():
    write(make_paragraph("zxcvbnm ЖЗИ ظطعغ Ωψ שלום"))
    pdf = write(make_paragraph("Karachi لاهور"))

    assert list_characters(pdf) <= set("Karachi لاهور" + OWN_LETTERS)


@pytest.mark.parametrize("name", OTHER_SCRIPTS)
@pytest.mark.parametrize("bold", [False, True])
def test_each_glyph_is_as_wide_in_the_font_as_the_file_says(name, bold):
    family = OTHER_SCRIPTS[name]
    face = Face(family.get_path(bold=bold, italic=False), 0, family.get_weight(bold=bold))
    found = [glyph for char in "[]()שक" if (glyph := face.font.get_nominal_glyph(ord(char)))]
    widths = [face.codes[glyph, "x"][1] for glyph in found]
    cut = hb.Face(zlib.decompress(make_font_parts(face).packed_file))

    advances = [hb.Font(cut).get_glyph_h_advance(place) for place in range(1, len(found) + 1)]
    assert [advance * 1000 / cut.upem for advance in advances] == pytest.approx(widths, abs=1)


def test_fonts_are_a_small_part_of_what_they_were_cut_from():
    pdf = write_case("sample in standard").pdf
    sizes = [
        len(entry["/FontFile2"].get_data()) for entry in iter_objects(pdf) if "/FontFile2" in entry
    ]
    whole = min(
        family.get_path(bold=False, italic=False).stat().st_size
        for family in FONT_FAMILIES.values()
    )

    assert sizes
    assert max(sizes) < whole
