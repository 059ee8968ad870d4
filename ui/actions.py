"""All actions of the window, as one table: their menu, words, shortcut and icon.

The window gives each action its function; what an action needs decides when it is enabled.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

import msgspec
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.kinds import KINDS
from ui.widgets.icons import get_icon


class Needs(StrEnum):
    """What must be there for an action to make sense."""

    NOTHING = "nothing"
    LIBRARY = "library"
    BRIEFING = "briefing"
    SELECTION = "selection"
    RECORD = "record"  # selected, or open
    UNDO = "undo"
    REDO = "redo"


class ActionSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a menu. A key of "-" is a separator; `menu` may name a submenu, "File/New".

    `shortcut` may name several keys, parted by "; ".
    """

    menu: str
    key: str
    text: str = ""
    shortcut: str = ""
    icon: str = ""
    needs: Needs = Needs.LIBRARY
    checkable: bool = False
    writes: bool = False  # in the library, which may be read-only


def _line(menu: str, key: str, text: str, shortcut: str = "", **more: object) -> ActionSpec:
    return ActionSpec(menu=menu, key=key, text=text, shortcut=shortcut, **more)  # type: ignore[arg-type]  # the structure checks them


def _separator(menu: str) -> ActionSpec:
    return ActionSpec(menu=menu, key="-")


FILE, EDIT, BRIEFING, VIEW, HELP = "&File", "&Edit", "&Briefing", "&View", "&Help"
NEW_RECORD = "New &record"
THEME = "&Theme"

ACTIONS: tuple[ActionSpec, ...] = (
    _line(FILE, "new-briefing", "New &briefing", "Ctrl+Shift+N", icon="briefing", writes=True),
    _line(FILE, "start-briefing", "Ne&w briefing from…", "Ctrl+Alt+Shift+N", writes=True),
    _line(
        f"{FILE}/{NEW_RECORD}",
        "new-record",
        "Of the kind &listed",
        "Ctrl+N",
        icon="add",
        writes=True,
    ),
    *(
        _line(f"{FILE}/{NEW_RECORD}", f"new-{w.kind}", w.menu, icon=w.icon, writes=True)
        for w in KINDS
        if w.kind != "briefing"
    ),
    _line(
        f"{FILE}/{NEW_RECORD}",
        "new-from-template",
        "From a t&emplate…",
        "Ctrl+Alt+N",
        writes=True,
    ),
    _line(FILE, "save-template", "Save as te&mplate…", needs=Needs.RECORD, writes=True),
    _separator(FILE),
    _line(FILE, "new-library", "New &library…", needs=Needs.NOTHING, icon="library"),
    _line(FILE, "open-library", "&Open library…", "Ctrl+O", needs=Needs.NOTHING, icon="folder"),
    _line(FILE, "open-sample", "Open &sample library", needs=Needs.NOTHING),
    _separator(FILE),
    _line(FILE, "import", "&Import…", "Ctrl+I", icon="import", writes=True),
    _line(FILE, "export", "&Export…", "Ctrl+E", icon="export", needs=Needs.BRIEFING),
    _line(FILE, "export-again", "Export &again", "Ctrl+Shift+E", needs=Needs.BRIEFING),
    _line(FILE, "export-table", "Export attac&ks as table…"),
    _line(FILE, "print", "&Print…", "Ctrl+Alt+Shift+P", icon="print", needs=Needs.BRIEFING),
    _separator(FILE),
    _line(FILE, "quit", "&Quit", "Ctrl+Q", needs=Needs.NOTHING),
    _line(EDIT, "undo", "&Undo", "Ctrl+Z", icon="undo", needs=Needs.UNDO),
    _line(EDIT, "redo", "&Redo", "Ctrl+Shift+Z", icon="redo", needs=Needs.REDO),
    _separator(EDIT),
    _line(EDIT, "open", "&Open", "Alt+Return", icon="edit", needs=Needs.SELECTION),
    _line(
        EDIT,
        "place",
        "&Place in briefing",
        "Ctrl+Return; Ctrl+Enter; Ctrl+P",
        icon="pin",
        needs=Needs.SELECTION,
        writes=True,
    ),
    _line(
        EDIT,
        "duplicate",
        "&Duplicate",
        "Ctrl+D",
        icon="copy",
        needs=Needs.SELECTION,
        writes=True,
    ),
    _line(
        EDIT,
        "trash",
        "&Move to trash",
        "Ctrl+Del",
        icon="trash",
        needs=Needs.SELECTION,
        writes=True,
    ),
    _line(
        EDIT,
        "edit-together",
        "Edit &together…",
        "Ctrl+Alt+E",
        needs=Needs.SELECTION,
        writes=True,
    ),
    _line(
        EDIT,
        "verify",
        "Mark as &verified today",
        "Ctrl+Alt+V",
        icon="check",
        needs=Needs.RECORD,
        writes=True,
    ),
    _separator(EDIT),
    _line(EDIT, "history", "Histor&y…", "Ctrl+Alt+H", needs=Needs.RECORD),
    _line(EDIT, "uses", "&Where used…", "Ctrl+Alt+U", needs=Needs.RECORD),
    _line(EDIT, "compare", "&Compare two records…", needs=Needs.SELECTION),
    _line(EDIT, "merge", "Merge record&s…", "Ctrl+Alt+G", needs=Needs.SELECTION, writes=True),
    _line(EDIT, "find-duplicates", "Find duplic&ates…"),
    _line(EDIT, "show-trash", "Tras&h…"),
    _separator(EDIT),
    _line(EDIT, "palette", "&Go to anything…", "Ctrl+K; Ctrl+Shift+P", needs=Needs.NOTHING),
    _line(EDIT, "replace", "Find and rep&lace…", "Ctrl+H", writes=True),
    _line(EDIT, "library-settings", "Li&brary settings…"),
    _line(EDIT, "find", "&Find in list or briefing", "Ctrl+F", icon="search"),
    _line(EDIT, "find-everywhere", "Find &everywhere", "Ctrl+Shift+F"),
    _line(EDIT, "add-filter", "Add a f&ilter…", "Ctrl+Alt+F", icon="filter"),
    _line(BRIEFING, "next-problem", "&Next problem", "F8", needs=Needs.BRIEFING),
    _line(
        BRIEFING, "next-step", "Next re&view step", "Ctrl+Alt+R", needs=Needs.BRIEFING, writes=True
    ),
    _line(BRIEFING, "register", "Re&gister of editions…", "Ctrl+Alt+I"),
    _line(BRIEFING, "house-template", "&House template…", needs=Needs.BRIEFING),
    _line(BRIEFING, "page-design", "Page &design…", needs=Needs.BRIEFING),
    _line(BRIEFING, "comment", "&Comment…", "Ctrl+Alt+C", needs=Needs.BRIEFING, writes=True),
    _line(BRIEFING, "names", "Na&mes…", needs=Needs.BRIEFING, writes=True),
    _line(BRIEFING, "returned", "Read a re&turned file…", needs=Needs.BRIEFING, writes=True),
    _line(BRIEFING, "back", "&Back to the briefing", "Alt+Left", needs=Needs.BRIEFING, icon="back"),
    _separator(BRIEFING),
    *(
        _line(VIEW, f"list-{words.kind}", f"List {words.plural.lower()}", f"Ctrl+{number}")
        for number, words in enumerate(KINDS, start=1)
    ),
    _line(VIEW, "list-everything", "List everything", f"Ctrl+{len(KINDS) + 1}"),
    _separator(VIEW),
    _line(VIEW, "pane-list", "Show &list", "Ctrl+Alt+L", checkable=True),
    _line(VIEW, "pane-preview", "Show &preview", "Ctrl+Alt+P", checkable=True),
    _line(VIEW, "pane-problems", "Show pro&blems", "Ctrl+Alt+B", checkable=True),
    _line(VIEW, "pane-comments", "Show &comments", "Ctrl+Alt+O", checkable=True),
    _line(VIEW, "view-map", "Attacks on a &map", "Ctrl+Alt+M", checkable=True),
    _line(VIEW, "view-timeline", "Attacks on a timelin&e", "Ctrl+Alt+T", checkable=True),
    _line(VIEW, "next-part", "&Next part", "F6"),
    _line(VIEW, "previous-part", "Pre&vious part", "Shift+F6"),
    _separator(VIEW),
    _line(VIEW, "zoom-in", "Zoom &in", "Ctrl++", icon="zoom-in", needs=Needs.BRIEFING),
    _line(VIEW, "zoom-out", "Zoom &out", "Ctrl+-", icon="zoom-out", needs=Needs.BRIEFING),
    _line(VIEW, "fit-width", "&Fit width", "Ctrl+0", icon="fit-width", needs=Needs.BRIEFING),
    _separator(VIEW),
    _line(f"{VIEW}/{THEME}", "theme-system", "&System", needs=Needs.NOTHING, checkable=True),
    _line(f"{VIEW}/{THEME}", "theme-light", "&Light", needs=Needs.NOTHING, checkable=True),
    _line(f"{VIEW}/{THEME}", "theme-dark", "&Dark", needs=Needs.NOTHING, checkable=True),
    _line(HELP, "guide", "&First briefing, step by step", writes=True),
    _line(HELP, "shortcuts", "&Keyboard shortcuts", "F1", icon="help", needs=Needs.NOTHING),
    _line(HELP, "about", "&About Briefing Builder", needs=Needs.NOTHING),
)
"""Every action, in the order of the menus."""

