"""How long tests wait for what the window does."""

from pytestqt.qtbot import QtBot

LONG = 30_000
"""Milliseconds that a slow machine may take."""


class PatientBot(QtBot):
    """Waits as long as a slow machine may take, where nothing else is said."""

    def waitUntil(self, callback, *, timeout=LONG):  # noqa: N802 - pytest-qt names it
        return super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=LONG, **more):  # noqa: N802 - pytest-qt names it
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals, *, timeout=LONG, **more):  # noqa: N802 - pytest-qt names it
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitExposed(self, widget, *, timeout=LONG):  # noqa: N802 - pytest-qt names it
        return super().waitExposed(widget, timeout=timeout)
