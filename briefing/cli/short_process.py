"""What a process does without that ends when its command is done."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (1_000_000, 10, 10)
"""New objects before a look, so that even an import of all attacks there are has some."""


@contextmanager
def collect_rarely() -> Iterator[None]:
    """Let the cyclic collector look rarely, and never again at what is there in the end.

    Loading modules and composing make objects by the hundred thousand and hardly a cycle, and at
    the end of a process all of them are looked through once more. Cycles stay for good: what
    goes on afterwards should be another thing, such as the window.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*before)
