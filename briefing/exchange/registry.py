"""All formats in which records come in and go out, found once."""

from collections.abc import Callable
from functools import cache

import msgspec

import briefing.exchange
from briefing.errors import ImportFileError
from briefing.exchange.exchange import Exchange
from briefing.modules import iter_registered

LARGEST_FILE = 512 * 1024 * 1024
"""Most bytes of a file that is read, attachments included."""


class ExchangeFormat(msgspec.Struct, frozen=True, kw_only=True):
    """A file format for records.

    Several formats may share a suffix: `matches` looks into the file's bytes and tells whether
    they are in this one. `read` raises ImportFileError with one sentence; `write` is None for
    a format that only comes in.
    """

    key: str
    label: str
    suffixes: tuple[str, ...]  # in small letters, with the dot
    matches: Callable[[bytes], bool]
    read: Callable[[bytes], Exchange]
    write: Callable[[Exchange], bytes] | None = None


@cache
def get_exchange_formats() -> dict[str, ExchangeFormat]:
    """Give all formats by key; each module of this package offers one as EXCHANGE_FORMAT."""
    found = iter_registered(briefing.exchange, "EXCHANGE_FORMAT")
    return {form.key: form for form in found if isinstance(form, ExchangeFormat)}


def choose_format(name: str, data: bytes) -> ExchangeFormat:
    """Give the format of a file by its name and content.

    Where the content matches no format, the first one with the name's suffix is given, whose
    reader then says what is wrong. Raises ImportFileError when no format has the suffix.
    """
    formats = get_exchange_formats().values()
    fitting = [form for form in formats if name.lower().endswith(form.suffixes)]
    for form in (*fitting, *formats):
        if form.matches(data):
            return form
    if fitting:
        return fitting[0]
    known = ", ".join(sorted({suffix for form in formats for suffix in form.suffixes}))
    message = f"This kind of file cannot be imported; choose one that ends in {known}."
    raise ImportFileError(message)
