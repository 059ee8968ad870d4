"""Reads a source from what an analyst pastes: an address, a DOI, a reference in any style.

Nothing is fetched. What is recognised is taken out of the text piece by piece; what is left over
is handed back, so that nothing pasted is lost.
"""

import re
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from briefing.dates import EdtfDate, parse_date
from briefing.errors import InvalidValueError
from briefing.records.source import SourceType
from briefing.text_cleaning import clean_line

LONGEST = 20_000
"""Characters of a text that are looked at; the rest is left over."""


class ReadReference(msgspec.Struct, frozen=True, kw_only=True):
    """What was recognised: fields of a source by their names, and the words that are left."""

    fields: dict[str, Any]
    leftover: str = ""


def read_reference(text: str, *, today: date) -> ReadReference:
    """Read a source from pasted text; never fails.

    RIS and BibTeX are read as such. With an address and no day of access, `today` is taken.
    """
    head, rest = text[:LONGEST], text[LONGEST:]
    if re.match(r"\s*TY\s{1,2}-", head):
        read = _read_ris(head)
    elif re.match(r"\s*@\w+\s*\{", head):
        read = _read_bibtex(head)
    else:
        read = _Reader(clean_line(head)).read()
    fields = {name: value for name, value in read.fields.items() if value}
    if fields.get("url") and "accessed" not in fields:
        fields["accessed"] = EdtfDate(today.isoformat())
    leftover = " ".join(filter(None, (read.leftover, clean_line(rest))))
    if "title" not in fields and leftover:
        fields["title"], leftover = leftover, ""
    return ReadReference(fields=fields, leftover=leftover)


# --- running references ------------------------------------------------------------------------

_URL = re.compile(r"<?((?:https?://|www\.)[^\s<>\"“”]+?)>?(?=[.,;)\]]*(?:\s|$))", re.IGNORECASE)
_DOI = re.compile(
    r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?\b(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)])", re.I
)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*([\d][\d -]{8,16}[\dXx])\b")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}}|\d{{4}}-\d\d-\d\d)"
_ACCESSED = re.compile(
    rf"[(\[]?\b(?:last )?(?:accessed|retrieved|viewed)(?: on)?:? ({_DAY})[)\]]?", re.IGNORECASE
)
_DATE = re.compile(rf"\(?\b({_DAY}|{_MONTH} \d{{4}})\b\)?")
_YEAR_AFTER_AUTHOR = re.compile(r"\((\d{4})[a-z]?\)")
_DAY_WITHOUT_YEAR = re.compile(rf"\b(\d{{1,2}} {_MONTH})(?! ?\d{{4}})")
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,400})[”\"]|‘(.{3,400}?)’(?!\w)")
_ITALIC = re.compile(r"(?<!\w)[*_]([^*_]{3,400})[*_](?!\w)")
_LAST_YEAR = re.compile(r",? \(?((?:19|20)\d\d)\)?$")
_EDGES = " ,.;:()[]<>-–—"
_MARK = "\x1f"
_FILLERS = re.compile(  # before an address, which is a mark by then; anywhere else they are words
    rf"\b(?:available (?:at|from)|retrieved from|url):?[\s<(\[]*(?={_MARK})|\[online\]",
    re.IGNORECASE,
)
_FEWEST_PARTS = 3
_MOST_NAME_WORDS = 16


