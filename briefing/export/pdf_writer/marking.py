"""Marks the parts of lines as content: links, marks of notes, words in other languages."""

from collections.abc import Callable

from briefing.export.pdf_writer.lines import LineExtras, LinePart, LinkSpan
from briefing.export.pdf_writer.pdf_file import write_string
from briefing.export.pdf_writer.tags import Tag, Tags


class ContentMarker:
    """Marks some lines of one paragraph; a link goes on from one line to the next."""

    def __init__(self, begin_content: Callable[[Tag | None], bytes], tags: Tags) -> None:
        self._begin = begin_content
        self._tags = tags
        self._out: list[bytes] = []
        self._is_open = False
        self._last_link: tuple[str, Tag] | None = None  # that ends the text so far

    def add_plain(self, code: bytes) -> None:
        """Add what belongs to the paragraph itself."""
        if not self._is_open:
            self._out.append(self._begin(None))
            self._is_open = True
        self._out.append(code)
        self._last_link = None

    def add_parts(self, extras: LineExtras) -> list[tuple[LinkSpan, Tag]]:
        """Add a line part by part; gives its links with their elements."""
        links: list[tuple[LinkSpan, Tag]] = []
        for part in extras.parts:
            if part.link >= len(links):
                span = extras.links[part.link]
                links.append((span, self._open_link(span.target)))
            if part.link < 0 and not part.note and not part.language:
                self.add_plain(part.code)
            else:
                self._add_part(part, links[part.link][1] if part.link >= 0 else None)
        return links

    def finish(self) -> bytes:
        """Give the operators."""
        if self._is_open:
            self._out.append(b"EMC")
        return b" ".join(self._out)

    def _open_link(self, target: str) -> Tag:
        if self._last_link and self._last_link[0] == target:
            return self._last_link[1]
        self._last_link = (target, self._tags.add(b"Link"))
        return self._last_link[1]

    def _add_part(self, part: LinePart, link: Tag | None) -> None:
        if self._is_open:
            self._out.append(b"EMC")
            self._is_open = False
        if link is None:
            self._last_link = None
        outer = self._tags.enter(link) if link else self._tags.current
        tag = link or self._tags.current
        if part.language:
            tag = self._tags.add(b"Span", b"/Lang%b" % write_string(part.language))
        elif part.note:
            tag = self._tags.add(b"Reference")
        self._out += (self._begin(tag), part.code, b"EMC")
        self._tags.close(outer)
        if part.note:
            self._tags.claim_note(part.note)
