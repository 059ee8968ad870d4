"""A library whose changes wait until the test lets them through."""

from threading import Event

LONG = 30


class SlowLibrary:
    """Hands everything on to a real library; `hold` stops changes, `release` lets them go."""

    def __init__(self, library):
        self._library = library
        self._gate = Event()
        self._gate.set()

    def hold(self):
        self._gate.clear()

    def release(self):
        self._gate.set()

    def begin(self):
        assert self._gate.wait(LONG)
        return self._library.begin()

    def __getattr__(self, name):
        return getattr(self._library, name)
