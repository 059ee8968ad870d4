"""Which addresses a file may lead to, and how they are written: one rule for all writers."""

from functools import lru_cache
from urllib.parse import quote, urlsplit

_SCHEMES = ("http", "https", "mailto")
_LEGAL = "!#$%&'()*+,/:;=?@[]~-._"
_LONGEST_ADDRESS = 2048  # Word cannot follow longer ones


@lru_cache(maxsize=1024)
def clean_address(href: str) -> str:
    """Give a web or mail address in ASCII; empty if it is none that may be linked to.

    Word calls a whole document damaged for one malformed address, hence the strictness.
    """
    href = href.strip(" ")
    if any((sign.isspace() and sign != " ") or sign < " " for sign in href):
        return ""
    try:
        parts = urlsplit(href)
        _ = parts.port
        address = quote(href, safe=_LEGAL)
    except (ValueError, UnicodeEncodeError):  # a bad host or port, or a lone surrogate
        return ""
    if parts.scheme.lower() not in _SCHEMES or " " in parts.netloc:
        return ""
    has_target = parts.path if parts.scheme.lower() == "mailto" else parts.hostname
    return address if has_target and len(address) <= _LONGEST_ADDRESS else ""
