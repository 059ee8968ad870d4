"""Opens the windows that show what the main window can do; each is loaded when it is wanted."""

from typing import TYPE_CHECKING

from ui.actions import ACTIONS, BRIEFING

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def show_palette(window: "MainWindow") -> None:
    """Open the command palette."""
    from ui.dialogs.command_palette import CommandPalette

    desk = window.desk
    CommandPalette(
        window,
        session=desk.session if desk else None,
        open_record=desk.go_to_record if desk else lambda _record, _kind: None,
        recent=window.settings.used,
    ).open()


def show_shortcuts(window: "MainWindow") -> None:
    """Open the list of keys."""
    from ui.dialogs.about_dialogs import ShortcutsDialog

    lines = [
        (spec.menu.split("/")[0], window.menu_actions[spec.key])
        for spec in ACTIONS
        if spec.key != "-"
    ]
    if window.desk is not None:
        pane = window.desk.workspace.work.briefing_pane
        lines += [(BRIEFING, action) for action in pane.menu_actions()]
    ShortcutsDialog(lines, window).open()


def show_about(window: "MainWindow") -> None:
    """Open what there is to know about the program."""
    from ui.dialogs.about_dialogs import AboutDialog

    AboutDialog(window).open()
