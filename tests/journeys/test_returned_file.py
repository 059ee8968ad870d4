"""A Word file goes out, a reviewer changes it, and it comes back into the window."""

import pytest
from PySide6.QtCore import Qt

from briefing.services.pages.exporting import export_briefing
from briefing.services.pages.snapshots import take_snapshot
from tests.support.pdf_texts import read_text
from tests.support.returned_files import comment_on, track
from tests.support.windows import LONG, open_window, wait_for_desk, wait_until_saved
from ui.dialogs.returned_dialog import ReturnedDialog


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.session.library_door.get_data_folder", lambda: tmp_path)
    with open_window(qtbot, tmp_path) as opened:
        opened.door.open_sample()
        desk = wait_for_desk(qtbot, opened)
        qtbot.waitUntil(lambda: desk.workspace.preview_pane.preview is not None, timeout=LONG)
        yield opened


def read_pages(window):
    return " ".join(read_text(window.desk.workspace.preview_pane.preview.content).split())


def list_checks(window):
    return [problem.check for problem in window.desk.workspace.preview_pane.preview.problems]


def test_what_a_reviewer_wrote_reaches_the_pages_and_the_comments(
    qtbot, window, tmp_path, monkeypatch
):
    desk, path = window.desk, tmp_path / "back.docx"
    export_briefing(take_snapshot(desk.session.library, desk.workspace.briefing_id), {"docx": path})
    content = track(path.read_bytes(), "recalled its ambassador", "has recalled its envoy")
    path.write_bytes(comment_on(content, "Jaish al-Adl, which", "Say since when."))
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_, **__: (str(path), "")
    )

    window.menu_actions["returned"].trigger()
    (dialog,) = window.findChildren(ReturnedDialog)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2, timeout=LONG)
    with qtbot.waitSignal(dialog.taken, timeout=LONG):
        qtbot.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    dialog.reject()
    wait_until_saved(qtbot, desk)

    qtbot.waitUntil(lambda: "has recalled its envoy" in read_pages(window), timeout=LONG)
    qtbot.waitUntil(lambda: "open-comment" in list_checks(window), timeout=LONG)
    desk.undo()
    qtbot.waitUntil(lambda: "has recalled its envoy" not in read_pages(window), timeout=LONG)
