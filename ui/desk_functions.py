"""What the actions of the window do that need an open library."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from ui.desk import Desk
from ui.panes.search_state import EVERYTHING


def _find(desk: Desk) -> None:
    """Find on the pages or in the briefing while one works there, in the list otherwise."""
    work, focus = desk.workspace.work, QApplication.focusWidget()
    preview = desk.workspace.preview_pane
    if focus is not None and preview.isAncestorOf(focus) and preview.preview is not None:
        preview.find_on_pages()
        return
    is_inside = focus is not None and work.briefing_pane.isAncestorOf(focus)
    if work.briefing_id is None or not is_inside:
        desk.focus_filter()
        return
    work.show_briefing()
    work.briefing_pane.search.open()


def _go_to_problem(desk: Desk) -> None:
    """Go to the next problem, and say beside the pages what it is."""
    desk.workspace.show_pane("problems", visible=True)
    desk.workspace.problems_pane.go_to_next()


DESK_FUNCTIONS: dict[str, Callable[[Desk], object]] = {
    "new-record": lambda desk: desk.commands.create(desk.workspace.library_pane.kind_to_make),
    "export": lambda desk: desk.export(),
    "export-again": lambda desk: desk.export_again(),
    "print": lambda desk: desk.print_pages(),
    "register": lambda desk: desk.show_register(),
    "next-step": lambda desk: desk.take_next_step(),
    "house-template": lambda desk: desk.choose_house_template(),
    "page-design": lambda desk: desk.choose_page_design(),
    "names": lambda desk: desk.choose_names(),
    "returned": lambda desk: desk.ask_returned_file(),
    "library-settings": lambda desk: desk.show_library_settings(),
    "undo": lambda desk: desk.undo(),
    "redo": lambda desk: desk.redo(),
    "open": lambda desk: desk.workspace.library_pane.open_selected(),
    "place": lambda desk: desk.workspace.library_pane.place_selected(),
    "duplicate": lambda desk: desk.duplicate_selected(),
    "trash": lambda desk: desk.trash_selected(),
    "edit-together": lambda desk: desk.bulk.edit_together(),
    "verify": lambda desk: desk.bulk.verify(),
    "replace": lambda desk: desk.bulk.find_and_replace(),
    "start-briefing": lambda desk: desk.bulk.start_briefing(),
    "save-template": lambda desk: desk.bulk.save_as_template(),
    "new-from-template": lambda desk: desk.bulk.new_from_template(),
    "export-table": lambda desk: desk.bulk.ask_table(),
    "history": lambda desk: desk.dialogs.show_history(),
    "uses": lambda desk: desk.dialogs.show_uses(),
    "compare": lambda desk: desk.dialogs.compare_selected(),
    "merge": lambda desk: desk.dialogs.merge_selected(),
    "find-duplicates": lambda desk: desk.dialogs.find_duplicates(),
    "show-trash": lambda desk: desk.dialogs.show_trash(),
    "view-map": lambda desk: desk.workspace.toggle_attacks("map"),
    "view-timeline": lambda desk: desk.workspace.toggle_attacks("timeline"),
    "find": _find,
    "find-everywhere": lambda desk: desk.find_everywhere(),
    "add-filter": lambda desk: desk.add_filter(),
    "list-everything": lambda desk: desk.show_list(EVERYTHING),
    "comment": lambda desk: desk.workspace.write_comment(),
    "next-problem": _go_to_problem,
    "back": lambda desk: desk.workspace.work.show_briefing(),
    "next-part": lambda desk: desk.workspace.focus_next_part(1),
    "previous-part": lambda desk: desk.workspace.focus_next_part(-1),
    "zoom-in": lambda desk: desk.workspace.preview_pane.view.zoom_in(),
    "zoom-out": lambda desk: desk.workspace.preview_pane.view.zoom_out(),
    "fit-width": lambda desk: desk.workspace.preview_pane.view.fit_width(),
}
"""Functions by the keys of their actions; the palette and the menus call them alike."""