CONTEXT_ACTIONS = (
    "open",
    "place",
    "duplicate",
    "edit-together",
    "verify",
    "history",
    "uses",
    "merge",
    "trash",
)
"""What the list's context menu offers."""


class WindowActions:
    """The window's actions by key, in their menus."""

    def __init__(self, window: QMainWindow, functions: Mapping[str, Callable[[], None]]) -> None:
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            menu = self._get_menu(spec.menu)
            if spec.key == "-":
                menu.addSeparator()
            else:
                self._actions[spec.key] = self._make(spec, menu, functions[spec.key])

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def list_keys(self) -> list[str]:
        """List the keys of all actions, in the order of the menus."""
        return list(self._actions)

    def get_menu(self, name: str) -> QMenu:
        """Give a menu by the name that ACTIONS use."""
        return self._menus[name]

    def enable(self, present: set[Needs], *, may_write: bool = True) -> None:
        """Enable the actions whose need is among those present, and which may write if they do."""
        for spec in ACTIONS:
            if spec.key != "-":
                is_there = spec.needs is Needs.NOTHING or spec.needs in present
                self._actions[spec.key].setEnabled(is_there and (may_write or not spec.writes))

    def _get_menu(self, path: str) -> QMenu:
        if path not in self._menus:
            parent, _, name = path.rpartition("/")
            bar = self._get_menu(parent) if parent else self._window.menuBar()
            self._menus[path] = bar.addMenu(name)
        return self._menus[path]

    def _make(self, spec: ActionSpec, menu: QMenu, function: Callable[[], None]) -> QAction:
        action = QAction(spec.text, self._window)
        action.setObjectName(spec.key)
        action.setShortcuts(QKeySequence.listFromString(spec.shortcut))
        action.setCheckable(spec.checkable)
        if spec.icon:
            action.setIcon(get_icon(spec.icon))
        # the checked state that Qt passes along is read from the action where it is needed
        action.triggered.connect(lambda _checked=False: function())
        menu.addAction(action)
        return action
