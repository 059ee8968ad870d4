"""Puts a theme on the application and keeps it in step with the system's."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.style_sheet import make_style_sheet
from ui.theme.tokens import DARK, LIGHT, Colours, set_current_colours


class ThemeChoice(StrEnum):
    """What the analyst asks for; SYSTEM follows the desktop, also while the window is open."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The application's theme. There is one, and it lives as long as the application."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._applied: Colours | None = None
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        """What was asked for."""
        return self._choice

    def set_choice(self, choice: ThemeChoice) -> None:
        """Ask for another theme; the whole window follows at once."""
        self._choice = choice
        self._apply()

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._apply()

    def _pick(self) -> Colours:
        if self._choice is ThemeChoice.SYSTEM:
            scheme = self._application.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is ThemeChoice.DARK else LIGHT

    def _apply(self) -> None:
        colours = self._pick()
        if colours is self._applied:
            return
        self._applied = colours
        set_current_colours(colours)
        self._application.setPalette(make_palette(colours))
        size = self._application.font().pointSizeF()
        self._application.setStyleSheet(make_style_sheet(colours, size if size > 0 else 10.0))
        self.changed.emit()


def make_palette(colours: Colours) -> QPalette:
    """Give the palette in these colours, for all that the style sheet leaves to the style."""
    palette = QPalette()
    for role, colour in _list_roles(colours):
        palette.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(disabled, role, QColor(colours.quiet_text))
    return palette


def _list_roles(colours: Colours) -> tuple[tuple[QPalette.ColorRole, str], ...]:
    role = QPalette.ColorRole
    return (
        (role.Window, colours.background),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.background),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.quiet_text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.accent_text),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Light, colours.surface),
        (role.Midlight, colours.hover),
        (role.Mid, colours.border),
        (role.Dark, colours.control_border),
        (role.Shadow, colours.desk),
    )
