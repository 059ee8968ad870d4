"""Relations to addresses outside the document: one for each address and part."""

from urllib.parse import quote, urlsplit

_SCHEMES = ("http", "https", "mailto")
_LEGAL = "!#$%&'()*+,/:;=?@[]~-._"
_LONGEST_ADDRESS = 2048  # Word cannot follow longer ones


class LinkTable:
    """The addresses that one part of the package links to, with the ids of their relations."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def find_id(self, href: str) -> str:
        """Give the relation id for an address; empty if it is none that may be linked to."""
        address = clean_address(href)
        if not address:
            return ""
        return self._ids.setdefault(address, f"rIdLink{len(self._ids) + 1}")

    def get_relations(self) -> list[tuple[str, str]]:
        """Give (relation id, address) in the order of first use."""
        return [(relation_id, address) for address, relation_id in self._ids.items()]


def clean_address(href: str) -> str:
    """Give the address in the form that Word accepts; empty if it cannot be linked to.

    Word calls a whole document damaged for one malformed address, hence the strictness.
    """
    if any(sign.isspace() or sign < " " or "\ud800" <= sign <= "\udfff" for sign in href):
        return ""
    try:
        parts = urlsplit(href)
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or len(href) > _LONGEST_ADDRESS:
        return ""
    has_target = parts.path if parts.scheme.lower() == "mailto" else parts.hostname
    if not has_target:
        return ""
    address = quote(href, safe=_LEGAL)
    return address if len(address) <= _LONGEST_ADDRESS else ""
