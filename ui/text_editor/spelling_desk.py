"""Checks the spelling of shown texts off the GUI thread, a word once."""

import threading
from collections.abc import Callable, Iterable, Sequence

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from briefing.errors import DictionaryMissingError
from briefing.ports import Library
from briefing.records.actor import Actor
from briefing.records.kinds import AnyRecord
from briefing.services.history import LibraryChange
from briefing.services.spelling import add_to_dictionary, make_checker, make_house_names
from briefing.spelling.checker import SpellChecker
from briefing.spelling.house_names import HouseNames, NameVariant
from briefing.spelling.words import iter_words
from ui.session.library_session import LibrarySession

LANGUAGE = "en-GB"
"""What counts where the library's settings name no language."""

_PAUSE_MS = 300
_RENEWAL_MS = 5_000
_WORDS_AT_ONCE = 2_000
_TEXTS_AT_ONCE = 40
_TEXTS_KEPT = 4_000


class _Tools:
    """What checks; made off the GUI thread, and used by one task at a time."""

    def __init__(self, checker: SpellChecker | None, names: HouseNames, reason: str = "") -> None:
        self._checker = checker
        self._names = names
        self._lock = threading.Lock()
        self.reason = reason

    def check(self, words: Sequence[str], texts: Sequence[str]) -> "_Found":
        with self._lock:
            checker = self._checker
            judged = {word: checker is None or checker.is_right(word) for word in words}
            return _Found(judged, {t: tuple(self._names.find_variants(t)) for t in texts})

    def suggest(self, word: str) -> list[str]:
        with self._lock:
            return self._checker.suggest(word) if self._checker else []


class _Found(msgspec.Struct):
    words: dict[str, bool]
    variants: dict[str, tuple[NameVariant, ...]]


class SpellingDesk(QObject):
    """Knows which words are misspelt and which names the house spells otherwise; one a session.

    Words and texts that it does not know yet are right until they are checked; `checked` tells
    that more is known.
    """

    checked = Signal(object)  # the words and names that were found, or None where all may differ

    def __init__(self, session: LibrarySession) -> None:
        super().__init__(session)
        self._session = session
        self._tools: _Tools | None = None
        self._is_busy = False
        self._is_stale = False
        self._words: dict[str, bool] = {}
        self._variants: dict[str, tuple[NameVariant, ...]] = {}
        self._wanted_words: dict[str, None] = {}
        self._wanted_texts: dict[str, None] = {}
        self._has_failed = False
        self.reason = ""  # why there is no check, or nothing
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._go_on)
        self._actors: dict[str, object] = {}  # the names of actors that were changed
        self._renewal = QTimer(self)  # all actors are read for it, so not at every key
        self._renewal.setSingleShot(True)
        self._renewal.setInterval(_RENEWAL_MS)
        self._renewal.timeout.connect(self._renew)
        session.changed.connect(self._on_library_changed)

    def is_misspelt(self, word: str) -> bool:
        """Tell whether a word is known to be misspelt."""
        is_right = self._words.get(word)
        if is_right is None:
            self._wanted_words[word] = None
            self._timer.start()
        return is_right is False

    def find_variants(self, text: str) -> tuple[NameVariant, ...]:
        """Find names that are spelt otherwise than the house does, in a text that was checked."""
        found = self._variants.get(text)
        if found is None:
            self._wanted_texts[text] = None
            self._timer.start()
        return found or ()

    def hurry(self, texts: Iterable[str]) -> None:
        """Check these texts, which are in sight, before all others."""
        shown = {text: None for text in texts if text in self._wanted_texts}
        self._wanted_texts = {**shown, **self._wanted_texts}
        words = {w.text: None for text in shown for w in iter_words(text)}
        first = {word: None for word in words if word in self._wanted_words}
        self._wanted_words = {**first, **self._wanted_words}

    def suggest(self, word: str, take: Callable[[list[str]], None]) -> None:
        """Suggest what was meant; `take` gets it, likeliest first."""
        tools = self._tools
        if tools is None:
            take([])
        else:
            self._session.read(lambda _library: tools.suggest(word), take)

    def add_to_dictionary(self, word: str) -> None:
        """Take a word as right in this library, as a step that can be undone."""
        self._words[word] = True
        self._session.do(add_to_dictionary(word))
        self.checked.emit({word})

    def _go_on(self) -> None:
        if self._is_busy or self._has_failed or not (self._wanted_words or self._wanted_texts):
            return
        self._is_busy = True
        tools = None if self._is_stale else self._tools
        self._is_stale = False
        words = _take(self._wanted_words, _WORDS_AT_ONCE)
        texts = _take(self._wanted_texts, _TEXTS_AT_ONCE)
        self._session.read(
            lambda library: _check(library, tools, words, texts), self._on_checked, self._on_failed
        )

    def _on_checked(self, result: tuple[_Tools, _Found]) -> None:
        self._is_busy = False
        self._tools, found = result
        self.reason = self._tools.reason
        self._words.update(found.words)
        if len(self._variants) > _TEXTS_KEPT:
            self._variants.clear()
        self._variants.update(found.variants)
        wrong = {word for word, is_right in found.words.items() if not is_right}
        wrong |= {v.written for variants in found.variants.values() for v in variants}
        if wrong:
            self.checked.emit(wrong)
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        self._has_failed = True
        self.reason = "Spelling cannot be checked now."
        self._session.report(error)

    def _on_library_changed(self, change: LibraryChange) -> None:
        records = change.records.values()
        if any(record is not None and record.kind == "settings" for record in records):
            self._renew()
        renamed = [record for record in records if self._is_renamed(record)]
        if renamed:
            self._renewal.start()

    def _is_renamed(self, record: AnyRecord | None) -> bool:
        """Tell whether a record may have brought or taken a name since it was seen last."""
        if record is None:
            return True
        if not isinstance(record, Actor):
            return False
        names = (record.names, record.leadership, record.base, record.areas)
        before, self._actors[record.id] = self._actors.get(record.id), names
        return before != names

    def _renew(self) -> None:
        """Ask anew for everything, with the words and names that the library has now."""
        self._is_stale = True
        self._has_failed = False
        self._words.clear()
        self._variants.clear()
        self.checked.emit(None)


def get_spelling_desk(session: LibrarySession) -> SpellingDesk:
    """Give the desk of this session; all of its editors share it."""
    found = session.findChild(SpellingDesk)
    return found if isinstance(found, SpellingDesk) else SpellingDesk(session)


def _take(wanted: dict[str, None], count: int) -> list[str]:
    taken = list(wanted)[:count]
    for one in taken:
        del wanted[one]
    return taken


def _check(
    library: Library, tools: _Tools | None, words: Sequence[str], texts: Sequence[str]
) -> tuple[_Tools, _Found]:
    tools = tools or _make_tools(library)
    return tools, tools.check(words, texts)


def _make_tools(library: Library) -> _Tools:
    names = make_house_names(library)
    try:
        return _Tools(make_checker(library, LANGUAGE), names)
    except DictionaryMissingError as error:
        return _Tools(None, names, str(error))
