"""Says what was done, with a button that takes back that step and no other."""

from PySide6.QtCore import QObject

from ui.session.library_session import LibrarySession, SaveState
from ui.widgets.message_bar import MessageBar

_DONE_SINCE = "Something else was done since; Ctrl+Z takes back step by step."


class UndoOffer(QObject):
    """Is withdrawn as soon as anything else is done, or the step itself is taken back."""

    def __init__(self, session: LibrarySession, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._bar = bar
        self._text = ""
        self._is_new = False  # the step is stored, and the session has not told of it yet
        session.changed.connect(self._on_changed)

    def say(self, text: str, tone: str = "success") -> None:
        """Tell of a step; only to be called while the session reports that it is stored."""
        self._text, self._is_new = text, True
        self._bar.say(text, tone, [("Undo", self._take_back)])

    def _on_changed(self) -> None:
        if self._is_new:
            self._is_new = False
        elif self._text:
            self._withdraw()

    def _withdraw(self) -> None:
        if self._bar.text == self._text:  # it may tell something else by now
            self._bar.hide()
        self._text = ""

    def _take_back(self) -> None:
        if self._session.save_state is SaveState.SAVING:  # what is stored next would be taken back
            self._bar.say(_DONE_SINCE, "warning")
        else:
            self._bar.hide()
            self._session.undo()
