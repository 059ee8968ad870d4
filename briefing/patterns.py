"""Patterns that are compiled when they are first tried: compiling all takes longer than a page."""

import re
from functools import cached_property
from typing import cast


def compile_late(source: str, flags: int = 0) -> re.Pattern[str]:
    """Give what is used like a compiled pattern, and becomes one at its first use.

    A fault in the source shows only then. It cannot be handed to the functions of `re`.
    """
    return cast("re.Pattern[str]", _LatePattern(source, flags))


class _LatePattern:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> object:
        """Take a method from the pattern, and keep it: from then on it is found at once."""
        method: object = getattr(self._compiled, name)
        setattr(self, name, method)
        return method
