"""Looks through files that leave the house for what must never go along."""

import re
from collections.abc import Iterator

from lxml import etree
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from tests.support.docx_reading import W, list_parts
from tests.support.pdf_reading import PdfFile, open_pdf

SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
FIELDS = re.compile(
    r"\s*(PAGE|NUMPAGES|PAGEREF \w+( \\h)?|REF \w+ \\h \\\* MERGEFORMAT"
    r"|SEQ (Table|Figure) \\\* ARABIC( \\r 1)?"
    r'|TOC( \\[ohzuct]( "(1-\d|Figure|Table)")?)+)\s*'
)
RUNNING_PARTS = re.compile("vba|activeX|embeddings|customXml|afchunk|ole|attachedToolbars", re.I)
ACTIVE_KEYS = {
    *("/JS", "/JavaScript", "/OpenAction", "/AA", "/AcroForm", "/EF", "/EmbeddedFiles"),
    *("/RichMedia", "/Collection", "/XFA"),
}
ACTIVE_ACTIONS = {"/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"}


def list_docx_faults(content: bytes) -> list[str]:
    """Give what a DOCX holds that runs, fetches or leads astray."""
    parts = list_parts(content)
    faults = [name for name in parts if RUNNING_PARTS.search(name)]
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(data)
            faults += [f"{name}: leads to {link}" for link in _iter_strange_links(root)]
            faults += [f"{name}: field {code}" for code in _iter_strange_fields(root)]
    return faults


def _iter_strange_links(root) -> Iterator[str]:
    for relation in root.iter("{*}Relationship"):
        target = relation.get("Target")
        is_outside = relation.get("TargetMode") == "External"
        if is_outside and not (
            SAFE_LINK.match(target) and relation.get("Type").endswith("/hyperlink")
        ):
            yield target


def _iter_strange_fields(root) -> Iterator[str]:
    for node in root.iter(W + "instrText"):
        if not FIELDS.fullmatch(node.text or ""):
            yield node.text
    for node in root.iter(W + "fldSimple"):
        if not FIELDS.fullmatch(node.get(W + "instr")):
            yield node.get(W + "instr")


def iter_objects(pdf: PdfFile) -> Iterator[DictionaryObject]:
    """Yield every dictionary and stream of a PDF, wherever it stands."""
    reader = open_pdf(pdf)
    for number in range(1, reader.trailer["/Size"]):
        yield from _iter_inside(reader.get_object(number))


def _iter_inside(value) -> Iterator[DictionaryObject]:
    if isinstance(value, DictionaryObject):
        yield value
        for inner in value.values():
            yield from _iter_inside(inner)
    elif isinstance(value, ArrayObject):
        for inner in value:
            yield from _iter_inside(inner)


def list_pdf_faults(pdf: PdfFile) -> list[str]:
    """Give what a PDF holds that runs, fetches or leads astray."""
    faults = []
    for entry in iter_objects(pdf):
        faults += [str(key) for key in entry if key in ACTIVE_KEYS]
        if entry.get("/S") in ACTIVE_ACTIONS:
            faults.append(str(entry["/S"]))
        address = entry.get("/URI")
        if address is not None and not SAFE_LINK.match(str(address)):
            faults.append(f"leads to {address}")
    return faults


def read_docx_bytes(content: bytes) -> bytes:
    """Give all bytes of a DOCX as they are, and of its parts unpacked, with their names."""
    parts = list_parts(content)
    return b"\n".join([content, *(name.encode() + b"\n" + data for name, data in parts.items())])


def read_pdf_bytes(pdf: PdfFile) -> bytes:
    """Give all bytes of a PDF as they are, of its streams inflated, and of its texts as UTF-8."""
    objects = list(iter_objects(pdf))
    streams = [entry.get_data() for entry in objects if isinstance(entry, StreamObject)]
    texts = [
        str(value).encode("utf-8", "replace")
        for entry in objects
        for value in entry.values()
        if isinstance(value, str)
    ]
    return b"\n".join([pdf.content, *streams, *texts])
