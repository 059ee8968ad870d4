"""The recipients of an edition, one a line, with lists that are kept for the next time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from briefing.records.library_settings import RecipientList
from briefing.text_cleaning import clean_line
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_HEIGHT = 88
_HOW_TO = "One a line; copies are numbered in this order."


class RecipientsField(QWidget):
    """Names are typed, or taken from a list; a list is kept under the name that is typed."""

    changed = Signal()
    list_kept = Signal(str, tuple)

    def __init__(
        self,
        names: Sequence[str],
        lists: Sequence[RecipientList],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lists = {one.name: one.recipients for one in lists}
        self.names = QPlainTextEdit("\n".join(names))
        self.names.setAccessibleName("Recipients")
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(_HEIGHT)
        self.names.setPlaceholderText(_HOW_TO)
        self.lists = QComboBox()
        self.lists.setEditable(True)
        self.lists.setAccessibleName("List of recipients")
        self.lists.addItems([*self._lists])
        self.lists.setCurrentText("")
        if (line := self.lists.lineEdit()) is not None:
            line.setPlaceholderText("Name of a list")
        self.take_button = make_button("&Use list")
        self.keep_button = make_button("&Keep as list")
        self.count = make_label("", "quiet")
        self._lay_out()
        self.names.textChanged.connect(self._on_changed)
        self.lists.editTextChanged.connect(lambda _text: self._update_buttons())
        self.take_button.clicked.connect(self._take)
        self.keep_button.clicked.connect(self._keep)
        self._on_changed()

    def get_names(self) -> tuple[str, ...]:
        """Give the names in the order of their copies."""
        lines = map(clean_line, self.names.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.lists, 1)
        row.addWidget(self.take_button)
        row.addWidget(self.keep_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.names)
        layout.addLayout(row)
        layout.addWidget(self.count)

    def _take(self) -> None:
        self.names.setPlainText("\n".join(self._lists[self._get_list_name()]))

    def _keep(self) -> None:
        name, names = self._get_list_name(), self.get_names()
        if name not in self._lists:
            self.lists.addItem(name)
        self._lists[name] = names
        self.list_kept.emit(name, names)
        self._update_buttons()

    def _get_list_name(self) -> str:
        return clean_line(self.lists.currentText())

    def _on_changed(self) -> None:
        count = len(self.get_names())
        copies = "No copies yet" if not count else "1 copy" if count == 1 else f"{count} copies"
        self.count.setText(f"{copies}. {_HOW_TO}")
        self._update_buttons()
        self.changed.emit()

    def _update_buttons(self) -> None:
        name, names = self._get_list_name(), self.get_names()
        known = self._lists.get(name)
        self.take_button.setEnabled(known is not None and known != names)
        self.keep_button.setEnabled(bool(name and names) and known != names)
