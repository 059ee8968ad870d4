import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalSocket

from tests.support.libraries import disk_library
from tests.support.windows import LONG, open_window
from ui.app import is_open_elsewhere
from ui.first_window import FirstWindow, make_name
from ui.settings import SettingsStore

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ANSWERED = 7
CALLING = f"""
import sys
from pathlib import Path
from ui.first_window import call_first_window
sys.exit({ANSWERED} if call_first_window(Path(sys.argv[1])) else 0)
"""
ROOT = Path(__file__).resolve().parents[2]
KILLED = """
import os, sys, signal
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.first_window import FirstWindow
application = QCoreApplication([])
first = FirstWindow(Path(sys.argv[1]))
first.listen(Path(sys.argv[2]))
assert first.is_listening
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def first(qtbot, tmp_path):
    first = FirstWindow(tmp_path / "locks")
    yield first
    first.close()


def call(qtbot, library):
    """Call from a process of its own, as a second start does."""
    process = QProcess()
    process.setWorkingDirectory(str(ROOT))
    with qtbot.waitSignal(process.finished, timeout=LONG):
        process.start(sys.executable, ["-c", CALLING, str(library)])
    return process.exitCode() == ANSWERED


def test_a_second_start_is_answered_and_hands_over_its_library(qtbot, first, tmp_path):
    library = tmp_path / "team.briefings"
    first.listen(library)
    with qtbot.waitSignal(first.called) as told:
        assert call(qtbot, library)

    assert told.args == [library]


def test_nobody_answers_for_another_library_or_after_closing(qtbot, first, tmp_path):
    first.listen(tmp_path / "team.briefings")
    assert not call(qtbot, tmp_path / "other.briefings")
    first.close()

    assert not call(qtbot, tmp_path / "team.briefings")


def test_only_one_window_answers_for_a_library(qtbot, first, tmp_path):
    second = FirstWindow(tmp_path / "locks")
    first.listen(tmp_path / "team.briefings")
    second.listen(tmp_path / "team.briefings")
    assert not second.is_listening
    first.close()
    second.listen(tmp_path / "team.briefings")

    assert second.is_listening
    second.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed otherwise there")
def test_what_a_killed_window_left_behind_does_no_harm(qtbot, first, tmp_path):
    library = tmp_path / "team.briefings"
    command = [sys.executable, "-c", KILLED, str(tmp_path / "locks"), str(library)]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert not call(qtbot, library)
    first.listen(library)

    assert call(qtbot, library)


@pytest.mark.parametrize("message", [b"\x00\xff\n", b'{"library": 3}\n', b"{}\n"])
def test_a_message_that_is_none_changes_nothing(qtbot, first, tmp_path, message):
    library = tmp_path / "team.briefings"
    first.listen(library)
    socket = QLocalSocket()
    socket.connectToServer(make_name(library))
    assert socket.waitForConnected(LONG)
    with qtbot.assertNotEmitted(first.called):
        socket.write(message)
        with qtbot.waitSignal(socket.disconnected, timeout=LONG):
            socket.flush()

    assert first.is_listening


def test_the_window_comes_to_the_front_for_a_second_start(qtbot, tmp_path):
    library = tmp_path / "team.briefings"
    with open_window(qtbot, tmp_path, library=library) as window:
        qtbot.waitUntil(lambda: window.answers_calls, timeout=LONG)
        window.showMinimized()
        assert call(qtbot, library)

        qtbot.waitUntil(lambda: not window.isMinimized() and window.isVisible())
    assert not call(qtbot, library)


def test_a_first_start_finds_nobody(qtbot, tmp_path):
    library = tmp_path / "team.briefings"
    store = SettingsStore(tmp_path / "settings.json")
    assert not is_open_elsewhere(library, store)
    with disk_library(library):
        assert not is_open_elsewhere(library, store)
    assert not is_open_elsewhere(None, store)
