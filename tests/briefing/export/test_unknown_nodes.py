"""What a writer cannot show stops the export; what a section cannot compose does not."""

import msgspec
import pytest

from briefing.composition.compose import compose
from briefing.document.nodes import (
    Callout,
    Heading,
    List,
    ListItem,
    Paragraph,
    Properties,
    Strong,
    Text,
    TitleBlock,
)
from briefing.errors import ExportError
from briefing.export.docx_writer.writer import write_docx
from briefing.export.pdf_writer.writer import write_pdf
from briefing.export.style_sheet import STANDARD
from briefing.services.pages import exporting
from briefing.services.pages.exporting import export_briefing
from tests.support.both_files import take_sample, write_briefing
from tests.support.docx_reading import read_text
from tests.support.pdf_reading import make_document, make_paragraph
from tests.support.pdf_reading import read_text as read_pdf_text


class Hologram(msgspec.Struct, frozen=True):
    """A node of another make: blocks have an anchor and an origin."""

    anchor: str = ""
    origin: None = None
    children: tuple = ()


def write_docx_alone(document):
    return write_docx(document, STANDARD, page_of_anchor={})


def write_pdf_alone(document):
    return write_pdf(document, STANDARD)


def strong(node):
    return Paragraph((Strong((Text("a"), node)),))


each_format = pytest.mark.parametrize("write", [write_docx_alone, write_pdf_alone])
each_nesting = pytest.mark.parametrize(
    "nest",
    [
        lambda node: node,
        lambda node: List((ListItem((node,)),)),
        lambda node: Callout((make_paragraph("x"), node)),
        strong,
    ],
)


@each_format
@each_nesting
def test_an_unknown_node_stops_the_writer_with_its_place_named(write, nest):
    heads = (TitleBlock("Strikes"), Heading(1, (Text("Actors"),), number="2"))
    document = make_document(*heads, make_paragraph("before"), nest(Hologram()))

    with pytest.raises(ExportError, match="Under “2 Actors” there is a “Hologram”, which cannot"):
        write(document)


@each_format
def test_before_the_first_heading_the_title_names_the_place(write):
    document = make_document(Hologram(), properties=Properties(title="Strikes"))

    with pytest.raises(ExportError, match="Under “Strikes” there is"):
        write(document)


def test_an_export_with_an_unknown_node_leaves_the_older_files(tmp_path, monkeypatch):
    path = tmp_path / "briefing.docx"
    path.write_bytes(b"older")
    composition = compose(take_sample())
    blocks = (*composition.document.blocks, Hologram())
    document = msgspec.structs.replace(composition.document, blocks=blocks)
    broken = msgspec.structs.replace(composition, document=document)
    monkeypatch.setattr("briefing.composition.compose.compose", lambda _snapshot: broken)

    with pytest.raises(ExportError, match="Hologram"):
        export_briefing(take_sample(), {"docx": path}, exporting.AS_IT_IS)
    assert path.read_bytes() == b"older"


def test_a_section_that_cannot_be_composed_says_so_in_both_files_and_the_rest_is_there():
    sample = take_sample()
    first, *rest = sample.briefing.sections
    broken = msgspec.structs.replace(first, settings={"no such setting": 1}, title="Mended soon")
    briefing = msgspec.structs.replace(sample.briefing, sections=(broken, *rest))
    files = write_briefing(msgspec.structs.replace(sample, briefing=briefing))

    for text in (read_text(files.docx), read_pdf_text(files.pdf)):
        assert "The settings of section “Mended soon” are wrong" in text
        assert "Jaish al-Adl" in text
