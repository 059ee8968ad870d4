"""Asks who takes a step of the review, and with which note."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label, set_role

_WIDTH = 440
_NOTE_HEIGHT = 96


class ReviewStepDialog(QDialog):
    """Stays open until the step is taken: the window calls `accept` or `show_fault`."""

    taken = Signal(str, str)  # name, note

    def __init__(
        self,
        title: str,
        question: str,
        names: Sequence[str],
        *,
        button: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.addItems(list(names))
        self.name.setAccessibleName("Name")
        self.note = QPlainTextEdit()
        self.note.setAccessibleName("Note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.fault = make_label("", "error", wrap=True)
        self.take_button = make_button(button, "primary")
        self.take_button.setDefault(True)
        self.take_button.clicked.connect(self._take)
        self._lay_out(question)

    def show_fault(self, sentence: str) -> None:
        """Say why the step was not taken; what was typed stays."""
        self.take_button.setEnabled(True)
        self.fault.setText(sentence)
        set_role(self.fault, "error")

    def _lay_out(self, question: str) -> None:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        for words, field in (("&Name", self.name), ("N&ote", self.note)):
            label = make_label(words)
            label.setBuddy(field)
            form.addRow(label, field)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = make_button("&Cancel")
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.take_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
        layout.setSpacing(SPACE[2])
        layout.addWidget(make_label(question, "title", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.fault)
        layout.addLayout(row)

    def _take(self) -> None:
        self.take_button.setEnabled(False)
        self.fault.setText("")
        self.taken.emit(self.name.currentText().strip(), self.note.toPlainText().strip())
