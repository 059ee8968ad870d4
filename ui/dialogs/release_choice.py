"""How much of a briefing goes out: all of it, or what is marked up to a level."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.composition.release import RELEASED_TITLE
from briefing.markings import MarkingScheme
from briefing.services.files.file_naming import make_safe_file_name
from briefing.services.pages.exporting import ExportFacts
from ui.settings import ExportChoice
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_label

_ROWS = 5
_ALL = "All of it"


class ReleaseChoice(QWidget):
    """The level up to which a briefing goes out, a title for that, and what is withheld."""

    ceiling_changed = Signal()
    title_changed = Signal()

    def __init__(
        self,
        title: str,
        choice: ExportChoice,
        scheme: MarkingScheme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._own_title = title
        self._title_withheld = False
        self._is_known = True
        self._labels = ("", *(level.label for level in scheme.levels))
        self.levels = QComboBox()
        for label in self._labels:
            self.levels.addItem(f"Up to {label}" if label else _ALL)
        self.levels.setAccessibleName("Release")
        if choice.ceiling in self._labels[1:]:
            self.levels.setCurrentIndex(self._labels.index(choice.ceiling))
            self._is_known = False
        self._suffix = self._make_suffix()
        self._title = QLineEdit(choice.title)
        self._title.setPlaceholderText("Title in this release")
        self._title.setAccessibleName("Title in this release")
        self._heading = make_label("", "quiet")
        self._heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._list = QListWidget()
        self._list.setAccessibleName("What is withheld")
        self._list.setWordWrap(True)
        line = self._list.fontMetrics().lineSpacing()
        self._list.setFixedHeight(_ROWS * line + SPACE[3])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        for part in (self.levels, self._title, self._heading, self._list):
            layout.addWidget(part)
        self.levels.currentIndexChanged.connect(lambda _index: self._on_chosen())
        self._title.textChanged.connect(lambda _text: self.title_changed.emit())
        self._show(withheld=())

    @property
    def ceiling(self) -> str:
        """The label of the level, or nothing for all of it."""
        return self._labels[self.levels.currentIndex()]

    @property
    def title(self) -> str:
        """The title for the release; nothing when all of it goes out."""
        return self._title.text().strip() if self.ceiling else ""

    @property
    def is_known(self) -> bool:
        """Whether it is known what is withheld."""
        return self._is_known

    @property
    def withheld(self) -> list[str]:
        """What is withheld, line by line."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def show_facts(self, facts: ExportFacts) -> None:
        """Show what is withheld."""
        self._is_known = True
        self._title_withheld = facts.title_withheld
        self._show(
            tuple(f"{each.what} ({each.marking or 'not marked'})" for each in facts.withheld)
        )

    def fit_name(self, name: str) -> str:
        """Give a file name with the level at its end, in place of the level before."""
        before, self._suffix = self._suffix, self._make_suffix()
        return f"{name.removesuffix(before)}{self._suffix}"

    def hide_title(self, name: str) -> str:
        """Give a file name without the briefing's title if that is withheld."""
        if not (self._title_withheld and self.ceiling):
            return name
        return name.replace(make_safe_file_name(self._own_title), self.title or RELEASED_TITLE)

    def find_leak(self, name: str) -> str:
        """Say whether a file name holds the title that is withheld, in a sentence."""
        if self.hide_title(name) != name:
            return "The file name holds the title, which is withheld: choose another name."
        return ""

    def _make_suffix(self) -> str:
        return f" {self.ceiling.replace(':', '-')}" if self.ceiling else ""

    def _on_chosen(self) -> None:
        self._title_withheld = False
        self._is_known = not self.ceiling
        self._show(withheld=())
        self.ceiling_changed.emit()

    def _show(self, withheld: tuple[str, ...]) -> None:
        self._list.clear()
        self._list.addItems(list(withheld))
        self._list.setVisible(bool(withheld))
        self._title.setVisible(self._title_withheld)
        count = len(withheld)
        parts = "1 part is" if count == 1 else f"{count} parts are"
        self._heading.setText(f"{parts} withheld:" if count else "")
        self._heading.setVisible(bool(count))
