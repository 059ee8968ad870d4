"""What the window shows while no library is open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label, set_role

_WIDTH = 460
_INTRODUCTION = (
    "A library holds your records: actors, attacks, background notes and sources. "
    "Briefings place them on pages."
)
_SAMPLE = "The sample holds the Iranian and Pakistani strikes of January 2024, ready to export."


class WelcomePage(QWidget):
    """New, Open, the sample, and the libraries that were open before."""

    new_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()
    library_chosen = Signal(str)  # path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = make_label("", "warning", wrap=True)
        self._notice.hide()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column = QFrame()
        column.setMaximumWidth(_WIDTH)
        self._lay_out(QVBoxLayout(column))
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(column, 4)
        row.addStretch(1)

    def say(self, sentence: str, role: str = "warning") -> None:
        """Say why no library is open; role "error", "warning" or "quiet"."""
        self._notice.setText(sentence)
        self._notice.setVisible(bool(sentence))
        set_role(self._notice, role)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._notice.text()

    def show_recent(self, paths: Sequence[str]) -> None:
        """Offer the libraries that were open before; those that are gone are greyed."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if paths:
            self._recent.addWidget(make_label("Recent libraries", "quiet"))
        for text in paths:
            self._recent.addWidget(self._make_recent(Path(text)))

    def _make_recent(self, path: Path) -> QPushButton:
        is_there = path.exists()
        words = f"{path.stem}   {path.parent}" if is_there else f"{path}   (no longer there)"
        button = make_button(words.replace("&", "&&"), "link")
        button.setEnabled(is_there)
        button.setAccessibleName(f"Open {path.stem}")
        button.clicked.connect(lambda: self.library_chosen.emit(str(path)))
        return button

    def _lay_out(self, layout: QVBoxLayout) -> None:
        layout.setSpacing(SPACE[2])
        layout.addStretch(2)
        layout.addWidget(make_label("Briefing Builder", "title"))
        layout.addWidget(make_label(_INTRODUCTION, wrap=True))
        layout.addWidget(self._notice)
        layout.addSpacing(SPACE[2])
        for text, icon, signal, role in (
            ("Open &sample library", "briefing", self.sample_requested, "primary"),
            ("&New library…", "library", self.new_requested, ""),
            ("&Open library…", "folder", self.open_requested, ""),
        ):
            button = make_button(text, role)
            button.setIcon(get_icon(icon, "accent_text" if role else "text"))
            button.clicked.connect(signal)
            layout.addWidget(button)
        layout.addWidget(make_label(_SAMPLE, "quiet", wrap=True))
        layout.addSpacing(SPACE[3])
        layout.addLayout(self._recent)
        layout.addStretch(3)
        layout.setAlignment(Qt.AlignmentFlag.AlignVCenter)
