"""The contents: their page numbers are printed when the last page is known."""

from typing import NamedTuple

from briefing.document.nodes import Contents, Heading, Text
from briefing.export.pdf_writer.lines import UNLIMITED, Layout
from briefing.export.pdf_writer.pages import Frame, PageLink, PendingNumber
from briefing.export.pdf_writer.placing import Workshop, make_heading_target
from briefing.export.pdf_writer.plain_text import get_plain_text
from briefing.export.pdf_writer.styles import ParagraphStyle
from briefing.export.pdf_writer.words import write_colour
from briefing.export.wording import get_untitled

_NUMBER_COLUMN = 30.0  # points at the right edge, kept free for the page number
_LEADER_GAP = 6.0
_LEADER_STEP = 4.0
_TOP_LEVEL_GAP = 5.0
_UNNUMBERED_INDENT = 20.0  # points by which a level without numbers sets off the one below it
_FIGURE_LEVEL = 2  # the look of entries in the list of figures


class _Entry(NamedTuple):
    level: int
    number: str  # stands in a column; that of an annex is wider and stands in the text
    text: str
    target: str


def place_contents(workshop: Workshop, contents: Contents, frame: Frame) -> None:
    """Print a line for each heading down to the depth of the contents."""
    pages, styles = workshop.pages, workshop.styles
    title = workshop.lay_out_text(contents.title, styles.get_heading(1), frame.width)
    pages.begin(styles.get_space_before_heading(1), find_least_height(workshop, contents, frame))
    _put_title(workshop, 1, title, frame)
    pages.end(styles.get_heading(1).after)
    _place_entries(workshop, _list_entries(workshop, contents), frame)
    for caption, entries in _list_captions(contents, workshop.language):
        _place_list(workshop, caption, entries, frame)
    pages.end(styles.body.after)


def _place_list(workshop: Workshop, caption: str, entries: list[_Entry], frame: Frame) -> None:
    """Print the title of the list of figures or tables and a line for each."""
    pages, style = workshop.pages, workshop.styles.get_heading(2)
    title = workshop.lay_out_text(caption, style, frame.width)
    first = _estimate_height(workshop, entries[0])
    pages.begin(workshop.styles.get_space_before_heading(2), title.height + style.after + first)
    _put_title(workshop, 2, title, frame)
    pages.end(style.after)
    _place_entries(workshop, entries, frame)


def _put_title(workshop: Workshop, level: int, title: Layout, frame: Frame) -> None:
    tags = workshop.pages.tags
    outer = tags.open_heading(level)
    workshop.pages.put_lines(title, frame.x, whole=True)
    tags.close(outer)


def _place_entries(workshop: Workshop, entries: list[_Entry], frame: Frame) -> None:
    columns = _find_number_widths(workshop, entries)
    tags = workshop.pages.tags
    outer = tags.open(b"TOC")
    for entry in entries:
        item = tags.open(b"TOCI")
        _place_entry(workshop, entry, frame, columns)
        tags.close(item)
    tags.close(outer)


def _list_captions(contents: Contents, language: str) -> list[tuple[str, list[_Entry]]]:
    """Give the lists of figures and tables that there are, each with its title."""
    untitled = get_untitled(language)
    lists = ((contents.figures_title, contents.figures), (contents.tables_title, contents.tables))
    return [
        (
            title,
            [
                _Entry(_FIGURE_LEVEL, each.label, each.text or untitled, f"#{each.target}")
                for each in listed
            ],
        )
        for title, listed in lists
        if listed
    ]


def find_least_height(workshop: Workshop, contents: Contents, frame: Frame) -> float:
    """Give what must stand on one page: all of it, or the first two lines of a long list.

    A list that would be cut in two is better read overleaf; entries count as one line each.
    """
    style = workshop.styles.get_heading(1)
    title = workshop.lay_out_text(contents.title, style, frame.width).height + style.after
    entries = _list_entries(workshop, contents)
    below = workshop.styles.get_heading(2)
    whole = title
    for _, listed in _list_captions(contents, workshop.language):
        entries += listed
        whole += workshop.styles.get_space_before_heading(2) + below.leading + below.after
    whole += sum(_estimate_height(workshop, entry) for entry in entries)
    if whole <= workshop.pages.height:
        return whole
    return title + 2 * workshop.styles.contents[0].leading


