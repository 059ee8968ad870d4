"""Sets the stage for all tests: no screen, no home folder of the person who runs them."""

import atexit
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="briefing-builder-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

os.environ["QT_QPA_PLATFORM"] = "offscreen"
for variable, folder in {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": "run",
}.items():
    place = HOME / folder
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ[variable] = str(place)

import pytest  # noqa: E402 - nothing may read the environment before it is set
from hypothesis import HealthCheck, settings  # noqa: E402

from tests.support.patience import PatientBot  # noqa: E402

settings.register_profile(
    "here", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

OUR_LOGGERS = ("briefing", "db", "ui", "main")


class _Complaints(logging.Handler):
    """Keeps what our own code logs as a warning or worse."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        if record.name.split(".")[0] in OUR_LOGGERS:
            self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _nothing_logged_unexpectedly(request):
    """Fail a test in which our code logs a warning, unless it is marked `logs_faults`."""
    complaints = _Complaints()
    root = logging.getLogger()
    root.addHandler(complaints)
    try:
        yield
    finally:
        root.removeHandler(complaints)
    if request.node.get_closest_marker("logs_faults") is None and complaints.lines:
        pytest.fail("logged: " + "; ".join(complaints.lines), pytrace=False)


@pytest.fixture(autouse=True)
def _hooks_stay_in_place():
    """Give the next test the exception hook that this one found."""
    hook = sys.excepthook
    yield
    sys.excepthook = hook


@pytest.fixture
def qtbot(qapp, request):
    """Give what drives windows; it waits as long as a slow machine may take."""
    return PatientBot(request)


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="keep what is written now in tests/golden"
    )


def pytest_sessionfinish():
    """Give up what Qt would otherwise destroy only after Python has ended, and crash doing so.

    The clipboard of a process without a screen is such a thing: real screens give it up in time.
    """
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    core = sys.modules["PySide6.QtCore"]
    widgets.QApplication.clipboard().clear()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
