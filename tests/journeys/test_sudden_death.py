"""What the indicator called saved is there after the program was killed while one typed."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.support.libraries import disk_library, find, make_actor

PATIENCE = 60
"""Seconds after which a child that says nothing is given up."""

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("saves", [1, 3, 7])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
def test_nothing_that_was_called_saved_is_lost_by_a_kill(tmp_path, saves):
    path = tmp_path / "team.briefings"
    actor = make_actor("Ansar")
    with disk_library(path, actor):
        pass
    command = [sys.executable, "-m", "tests.support.typing_child", str(path), actor.id]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        watchdog = threading.Timer(PATIENCE, child.kill)
        watchdog.start()
        called_saved = [child.stdout.readline().strip() for _save in range(saves)]
        watchdog.cancel()
        child.send_signal(signal.SIGKILL)

    assert called_saved[-1].startswith("Ansar")
    with disk_library(path) as library:
        assert find(library, actor.id).display_title.startswith(called_saved[-1])