def _estimate_height(workshop: Workshop, entry: _Entry) -> float:
    gap = _TOP_LEVEL_GAP if entry.level == 1 else 0.0
    return _get_style(workshop, entry.level).leading + gap


def _list_entries(workshop: Workshop, contents: Contents) -> list[_Entry]:
    return [
        _Entry(
            heading.level,
            "" if heading.annex else heading.number,
            _get_text(workshop, heading),
            make_heading_target(place),
        )
        for place, heading in enumerate(workshop.headings)
        if heading.in_contents and heading.level <= contents.depth
    ]


def _get_text(workshop: Workshop, heading: Heading) -> str:
    text = get_plain_text(heading.children) or get_untitled(workshop.language)
    return f"{heading.number}\u2002{text}" if heading.annex else text


def _get_style(workshop: Workshop, level: int) -> ParagraphStyle:
    styles = workshop.styles.contents
    return styles[min(max(level, 1), len(styles)) - 1]


def _find_number_widths(workshop: Workshop, entries: list[_Entry]) -> dict[int, float]:
    """Give the width of the column of heading numbers for each level, 0 where none has one."""
    widths: dict[int, float] = {}
    for entry in entries:
        style = _get_style(workshop, entry.level)
        layout = workshop.lay_out_text(entry.number, style, UNLIMITED)
        width = layout.last_width + 8 if entry.number else 0.0
        widths[entry.level] = max(widths.get(entry.level, 0.0), width)
    return widths


def _place_entry(
    workshop: Workshop, entry: _Entry, frame: Frame, columns: dict[int, float]
) -> None:
    pages = workshop.pages
    style = _get_style(workshop, entry.level)
    above = [width for level, width in columns.items() if level < entry.level]
    indent = sum(width or _UNNUMBERED_INDENT for width in above)
    column = columns[entry.level] if entry.number else 0.0
    inner = frame.indent(indent + column, _NUMBER_COLUMN)
    layout = workshop.lay_out((Text(entry.text),), style, inner.width)
    pages.begin(_TOP_LEVEL_GAP if entry.level == 1 else 0.0, layout.height)
    if entry.number:
        number = workshop.lay_out_text(entry.number, style, UNLIMITED)
        pages.set_mark(number, inner.x - column)
    outer = pages.tags.open(b"Reference")
    pages.tags.open(b"Link")
    pages.put_lines(layout, inner.x, whole=True)
    _finish_line(workshop, layout, entry, inner.x, frame)
    pages.tags.close(outer)


def _finish_line(workshop: Workshop, layout: Layout, entry: _Entry, x: float, frame: Frame) -> None:
    """Draw the leader, leave the number for later, and link the whole line."""
    pages = workshop.pages
    right = frame.x + frame.width
    baseline = pages.sheet.page_height - pages.y + layout.leading - layout.baseline
    end = right - _NUMBER_COLUMN + _LEADER_GAP
    start = x + layout.last_width + _LEADER_GAP
    start += (end - start) % _LEADER_STEP  # dots of all lines stand below each other
    if start < end:
        x0, x1 = sorted((pages.find_x(start, 0.0), pages.find_x(end, 0.0)))
        pages.page.body.append(
            b"/Artifact BMC q 0.9 w 1 J [0 %.3g] 0 d %b %.2f %.2f m %.2f %.2f l S Q EMC"
            % (
                _LEADER_STEP,
                write_colour(pages.sheet.rule_colour, b"RG"),
                x0,
                baseline + 0.5,
                x1,
                baseline + 0.5,
            )
        )
    style = _get_style(workshop, entry.level)
    mark = pages.begin_content()
    number = PendingNumber(
        pages.place.page, pages.find_x(right, 0.0), baseline, style, entry.target, mark
    )
    pages.numbers.append(number)
    top = baseline + layout.height - layout.leading + 0.8 * layout.size
    left = pages.find_x(frame.x, frame.width)
    area = (left, baseline - 0.25 * layout.size, left + frame.width, top)
    pages.page.links.append(PageLink(*area, entry.target, pages.tags.current))
