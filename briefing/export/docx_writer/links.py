"""Relations to addresses outside the document: one for each address and part."""

from briefing.export.addresses import clean_address


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
