"""What the analysts of a library agree on: spelling, years, who approves, own words."""

from collections.abc import Sequence

import msgspec
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.records.library_settings import SETTINGS_ID, Calendar, LibrarySettings
from briefing.services.files.shelves import SettingsShelf
from briefing.services.history import LibraryChange
from briefing.services.settings_of_library import change_settings, read_settings
from briefing.services.spelling import add_to_dictionary, remove_from_dictionary
from briefing.spelling.dictionaries import list_languages
from ui.dialogs.disclaimer_dialog import DisclaimerDialog
from ui.dialogs.letting_go import let_go_when_closed
from ui.dialogs.marking_scheme_dialog import MarkingSchemeDialog
from ui.dialogs.review_rules_field import ReviewRulesField
from ui.dialogs.shelf_dialog import ShelfDialog
from ui.forms.editors import CalmComboBox
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_ABOUT = "These hold for everybody who works in this library; each change can be undone."
_CALENDARS = (
    (Calendar.GREGORIAN, "Gregorian: 1402 is a year of the Middle Ages"),
    (Calendar.PERSIAN, "Persian: 1402 is March 2023 to March 2024"),
)


class LibrarySettingsDialog(QDialog):
    """Shows the settings and changes one as soon as it is chosen."""

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("Library settings")
        self.resize(480, 560)
        self.language = CalmComboBox(self)
        self.language.setAccessibleName("Spelling")
        self.calendar = CalmComboBox(self)
        self.calendar.setAccessibleName("Bare years")
        self.word = QLineEdit(self)
        self.word.setAccessibleName("Word that is spelt right")
        self.word.setPlaceholderText("Add a word that is spelt right")
        self.words = QListWidget(self)
        self.words.setAccessibleName("Own words")
        self.review = ReviewRulesField(session, self)
        self.logo_button = make_button("&Logo…")
        self.disclaimer_button = make_button("&Disclaimer…")
        self.scheme_button = make_button("&Marking scheme…")
        self.add_button = make_button("&Add")
        self.remove_button = make_button("&Remove")
        self._lay_out()
        self._connect()
        self._read()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(make_label(_ABOUT, "quiet", wrap=True))
        form = QFormLayout()
        for text, box in (("&Spelling", self.language), ("&Bare years", self.calendar)):
            label = make_label(text.replace("&", ""))
            label.setBuddy(box)
            form.addRow(label, box)
        form.addRow(*_make_row("Logo", self.logo_button, "At the head of first pages"))
        form.addRow(*_make_row("Last page", self.disclaimer_button, "At the end of briefings"))
        form.addRow(*_make_row("Markings", self.scheme_button, "Levels of your own beside TLP"))
        layout.addLayout(form)
        layout.addWidget(make_label("Review", "section"))
        layout.addWidget(self.review)
        layout.addWidget(make_label("Own words", "section"))
        row = QHBoxLayout()
        row.addWidget(self.word, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        layout.addLayout(row)
        layout.addWidget(self.words, 1)
        last = QHBoxLayout()
        last.addStretch(1)
        close = make_button("Close", "primary")
        close.clicked.connect(self.accept)
        last.addWidget(close)
        layout.addLayout(last)

    def _connect(self) -> None:
        for calendar, words in _CALENDARS:
            self.calendar.addItem(words, calendar.value)
        self.language.activated.connect(lambda _index: self._set_language())
        self.calendar.activated.connect(lambda _index: self._set_calendar())
        self.logo_button.clicked.connect(self._show_logo)
        self.disclaimer_button.clicked.connect(self._show_disclaimer)
        self.scheme_button.clicked.connect(self._show_scheme)
        self.add_button.clicked.connect(self._add)
        self.word.returnPressed.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.words.itemSelectionChanged.connect(self._update_buttons)
        self.word.textChanged.connect(lambda _text: self._update_buttons())
        self._session.changed.connect(self._on_changed)

    def _read(self) -> None:
        self._session.read_after_changes(
            lambda library: (read_settings(library), list_languages()), self._show
        )

    def _show(self, found: tuple[LibrarySettings, Sequence[str]]) -> None:
        settings, languages = found
        self.language.clear()
        self.language.addItem("The language of the briefing", "")
        for language in sorted({*languages, settings.spelling_language} - {""}):
            missing = "" if language in languages else " (no dictionary on this machine)"
            self.language.addItem(f"{language}{missing}", language)
        self.language.setCurrentIndex(self.language.findData(settings.spelling_language))
        self.calendar.setCurrentIndex(self.calendar.findData(settings.calendar.value))
        self.review.show_settings(settings)
        self.words.clear()
        self.words.addItems(list(settings.dictionary))
        self._update_buttons()

    def _update_buttons(self) -> None:
        self.add_button.setEnabled(bool(self.word.text().strip()))
        self.remove_button.setEnabled(bool(self.words.selectedItems()))

    def _show_logo(self) -> None:
        dialog = ShelfDialog(self._session, SettingsShelf(), self)
        let_go_when_closed(dialog, self._session)
        dialog.open()

    def _show_disclaimer(self) -> None:
        dialog = DisclaimerDialog(self._session, self)
        let_go_when_closed(dialog, self._session)
        dialog.open()

    def _show_scheme(self) -> None:
        dialog = MarkingSchemeDialog(self._session, self)
        let_go_when_closed(dialog, self._session)
        dialog.open()

    def _set_language(self) -> None:
        language = str(self.language.currentData() or "")

        def choose(settings: LibrarySettings) -> LibrarySettings:
            return msgspec.structs.replace(settings, spelling_language=language)

        self._session.do(change_settings("choose the language of the spelling", choose))

    def _set_calendar(self) -> None:
        calendar = Calendar(str(self.calendar.currentData()))

        def choose(settings: LibrarySettings) -> LibrarySettings:
            return msgspec.structs.replace(settings, calendar=calendar)

        self._session.do(change_settings("choose the calendar of bare years", choose))

    def _add(self) -> None:
        word = self.word.text().strip()
        if word:
            self.word.clear()
            self._session.do(add_to_dictionary(word))

    def _remove(self) -> None:
        for item in self.words.selectedItems():
            self._session.do(remove_from_dictionary(item.text()))

    def _on_changed(self, change: LibraryChange) -> None:
        if SETTINGS_ID in change.records:
            self._read()


def _make_row(name: str, button: QPushButton, words: str) -> tuple[QLabel, QHBoxLayout]:
    """Give the row of a button, which tells beside it what it is for."""
    label = make_label(name)
    label.setBuddy(button)
    button.setAccessibleDescription(words)
    row = QHBoxLayout()
    row.setSpacing(SPACE[2])
    row.addWidget(button)
    row.addWidget(make_label(words, "quiet"), 1)
    return label, row
