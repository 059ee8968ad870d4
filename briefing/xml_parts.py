"""Tells which XML parts of files from outside can be searched as bytes and parsed without harm."""

import re

_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']""")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_8 = (b"utf-8", b"utf8", b"us-ascii", b"ascii")


def is_harmless_part(content: bytes) -> bool:
    """Tell whether a part is UTF-8, as office suites write it, and declares no document type.

    Only then do searches for what must not be in it see what a parser would see: entities that
    swell (and any forbidden element) can hide in another encoding.
    """
    if b"\0" in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return False
    declared = _ENCODING.match(content.removeprefix(_BYTE_ORDER_MARK))
    if declared and declared[1].lower() not in _UTF_8:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
