"""The one style sheet: what palettes alone cannot say. It names roles, never single widgets."""

from pathlib import Path
from string import Template

from ui.theme.tokens import RADIUS, SPACE, Colours

_IMAGES = Path(__file__).with_name("images")

_SHEET = Template("""
QMainWindow, QDialog, QStatusBar { background: $background; color: $text; }
QToolTip { background: $raised; color: $text; border: 1px solid $control_border; padding: 4px; }

*[role="title"] { font-size: ${title_size}pt; font-weight: 600; }
*[role="section"] { font-size: ${section_size}pt; font-weight: 600; }
*[role="strong"] { font-weight: 600; }
*[role="quiet"] { color: $quiet_text; }
*[role="error"] { color: $danger; }
*[role="warning"] { color: $warning; }
*[role="success"] { color: $success; }
*[role="surface"] { background: $surface; }
*[role="raised"] { background: $raised; }
QFrame[role="hairline"] { background: $border; border: none; }

QPushButton {
    background: $surface; color: $text; border: 1px solid $control_border;
    border-radius: ${radius}px; padding: 5px ${m}px; min-height: 1.2em;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $selection; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:disabled { color: $quiet_text; border-color: $border; background: $background; }
QPushButton[role="primary"] {
    background: $accent; color: $accent_text; border: 1px solid $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 4px 11px; }
QPushButton[role="primary"]:disabled {
    background: $raised; color: $quiet_text; border-color: $border;
}
QPushButton[role="link"], QPushButton[role="link"]:focus {
    background: transparent; color: $accent; padding: 2px 4px; border: 1px solid transparent;
    text-align: left;
}
QPushButton[role="link"]:disabled { color: $quiet_text; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }

QPushButton[role="fold"], QPushButton[role="card-head"], QPushButton[role="fold-quiet"],
QPushButton[role="fold-unsourced"], QPushButton[role="sourced"], QPushButton[role="unsourced"] {
    background: transparent; border: 1px solid transparent; padding: 3px 4px; text-align: left;
}
QPushButton[role="fold"] {
    font-size: ${section_size}pt; font-weight: 600; padding: 6px 4px; border-radius: 0;
    border-top: 1px solid $border;
}
QPushButton[role="fold-quiet"], QPushButton[role="sourced"] { color: $quiet_text; }
QPushButton[role="fold-unsourced"], QPushButton[role="unsourced"] { color: $warning; }
QPushButton[role="sourced"], QPushButton[role="unsourced"] {
    font-size: ${small_size}pt; padding: 0 4px; min-height: 0;
}
QPushButton[role="fold"]:hover, QPushButton[role="card-head"]:hover,
QPushButton[role="fold-quiet"]:hover, QPushButton[role="fold-unsourced"]:hover {
    background: $hover;
}
QPushButton[role="sourced"]:hover, QPushButton[role="unsourced"]:hover {
    text-decoration: underline;
}
QPushButton[role="fold"]:focus, QPushButton[role="card-head"]:focus,
QPushButton[role="fold-quiet"]:focus, QPushButton[role="fold-unsourced"]:focus,
QPushButton[role="sourced"]:focus, QPushButton[role="unsourced"]:focus {
    border: 1px solid $accent;
}
QLabel[role="unsourced"], QToolButton[role="unsourced"] { color: $warning; }
QToolButton[role="faulty"] { color: $danger; }
QLabel[role="label"] { color: $quiet_text; }
QLabel[role="hint"] { color: $quiet_text; }
QFrame[role="card"] { border: 1px solid $border; border-radius: ${radius}px; }
QFrame[role="chip"] {
    background: $selection; border: 1px solid $selection; border-radius: 11px;
}
QPushButton[role="chip-text"] {
    background: transparent; color: $selection_text; border: 1px solid transparent;
    border-radius: 10px; padding: 1px 2px 1px 8px; min-height: 0; font-size: ${small_size}pt;
}
QToolButton[role="chip-cross"] {
    border: 1px solid transparent; border-radius: 9px; padding: 2px; margin: 0;
}
QPushButton[role="chip-text"]:hover { text-decoration: underline; }
QToolButton[role="chip-cross"]:hover { background: $hover; }
QPushButton[role="chip-text"]:focus, QToolButton[role="chip-cross"]:focus {
    border: 1px solid $accent;
}
QLineEdit[role="palette"] { border: none; padding: 8px; font-size: ${section_size}pt; }
QLineEdit[role="palette"]:focus { border: none; padding: 8px; }
QFrame[role="popup"] { background: $raised; border: 1px solid $control_border; }
QToolButton[role="text-tool"] { color: $quiet_text; padding: 1px 6px; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
    padding: 4px; color: $text;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:disabled { color: $control_border; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="status"] { padding: 0 4px; }
QToolButton[role="rail"] { border-radius: ${radius}px; padding: 6px 2px; }
QToolButton[role="rail"]:checked { background: $selection; color: $accent; font-weight: 600; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QDateEdit {
    background: $surface; color: $text; border: 1px solid $control_border;
    border-radius: ${radius}px; padding: 4px 6px;
    selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 3px 5px;
}
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only, QAbstractSpinBox:read-only {
    background: $background;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    color: $quiet_text; background: $background; border-color: $border;
}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {
    border: 2px solid $danger; padding: 3px 5px;
}
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url($chevron_down); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $control_border; outline: none;
    selection-background-color: $selection; selection-color: $selection_text;
}
QAbstractSpinBox { padding: 2px 6px 3px; }
QAbstractSpinBox:focus { padding: 1px 5px 2px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 18px; }
QAbstractSpinBox::up-arrow { image: url($chevron_up); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url($chevron_down); width: 10px; height: 10px; }

QCheckBox, QRadioButton { spacing: ${s}px; background: transparent; }
QCheckBox::indicator, QGroupBox::indicator, QTreeView::indicator {
    width: 15px; height: 15px; border: 1px solid $control_border; border-radius: 4px;
    background: $surface;
}
QCheckBox::indicator:checked, QTreeView::indicator:checked {
    background: $accent; border-color: $accent; image: url($check);
}
QCheckBox::indicator:disabled { border-color: $border; background: $background; }
QCheckBox::indicator:checked:disabled, QTreeView::indicator:checked:disabled {
    background: $control_border; border-color: $control_border;
}
QRadioButton::indicator {
    width: 15px; height: 15px; border: 1px solid $control_border; border-radius: 8px;
    background: $surface;
}
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 5px solid $accent; }
QRadioButton::indicator:disabled { border-color: $border; }
QRadioButton:focus { outline: none; }
QRadioButton::indicator:focus { width: 13px; height: 13px; border: 2px solid $accent; }
QRadioButton::indicator:checked:focus { width: 7px; height: 7px; border: 5px solid $text; }
QCheckBox:focus { outline: none; }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked:focus { border: 2px solid $text; }

QListView, QTreeView, QTableView, QListWidget, QTreeWidget, QTableWidget {
    background: $surface; color: $text; border: none; outline: none;
    selection-background-color: $selection; selection-color: $selection_text;
    alternate-background-color: $background;
}
QTreeView::item, QListWidget::item { padding: 4px 2px; }
QTreeView::item:hover, QListWidget::item:hover { background: $hover; }
QTreeView::item:selected, QListWidget::item:selected {
    background: $selection; color: $selection_text;
}
QHeaderView::section {
    background: $raised; color: $quiet_text; border: none; border-bottom: 1px solid $border;
    padding: 4px 8px;
}
QScrollArea { background: transparent; border: none; }

QMenuBar { background: $raised; color: $text; }
QMenuBar::item { padding: 4px ${s}px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $surface; color: $text; border: 1px solid $control_border; padding: 4px; }
QMenu::item { padding: 5px ${l}px 5px ${l}px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled { color: $quiet_text; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }

QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }
QStatusBar { background: $raised; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QProgressBar {
    background: $raised; border: none; border-radius: 2px; max-height: 4px; min-height: 4px;
}
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control_border; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet_text; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def make_style_sheet(colours: Colours, point_size: float) -> str:
    """Give the style sheet in these colours, with headings scaled from the system's font size."""
    roles = {name: getattr(colours, name) for name in colours.__struct_fields__}
    return _SHEET.substitute(
        roles,
        radius=RADIUS,
        s=SPACE[1],
        m=SPACE[2],
        l=SPACE[4],
        title_size=f"{point_size * 1.45:.1f}",
        small_size=f"{point_size * 0.92:.1f}",
        section_size=f"{point_size * 1.12:.1f}",
        **{
            name: (_IMAGES / f"{name.replace('_', '-')}-{colours.name}.svg").as_posix()
            for name in ("chevron_down", "chevron_up", "check")
        },
    )
