"""All formats a document can be written in, found once."""

from collections.abc import Callable, Mapping
from functools import cache

import msgspec

import briefing.export.formats
from briefing.document.nodes import Document
from briefing.errors import InvalidValueError
from briefing.export.style_sheet import StyleSheet
from briefing.modules import iter_registered


class Pages(msgspec.Struct, frozen=True, kw_only=True):
    """The true pages of a document, as every format quotes them.

    `content` is the PDF file, empty where no format shows it; `page_of_anchor` gives the page
    (from 1) of each anchor, `page_starts` are those that begin a page though the
    one before has room for lines; `house_template` is the Word file that frames the pages, if any.
    """

    content: bytes
    page_count: int
    page_of_anchor: Mapping[str, int]
    page_starts: frozenset[str] = frozenset()
    house_template: bytes = b""


class DocumentFormat(msgspec.Struct, frozen=True, kw_only=True):
    """A file format: `write` gives the file's bytes for a document whose pages are known.

    Formats that show the pages themselves need their content; others only quote their numbers.
    """

    key: str
    label: str
    suffix: str
    write: Callable[[Document, StyleSheet, Pages], bytes]
    find_fault: Callable[[bytes], str]  # why the bytes are no sound file; empty if they are
    shows_pages: bool = False


@cache
def get_document_formats() -> dict[str, DocumentFormat]:
    """Give all formats by key; each module of briefing.export.formats offers a DOCUMENT_FORMAT."""
    found = iter_registered(briefing.export.formats, "DOCUMENT_FORMAT")
    return {form.key: form for form in found if isinstance(form, DocumentFormat)}


def get_document_format(key: str) -> DocumentFormat:
    """Give one format; raises InvalidValueError for a key that no module offers."""
    try:
        return get_document_formats()[key]
    except KeyError:
        known = ", ".join(sorted(get_document_formats()))
        message = f"There is no document format “{key}”; there are: {known}."
        raise InvalidValueError(message) from None
