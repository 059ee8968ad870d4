"""The register of editions in the window: found, verified, written again, withdrawn."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from briefing.services.briefings.outlining import change_briefing
from briefing.services.editions.register import read_file, withdraw_edition
from tests.support.issued import approve, issue, sample_library
from tests.support.libraries import find
from tests.support.windows import LONG, open_session, wait_until_saved
from ui.dialogs.register_dialog import RegisterDialog


class Register:
    """The dialog over a library in which the worked example was issued."""

    def __init__(self, qtbot, session, edition):
        self.qtbot, self.session, self.edition = qtbot, session, edition
        self.dialog = RegisterDialog(session)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.settle()

    def settle(self):
        wait_until_saved(self.qtbot, self)

    def click(self, key):
        self.qtbot.mouseClick(self.dialog.get_button(key), Qt.MouseButton.LeftButton)
        self.settle()

    def rows(self):
        items = [
            self.dialog.list.topLevelItem(n) for n in range(self.dialog.list.topLevelItemCount())
        ]
        return [[item.text(column) for column in range(7)] for item in items]


@pytest.fixture
def register(qtbot):
    with sample_library() as (library, history):
        approve(library, history)
        edition = issue(library, history, note="First account.")
        with open_session(library) as session:
            yield Register(qtbot, session, edition)


def test_it_lists_what_was_issued_with_marking_recipients_and_approver(register):
    (row,) = register.rows()

    assert row[0] == register.edition.title
    assert row[1:] == [
        *("1", "19 January 2024", "TLP:AMBER"),
        *("Crisis cell, Embassy, Islamabad", "Lind", "issued"),
    ]
    assert "1: Crisis cell; 2: Embassy, Islamabad" in register.dialog.details.text()


def test_typing_searches_it(register):
    register.qtbot.keyClicks(register.dialog.search, "vienna")
    register.qtbot.waitUntil(lambda: register.rows() == [], timeout=LONG)

    assert register.dialog.note.text() == "Nothing fits the search."


def test_the_pdf_is_opened_as_it_was_issued(register, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    register.click("pdf")
    (path,) = opened

    assert Path(path).read_bytes() == read_file(register.session.library, register.edition, "pdf")


def test_both_files_are_written_again_and_nothing_else_is_overwritten(register, tmp_path):
    register.dialog.write_files(register.edition, tmp_path)
    register.settle()
    assert len([*tmp_path.iterdir()]) == 2
    next(tmp_path.glob("*.docx")).write_text("mine")
    register.dialog.write_files(register.edition, tmp_path)
    register.settle()

    assert "is there already" in register.dialog.note.text()
    assert next(tmp_path.glob("*.docx")).read_text() == "mine"


def test_verifying_says_that_everything_is_as_it_was_issued(register):
    register.session.do(change_briefing(register.edition.briefing, {"subtitle": "Later"}))
    register.settle()
    register.qtbot.mouseClick(register.dialog.verify_button, Qt.MouseButton.LeftButton)
    register.settle()

    assert register.rows()[0][6] == "verified"
    assert register.dialog.note.text() == "Every edition is as it was issued."


def test_what_verifying_found_stays_while_the_list_is_read_anew(register):
    register.qtbot.mouseClick(register.dialog.verify_button, Qt.MouseButton.LeftButton)
    register.settle()
    register.qtbot.keyClicks(register.dialog.search, "vienna")
    register.qtbot.waitUntil(lambda: register.rows() == [], timeout=LONG)
    assert register.dialog.note.text() == "Nothing fits the search."
    register.dialog.search.clear()
    register.qtbot.waitUntil(lambda: len(register.rows()) == 1, timeout=LONG)
    assert register.dialog.note.text() == ""

    register.qtbot.mouseClick(register.dialog.verify_button, Qt.MouseButton.LeftButton)
    register.settle()
    at = datetime(2024, 1, 20, tzinfo=UTC)
    register.session.do(withdraw_edition(register.edition, by="Lind", reason="Wrong.", at=at))
    register.settle()

    assert register.dialog.note.text() == "Every edition is as it was issued."


def test_withdrawing_asks_for_a_reason_and_shows_it(register):
    register.click("withdraw")
    step = register.dialog.step
    register.qtbot.mouseClick(step.take_button, Qt.MouseButton.LeftButton)
    register.settle()
    assert step.fault.text() == "Say who withdraws it, and why."
    register.qtbot.keyClicks(step.note, "The toll was wrong.")
    register.qtbot.mouseClick(step.take_button, Qt.MouseButton.LeftButton)
    register.settle()
    register.qtbot.waitUntil(lambda: register.rows()[0][6] == "withdrawn", timeout=LONG)

    assert find(register.session.library, register.edition.id).withdrawn is not None
    assert "The toll was wrong." in register.dialog.details.text()
    assert not register.dialog.get_button("withdraw").isEnabled()


def test_the_register_is_saved_as_a_table(register, tmp_path):
    register.dialog.write_table(tmp_path / "register.csv")
    register.settle()

    assert register.edition.pdf in (tmp_path / "register.csv").read_text(encoding="utf-8-sig")
