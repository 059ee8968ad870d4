"""What the command palette offers: the window's actions and the library's records, ranked."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from rapidfuzz import fuzz

from briefing.folding import fold_text
from briefing.ports import RecordSummary
from ui.actions import ACTIONS, Needs
from ui.kinds import get_kind_words

ACTIONS_ONLY = ">"
"""What a query begins with that asks for actions alone."""

_REASONS = {
    Needs.LIBRARY: "open a library first",
    Needs.BRIEFING: "open a briefing first",
    Needs.SELECTION: "select a record in the list first",
    Needs.RECORD: "select or open a record first",
    Needs.UNDO: "there is nothing to undo",
    Needs.REDO: "there is nothing to redo",
}
_ELSEWHERE = "not possible where you are now"
_NEEDS = {spec.key: spec.needs for spec in ACTIONS}
_WRITERS = frozenset(spec.key for spec in ACTIONS if spec.writes)

_INSIDE = " › "
_WORDS_MATCH = 100.0
_STARTS_WITH = 20.0
_LEAST_SCORE = 72.0
_PATH_WEIGHT = 0.8


class PaletteEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line: an action, or a record when `record` is given.

    `detail` says where it belongs, `reason` why it cannot be done now, empty when it can.
    """

    key: str
    title: str
    detail: str = ""
    shortcut: str = ""
    reason: str = ""
    icon: str = ""
    action: QAction | None = None
    record: RecordSummary | None = None


def list_actions(window: QMainWindow) -> list[PaletteEntry]:
    """List every action of the window once: those of the menus first, in their order."""
    entries: dict[str, PaletteEntry] = {}
    for path, action in _walk_menus(window):
        entries.setdefault(_get_key(action), _make_action_entry(action, path))
    for action in window.findChildren(QAction):
        if action.text() and action.shortcut() != QKeySequence() and action.menu() is None:
            entries.setdefault(_get_key(action), _make_action_entry(action, ""))
    return list(entries.values())


def make_record_entry(summary: RecordSummary) -> PaletteEntry:
    """Make the line of a record."""
    return PaletteEntry(
        key=f"record:{summary.kind}:{summary.id}",
        title=summary.title,
        detail=" · ".join(filter(None, (_isolate(summary.native_name), summary.subtitle))),
        icon=get_kind_words(summary.kind).icon,
        record=summary,
    )


def rank_actions(
    entries: Sequence[PaletteEntry], text: str
) -> tuple[list[PaletteEntry], list[PaletteEntry]]:
    """Give the actions that surely fit a text and those that fit loosely, best first."""
    query = fold_text(text)
    words = query.split()
    if not words:
        return list(entries), []
    scored = [(_score(entry, query, words), number) for number, entry in enumerate(entries)]
    scored = sorted((-score, number) for score, number in scored if score >= _LEAST_SCORE)
    sure = [entries[number] for score, number in scored if -score >= _WORDS_MATCH]
    loose = [entries[number] for score, number in scored if -score < _WORDS_MATCH]
    return sure, loose


def put_recent_first(entries: Iterable[PaletteEntry], recent: Sequence[str]) -> list[PaletteEntry]:
    """Sort what was used lately to the front; the others keep their order."""
    places = {key: number for number, key in enumerate(recent)}
    return sorted(entries, key=lambda entry: places.get(entry.key, len(places)))


def _score(entry: PaletteEntry, query: str, words: Sequence[str]) -> float:
    title = fold_text(entry.title)
    if _starts_words(words, title):
        return _WORDS_MATCH + (_STARTS_WITH if title.startswith(query) else 0)
    path = fold_text(f"{entry.detail} {entry.title}")
    if _starts_words(words, path):
        return _WORDS_MATCH - 1
    loose = fuzz.partial_ratio(query, title) if len(query) > len(words[0]) else 0.0
    return float(max(fuzz.WRatio(query, title), loose, _PATH_WEIGHT * fuzz.WRatio(query, path)))


def _starts_words(words: Sequence[str], text: str) -> bool:
    known = text.split()
    return all(any(word.startswith(start) for word in known) for start in words)


def _walk_menus(window: QMainWindow) -> Iterator[tuple[str, QAction]]:
    for action in window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _walk_menu(_strip(action.text()), menu)


def _walk_menu(path: str, menu: QMenu) -> Iterator[tuple[str, QAction]]:
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            yield from _walk_menu(f"{path}{_INSIDE}{_strip(action.text())}", submenu)
        elif not action.isSeparator() and action.text():
            yield path, action


def _make_action_entry(action: QAction, path: str) -> PaletteEntry:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    menu, *inside = path.split(_INSIDE)
    return PaletteEntry(
        key=_get_key(action),
        title=": ".join((*inside, _strip(action.text()))),
        detail=menu,
        shortcut=keys,
        reason="" if action.isEnabled() else _find_reason(action),
        action=action,
    )


def _find_reason(action: QAction) -> str:
    window = action.parent()
    key = action.objectName()
    if key in _WRITERS and getattr(window, "is_read_only", False):
        return "the library is read-only"
    return _REASONS.get(_NEEDS.get(key, Needs.NOTHING), _ELSEWHERE)


def _get_key(action: QAction) -> str:
    return f"action:{action.objectName() or _strip(action.text())}"


def _isolate(name: str) -> str:
    """Keep a name that may run from right to left from turning what stands beside it."""
    return f"\u2068{name}\u2069" if name else ""


def _strip(text: str) -> str:
    """Give a menu text without its letter and dots."""
    plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return plain.split("\t")[0].rstrip("…")


def get_icon_of(entry: PaletteEntry) -> QIcon:
    """Give the icon of an action's line; that of a record is drawn from its name."""
    return entry.action.icon() if entry.action is not None else QIcon()
