"""The file itself: properties, fonts, equal bytes, and no traces of who made it."""

import datetime as dt
import socket
from pathlib import Path

from briefing.document.nodes import Banner, Emphasis, Paragraph, Properties, Strong, Text
from briefing.export.pdf_writer.writer import LayoutCache, write_pdf
from briefing.export.style_sheet import LETTER, STANDARD
from tests.support.pdf_reading import make_document, make_paragraph, open_pdf, run_tool, write

PROPERTIES = Properties(
    title="Strikes (جيش) \\ one",
    subject="Iran–Pakistan",
    author="A. Analyst",
    keywords="Iran; Pakistan",
    date=dt.date(2024, 1, 18),
)


def make_mixed():
    text = (Text("plain "), Strong((Text("strong "),)), Emphasis((Text("Кыргыз it "),)))
    return (Paragraph((*text, Text("جيش العدل and 漢字"))), make_paragraph("word " * 3000))


def test_the_file_carries_the_properties_of_the_document_and_nothing_else():
    reader = open_pdf(write(make_paragraph("x"), properties=PROPERTIES))

    assert dict(reader.metadata) == {
        "/Title": "Strikes (جيش) \\ one",
        "/Author": "A. Analyst",
        "/Subject": "Iran–Pakistan",
        "/Keywords": "Iran; Pakistan",
        "/Creator": "Briefing Builder",
        "/Producer": "Briefing Builder",
        "/CreationDate": "D:20240118000000Z",
        "/ModDate": "D:20240118000000Z",
    }


def test_without_a_date_there_is_none():
    assert "/CreationDate" not in open_pdf(write(make_paragraph("x"))).metadata


def test_neither_tools_nor_the_machine_are_named():
    pdf = write(*make_mixed(), properties=PROPERTIES)
    traces = ["reportlab", str(Path.home()), socket.gethostname()]
    for name in (trace for trace in traces if len(trace) > 4):  # short ones stand in any stream
        assert name.lower().encode() not in pdf.content.lower()


def test_language_and_title_are_for_readers_to_use():
    root = open_pdf(write(make_paragraph("x"), language="fr-FR")).root_object

    assert root["/Lang"] == "fr-FR"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_all_fonts_are_embedded_subsets():
    pdf = write(*make_mixed(), banner=Banner("TLP:RED"))
    for page in open_pdf(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()

            assert "/FontFile2" in inner["/FontDescriptor"]
            assert inner["/BaseFont"][7] == "+"
            assert font.get_object()["/Encoding"] == "/Identity-H"
    assert len(pdf.content) < 120_000


def test_font_tools_agree():
    lines = run_tool(write(*make_mixed()), "pdffonts", "FILE").splitlines()[2:]

    assert len(lines) >= 4
    assert all("yes yes yes" in line for line in lines)


def test_the_structure_is_sound():
    run_tool(write(*make_mixed(), properties=PROPERTIES), "qpdf", "--check", "FILE")


def test_equal_documents_give_equal_bytes_whatever_was_written_before():
    document = make_document(*make_mixed(), properties=PROPERTIES, banner=Banner("TLP:RED"))
    first = write_pdf(document, STANDARD)
    write(make_paragraph("Other letters first: ЖЗИ ط ظ ع غ Ωψ"))

    assert write_pdf(document, STANDARD).content == first.content
    assert write_pdf(document, STANDARD) == first


def test_other_text_gives_another_identity():
    one, two = (open_pdf(write(make_paragraph(text))) for text in ("one", "two"))

    assert one.trailer["/ID"] != two.trailer["/ID"]


def test_a_cache_changes_nothing_that_is_seen():
    cache = LayoutCache()
    write_pdf(make_document(make_paragraph("Earlier text. " * 300)), STANDARD, cache=cache)
    document = make_document(*make_mixed(), properties=PROPERTIES)
    warm = write_pdf(document, STANDARD, cache=cache)
    cold = write_pdf(document, STANDARD)

    assert [page.extract_text() for page in open_pdf(warm).pages] == [
        page.extract_text() for page in open_pdf(cold).pages
    ]
    assert warm.placed_blocks == cold.placed_blocks


def test_a_cache_follows_a_change_of_style_sheet():
    cache = LayoutCache()
    document = make_document(*make_mixed())
    write_pdf(document, STANDARD, cache=cache)

    assert write_pdf(document, LETTER, cache=cache).content == write_pdf(document, LETTER).content
