"""The small windows in which the conditions of a search are set."""

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from briefing.countries import COUNTRY_NAMES
from briefing.dates import EdtfDate, parse_date
from briefing.errors import InvalidValueError
from briefing.identifiers import RecordId
from briefing.ports import Library, RecordQuery, RecordSummary
from briefing.records.record_filter import RecordFilter
from ui.house_markings import get_house_markings
from ui.kinds import KINDS
from ui.models.record_list_model import SUMMARY_ROLE, RecordListModel
from ui.panes.search_conditions import get_condition
from ui.session.library_session import LibrarySession
from ui.session.newest_reading import NewestReading
from ui.theme.tokens import SPACE
from ui.widgets.number_box import inset_text
from ui.widgets.plain_text import make_button, make_label

STALE_DAYS = (30, 90, 180)
"""The usual ages after which a record should be looked at again."""

_LETTERS_WIDE = 40
_MOST_KILLED = 1_000_000
_LONGEST_AGE = 36_500
_SHOWN_ACTORS = 7

Today = Callable[[], dt.date]


class ConditionEditor(QFrame):
    """A popup with the fields of one condition; Enter applies, Escape leaves all as it was."""

    applied = Signal(RecordFilter)

    def __init__(self, key: str, asked: RecordFilter, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.asked = asked
        name = get_condition(key).label.replace("&", "").rstrip("…")
        self.setAccessibleName(f"Filter by {name.lower()}")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        self.column.setSpacing(SPACE[1])
        self.column.addWidget(make_label(name, "section"))
        self._fault = make_label("", "error", wrap=True)
        self._fault.hide()
        self.apply_button = make_button("&Apply", "primary")
        self.apply_button.clicked.connect(lambda _checked: self.apply())

    def finish(self) -> None:
        """Put the button below the fields; the first of them gets the keyboard."""
        self.column.addWidget(self._fault)
        self.column.addWidget(self.apply_button, alignment=Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS_WIDE)

    def add_field(self, label: str, field: QWidget) -> None:
        """Put a field below its label."""
        field.setAccessibleName(label)
        caption = make_label(label, "label")
        caption.setBuddy(field)
        self.column.addWidget(caption)
        self.column.addWidget(field)

    def read(self) -> RecordFilter:
        """Give the filter with what the fields say; raises InvalidValueError."""
        raise NotImplementedError

    def apply(self) -> None:
        """Take what the fields say and close, or say what is wrong with it."""
        try:
            asked = self.read()
        except InvalidValueError as error:
            self._fault.setText(str(error))
            self._fault.show()
            self.adjustSize()
            return
        self.close()
        self.applied.emit(asked)

    def open_below(self, widget: QWidget) -> None:
        """Open below a widget, wholly on its screen, with the keyboard in the first field."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        screen = widget.screen().availableGeometry()
        x = max(screen.left(), min(place.x(), screen.right() - self.width()))
        y = max(screen.top(), min(place.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter apply from every field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        else:
            super().keyPressEvent(event)

    def _replace(self, **fields: object) -> RecordFilter:
        return msgspec.structs.replace(self.asked, **fields)


class KindsEditor(ConditionEditor):
    """Which kinds of record are searched."""

    def __init__(self, asked: RecordFilter, parent: QWidget) -> None:
        super().__init__("kind", asked, parent)
        self.boxes = {words.kind: QCheckBox(words.plural) for words in KINDS}
        for kind, box in self.boxes.items():
            box.setChecked(kind in asked.kinds)
            self.column.addWidget(box)
        self.finish()

    def read(self) -> RecordFilter:
        """Give the kinds that are ticked; all of them are the same as none."""
        kinds = tuple(kind for kind, box in self.boxes.items() if box.isChecked())
        return self._replace(kinds=() if len(kinds) == len(self.boxes) else kinds)


class TagEditor(ConditionEditor):
    """One tag, with those of the library suggested."""

    def __init__(self, asked: RecordFilter, session: LibrarySession, parent: QWidget) -> None:
        super().__init__("tag", asked, parent)
        self.line = QLineEdit(asked.tag)
        self.add_field("Tag", self.line)
        self.finish()
        NewestReading(session, self).read(_list_tags, self._suggest)

    def read(self) -> RecordFilter:
        """Give the tag."""
        return self._replace(tag=self.line.text().strip().removeprefix("#"))

    def _suggest(self, tags: Sequence[str]) -> None:
        completer = QCompleter(list(tags), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)


class MarkingEditor(ConditionEditor):
    """One marking of the schemes that the house uses."""

    def __init__(self, asked: RecordFilter, session: LibrarySession, parent: QWidget) -> None:
        super().__init__("marking", asked, parent)
        self.box = QComboBox()
        self.box.addItems(get_house_markings(session).labels)
        self.box.setCurrentText(asked.marking)
        self.add_field("Marking", self.box)
        self.finish()

    def read(self) -> RecordFilter:
        """Give the marking."""
        return self._replace(marking=self.box.currentText())


class DatesEditor(ConditionEditor):
    """A period; either end may be left open, and "2024" means all of the year."""

    def __init__(self, asked: RecordFilter, parent: QWidget) -> None:
        super().__init__("date", asked, parent)
        self.start = QLineEdit(_print_day(asked.from_date))
        self.end = QLineEdit(_print_day(asked.to_date))
        for label, line in (("From", self.start), ("Until", self.end)):
            line.setPlaceholderText("2024, March 2024 or 16 January 2024")
            self.add_field(label, line)
        self.finish()

    def read(self) -> RecordFilter:
        """Give the period; an end before its start is refused."""
        start, end = (_read_date(line.text()) for line in (self.start, self.end))
        first = start.earliest if start else None
        last = end.latest if end else None
        if first is not None and last is not None and last < first:
            message = "“Until” lies before “From”; exchange the two."
            raise InvalidValueError(message)
        return self._replace(from_date=first, to_date=last)


class ActorEditor(ConditionEditor):
    """One actor, found by typing a part of any of its names."""

    named = Signal(str, str)  # id and name of the actor that was chosen

    def __init__(self, asked: RecordFilter, session: LibrarySession, parent: QWidget) -> None:
        super().__init__("actor", asked, parent)
        self.line = QLineEdit()
        self.line.textChanged.connect(self._search)
        self.model = RecordListModel(session, self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        rows = self.fontMetrics().lineSpacing() * _SHOWN_ACTORS
        self.list.setFixedHeight(rows)
        self.list.doubleClicked.connect(lambda _index: self.apply())
        self.model.loaded.connect(self._choose_first)
        self.add_field("Name", self.line)
        self.add_field("Actors", self.list)
        self.finish()
        self._search("")

    def read(self) -> RecordFilter:
        """Give the chosen actor; no actor at all is refused."""
        chosen = self.list.currentIndex().data(SUMMARY_ROLE)
        if not isinstance(chosen, RecordSummary):
            message = f"No actor is called “{self.line.text()}”; type a part of another name."
            raise InvalidValueError(message)
        self.named.emit(chosen.id, chosen.title)
        return self._replace(actor=RecordId(chosen.id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows move in the list while one types."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row = self.list.currentIndex().row() + step
        self.list.setCurrentIndex(self.model.index(max(0, min(row, self.model.rowCount() - 1))))

    def _search(self, text: str) -> None:
        self.model.show_query(RecordQuery(kinds=("actor",), text=text))

    def _choose_first(self) -> None:
        if self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))


class PlaceEditor(ConditionEditor):
    """A country, the start of a place's name, or both."""

    def __init__(self, asked: RecordFilter, parent: QWidget) -> None:
        super().__init__("place", asked, parent)
        self.country = QComboBox()
        self.country.setEditable(True)
        self.country.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.country.addItem("", "")
        for code, name in sorted(COUNTRY_NAMES.items(), key=lambda pair: pair[1]):
            self.country.addItem(name, code)
        completer = QCompleter(self.country.model(), self.country)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.country.setCompleter(completer)
        self.country.setCurrentIndex(max(0, self.country.findData(asked.country)))
        self.place = QLineEdit(asked.place)
        self.add_field("Country", self.country)
        self.add_field("Place", self.place)
        self.finish()

    def read(self) -> RecordFilter:
        """Give both; the name of no country is refused."""
        return self._replace(country=self._read_country(), place=self.place.text().strip())

    def _read_country(self) -> str:
        typed = self.country.currentText().strip()
        if not typed:
            return ""
        row = self.country.findText(typed, Qt.MatchFlag.MatchFixedString)
        if row >= 0:
            return str(self.country.itemData(row))
        if typed.upper() in COUNTRY_NAMES:
            return typed.upper()
        message = f"“{typed}” is no country; choose one from the list."
        raise InvalidValueError(message)


class KilledEditor(ConditionEditor):
    """How many were killed at least."""

    def __init__(self, asked: RecordFilter, parent: QWidget) -> None:
        super().__init__("killed", asked, parent)
        self.number = QSpinBox()
        inset_text(self.number)
        self.number.setRange(0, _MOST_KILLED)
        self.number.setValue(1 if asked.least_killed is None else asked.least_killed)
        self.add_field("Killed, at least", self.number)
        self.finish()

    def read(self) -> RecordFilter:
        """Give the number."""
        self.number.interpretText()
        return self._replace(least_killed=self.number.value())


class StaleEditor(ConditionEditor):
    """For how many days a record was not verified."""

    def __init__(self, asked: RecordFilter, today: Today, parent: QWidget) -> None:
        super().__init__("stale", asked, parent)
        self._today = today
        self.days = QSpinBox()
        inset_text(self.days)
        self.days.setRange(1, _LONGEST_AGE)
        self.days.setSuffix(" days")
        since = asked.not_verified_since
        self.days.setValue((today() - since).days if since else STALE_DAYS[1])
        self.add_field("Not verified for", self.days)
        row = QHBoxLayout()
        for number in STALE_DAYS:
            button = make_button(f"{number} days")
            button.clicked.connect(lambda _checked, n=number: self._choose(n))
            row.addWidget(button)
        self.column.addLayout(row)
        self.finish()

    def read(self) -> RecordFilter:
        """Give the day before which the records were verified last."""
        self.days.interpretText()
        since = self._today() - dt.timedelta(days=self.days.value())
        return self._replace(not_verified_since=since)

    def _choose(self, number: int) -> None:
        self.days.setValue(number)
        self.apply()


def make_editor(
    key: str, asked: RecordFilter, session: LibrarySession, parent: QWidget
) -> ConditionEditor:
    """Make the popup for a condition; raises KeyError for one that has none."""
    makers: dict[str, Callable[[], ConditionEditor]] = {
        "kind": lambda: KindsEditor(asked, parent),
        "tag": lambda: TagEditor(asked, session, parent),
        "marking": lambda: MarkingEditor(asked, session, parent),
        "date": lambda: DatesEditor(asked, parent),
        "actor": lambda: ActorEditor(asked, session, parent),
        "place": lambda: PlaceEditor(asked, parent),
        "killed": lambda: KilledEditor(asked, parent),
        "stale": lambda: StaleEditor(asked, _today, parent),
    }
    return makers[key]()


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def _read_date(text: str) -> EdtfDate | None:
    return parse_date(text) if text.strip() else None


def _print_day(day: dt.date | None) -> str:
    return str(EdtfDate(day.isoformat())) if day else ""


def _list_tags(library: Library) -> list[str]:
    with library.read() as unit:
        return [found.tag for found in unit.records.list_tags()]
