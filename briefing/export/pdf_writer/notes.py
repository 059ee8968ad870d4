"""Notes at the foot of the page: what they take of the page, and what is carried over."""

from typing import NamedTuple

from briefing.document.nodes import Footnote, Inline, LineBreak, Text
from briefing.export.pdf_writer.inlines import iter_inlines, print_note_number
from briefing.export.pdf_writer.lines import Layout
from briefing.export.pdf_writer.styles import ParagraphStyle
from briefing.export.pdf_writer.tags import Tag, Tags
from briefing.export.pdf_writer.typesetting import Typesetter

RULE_GAP = 11.0
"""Distance from the text to the first note in points; the rule stands in it."""

_NOTE_GAP = 1.5
_UNDIVIDED_LINES = 4  # shorter notes stay whole, longer ones begin with as many lines but one


class PlacedNote(NamedTuple):
    """The lines of a note that stand on one page."""

    layout: Layout
    start: int
    end: int
    tag: Tag

    @property
    def height(self) -> float:
        """Height in points with the distance to the next note."""
        return _find_height(self.end - self.start, self.layout)


class Notes:
    """The notes of the page that is being filled, and those that wait for the next."""

    def __init__(
        self, typesetter: Typesetter, style: ParagraphStyle, width: float, tags: Tags
    ) -> None:
        self.placed: list[PlacedNote] = []
        self.height = 0.0  # that the notes placed so far take at the foot of the page
        self.carried: list[PlacedNote] = []
        self._tags = tags
        self._typesetter = typesetter
        self._style = style
        self.width = width  # in points, of the notes that are added from here on

    def find_least_height(self, notes: tuple[Footnote, ...]) -> float:
        """Give what notes need at least on this page for their marks to stand on it."""
        if not notes or self.carried:
            return 0.0
        layouts = [layout for _, layout in self._lay_out_all(notes)]
        heights = [_find_height(len(layout.codes), layout) for layout in layouts]
        last = layouts[-1]
        if len(last.codes) > _UNDIVIDED_LINES:
            heights[-1] = (_UNDIVIDED_LINES - 1) * last.leading + _NOTE_GAP
        return sum(heights) + (0.0 if self.placed else RULE_GAP)

    def add(self, notes: tuple[Footnote, ...], room: float) -> None:
        """Put notes on this page as far as `room` points go, and carry the rest over."""
        for note, layout in self._lay_out_all(notes):
            whole = PlacedNote(layout, 0, len(layout.codes), self._tags.add_note(note))
            self._add(whole, room - self.height)

    def start_page(self, most: float) -> None:
        """Begin a new page with what was carried over, up to `most` points of it."""
        waiting, self.placed, self.carried = self.carried, [], []
        self.height = 0.0
        for note in waiting:
            self._add(note, most - self.height)

    def _add(self, note: PlacedNote, room: float) -> None:
        if not self.placed:
            room -= RULE_GAP
        fitting = int((room - _NOTE_GAP) / note.layout.leading)
        end = min(note.end, note.start + fitting)
        if self.carried or end <= note.start:
            self.carried.append(note)
            return
        placed = note._replace(end=end)
        self.height += placed.height if self.placed else RULE_GAP + placed.height
        self.placed.append(placed)
        if end < note.end:
            self.carried.append(note._replace(start=end))

    def _lay_out_all(self, notes: tuple[Footnote, ...]) -> list[tuple[Footnote, Layout]]:
        """Lay out notes and the notes within them, in the order of their marks."""
        layouts = []
        for note in notes:
            layout = self._lay_out(note)
            layouts.append((note, layout))
            for line in sorted(layout.extras):
                layouts.extend(self._lay_out_all(layout.extras[line].notes))
        return layouts

    def _lay_out(self, note: Footnote) -> Layout:
        children: list[Inline] = [
            Text(f"{print_note_number(note)}\u2002"),
            *iter_inlines(note.blocks),
        ]
        while isinstance(children[-1], LineBreak):
            children.pop()
        return self._typesetter.lay_out(tuple(children), self._style, self.width)


def _find_height(lines: int, layout: Layout) -> float:
    return lines * layout.leading + _NOTE_GAP