class _Reader:
    """Takes pieces out of one text, leaving a mark where each stood."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._fields: dict[str, Any] = {}

    def read(self) -> ReadReference:
        if self._is_address():
            return self._read_address()
        self._take("doi", _DOI)
        self._take("url", _URL)
        self._complete_address()
        self._take("isbn", _ISBN)
        self._take_date("accessed", _ACCESSED)
        self._take_published()
        self._text = _FILLERS.sub(_MARK, self._text)
        self._take_title()
        self._take_names()
        leftover = [part.strip(_EDGES) for part in self._text.split(_MARK)]
        return ReadReference(fields=self._fields, leftover=" ".join(filter(None, leftover)))

    def _is_address(self) -> bool:
        match = _URL.match(self._text)
        return match is not None and not self._text[match.end() :].strip(_EDGES)

    def _read_address(self) -> ReadReference:
        match = _URL.match(self._text)
        address = _complete(match[1] if match else self._text)
        doi = _DOI.fullmatch(address)
        if doi:
            fields: dict[str, Any] = {"doi": doi[1], "source_type": SourceType.JOURNAL_ARTICLE}
            return ReadReference(fields=fields)
        return ReadReference(fields={"url": address, **describe_address(address)})

    def _take(self, field: str, pattern: re.Pattern[str]) -> None:
        match = pattern.search(self._text)
        if match:
            self._fields[field] = next(group for group in match.groups() if group)
            self._cut(match)

    def _complete_address(self) -> None:
        if "url" in self._fields:
            self._fields["url"] = _complete(self._fields["url"])

    def _take_date(self, field: str, pattern: re.Pattern[str]) -> bool:
        for match in pattern.finditer(self._text):
            found = _read_date(match[1])
            if found is not None:
                self._fields[field] = found
                self._cut(match)
                return True
        return False

    def _take_published(self) -> None:
        if self._take_date("published", _DATE):
            return
        year = _YEAR_AFTER_AUTHOR.search(self._text)
        if not year:
            return
        self._cut(year)
        day = _DAY_WITHOUT_YEAR.search(self._text)
        found = _read_date(f"{day[1]} {year[1]}") if day else None
        if day and found:
            self._cut(day)
        self._fields["published"] = found or EdtfDate(year[1])

    def _take_title(self) -> None:
        match = _QUOTED.search(self._text) or _ITALIC.search(self._text)
        if match:
            title = next(group for group in match.groups() if group)
            self._fields["title"] = title.strip().rstrip(",.")
            if match.re is _QUOTED:
                self._fields["source_type"] = SourceType.NEWS_ARTICLE
            self._cut(match)

    def _take_names(self) -> None:
        """Take what stands before the title as authors, what follows it as the publisher."""
        if "title" not in self._fields:
            self._take_listed()
            return
        before, mark, after = self._text.partition(_MARK)
        authors = before.strip(_EDGES)
        publisher, _mark, rest = after.strip(_EDGES + _MARK).partition(_MARK)
        if authors and _looks_like_names(authors):
            self._fields["authors"] = split_authors(authors)
            before = ""
        if publisher.strip(_EDGES):
            self._set_publisher(publisher.strip(_EDGES))
            after = rest
        self._text = f"{before}{mark}{after}"

    def _set_publisher(self, publisher: str) -> None:
        year = _LAST_YEAR.search(publisher)
        if year and "published" not in self._fields:
            self._fields["published"] = EdtfDate(year[1])
            publisher = publisher[: year.start()]
        self._fields["publisher"] = publisher

    def _take_listed(self) -> None:
        """Take "author, title, publisher" with commas between them and nothing to tell them by."""
        listed, mark, rest = self._text.partition(_MARK)
        parts = [part.strip(_EDGES) for part in listed.split(",") if part.strip(_EDGES)]
        if len(parts) < _FEWEST_PARTS:
            return
        first, *middle, last = parts
        self._fields["authors"] = (first,)
        self._fields["title"] = ", ".join(middle)
        self._set_publisher(last)
        self._text = f"{mark}{rest}"

    def _cut(self, match: re.Match[str]) -> None:
        self._text = f"{self._text[: match.start()]}{_MARK}{self._text[match.end() :]}"


def _complete(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def describe_address(address: str) -> dict[str, Any]:
    """Give what an address tells of its page: its site, and the words of its last part."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # brackets of an address that is none
        return {}
    kind = SourceType.POST if host in _POSTS else SourceType.WEB_PAGE
    words = [_read_slug(segment) for segment in parts.path.split("/")]
    titles = [title for title in words if " " in title]
    title = titles[-1] if titles else ""
    return {"publisher": host, "title": title, "source_type": kind}


_POSTS = frozenset(
    {"x.com", "twitter.com", "t.me", "facebook.com", "instagram.com", "youtube.com", "bsky.app"}
)


def _read_slug(segment: str) -> str:
    """Give the words of a part of an address; numbers at its end name the page, not its title."""
    name = re.sub(r"\.\w{2,5}$", "", unquote(segment))
    words = [word for word in re.split(r"[-_+ ]+", clean_line(name)) if word]
    while words and re.fullmatch(r"[\da-f]*\d[\da-f]*|[a-z]?\d+", words[-1], re.IGNORECASE):
        words.pop()
    title = re.sub(r"\d{6,}$", "", " ".join(words))  # the moment of publication
    return title[:1].upper() + title[1:]


def split_authors(text: str) -> tuple[str, ...]:
    """Split names that stand in one line: "Hassan, Syed, and Charlotte Greenfield"."""
    parts = re.split(r"\s*;\s*|,?\s+(?:and|&)\s+", text.strip(_EDGES))
    names = [part.strip(" ,;") for part in parts]
    # the stop after the authors was that of an initial too: "Greenfield, C"
    return tuple(re.sub(r"(\b[A-Z])$", r"\1.", name) for name in names if name)


