import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from tests.support.windows import LONG, open_window, wait_for_desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desk(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.session.library_door.get_data_folder", lambda: tmp_path)
    with open_window(qtbot, tmp_path) as window:
        window.start(None)
        sample = next(b for b in window.welcome.findChildren(QPushButton) if "sample" in b.text())
        qtbot.mouseClick(sample, Qt.MouseButton.LeftButton)
        desk = wait_for_desk(qtbot, window)
        qtbot.waitUntil(lambda: desk.workspace.briefing_id is not None, timeout=LONG)
        yield desk


@pytest.mark.parametrize("name", ["choose_page_design", "choose_names", "show_library_settings"])
def test_a_dialog_may_be_closed_before_it_has_read_anything(qtbot, desk, name):
    gone = []
    getattr(desk, name)()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.destroyed.connect(lambda: gone.append(name))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: gone == [name], timeout=LONG)
