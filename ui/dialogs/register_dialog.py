"""The register: every edition that was issued, its frozen files, and whether they are sound."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.ports import Library
from briefing.records.edition import Edition
from briefing.services.editions.register import (
    Verdict,
    list_editions,
    name_files,
    tell_recipients,
    verify_edition,
    withdraw_edition,
    write_again,
    write_register,
)
from briefing.services.files.file_writing import write_files
from briefing.services.history import LibraryChange
from ui.dialogs.frozen_files import put_down
from ui.dialogs.letting_go import let_go_when_closed
from ui.dialogs.review_step_dialog import ReviewStepDialog
from ui.faults import explain_fault
from ui.session.library_session import LibrarySession
from ui.settings import get_documents_folder
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import as_plain_tooltip, make_button, make_label, set_role

_HEADS = ("Edition", "No.", "Issued", "Marking", "Recipients", "Approved by", "State")
_WIDEST = (300, 44, 130, 140, 190, 130, 160)
_EDITION_ROLE = Qt.ItemDataRole.UserRole
_PAUSE = 120  # milliseconds that the search waits for the next letter
_NONE = "Nothing has been issued yet; an approved briefing is issued above its outline."
_NOT_FOUND = "Nothing fits the search."
_WITHDRAW = "Why is “{}” withdrawn? This cannot be taken back."


class RegisterDialog(QDialog):
    """Lists the editions. Enter or a double click opens the PDF as it was issued."""

    compare_requested = Signal(str)  # id of an edition
    notice_requested = Signal(str)  # id of the edition to correct

    def __init__(
        self, session: LibrarySession, selected: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._selected = selected
        self._generation = 0
        self._verdicts: dict[str, Verdict] = {}
        self.step: ReviewStepDialog | None = None
        self.setWindowTitle("Register of editions")
        self.resize(1000, 520)
        self.search = self._make_search()
        self.list = self._make_list()
        self.details = make_label("", "quiet", wrap=True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = make_label("", "quiet", wrap=True)
        self.verify_button = self._make_button("&Verify all", self._verify)
        self.table_button = self._make_button("Save as &table…", self._ask_table)
        for button in (self.verify_button, self.table_button):
            button.setEnabled(False)  # until it is known whether there is anything
        self._buttons = self._make_buttons()
        self._lay_out()
        self._say("")
        session.changed.connect(self._on_changed)
        self.list.setFocus()
        self._read()

    # --- building

    def _make_search(self) -> QLineEdit:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._read)
        field = QLineEdit()
        field.setPlaceholderText("Search titles, references, recipients, names, days")
        field.setAccessibleName("Search the register")
        field.setClearButtonEnabled(True)
        field.addAction(get_icon("search", "quiet_text"), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(lambda _text: self._timer.start())
        return field

    def _make_list(self) -> QTreeWidget:
        view = QTreeWidget()
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setHeaderLabels(list(_HEADS))
        view.setAccessibleName("Editions")
        view.itemSelectionChanged.connect(self._show_details)
        view.itemActivated.connect(lambda _item, _column: self._open("pdf"))
        return view

    def _make_button(self, words: str, do: Callable[[], None], role: str = "") -> QPushButton:
        button = make_button(words, role)
        button.clicked.connect(do)
        return button

    def _make_buttons(self) -> dict[str, QPushButton]:
        """Make the buttons about the edition that is selected."""
        return {
            "pdf": self._make_button("Open &PDF", partial(self._open, "pdf"), "primary"),
            "docx": self._make_button("Open &Word file", partial(self._open, "docx")),
            "again": self._make_button("Write files a&gain…", self._ask_folder),
            "compare": self._make_button("C&ompare…", self._compare),
            "notice": self._make_button("&Correct…", self._correct),
            "withdraw": self._make_button("With&draw…", self._ask_withdrawal),
        }

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.verify_button)
        top.addWidget(self.table_button)
        row = QHBoxLayout()
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._make_button("Close", self.accept))
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.details)
        layout.addWidget(self.note)
        layout.addLayout(row)
        self._show_details()

    # --- what it shows

    @property
    def edition(self) -> Edition | None:
        """The edition that is selected."""
        items = self.list.selectedItems()
        edition = items[0].data(0, _EDITION_ROLE) if items else None
        return edition if isinstance(edition, Edition) else None

    def get_button(self, key: str) -> QPushButton:
        """Give a button about the selected edition: "pdf", "docx", "again", "compare", ..."""
        return self._buttons[key]

    def _read(self) -> None:
        self._generation += 1
        generation, text = self._generation, self.search.text()

        def read(library: Library) -> tuple[Edition, ...]:
            with library.read() as unit:
                return list_editions(unit, text)

        self._session.read(read, lambda editions: self._show(generation, editions))

    def _show(self, generation: int, editions: Sequence[Edition]) -> None:
        if generation != self._generation:
            return
        wanted = self.edition.id if self.edition else self._selected
        self.list.clear()
        for edition in editions:
            self.list.addTopLevelItem(_make_item(edition, self._verdicts.get(edition.id)))
        for column, most in enumerate(_WIDEST):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, min(most, self.list.columnWidth(column) + SPACE[1]))
        ids: list[str] = [edition.id for edition in editions]
        if ids:
            row = ids.index(wanted) if wanted in ids else 0
            self.list.setCurrentIndex(self.list.model().index(row, 0))
        if not ids:
            self._say(_NOT_FOUND if self.search.text() else _NONE)
        elif self.note.text() in (_NONE, _NOT_FOUND):  # other words are about what was done
            self._say("")
        self.verify_button.setEnabled(bool(ids))
        self.table_button.setEnabled(bool(ids))
        self._show_details()

    def _show_details(self) -> None:
        edition = self.edition
        may_write = not self._session.library.is_read_only
        for button in self._buttons.values():
            button.setEnabled(edition is not None)
        self._buttons["notice"].setEnabled(edition is not None and may_write)
        is_valid = edition is not None and edition.withdrawn is None
        self._buttons["withdraw"].setEnabled(is_valid and may_write)
        verdict = self._verdicts.get(edition.id) if edition else None
        self.details.setText(_tell(edition, verdict) if edition else "")
        set_role(self.details, "error" if verdict and verdict.faults else "quiet")

    def _say(self, sentence: str, role: str = "quiet") -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        set_role(self.note, role)

    def _tell_fault(self, error: Exception) -> None:
        self._say(explain_fault(error), "error")

    def _on_changed(self, change: LibraryChange) -> None:
        if self.isVisible() and "edition" in change.kinds:
            self._read()

    # --- what it does

    def _open(self, format_key: str) -> None:
        edition = self.edition
        if edition is not None:
            self._session.read(
                lambda library: put_down(library, edition, format_key),
                _open_file,
                self._tell_fault,
            )

    def _ask_folder(self) -> None:
        edition = self.edition
        start = str(get_documents_folder())
        chosen = QFileDialog.getExistingDirectory(self, "Folder for the files", start)
        if edition is not None and chosen:
            self.write_files(edition, Path(chosen))

    def write_files(self, edition: Edition, folder: Path) -> None:
        """Write both frozen files to a folder, byte for byte."""
        targets = {key: folder / f"{name_files(edition)}.{key}" for key in ("docx", "pdf")}
        self._session.read(
            lambda library: write_again(library, edition, targets),
            lambda _done: self._say(f"Both files are in {folder}.", "success"),
            self._tell_fault,
        )

    def _verify(self) -> None:
        def verify(library: Library) -> list[Verdict]:
            with library.read() as unit:
                return [verify_edition(unit, edition) for edition in list_editions(unit)]

        self._say("Verifying every edition…")
        self._session.read(verify, self._show_verdicts, self._tell_fault)

    def _show_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        self._verdicts = {verdict.edition.id: verdict for verdict in verdicts}
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None:
                _show_state(item, self._verdicts.get(item.data(0, _EDITION_ROLE).id))
        faulty = sum(bool(verdict.faults) for verdict in verdicts)
        sound = "Every edition is as it was issued."
        self._say(sound if not faulty else f"Not as issued: {faulty} of {len(verdicts)}.")
        set_role(self.note, "error" if faulty else "success")
        self._show_details()

    def _ask_table(self) -> None:
        start = str(get_documents_folder() / "register.csv")
        name, _filter = QFileDialog.getSaveFileName(self, "Register as table", start, "CSV (*.csv)")
        if name:
            self.write_table(Path(name))

    def write_table(self, path: Path) -> None:
        """Write what is listed as a table."""
        text = self.search.text()

        def write(library: Library) -> None:
            with library.read() as unit:
                content = write_register(list_editions(unit, text))
            write_files({path: content})

        done = f"{path} is written."
        self._session.read(write, lambda _done: self._say(done, "success"), self._tell_fault)

    def _compare(self) -> None:
        if self.edition is not None:
            self.compare_requested.emit(self.edition.id)

    def _correct(self) -> None:
        if self.edition is not None:
            self.notice_requested.emit(self.edition.id)

    def _ask_withdrawal(self) -> None:
        edition = self.edition
        if edition is None:
            return
        names = (self._session.library.author,)
        question = _WITHDRAW.format(edition.display_title)
        step = ReviewStepDialog(
            "Withdraw edition", question, names, button="&Withdraw", parent=self
        )
        let_go_when_closed(step, self._session)
        step.taken.connect(partial(self._withdraw, edition, step))
        self.step = step
        step.open()

    def _withdraw(self, edition: Edition, step: ReviewStepDialog, by: str, reason: str) -> None:
        at = datetime.now(UTC).replace(microsecond=0)
        self._session.do(
            withdraw_edition(edition, by=by, reason=reason, at=at),
            lambda _change: step.accept(),
            lambda error: step.show_fault(explain_fault(error)),
        )


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _make_item(edition: Edition, verdict: Verdict | None) -> QTreeWidgetItem:
    issued = edition.issued_at.astimezone() if edition.issued_at else None
    texts = (
        edition.title,
        str(edition.number),
        f"{issued:%d %B %Y}".lstrip("0") if issued else "",
        edition.marking,
        ", ".join(recipient.name for recipient in edition.recipients),
        edition.approved_by,
        "",
    )
    item = QTreeWidgetItem(list(texts))
    item.setData(0, _EDITION_ROLE, edition)
    for column, text in enumerate(texts):
        item.setToolTip(column, as_plain_tooltip(text))
    _show_state(item, verdict)
    return item


def _show_state(item: QTreeWidgetItem, verdict: Verdict | None) -> None:
    edition: Edition = item.data(0, _EDITION_ROLE)
    column = len(_HEADS) - 1
    if verdict is None:
        state, icon = "withdrawn" if edition.withdrawn else "issued", None
    elif verdict.faults:
        state, icon = "not as issued", get_icon("error", "danger")
    else:
        words = "verified, withdrawn" if edition.withdrawn else "verified"
        state, icon = words, get_icon("check", "success")
    item.setText(column, state)
    if icon is not None:
        item.setIcon(column, icon)
    told = f"{edition.display_title}, {state}"
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)


def _tell(edition: Edition, verdict: Verdict | None) -> str:
    """Tell what the columns have no room for."""
    copies = f"Copies: {tell_recipients(edition)}." if edition.recipients else "No recipients."
    waived = f"{len(edition.waivers)} waived" if edition.waivers else ""
    facts = (f"{edition.page_count} pages", edition.reference, f"by {edition.issued_by}", waived)
    lines = [
        " · ".join(fact for fact in facts if fact),
        copies,
        edition.note,
        f"SHA-256 of the PDF: {edition.pdf}",
    ]
    if edition.withdrawn:
        lines.insert(0, f"Withdrawn by {edition.withdrawn.by}: {edition.withdrawn.reason}")
    return "\n".join([*(verdict.faults if verdict else ()), *(line for line in lines if line)])
