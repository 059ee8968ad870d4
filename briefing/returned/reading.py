"""Reads a returned Word file: its comments, its tracked changes, and where each stands.

The parts are those of ISO/IEC 29500-1: w:ins, w:del, w:moveFrom and w:moveTo (17.13.5), comments
(17.13.4). Bookmarks tell the place; what follows one, up to the next, belongs to it, which holds
through office suites that shift the ends of bookmarks.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import msgspec

# the standard library's parser neither fetches nor expands what a DOCTYPE declares: none is let in
from xml.etree.ElementTree import Element, ParseError, fromstring  # isort: skip

from briefing.errors import ImportFileError
from briefing.xml_parts import is_harmless_part

LARGEST_FILE = 50_000_000
"""How many bytes a returned file may have."""

_MOST_PARTS = 2_000
_LARGEST_PART = 64 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_EMPTY_MARKS = re.compile(r"[ \u00a0]?\[[;, \u00a0]*\]")
_BODY_PARTS = ("word/document.xml", "word/comments.xml", "word/commentsExtended.xml")
_MARGIN = re.compile(r"word/(?:footnotes|endnotes|header\d{1,3}|footer\d{1,3})\.xml")
_PLACES = ("section_", "record_")
_ADDED = (f"{_W}ins", f"{_W}moveTo")
_REMOVED = (f"{_W}del", f"{_W}moveFrom")
_UNREADABLE = "This is not a Word document that can be read; choose the .docx that came back."


class MarkedPlace(msgspec.Struct, frozen=True):
    """The bookmarks before a paragraph: of its section, and of the record in that, if any."""

    section: str = ""
    record: str = ""


class ReturnedParagraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph as it was and as it is; equal where nobody tracked a change.

    Citation marks, fields and notes are left out. `by` and `at` are those of the first change.
    """

    place: MarkedPlace
    old: str
    new: str
    is_heading: bool = False
    by: str = ""
    at: datetime | None = None


class ReturnedComment(msgspec.Struct, frozen=True, kw_only=True):
    """A comment with the words it is about; `answers` is the id of the one it answers."""

    id: str
    place: MarkedPlace
    by: str
    text: str
    at: datetime | None = None
    passage: str = ""
    answers: str = ""
    resolved: bool = False


class ReturnedFile(msgspec.Struct, frozen=True, kw_only=True):
    """What is in the file, in the order of reading; `bookmarks` names all places it still has."""

    paragraphs: tuple[ReturnedParagraph, ...]
    comments: tuple[ReturnedComment, ...]
    bookmarks: tuple[str, ...]


def read_returned(data: bytes) -> ReturnedFile:
    """Read a Word file; nothing in it is run, fetched or unpacked beyond bounds.

    Raises ImportFileError when it is no Word document.
    """
    parts = _read_parts(data)
    document = _parse(parts.get("word/document.xml", b""))
    reader = _BodyReader()
    reader.read(document)
    return ReturnedFile(
        paragraphs=(*reader.paragraphs, *_read_margins(parts)),
        comments=tuple(_read_comments(parts, reader)),
        bookmarks=tuple(reader.bookmarks),
    )


def _read_margins(parts: dict[str, bytes]) -> Iterator[ReturnedParagraph]:
    """Read what was changed, by tracked changes, in notes and in what stands on every page."""
    for name in sorted(parts):
        if _MARGIN.fullmatch(name):
            reader = _BodyReader()
            reader.read(_parse(parts[name]))
            yield from (each for each in reader.paragraphs if each.old != each.new)


