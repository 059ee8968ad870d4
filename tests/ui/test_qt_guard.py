"""The window refuses a Qt that would crash later, in one sentence that says what to do."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Signal

from ui import qt_guard

LACKING_EGL = """
import importlib, sys
def import_module(name, package=None):
    raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
importlib.import_module = import_module
from ui import qt_guard
qt_guard.find_missing = lambda libraries: ["libEGL.so.1", "libGL.so.1"]
sys.exit(qt_guard.main())
"""


class Sender(QObject):
    sent = Signal(bool)


def refuse(*missing):
    def load(library):
        if library in missing or any(part in library for part in missing):
            message = f"{missing[0]}: cannot open shared object file"
            raise OSError(message)

    return load


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True and None are not counted here")
def test_fifty_signals_leave_the_reference_counts_alone():
    sender = Sender()
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(50):
        sender.sent.emit(True)
        sender.setObjectName("name")
    lost = before[0] - sys.getrefcount(True), before[1] - sys.getrefcount(None)

    assert max(map(abs, lost)) < 10


@pytest.mark.parametrize(
    ("python", "pyside"),
    [((3, 11), "6.11.3"), ((3, 12), "6.12.0"), ((3, 13), "6.12.0"), ((3, 12), "6.11.3")],
)
def test_sound_pairs_are_accepted(python, pyside):
    assert qt_guard.find_pair_fault(python, pyside) == ""


@pytest.mark.parametrize("pyside", ["6.12.0", "6.12.1", "6.13.0", "7.0"])
def test_a_pair_that_loses_references_is_refused_with_the_version_to_use(pyside):
    fault = qt_guard.find_pair_fault((3, 11), pyside)

    assert pyside in fault
    assert "PySide6 6.11.3" in fault


def test_the_installed_pair_is_sound():
    qt_guard.require_sound_qt()


def test_a_missing_pyside_is_said():
    assert "not installed" in qt_guard.find_pair_fault((3, 12), "")


def test_missing_libraries_are_named_by_their_debian_packages():
    sentence = qt_guard.describe_missing(["libEGL.so.1", "libxkbcommon.so.0"])

    assert "sudo apt install libegl1 libxkbcommon0" in sentence


def test_a_library_of_an_unknown_package_is_named_itself():
    assert "libquaint.so.3" in qt_guard.describe_missing(["libquaint.so.3"])


def test_starting_without_a_library_prints_one_sentence_and_no_traceback():
    result = subprocess.run(
        [sys.executable, "-c", LACKING_EGL], capture_output=True, text=True, check=False
    )

    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "sudo apt install libegl1 libgl1" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this plugin")
def test_every_missing_library_of_x11_is_named_at_once():
    load = refuse("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libqxcb")
    fault = qt_guard.find_display_fault({"DISPLAY": ":0"}, load, lambda _display: True)

    assert "libxcb-cursor0 libxcb-icccm4" in fault


def test_no_display_is_said_before_qt_aborts():
    assert "no display" in qt_guard.find_display_fault({})


def test_a_display_that_does_not_answer_is_said_before_qt_aborts():
    fault = qt_guard.find_display_fault(
        {"DISPLAY": ":7"}, lambda _library: None, lambda _display: False
    )

    assert ":7 cannot be reached" in fault


def test_a_platform_that_needs_no_screen_is_accepted():
    assert qt_guard.find_display_fault({"QT_QPA_PLATFORM": "offscreen"}) == ""
