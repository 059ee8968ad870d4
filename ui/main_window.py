"""The window: menus, the open library's panes or the welcome page, and the status line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.ports import Library
from ui.actions import BRIEFING, CONTEXT_ACTIONS, Needs, WindowActions
from ui.desk import Desk
from ui.desk_functions import DESK_FUNCTIONS
from ui.dialogs.window_dialogs import show_about, show_palette, show_shortcuts
from ui.flows.record_commands import list_import_suffixes, make_file_filter
from ui.kinds import KINDS
from ui.panes.attacks_side import TABS
from ui.panes.guide import Guide
from ui.panes.problems_pane import describe_count
from ui.session.library_door import LibraryDoor, OpenLibrary, Refusal
from ui.session.read_only import ReadOnlyGuard
from ui.session.text_undo import UndoKeys
from ui.settings import (
    SettingsStore,
    decode_bytes,
    encode_bytes,
    get_documents_folder,
    get_log_file,
)
from ui.theme.theme import Theme, ThemeChoice
from ui.widgets.message_bar import MessageBar
from ui.widgets.status_strip import StatusStrip
from ui.widgets.welcome_page import WelcomePage
from ui.worker.worker_process import WorkerProcess
from ui.workspace import SIDE_PANES

if TYPE_CHECKING:
    from ui.first_window import FirstWindow

TITLE = "Briefing Builder"
_IN_SAMPLE = "This is your copy of the worked example. Your own library stays as it is."
_STARTING_SIZE = (1280, 800)
_SMALLEST_SIZE = (800, 500)


class MainWindow(QMainWindow):
    """One window with at most one library open in it."""

    def __init__(
        self,
        application: QApplication,
        *,
        open_library: OpenLibrary,
        read_sample: Callable[[], bytes],
        theme: Theme,
        store: SettingsStore,
    ) -> None:
        super().__init__()
        self._application = application
        self._theme = theme
        self._store = store
        self.settings = store.load()
        self.worker = WorkerProcess(self)
        self.desk: Desk | None = None
        self._may_close = False
        self.door = LibraryDoor(open_library, read_sample, self)
        self.welcome = WelcomePage()
        self.bar = MessageBar()
        self.notice = MessageBar(can_close=False)
        self._first: FirstWindow | None = None
        self.status = StatusStrip()
        self._lay_out()
        self.menu_actions = WindowActions(self, self._list_functions())
        self._connect()
        self._restore()
        self._update_actions()

    # --- libraries

    def start(self, path: Path | None) -> None:
        """Open the library that was asked for, or the last one, or show the welcome page."""
        self.welcome.show_recent(self.settings.recent)
        wanted = path or (Path(self.settings.library) if self.settings.library else None)
        if wanted is None:
            return
        if wanted.exists():
            self.door.open(wanted)
        else:
            self.welcome.say(f"There is no library at {wanted}; open another or make a new one.")

    def _on_opened(self, library: Library) -> None:
        if self.desk is None:
            self._enter(library)
            return
        before = self.desk.session.library.path

        def enter() -> None:
            self._enter(library)
            if before is not None and self.door.is_sample(library.path):
                back = (f"Back to {before.stem}", lambda: self.door.open(before))
                self.bar.say(_IN_SAMPLE, "success", [back])

        self._leave(enter)

    def _on_refused(self, refusal: Refusal) -> None:
        choices = [("Open another…", self.door.ask_open)]
        if refusal.is_locked:
            choices.insert(0, ("Try again", lambda: self.door.open(refusal.path)))
            choices.insert(1, ("Only read", lambda: self.door.open_read_only(refusal.path)))
        self.bar.say(refusal.sentence, "danger", choices)

    @property
    def is_read_only(self) -> bool:
        """Whether a library is open in which nothing can be saved."""
        return self.desk is not None and self.desk.session.library.is_read_only

    @property
    def answers_calls(self) -> bool:
        """Whether a second start on the open library brings this window to the front."""
        return self._first is not None and self._first.is_listening

    def come_to_front(self, library: Path) -> None:
        """Show the window above others, with this library."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        opened = self.desk.session.library.path if self.desk else None
        if opened is None or opened.resolve() != library.resolve():
            self.door.open(library)

    def _enter(self, library: Library) -> None:
        self.bar.hide()
        desk = Desk(library, self.worker, self.settings, self.bar, self)
        self.desk = desk
        desk.state_changed.connect(self._update_actions)
        desk.session.save_state_changed.connect(self.status.show_save_state)
        workspace = desk.workspace
        workspace.length_changed.connect(self.status.show_length)
        workspace.problems_changed.connect(self._on_problems_changed)
        self._lead_through(workspace.work.guide)
        workspace.library_pane.set_menu_actions([self.menu_actions[k] for k in CONTEXT_ACTIONS])
        self.menu_actions.get_menu(BRIEFING).addActions(workspace.work.briefing_pane.menu_actions())
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        self._show_library(library)
        if library.is_read_only:
            self._show_read_only(desk)
        self.status.show_save_state(desk.session.save_state)
        self._update_actions()
        desk.open_last_briefing()
        workspace.library_pane.focus_list()

    def _lead_through(self, guide: Guide) -> None:
        guide.chosen.connect(lambda key: self.menu_actions[key].trigger())
        guide.closed.connect(lambda: self._remember_way(known=True))
        if not self.settings.knows_way:
            guide.begin()

    def _remember_way(self, *, known: bool) -> None:
        self.settings.knows_way = known
        self._store.save(self.settings)

    def _show_guide(self) -> None:
        if self.desk is not None:
            self._remember_way(known=False)
            self.desk.workspace.work.guide.open()

    def _leave(self, then: Callable[[], None]) -> None:
        desk = self.desk
        if desk is None:
            then()
            return

        def go_on() -> None:
            self.desk = None
            self.notice.hide()
            if self._first is not None:
                self._first.close()
            self._stack.setCurrentWidget(self.welcome)
            self._stack.removeWidget(desk.workspace)
            self._store.save(self.settings)
            then()

        desk.leave(go_on)

    def _show_library(self, library: Library) -> None:
        name = library.path.stem if library.path else "In memory"
        self.setWindowTitle(f"{name} – {TITLE}")
        self.status.show_library(name)
        if library.path is not None:
            self.settings.remember_library(library.path)
            self._store.save(self.settings)
            QTimer.singleShot(0, self, partial(self._answer_for, library.path))

    def _answer_for(self, path: Path) -> None:
        from ui.first_window import FirstWindow  # the network is loaded once the window is there

        if self._first is None:
            self._first = FirstWindow(get_log_file().parent, self)
            self._first.called.connect(self.come_to_front)
        if self.desk is not None and self.desk.session.library.path == path:
            self._first.listen(path)

    def _show_read_only(self, desk: Desk) -> None:
        library = desk.session.library
        ReadOnlyGuard(desk.workspace.work, self._application)
        self.notice.say(
            "This library is read-only: nothing can be saved.",
            "warning",
            [("Save a copy…", lambda: self.door.ask_copy(library))],
        )

    # --- building

    def _lay_out(self) -> None:
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST_SIZE)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(centre)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status, 1)
        self.status.show_library("")

    def _connect(self) -> None:
        self.door.opened.connect(self._on_opened)
        self.door.refused.connect(self._on_refused)
        self.welcome.new_requested.connect(self.door.ask_new)
        self.welcome.open_requested.connect(self.door.ask_open)
        self.welcome.sample_requested.connect(self.door.open_sample)
        self.welcome.library_chosen.connect(lambda path: self.door.open(Path(path)))
        self.status.retry_requested.connect(self._with_desk(lambda desk: desk.session.retry()))
        self.status.problems_requested.connect(lambda: self._toggle_pane("problems"))
        self._theme.changed.connect(self.bar.update_colours)
        self._theme.changed.connect(self.notice.update_colours)
        self._theme.changed.connect(self.status.update_colours)
        self._undo_keys = UndoKeys(self)
        self._application.installEventFilter(self._undo_keys)

    def _with_desk(self, function: Callable[[Desk], object]) -> Callable[[], None]:
        def run() -> None:
            if self.desk is not None:
                function(self.desk)

        return run

    def _list_functions(self) -> dict[str, Callable[[], None]]:
        functions: dict[str, Callable[[], None]] = {
            "new-library": self.door.ask_new,
            "open-library": self.door.ask_open,
            "open-sample": self.door.open_sample,
            "import": self._ask_import,
            "quit": self._quit,
            "palette": partial(show_palette, self),
            "shortcuts": partial(show_shortcuts, self),
            "about": partial(show_about, self),
            "guide": self._show_guide,
        }
        functions |= {key: self._with_desk(do) for key, do in DESK_FUNCTIONS.items()}
        for words in KINDS:
            functions[f"new-{words.kind}"] = partial(self._create, words.kind)
            functions[f"list-{words.kind}"] = partial(self._show_list, words.kind)
        for pane in SIDE_PANES:
            functions[f"pane-{pane}"] = partial(self._toggle_pane, pane)
        for choice in ThemeChoice:
            functions[f"theme-{choice}"] = partial(self._choose_theme, choice)
        return functions

    def _restore(self) -> None:
        self.resize(*_STARTING_SIZE)
        self.restoreGeometry(QByteArray(decode_bytes(self.settings.geometry)))

    # --- state of menus and status line

    def _update_actions(self) -> None:
        actions, desk = self.menu_actions, self.desk
        may_write = not self.is_read_only
        actions.enable(desk.list_present() if desk else set[Needs](), may_write=may_write)
        undo = desk.session.undo_label if desk else ""
        redo = desk.session.redo_label if desk else ""
        actions["undo"].setText(f"&Undo {undo.replace('&', '&&')}".strip())
        actions["redo"].setText(f"&Redo {redo.replace('&', '&&')}".strip())
        # text fields have their own steps, which the library knows nothing of
        actions["undo"].setEnabled(desk is not None)
        actions["redo"].setEnabled(desk is not None)
        for choice in ThemeChoice:
            actions[f"theme-{choice}"].setChecked(self._theme.choice is choice)
        for pane in SIDE_PANES:
            is_shown = desk is not None and not desk.workspace.get_pane(pane).isHidden()
            actions[f"pane-{pane}"].setChecked(is_shown)
        for tab in TABS:
            is_shown = desk is not None and desk.workspace.attacks_side.tab == tab
            actions[f"view-{tab}"].setChecked(is_shown)

    def _on_problems_changed(self) -> None:
        if self.desk is not None:
            workspace = self.desk.workspace
            preview = workspace.preview_pane.preview
            words = describe_count(preview.problems if preview else ())
            self.status.show_problems(words, has_errors=workspace.has_errors)

    # --- what menus do

    def _create(self, kind: str) -> None:
        if self.desk is not None:
            self.desk.commands.create(kind)

    def _show_list(self, kind: str) -> None:
        if self.desk is not None:
            self.desk.show_list(kind)

    def _toggle_pane(self, pane: str) -> None:
        if self.desk is not None:
            workspace = self.desk.workspace
            workspace.show_pane(pane, visible=workspace.get_pane(pane).isHidden())

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self.settings.theme = choice
        self._theme.set_choice(choice)
        self._store.save(self.settings)
        self._update_actions()

    def _ask_import(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(
            self, "Import records", str(get_documents_folder()), make_file_filter()
        )
        self._import([Path(name) for name in names])

    def _import(self, paths: list[Path]) -> None:
        if self.desk is not None:
            self.desk.bulk.import_files(paths)

    def _quit(self) -> None:
        # not at once: Qt passes over a close that is asked for inside another one
        QTimer.singleShot(0, self.close)

    # --- events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be imported."""
        if self.desk is not None and _list_dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files."""
        self._import(_list_dropped(event.mimeData()))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when everything is stored; until then the window stays."""
        self.settings.geometry = encode_bytes(bytes(self.saveGeometry().data()))
        if self.desk is None:
            self._store.save(self.settings)
            self.worker.stop()
            self.door.close()
            self._application.removeEventFilter(self._undo_keys)
            event.accept()
            return
        event.ignore()
        self._leave(self._quit)


def _list_dropped(data: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.name.lower().endswith(list_import_suffixes())]
