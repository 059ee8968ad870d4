"""The figures of a record: contested ones side by side, and how they will be printed."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from briefing.figures import FIGURE_LABELS, choose_figures, print_figure, print_number
from briefing.records.parts import Figure
from ui.forms.field_grid import MakeEditor
from ui.forms.field_spec import FieldSpec
from ui.forms.part_summaries import FindTitle
from ui.forms.parts_editor import PartsEditor
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_label

_HEADS = ("Given by", "Low", "Best", "High", "As of", "")
_FEWEST_TO_COMPARE = 2


class FiguresEditor(PartsEditor):
    """Edits figures; below them stands what each giver said, and the printed sentence."""

    def __init__(
        self, spec: FieldSpec, make_editor: MakeEditor, find_title: FindTitle, parent: QWidget
    ) -> None:
        super().__init__(spec, make_editor, find_title, parent)
        self.comparison = QWidget(self)
        self.comparison.setAccessibleName("How the figures compare and print")
        self._grid = QGridLayout(self.comparison)
        self._grid.setContentsMargins(0, SPACE[0], 0, 0)
        self._grid.setHorizontalSpacing(SPACE[2])
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._layout.addWidget(self.comparison)

    def show_value(self, value: Any) -> None:
        """Show the figures and their comparison."""
        super().show_value(value)
        self._compare(value)

    def read_value(self) -> Any:
        """Give the figures, and compare them as they are now."""
        value = super().read_value()
        self._compare(value)
        return value

    @property
    def texts(self) -> list[str]:
        """What the comparison says, line by line."""
        labels = self.comparison.findChildren(QLabel)
        return [label.text() for label in labels if label.text() and not label.isHidden()]

    def _compare(self, value: Sequence[Any]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        figures = [figure for figure in value if isinstance(figure, Figure)]
        row = 0
        for what, label in self._iter_kinds(figures):
            row = self._add_kind(label, choose_figures(figures, what), row)
        self.comparison.setVisible(row > 0)

    def _iter_kinds(self, figures: Sequence[Figure]) -> Iterator[tuple[str, str]]:
        for what in dict.fromkeys(figure.what for figure in figures if _has_number(figure)):
            yield what, FIGURE_LABELS.get(what, what)

    def _add_kind(self, label: str, figures: Sequence[Figure], row: int) -> int:
        if len(figures) >= _FEWEST_TO_COMPARE:
            for column, head in enumerate((f"{label}: {_HEADS[0].lower()}", *_HEADS[1:])):
                self._add_label(head, "quiet", row, column)
            for number, figure in enumerate(figures, row + 1):
                self._add_figure(figure, number)
            row += len(figures) + 1
        printed = "; ".join(filter(None, map(print_figure, figures)))
        line = make_label(f"Printed: {printed}", "quiet", wrap=True)
        self._grid.addWidget(line, row, 0, 1, len(_HEADS))
        return row + 1

    def _add_figure(self, figure: Figure, row: int) -> None:
        numbers = (figure.low, figure.best, figure.high)
        texts = [figure.given_by or "not said"]
        texts += ["–" if number is None else print_number(number) for number in numbers]
        texts += [str(figure.as_of or ""), "preferred" if figure.preferred else ""]
        for column, text in enumerate(texts):
            self._add_label(text, "", row, column)

    def _add_label(self, text: str, role: str, row: int, column: int) -> None:
        label = make_label(text, role)
        is_number = 0 < column < len(_HEADS) - 2
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(label, row, column)


def _has_number(figure: Figure) -> bool:
    return any(number is not None for number in (figure.low, figure.best, figure.high))