def _looks_like_names(text: str) -> bool:
    return (
        len(text.split()) <= _MOST_NAME_WORDS and text[:1].isupper() and not re.search(r"\d", text)
    )


def _read_date(text: str) -> EdtfDate | None:
    try:
        return parse_date(re.sub(r"(?<=[A-Za-z])\.", "", text))
    except InvalidValueError:
        return None


# --- RIS and BibTeX ----------------------------------------------------------------------------

_RIS_TYPES = {
    "NEWS": SourceType.NEWS_ARTICLE,
    "MGZN": SourceType.NEWS_ARTICLE,
    "JOUR": SourceType.JOURNAL_ARTICLE,
    "BOOK": SourceType.BOOK,
    "CHAP": SourceType.CHAPTER,
    "RPRT": SourceType.REPORT,
    "GOVDOC": SourceType.GOVERNMENT_DOCUMENT,
    "ELEC": SourceType.WEB_PAGE,
    "BLOG": SourceType.WEB_PAGE,
    "DATA": SourceType.DATASET,
}
_RIS_FIELDS = {
    **dict.fromkeys(("TI", "T1", "CT"), "title"),
    **dict.fromkeys(("AU", "A1"), "authors"),
    **dict.fromkeys(("PB", "T2", "JO", "JF"), "publisher"),
    **dict.fromkeys(("DA", "PY", "Y1"), "published"),
    "Y2": "accessed",
    **dict.fromkeys(("UR", "L1"), "url"),
    "DO": "doi",
    "SN": "isbn",
    "LA": "language",
}
_RIS_LINE = re.compile(r"^([A-Z][A-Z0-9])\s{1,2}-\s?(.*)$")
_BIBTEX_TYPES = {
    "article": SourceType.JOURNAL_ARTICLE,
    "book": SourceType.BOOK,
    "incollection": SourceType.CHAPTER,
    "inbook": SourceType.CHAPTER,
    "techreport": SourceType.REPORT,
    "report": SourceType.REPORT,
    "online": SourceType.WEB_PAGE,
    "dataset": SourceType.DATASET,
}
_BIBTEX_FIELDS = {
    "title": "title",
    "author": "authors",
    **dict.fromkeys(("journal", "publisher", "institution", "organization"), "publisher"),
    **dict.fromkeys(("date", "year"), "published"),
    "urldate": "accessed",
    "url": "url",
    "doi": "doi",
    "isbn": "isbn",
}
_BIBTEX_FIELD = re.compile(r"(\w+)\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|\"([^\"]*)\"|(\w+))")
_DATES = ("published", "accessed")


def _read_ris(text: str) -> ReadReference:
    fields: dict[str, Any] = {}
    leftover: list[str] = []
    for line in text.splitlines():
        match = _RIS_LINE.match(line.strip())
        tag, value = (match[1], clean_line(match[2])) if match else ("", clean_line(line))
        if tag == "TY":
            fields["source_type"] = _RIS_TYPES.get(value, SourceType.OTHER)
        elif tag != "ER" and not _put(fields, _RIS_FIELDS.get(tag, ""), value) and value:
            leftover.append(value)
    return ReadReference(fields=fields, leftover=" ".join(leftover))


def _read_bibtex(text: str) -> ReadReference:
    kind = re.match(r"\s*@(\w+)", text)
    name = kind[1].casefold() if kind else ""
    fields: dict[str, Any] = {"source_type": _BIBTEX_TYPES.get(name, SourceType.OTHER)}
    leftover: list[str] = []
    for match in _BIBTEX_FIELD.finditer(text):
        value = clean_line(re.sub(r"[{}]", "", next(filter(None, match.groups()[1:]), "")))
        field = _BIBTEX_FIELDS.get(match[1].casefold(), "")
        authors = re.split(r"\s+and\s+", value) if field == "authors" else [value]
        leftover += [part for part in authors if not _put(fields, field, part) and part]
    return ReadReference(fields=fields, leftover=" ".join(leftover))


def _put(fields: dict[str, Any], field: str, value: str) -> bool:
    """Put a value into its field; tells whether there was room for it."""
    if not field or not value:
        return False
    if field == "authors":
        fields["authors"] = (*fields.get("authors", ()), value)
        return True
    if field in fields:
        return bool(fields[field] == value)
    if field in _DATES:
        found = _read_date(value.replace("/", "-").strip("-"))
        if found is not None:
            fields[field] = found
        return found is not None
    fields[field] = value
    return True
