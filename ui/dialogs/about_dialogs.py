"""The two windows of the Help menu."""

import platform
import sqlite3
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.gazetteer.gazetteer import CREDIT
from ui.settings import get_config_folder, get_data_folder, get_log_file
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

PARTS = (
    "PySide6_Essentials",
    "SQLAlchemy",
    "alembic",
    "python-docx",
    "reportlab",
    "uharfbuzz",
    "python-bidi",
    "markdown-it-py",
    "msgspec",
    "platformdirs",
    "rapidfuzz",
    "nh3",
    "chunspell",
    "babel",
    "persiantools",
    "pypdfium2",
    "pillow",
)
"""The packages that the program is built on."""

_LONGEST_LICENCE = 80


class AboutDialog(QDialog):
    """Versions, folders and licences, with a button that copies all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Briefing Builder")
        self.resize(560, 460)
        text = QPlainTextEdit(describe_program())
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName("Versions and licences")
        copy = make_button("&Copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text.toPlainText()))
        _lay_out(self, "Briefing Builder", text, copy)


class ShortcutsDialog(QDialog):
    """Every action that has a key, with its menu."""

    def __init__(self, actions: Iterable[tuple[str, QAction]], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(480, 560)
        table = QTreeWidget()
        table.setRootIsDecorated(False)
        table.setHeaderLabels(["Action", "Menu", "Key"])
        table.setAccessibleName("Keyboard shortcuts")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for menu, action in actions:
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if key:
                words = action.text().replace("&", "")
                table.addTopLevelItem(QTreeWidgetItem([words, menu.replace("&", ""), key]))
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.header().setStretchLastSection(False)
        _lay_out(self, "Keyboard shortcuts", table)


def describe_program() -> str:
    """Give versions, folders and licences as plain text."""
    lines = [
        f"Briefing Builder {_find_version('briefing-builder')}",
        f"Python {sys.version.split()[0]} on {platform.platform()}",
        f"Qt {qVersion()}, SQLite {sqlite3.sqlite_version}",
        "",
        f"Libraries: {get_data_folder()}",
        f"Settings: {get_config_folder()}",
        f"Log: {get_log_file()}",
        "",
        "Built on:",
        *(f"  {part} {_find_version(part)} ({_find_licence(part)})" for part in PARTS),
    ]
    lines += ["", "Data:", f"  {CREDIT}", "  Maps: Natural Earth, public domain"]
    return "\n".join(lines)


def _find_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(from a checkout)"


def _find_licence(package: str) -> str:
    try:
        fields = distribution(package).metadata
    except PackageNotFoundError:
        return "not installed"
    for name in ("License-Expression", "License"):
        text = str(fields[name]).strip() if name in fields else ""
        if 0 < len(text) < _LONGEST_LICENCE:  # some packages put the whole text here
            return text.splitlines()[0]
    classifiers = [c for c in fields.get_all("Classifier") or [] if c.startswith("License ::")]
    return str(classifiers[0]).rpartition(":: ")[2] if classifiers else "see its documentation"


def _lay_out(dialog: QDialog, title: str, body: QWidget, *buttons: QWidget) -> None:
    close = make_button("C&lose")
    close.clicked.connect(dialog.accept)
    close.setDefault(True)
    row = QHBoxLayout()
    row.addStretch(1)
    for button in (*buttons, close):
        row.addWidget(button)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
    layout.setSpacing(SPACE[2])
    layout.addWidget(make_label(title, "title"), alignment=Qt.AlignmentFlag.AlignLeft)
    layout.addWidget(body, 1)
    layout.addLayout(row)
