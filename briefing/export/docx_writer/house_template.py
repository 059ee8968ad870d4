"""A customer's own DOCX as the frame of a document: its styles, header, footer and cover.

Nothing that acts or reaches out comes in: a file with macros, embedded objects, or parts that
lie elsewhere is refused, and so is one that would swell when it is unpacked.
"""

import re
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document as Skeleton
from docx.opc.exceptions import PackageNotFoundError

from briefing.errors import ImportFileError
from briefing.xml_parts import is_harmless_part

_MOST_PARTS = 2000
_MOST_BYTES = 64 * 1024 * 1024
_MOST_RATIO = 200  # of a large part; Word's own XML stays below 60
_LARGE_PART = 1024 * 1024
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_ACTING_TYPES = (b"macroEnabled", b"vbaProject", b"activeX", b"oleObject")
_ACTING_RELATIONS = re.compile(
    rb'Type="[^"]*/(aFChunk|control|oleObject|attachedTemplate|subDocument|vbaProject|package)"'
)
_EXTERNAL = re.compile(rb"<[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>")
_ACTING_FIELDS = re.compile(rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE)\b")
_LEAST_TEXT_WIDTH = 200.0  # points; narrower pages hold no table of ours


class TemplatePage(NamedTuple):
    """The page of a template's last section, in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


def open_template(data: bytes) -> Skeleton:
    """Open a house template that has been checked; raises ImportFileError."""
    check_template(data)
    try:
        skeleton = docx.Document(BytesIO(_as_document(data)))
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise ImportFileError(_UNREADABLE) from error
    if skeleton.element.body is None or not skeleton.sections:
        raise ImportFileError(_UNREADABLE)
    return skeleton


def read_page(data: bytes) -> TemplatePage:
    """Read the page that a template asks for; raises ImportFileError."""
    section = open_template(data).sections[-1]
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    if any(length is None for length in lengths):
        message = "The template does not say how large its page is; set the page size in Word."
        raise ImportFileError(message)
    width, height, top, bottom, left, right = (abs(length.pt) for length in lengths if length)
    if width - left - right < _LEAST_TEXT_WIDTH or height - top - bottom < _LEAST_TEXT_WIDTH:
        message = "The template leaves too little room between its margins; widen them in Word."
        raise ImportFileError(message)
    return TemplatePage(width, height, top, bottom, left, right)


def check_template(data: bytes) -> None:
    """Refuse a file that is no DOCX, swells, acts or reaches out; raises ImportFileError."""
    try:
        with ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            _refuse_bombs(entries)
            for entry in entries:
                _check_part(entry.filename, package.read(entry))
            names = {entry.filename for entry in entries}
    except (BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise ImportFileError(_UNREADABLE) from error
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise ImportFileError(_UNREADABLE)


def _refuse_bombs(entries: list[ZipInfo]) -> None:
    size = sum(entry.file_size for entry in entries)
    swells = any(
        entry.file_size > max(_LARGE_PART, _MOST_RATIO * entry.compress_size) for entry in entries
    )
    if len(entries) > _MOST_PARTS or size > _MOST_BYTES or swells:
        message = "The template unpacks to far more than a template needs; it was not opened."
        raise ImportFileError(message)


def _check_part(name: str, content: bytes) -> None:
    if name.endswith("vbaProject.bin") or "/activeX/" in name or "/embeddings/" in name:
        raise ImportFileError(_ACTS)
    if not name.endswith((".xml", ".rels")):
        return
    if not is_harmless_part(content):
        raise ImportFileError(_UNREADABLE)
    if name == "[Content_Types].xml" and any(kind in content for kind in _ACTING_TYPES):
        raise ImportFileError(_ACTS)
    if name.endswith(".rels"):
        _check_relations(content)
    elif b"<w:altChunk" in content or b"<w:subDoc" in content or _ACTING_FIELDS.search(content):
        raise ImportFileError(_ACTS)


def _check_relations(content: bytes) -> None:
    if _ACTING_RELATIONS.search(content):
        raise ImportFileError(_ACTS)
    for relation in _EXTERNAL.findall(content):
        if b"/relationships/hyperlink" not in relation:
            raise ImportFileError(_REACHES_OUT)


def _as_document(data: bytes) -> bytes:
    """Give a template (.dotx) as the document that python-docx opens."""
    with ZipFile(BytesIO(data)) as package:
        types = package.read("[Content_Types].xml")
        if _TEMPLATE_TYPE not in types:
            return data
        target = BytesIO()
        with ZipFile(target, "w") as copy:
            for entry in package.infolist():
                content = package.read(entry)
                if entry.filename == "[Content_Types].xml":
                    content = types.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
                copy.writestr(entry.filename, content)
    return target.getvalue()


_UNREADABLE = "This is not a Word document (.docx or .dotx); choose one that opens in Word."
_ACTS = (
    "The template holds macros, embedded objects or fields that act; save it in Word without them."
)
_REACHES_OUT = (
    "The template refers to files or servers elsewhere (a remote template, a linked picture); "
    "embed or remove them in Word."
)
