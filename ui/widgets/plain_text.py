"""Widgets that show text as it is: nothing in a record's title is ever taken for markup."""

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QSizePolicy, QWidget


def make_label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label that shows the text as it is.

    `role` picks its look from the style sheet: "title", "section", "quiet", "error",
    "warning", "success" or nothing for body text.
    """
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if role:
        label.setProperty("role", role)
    return label


def set_plain_tooltip(widget: QWidget, text: str) -> None:
    """Give the widget a tooltip that shows the text as it is, and the same to screen readers."""
    widget.setToolTip(as_plain_tooltip(text))
    if not widget.accessibleDescription():
        widget.setAccessibleDescription(text)


def as_plain_tooltip(text: str) -> str:
    """Give the text in a form that Qt's tooltips, which guess at markup, show as it is."""
    lines = html.escape(text).replace("\n", "<br>")
    return f"<qt>{lines}</qt>" if text else ""


def make_button(text: str, role: str = "") -> QPushButton:
    """Make a push button; role "primary" marks the one that the view is about."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    if role:
        button.setProperty("role", role)
    return button


def set_role(widget: QWidget, role: str) -> None:
    """Change the role of a widget that is shown already."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def make_message(
    parent: QWidget | None, title: str, text: str, *, details: str = ""
) -> QMessageBox:
    """Make a message box whose texts are shown as they are."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    if details:
        box.setInformativeText(details)
    return box
