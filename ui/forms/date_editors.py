"""Editors for dates: written as people write them, echoed as they were understood."""

from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from briefing.dates import EdtfDate, parse_date
from briefing.errors import InvalidValueError
from ui.forms.date_habits import DateContext
from ui.forms.editors import LineEditor
from ui.forms.field_spec import FieldSpec
from ui.widgets.plain_text import make_button, make_label

_TO_PERSIAN = "Read it as a Persian year"
_TO_GREGORIAN = "Read it as a Gregorian year"


class EdtfEditor(LineEditor):
    """A date, as exact or vague as it is known.

    A day without its year is taken to be in the year of the record, where that is certain. A
    bare year that both calendars have is read in that of the library; a button takes the other,
    for the whole library.
    """

    def __init__(self, spec: FieldSpec, context: DateContext, parent: QWidget) -> None:
        super().__init__(spec, parent)
        self._context = context
        self._value: EdtfDate | None = None
        self._asked_calendar = False
        self.echo = make_label("", "quiet", wrap=True)
        self._layout.addWidget(self.echo)
        self.echo.hide()
        self.calendar_button = make_button("", "link")
        self.calendar_button.clicked.connect(lambda _on: self._ask_calendar())
        self._layout.addWidget(self.calendar_button)
        self.calendar_button.hide()
        self.line.textEdited.connect(self._show_echo)
        context.habits.changed.connect(self._on_habits_changed)

    def show_value(self, value: Any) -> None:
        """Show the date in English; text that means the same date stays as typed."""
        try:
            same = bool(self.line.text().strip()) and self.read_edtf() == value
        except InvalidValueError:
            same = False
        self._value = value
        if not same:
            self.line.setText("" if value is None else str(value))
            self.line.setCursorPosition(0)
        self._show_echo()

    def read_value(self) -> Any:
        """Give the date."""
        return self.read_edtf()

    def read_edtf(self) -> EdtfDate | None:
        """Give the date; text that was not touched keeps its exact value."""
        text = self.line.text().strip()
        if not text:
            return None
        if self._value is not None and text == str(self._value):
            return self._value
        return self._parse(text, persian=self._context.habits.persian_years)

    def _parse(self, text: str, *, persian: bool) -> EdtfDate:
        year = None if self.spec.gives_year else self._context.year
        return parse_date(text, reference_year=year, persian_years=persian)

    def _show_echo(self) -> None:
        try:
            value = self.read_edtf()
        except InvalidValueError:
            value = None
        self.echo.setText(self._describe(value) if value is not None else "")
        self.echo.setVisible(bool(self.echo.text()))
        self._offer_calendar(value)

    def _describe(self, value: EdtfDate) -> str:
        is_as_typed = self.line.text().strip() == str(value)
        understood = "" if is_as_typed else f"understood as {value} ({value.edtf})"
        return " · ".join(filter(None, (understood, self._print_persian(value))))

    def _print_persian(self, value: EdtfDate) -> str:
        """Give an exact day in the Persian calendar too, in a library that reads it."""
        if not self._context.habits.persian_years or value.earliest != value.latest:
            return ""
        from briefing.dating.persian import print_persian_day  # few libraries need it

        return print_persian_day(value.earliest) if value.earliest is not None else ""

    def _offer_calendar(self, value: EdtfDate | None) -> None:
        persian = self._context.habits.persian_years
        text = self.line.text().strip()
        offered = value is not None and text.isdigit() and self._differs(text, value)
        self.calendar_button.setVisible(offered)
        words = _TO_GREGORIAN if persian else _TO_PERSIAN
        self.calendar_button.setText(words)
        self.calendar_button.setAccessibleName(f"{self.spec.label}: {words.lower()}")

    def _differs(self, text: str, value: EdtfDate) -> bool:
        other = not self._context.habits.persian_years
        try:
            return self._parse(text, persian=other) != value
        except InvalidValueError:
            return False

    def _ask_calendar(self) -> None:
        self._asked_calendar = True
        habits = self._context.habits
        habits.set_persian_years(persian=not habits.persian_years)

    def _on_habits_changed(self) -> None:
        if self._asked_calendar:
            self._asked_calendar = False
            self._value = None
            self.line.setFocus()
            self.edited.emit()
        self._show_echo()


class DayEditor(EdtfEditor):
    """An exact day, with a button for the present one."""

    def __init__(self, spec: FieldSpec, context: DateContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self.today_button = make_button("Today", "sourced")
        self.today_button.setAccessibleName(f"{spec.label}: today")
        self.today_button.clicked.connect(lambda _on: self._take_today())
        self.tools = self.today_button

    def show_value(self, value: Any) -> None:
        """Show the day."""
        super().show_value(EdtfDate(value.isoformat()) if value else None)

    def read_value(self) -> Any:
        """Give the day; a month or a span is refused."""
        value = self.read_edtf()
        if value is None:
            return None
        if value.earliest is None or value.earliest != value.latest:
            message = f"{self.spec.label}: give one day, such as 18 January 2024."
            raise InvalidValueError(message)
        return value.earliest

    def _take_today(self) -> None:
        self.show_value(QDate.currentDate().toPython())
        self.edited.emit()
