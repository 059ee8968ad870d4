"""The Word files that frame briefings: add, choose for a briefing, remove."""

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.outline import Briefing
from briefing.ports import Library
from briefing.records.library_settings import SETTINGS_ID, HouseTemplate
from briefing.services.history import LibraryChange
from briefing.services.pages.house_templates import add_template, read_template, remove_template
from briefing.services.records.editing import change_fields
from briefing.services.settings_of_library import get_settings
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_ABOUT = (
    "A house template is a Word file (.docx or .dotx). The briefing takes its styles, page, "
    "header, footer and cover; texts such as {{title}}, {{reference}}, {{date}} and {{marking}} "
    "in it are filled in. The PDF takes its page size and margins."
)
_NONE = "None: the page design of the briefing"
_POINTS_IN_MM = 72 / 25.4


class HouseTemplatesDialog(QDialog):
    """Lists the library's templates; the chosen one frames the briefing. All of it is undoable."""

    def __init__(
        self, session: LibrarySession, briefing_id: RecordId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._briefing_id = briefing_id
        self._used = ""
        self._names: list[str] = []  # of the rows; empty for no template
        self.setWindowTitle("House template")
        self.resize(560, 380)
        self.list = QListWidget()
        self.list.setAccessibleName("House templates")
        self.list.currentRowChanged.connect(lambda _row: self._update_buttons())
        self.list.itemActivated.connect(lambda _item: self._use())
        self.fault = make_label("", "error", wrap=True)
        self.fault.hide()
        self.use_button = make_button("&Use for this briefing", "primary")
        self.add_button = make_button("&Add Word file…")
        self.remove_button = make_button("&Remove")
        self._lay_out()
        self.use_button.clicked.connect(self._use)
        self.add_button.clicked.connect(self._ask_for_file)
        self.remove_button.clicked.connect(self._remove)
        session.changed.connect(self._on_changed)
        self._read()

    def add_file(self, path: Path) -> None:
        """Keep a Word file as a template; it is read and checked off the GUI thread."""
        self._session.read(
            lambda _library: add_template(*read_template(path)), self._session.do, self._tell
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(make_label(_ABOUT, "quiet", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.fault)
        row = QHBoxLayout()
        for button in (self.use_button, self.add_button, self.remove_button):
            row.addWidget(button)
        row.addStretch(1)
        close = make_button("Close")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)

    def _read(self) -> None:
        def read(library: Library) -> tuple[tuple[HouseTemplate, ...], str]:
            with library.read() as unit:
                briefing = unit.records.find_record(self._briefing_id)
                used = briefing.house_template if isinstance(briefing, Briefing) else ""
                return get_settings(unit).house_templates, used

        self._session.read_after_changes(read, self._show)

    def _show(self, found: tuple[tuple[HouseTemplate, ...], str]) -> None:
        templates, self._used = found
        selected = self._get_selected()
        self.list.clear()
        self._names = ["", *(template.name for template in templates)]
        self._add_item(_NONE, "")
        for template in templates:
            size = " × ".join(
                str(round(points / _POINTS_IN_MM))
                for points in (template.page_width, template.page_height)
            )
            self._add_item(f"{template.name} · {size} mm", template.name)
        wanted = selected if selected in self._names else self._used
        self.list.setCurrentRow(self._names.index(wanted) if wanted in self._names else 0)
        self._update_buttons()

    def _add_item(self, text: str, name: str) -> None:
        used = name == self._used
        item = QListWidgetItem(f"{text} · used by this briefing" if used else text)
        font = item.font()
        font.setBold(used)
        item.setFont(font)
        self.list.addItem(item)

    def _get_selected(self) -> str | None:
        row = self.list.currentRow()
        return self._names[row] if 0 <= row < len(self._names) else None

    def _update_buttons(self) -> None:
        selected = self._get_selected()
        self.use_button.setEnabled(selected is not None and selected != self._used)
        self.remove_button.setEnabled(bool(selected))

    def _ask_for_file(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(
            self, "Add Word file", filter="Word files (*.docx *.dotx)"
        )
        if path:
            self.add_file(Path(path))

    def _use(self) -> None:
        selected = self._get_selected()
        if selected is not None and selected != self._used:
            label = f"use the house template “{selected}”" if selected else "use no house template"
            fields = {"house_template": selected}
            self._session.do(change_fields(self._briefing_id, fields, label=label))

    def _remove(self) -> None:
        selected = self._get_selected()
        if selected:
            self._session.do(remove_template(selected), on_refused=self._tell)

    def _on_changed(self, change: LibraryChange) -> None:
        if not change.records.keys().isdisjoint({self._briefing_id, SETTINGS_ID}):
            self._tell(None)
            self._read()

    def _tell(self, error: Exception | None) -> None:
        self.fault.setText(str(error) if error else "")
        self.fault.setVisible(error is not None)
