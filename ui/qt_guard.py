"""Refuses a Qt that would fail later, in one sentence, before any of Qt is used.

Qt itself aborts the process when a system library or the display is missing, and an unsound
pair of Python and PySide6 aborts it after some hundred key presses. Nothing here imports
PySide6 at the top, so that the sentence can be said at all.
"""

import ctypes
import importlib
import importlib.metadata
import importlib.util
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from briefing.errors import BriefingError

FIRST_PYTHON_WITH_IMMORTAL_OBJECTS = (3, 12)
FIRST_PYSIDE_WITHOUT_COUNTING = (6, 12)
LAST_COUNTING_PYSIDE = "6.11.3"

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtPdf", "QtPdfWidgets", "QtSvg")
"""The modules of PySide6 that the window uses."""

COMMON_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""What Qt needs even without a screen, with the Debian package that brings it."""

X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

PLATFORM_LIBRARIES = {"xcb": X11_LIBRARIES, "wayland": WAYLAND_LIBRARIES}

Load = Callable[[str], object]
"""Loads a shared library by its name; raises OSError."""

Connect = Callable[[str], bool]
"""Tells whether the X server of this display answers."""


class QtUnusableError(BriefingError):
    """The window cannot open on this machine as it is set up."""


def require_sound_qt() -> None:
    """Raise QtUnusableError when this PySide6 is unsound here or a system library is missing."""
    _raise_if(find_pair_fault(sys.version_info[:2], _installed_pyside()))
    _raise_if(_find_import_fault())


def require_display(environ: Mapping[str, str] = os.environ) -> None:
    """Raise QtUnusableError when a window could not open; call it before QApplication.

    `require_sound_qt` comes first. Platforms other than Linux always have a display.
    """
    if sys.platform == "linux":
        _raise_if(find_display_fault(environ))


def find_pair_fault(python: tuple[int, int], pyside: str) -> str:
    """Say what is wrong with this version of PySide6 on this Python; empty when it is sound.

    PySide6 6.12 and later do not count references to True, False and None, which Python 3.11
    still counts: each signal takes one away until the process aborts.
    """
    if not pyside:
        return "PySide6 is not installed: run “make demo” in the checkout, or “pip install .”."
    version = tuple(int(number) for number in re.findall(r"\d+", pyside)[:2])
    counts = python >= FIRST_PYTHON_WITH_IMMORTAL_OBJECTS or version < FIRST_PYSIDE_WITHOUT_COUNTING
    if counts:
        return ""
    return (
        f"PySide6 {pyside} crashes on Python {python[0]}.{python[1]}: "
        f"use Python 3.12 or later, or PySide6 {LAST_COUNTING_PYSIDE}."
    )


def find_missing(libraries: Iterable[str], load: Load = ctypes.CDLL) -> list[str]:
    """Find the shared libraries that this machine lacks, in the order given."""
    return [library for library in libraries if not _loads(library, load)]


def describe_missing(libraries: Iterable[str]) -> str:
    """Say in one sentence what to install for these shared libraries; empty when none is."""
    known = COMMON_LIBRARIES | X11_LIBRARIES | WAYLAND_LIBRARIES
    missing = list(libraries)
    packages = sorted({known[library] for library in missing if library in known})
    unknown = sorted(library for library in missing if library not in known)
    if unknown:
        return (
            f"The window needs the system library {unknown[0]}: "
            "install the package of your system that brings it and start again."
        )
    if packages:
        return (
            "The window needs system libraries that are not installed: "
            f"run “sudo apt install {' '.join(packages)}” (Debian, Ubuntu) and start again."
        )
    return ""


def can_connect(display: str) -> bool:
    """Tell whether the X server answers; Qt aborts the process when it does not."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    try:
        return int(xcb.xcb_connection_has_error(connection)) == 0
    finally:
        xcb.xcb_disconnect(connection)


def find_display_fault(
    environ: Mapping[str, str], load: Load = ctypes.CDLL, connect: Connect = can_connect
) -> str:
    """Say why no window could open on this Linux desktop; empty when one can."""
    platforms = _list_platforms(environ)
    if not platforms:
        return (
            "There is no display to open a window on: start it in a desktop session, or use "
            "the commands that “--help” lists."
        )
    usable = [name for name in platforms if not _find_plugin_faults(name, load)]
    if not usable:
        libraries = PLATFORM_LIBRARIES[platforms[-1]]
        missing = find_missing(libraries, load) or _find_plugin_faults(platforms[-1], load)
        return describe_missing(missing)
    if usable == ["xcb"] and not connect(environ.get("DISPLAY", "")):
        return (
            f"The display {environ.get('DISPLAY', '')} cannot be reached: start it in a desktop "
            "session, or use the commands that “--help” lists."
        )
    return ""


def _raise_if(fault: str) -> None:
    if fault:
        raise QtUnusableError(fault)


def _installed_pyside() -> str:
    try:
        return importlib.metadata.version("PySide6_Essentials")
    except importlib.metadata.PackageNotFoundError:
        return ""


def _find_import_fault() -> str:
    for module in MODULES:
        try:
            importlib.import_module(f"PySide6.{module}")
        except ImportError as error:
            return _describe_import_error(str(error))
    return ""


def _describe_import_error(message: str) -> str:
    found = re.match(r"(lib\S+\.so[.\d]*): cannot open shared object", message)
    if found is None:
        return f"PySide6 cannot be loaded ({message}): install it again with “make demo”."
    wanted = dict(COMMON_LIBRARIES)
    for platform in _list_platforms(os.environ):  # so that one installation is enough
        wanted |= PLATFORM_LIBRARIES.get(platform, {})
    missing = find_missing(wanted)
    return describe_missing(missing if found[1] in missing else [found[1]])


def _loads(library: str, load: Load) -> bool:
    try:
        load(library)
    except OSError:
        return False
    return True


def _list_platforms(environ: Mapping[str, str]) -> list[str]:
    """Give the ways to a screen that Qt would try, in its order."""
    chosen = environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen:
        return [chosen]
    variables = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
    return [name for name, variable in variables.items() if environ.get(variable)]


def _find_plugin_faults(platform: str, load: Load) -> list[str]:
    """Find the library that keeps Qt's plugin for this platform from loading.

    Only xcb and wayland are looked at: the others need no screen.
    """
    if platform not in PLATFORM_LIBRARIES:
        return []
    plugin = _find_plugin(platform)
    if plugin is None:
        return []
    try:
        load(str(plugin))
    except OSError as error:
        return [str(error).split(":")[0]]
    return []


def _find_plugin(platform: str) -> Path | None:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        return None
    name = f"libq{platform}.so"
    path = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / name
    return path if path.exists() else None


def main() -> int:
    """Say whether Qt can be used here: 0 and nothing, or 2 and the sentence."""
    try:
        require_sound_qt()
    except QtUnusableError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