def _read_parts(data: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            large = any(entry.file_size > _LARGEST_PART for entry in entries)
            if large or len(entries) > _MOST_PARTS:
                message = "The file unpacks to far more than a briefing has; it was not read."
                raise ImportFileError(message)
            names = [entry.filename for entry in entries]
            return {name: package.read(name) for name in names if _is_read(name)}
    except (BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise ImportFileError(_UNREADABLE) from error


def _is_read(name: str) -> bool:
    return name in _BODY_PARTS or _MARGIN.fullmatch(name) is not None


def _parse(part: bytes) -> Element:
    if not is_harmless_part(part):
        raise ImportFileError(_UNREADABLE)
    try:
        return fromstring(part)  # noqa: S314 - it declares nothing, as seen above
    except ParseError as error:
        raise ImportFileError(_UNREADABLE) from error


class _Words:
    """The words of one paragraph, as they were and as they are."""

    def __init__(self) -> None:
        self.old: list[str] = []
        self.new: list[str] = []
        self.by = ""
        self.at: datetime | None = None

    def add(self, text: str, *, added: bool, removed: bool) -> None:
        if not added:
            self.old.append(text)
        if not removed:
            self.new.append(text)

    def note(self, change: Element) -> None:
        self.by = self.by or change.get(f"{_W}author", "")
        self.at = self.at or _read_time(change.get(f"{_W}date", ""))


class _BodyReader:
    """Walks the body once, knowing which places and which comments are open."""

    def __init__(self) -> None:
        self.paragraphs: list[ReturnedParagraph] = []
        self.bookmarks: list[str] = []
        self.passages: dict[str, list[str]] = {}
        self.places: dict[str, MarkedPlace] = {}
        self._place = MarkedPlace()
        self._open: set[str] = set()
        self._in_field = 0

    def read(self, parent: Element) -> None:
        for child in parent:
            if child.tag == f"{_W}p":
                self._read_paragraph(child)
            elif child.tag == f"{_W}bookmarkStart":
                self._enter(child)
            else:
                self.read(child)

    def _read_paragraph(self, paragraph: Element) -> None:
        words = _Words()
        self._in_field = 0
        self._read_runs(paragraph, words, added=False, removed=False)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        if name.startswith("TOC"):
            return
        self.paragraphs.append(
            ReturnedParagraph(
                place=self._place,
                old=_clean(words.old),
                new=_clean(words.new),
                is_heading=name.startswith("Heading"),
                by=words.by,
                at=words.at,
            )
        )

    def _read_runs(self, parent: Element, words: _Words, *, added: bool, removed: bool) -> None:
        for child in parent:
            if child.tag in _ADDED:
                words.note(child)
                self._read_runs(child, words, added=True, removed=removed)
            elif child.tag in _REMOVED:
                words.note(child)
                self._read_runs(child, words, added=added, removed=True)
            elif child.tag == f"{_W}p":  # in a text box
                self._read_paragraph(child)
            elif child.tag == f"{_W}hyperlink":
                if not child.get(f"{_W}anchor", "").startswith("source_"):
                    self._read_runs(child, words, added=added, removed=removed)
            elif child.tag == f"{_W}r":
                self._read_run(child, words, added=added, removed=removed)
            elif not self._read_mark(child):
                self._read_runs(child, words, added=added, removed=removed)

    def _read_run(self, run: Element, words: _Words, *, added: bool, removed: bool) -> None:
        for child in run:
            if child.tag == f"{_W}fldChar":
                self._in_field += {"begin": 1, "end": -1}.get(child.get(f"{_W}fldCharType", ""), 0)
            elif self._in_field <= 0 and (text := _get_text(child)):
                words.add(text, added=added, removed=removed)
                for comment in self._open:
                    self.passages[comment].append(text)

    def _read_mark(self, mark: Element) -> bool:
        """Take a bookmark or the end of a comment; tells whether it was one."""
        number = mark.get(f"{_W}id", "")
        if mark.tag == f"{_W}bookmarkStart":
            self._enter(mark)
        elif mark.tag == f"{_W}commentRangeStart":
            self._open.add(number)
            self.passages[number] = []
            self.places[number] = self._place
        elif mark.tag == f"{_W}commentRangeEnd":
            self._open.discard(number)
        else:
            return mark.tag == f"{_W}pPr"
        return True

    def _enter(self, bookmark: Element) -> None:
        name = bookmark.get(f"{_W}name", "")
        if name.startswith("section_"):
            self._place = MarkedPlace(section=name)
        elif name.startswith("record_"):
            self._place = MarkedPlace(section=self._place.section, record=name)
        if name.startswith(_PLACES):
            self.bookmarks.append(name)


def _get_text(child: Element) -> str:
    if child.tag in (f"{_W}t", f"{_W}delText"):
        return child.text or ""
    if child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
        return " "
    return "-" if child.tag == f"{_W}noBreakHyphen" else ""


def _clean(pieces: list[str]) -> str:
    return " ".join(_EMPTY_MARKS.sub("", "".join(pieces)).split())


def _read_comments(parts: dict[str, bytes], reader: _BodyReader) -> Iterator[ReturnedComment]:
    if "word/comments.xml" not in parts:
        return
    answers, resolved = _read_threads(parts.get("word/commentsExtended.xml", b""))
    comments = _parse(parts["word/comments.xml"]).findall(f"{_W}comment")
    number_of = {
        own: each.get(f"{_W}id", "") for each in comments if (own := _get_paragraph_id(each))
    }
    for each in comments:
        number, own = each.get(f"{_W}id", ""), _get_paragraph_id(each)
        paragraphs = each.findall(f"{_W}p")
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in paragraphs)
        yield ReturnedComment(
            id=number,
            place=reader.places.get(number, MarkedPlace()),
            by=each.get(f"{_W}author", ""),
            at=_read_time(each.get(f"{_W}date", "")),
            text=text.strip(),
            passage=_clean(reader.passages.get(number, [])),
            answers=number_of.get(answers.get(own, ""), ""),
            resolved=own in resolved,
        )


def _read_threads(part: bytes) -> tuple[dict[str, str], set[str]]:
    """Read which comment answers which, and which are done, by the ids of their paragraphs."""
    if not part:
        return {}, set()
    answers, resolved = {}, set()
    for each in _parse(part).findall(f"{_W15}commentEx"):
        own = each.get(f"{_W15}paraId", "")
        if each.get(f"{_W15}paraIdParent"):
            answers[own] = each.get(f"{_W15}paraIdParent", "")
        if each.get(f"{_W15}done") in ("1", "true"):
            resolved.add(own)
    return answers, resolved


def _get_paragraph_id(comment: Element) -> str:
    """Give the id of a comment's last paragraph, by which threads know it."""
    paragraphs = comment.findall(f"{_W}p")
    return paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""


def _read_time(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
