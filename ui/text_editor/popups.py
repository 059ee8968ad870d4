"""Small windows that open at a place in the text: for a link, and for a citation."""

import re

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from briefing.document.cross_references import REFERENCE_KINDS
from ui.text_editor.highlighter import is_mention
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_LETTERS_WIDE = 46
_PART_OF_DOCUMENT = re.compile(rf"(?:{'|'.join(REFERENCE_KINDS)}):[0-9A-Za-z-]+(?:\.\d+)?")
_SINGLE = re.compile(r"\[@(?P<key>[^\s,:;\]]+)(?P<grade>:[1-6])?(?:,\s*(?P<locator>[^;\]]*))?\]")


class Popup(QFrame):
    """A frame at a place of the screen that Escape and a click elsewhere close."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        self.layout_.setSpacing(SPACE[0])

    def open_at(self, place: QPoint, focus: QWidget) -> None:
        """Open there, with the cursor in a widget."""
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS_WIDE)
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(place.x(), screen.right() - self.width()))
        y = max(screen.top(), min(place.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        focus.setFocus()


class LinkPopup(Popup):
    """Asks where a text leads to."""

    chosen = Signal(str)  # the address, empty for none

    def __init__(self, address: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(address, self)
        self.line.setPlaceholderText("https://…")
        self.line.setAccessibleName("Address of the link")
        self.line.returnPressed.connect(self._choose)
        self.fault = make_label("", "error", wrap=True)
        self.fault.hide()
        self.layout_.addWidget(make_label("Address of the link", "label"))
        self.layout_.addWidget(self.line)
        self.layout_.addWidget(self.fault)
        row = QHBoxLayout()
        self.remove_button = make_button("Remove link")
        self.remove_button.setVisible(bool(address))
        self.remove_button.clicked.connect(lambda _checked: self._give(""))
        self.set_button = make_button("Set link", "primary")
        self.set_button.clicked.connect(lambda _checked: self._choose())
        row.addWidget(self.remove_button)
        row.addStretch(1)
        row.addWidget(self.set_button)
        self.layout_.addLayout(row)

    def _choose(self) -> None:
        address = complete_address(self.line.text())
        if address is None:
            self.fault.setText("A link begins with https://, http:// or mailto:.")
            self.fault.show()
            self.adjustSize()
            return
        self._give(address)

    def _give(self, address: str) -> None:
        self.close()
        self.chosen.emit(address)


class CitationPopup(Popup):
    """Shows the source of a citation, and changes where in it the statement stands."""

    changed = Signal(str)  # the citation as it is to be, empty to remove it
    open_requested = Signal(str)  # the citation key

    def __init__(self, source: str, titles: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._match = _SINGLE.fullmatch(source)
        self.title = make_label(titles, wrap=True)
        self.layout_.addWidget(self.title)
        self.line = QLineEdit(self)
        self.line.setAccessibleName("Page or place in the source")
        self.line.setPlaceholderText("p. 3")
        self.line.returnPressed.connect(self._set)
        self.label = make_label("Page or place in the source", "label")
        self.layout_.addWidget(self.label)
        self.layout_.addWidget(self.line)
        row = QHBoxLayout()
        self.remove_button = make_button("Remove")
        self.remove_button.clicked.connect(lambda _checked: self._give(""))
        self.open_button = make_button("Open source")
        self.open_button.clicked.connect(lambda _checked: self._open())
        self.set_button = make_button("Set", "primary")
        self.set_button.clicked.connect(lambda _checked: self._set())
        row.addWidget(self.remove_button)
        row.addStretch(1)
        row.addWidget(self.open_button)
        row.addWidget(self.set_button)
        self.layout_.addLayout(row)
        if self._match is not None:
            self.line.setText(self._match["locator"] or "")
        for widget in (self.label, self.line, self.set_button, self.open_button):
            widget.setVisible(self._match is not None)

    def _set(self) -> None:
        if self._match is None:
            return
        locator = re.sub(r"[\[\]\s;]+", " ", self.line.text()).strip()
        grade = self._match["grade"] or ""
        self._give(f"[@{self._match['key']}{grade}{', ' + locator if locator else ''}]")

    def _open(self) -> None:
        if self._match is not None:
            self.close()
            self.open_requested.emit(self._match["key"])

    def _give(self, source: str) -> None:
        self.close()
        self.changed.emit(source)


def complete_address(typed: str) -> str | None:
    """Give an address that documents follow for what was typed, or None when it is none."""
    typed = typed.strip()
    if re.match(r"(?i)(?:https?://|mailto:)\S", typed) or is_mention(typed):
        return typed
    if _PART_OF_DOCUMENT.fullmatch(typed):
        return typed
    if re.fullmatch(r"[^\s@/:]+@[^\s@/:]+\.\w+", typed):
        return f"mailto:{typed}"
    if re.match(r"(?:[\w-]+\.)+\w{2,}(?:[/?#]\S*)?\Z", typed):
        return f"https://{typed}"
    return None
