"""The actions on an outline, for its toolbar, its context menu and the window's menu."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from briefing.sections.registry import get_section_kinds
from briefing.services.briefings.nesting import can_indent
from ui.models.outline_model import OutlineModel
from ui.models.outline_rows import OutlineRow
from ui.panes.outline_editing import OutlineEditing
from ui.widgets.fitting_button import FittingButton
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import set_plain_tooltip

_IN_BAR = ("add", "up", "down", "remove")


class OutlineActions:
    """The actions by key; `update` enables those that make sense for a row."""

    def __init__(self, editing: OutlineEditing, tree: QWidget) -> None:
        self._menu = QMenu(tree)
        self.actions: dict[str, QAction] = {"add": self._make_add(editing, tree)}
        table: tuple[tuple[str, str, str, str, Callable[[], None]], ...] = (
            ("up", "Move up", "Alt+Up", "up", lambda: editing.move(-1)),
            ("down", "Move down", "Alt+Down", "down", lambda: editing.move(1)),
            ("top", "Move to top", "Alt+Home", "up", editing.move_to_top),
            ("bottom", "Move to bottom", "Alt+End", "down", editing.move_to_bottom),
            (
                "indent",
                "Put into the section above",
                "Alt+Shift+Right",
                "indent",
                lambda: editing.indent(1),
            ),
            (
                "outdent",
                "Take out of its section",
                "Alt+Shift+Left",
                "outdent",
                lambda: editing.indent(-1),
            ),
            ("include", "Include or leave out", "Ctrl+Shift+I", "eye-off", editing.toggle_included),
            ("mode", "Pin or follow", "Ctrl+Shift+Y", "pin", editing.toggle_mode),
            ("newest", "Accept newest revision", "Ctrl+Shift+U", "newer", editing.accept_newest),
            ("newest-all", "Accept all newest revisions", "", "newer", editing.accept_all_newest),
            ("remove", "Remove from outline", "Ctrl+Shift+Backspace", "close", editing.remove),
        )
        for key, text, shortcut, icon, slot in table:
            self.actions[key] = _make_action(tree, text, shortcut, icon, slot)

    def make_bar(self, parent: QWidget) -> QHBoxLayout:
        """Make a small toolbar: adding at its left, what is done to a row at its right."""
        bar = QHBoxLayout()
        bar.setSpacing(0)
        for key in _IN_BAR:
            bar.addWidget(self._make_button(key, parent))
            if key == "add":
                bar.addStretch(1)
        return bar

    def update(self, row: OutlineRow, model: OutlineModel, *, shown: bool) -> None:
        """Enable what can be done to a row while the outline is shown."""
        self.actions["add"].setEnabled(shown and model.briefing is not None)
        self._menu.setEnabled(shown and model.briefing is not None)
        in_section, placed = row.section is not None, row.placement is not None
        behind = row.placement is not None and model.is_behind(row.placement)
        for key, possible in (
            ("indent", in_section and not placed and _can_indent(model, row, 1)),
            ("outdent", in_section and not placed and _can_indent(model, row, -1)),
            ("up", in_section),
            ("down", in_section),
            ("top", in_section),
            ("bottom", in_section),
            ("remove", in_section),
            ("include", in_section and not placed),
            ("mode", placed),
            ("newest", behind),
            ("newest-all", bool(model.list_behind())),
        ):
            self.actions[key].setEnabled(shown and possible)

    def _make_add(self, editing: OutlineEditing, tree: QWidget) -> QAction:
        add = QAction(get_icon("add"), "Add section", tree)
        for kind in get_section_kinds().values():
            action = self._menu.addAction(kind.title)
            action.setStatusTip(kind.description)
            action.triggered.connect(lambda _checked=False, key=kind.key: editing.add_section(key))
        add.setIconText("Section")  # on its button, which is narrow
        add.setMenu(self._menu)
        return add

    def _make_button(self, key: str, parent: QWidget) -> QToolButton:
        action = self.actions[key]
        button = FittingButton(parent) if key == "add" else QToolButton(parent)
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        set_plain_tooltip(button, f"{action.text()} ({shortcut})" if shortcut else action.text())
        if key == "add":
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button


def _can_indent(model: OutlineModel, row: OutlineRow, step: int) -> bool:
    briefing, section = model.briefing, row.section
    return briefing is not None and section is not None and can_indent(briefing, section.id, step)


def _make_action(
    tree: QWidget, text: str, shortcut: str, icon: str, slot: Callable[[], None]
) -> QAction:
    action = QAction(get_icon(icon), text, tree)
    action.setShortcut(QKeySequence(shortcut))
    # only in the tree: Alt+Down opens a combo box, and another pane may be in front
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: slot())
    tree.addAction(action)
    return action
