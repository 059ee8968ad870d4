"""What a document says beside the analyst's own words: the form that every language fills in."""

from collections.abc import Sequence

import msgspec

_BEFORE_AMOUNTS = ("at least", "up to")


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The fixed words of one language.

    Braces stand for what is put in: `page_of_pages` takes `page` and `pages`, `sides` the parties.
    """

    # --- the page
    table: str
    figure: str
    page: str  # before a number, as in "p. 7"
    page_of_pages: str
    untitled: str
    comma: str  # with its blank

    # --- parts of the document
    briefing: str
    contents: str
    figures: str
    tables: str
    section: str  # before a number, as in "Section 3"
    annex: str  # before a letter
    disclaimer: str
    left_out: str  # of what is referred to and not printed
    sources: str
    bottom_line: str
    total: str

    # --- the head of the first page
    reference: str
    date: str
    cut_off: str
    author: str
    audience: str
    status: str

    # --- actors
    also_known_as: str
    kind: str
    country: str
    base: str
    areas: str
    founded: str
    dissolved: str
    ideology: str
    aims: str
    leadership: str
    designated_by: str
    relations: str
    name: str
    strength: str

    # --- attacks
    when: str
    where: str
    what: str
    by_whom: str
    killed: str
    injured: str
    unattributed: str
    sides: str
    both: str  # two of something

    # --- dates and captions
    about: str  # a date that is not exact
    uncertain: str
    undated: str
    actors: str
    source: str

    # --- judgements
    confidence: str  # a sentence without its end; takes one of the words below
    low: str
    moderate: str
    high: str

    # --- below tables, and sources
    unreported: str  # takes `what` was counted, in how many (`count`) of how many (`total`)
    apart: str
    accessed: str
    archived_at: str
    quoted: str
    grades_key: str

    terms: dict[str, str] = {}
    """What a record says by choosing it, such as "armed group", from the English words for it."""

    def translate(self, term: str) -> str:
        """Give what was chosen in this language, in English where it has no word for it."""
        return self.terms.get(term, term)

    def translate_amount(self, amount: str) -> str:
        """Give a printed number or range with what stands around it, such as "at least"."""
        if not self.terms:
            return amount
        if amount.endswith(" or more"):
            rest = self.translate_amount(amount.removesuffix(" or more"))
            return self.translate("{} or more").format(rest)
        rest, best, end = amount.partition(" (best ")
        if best:
            return f"{self.translate_amount(rest)} ({self.translate('best {}').format(end[:-1])})"
        for term in _BEFORE_AMOUNTS:
            if amount.startswith(f"{term} "):
                return f"{self.translate(term)}{amount.removeprefix(term)}"
        return amount

    def tell_confidence(self, level: str) -> str:
        """Give the sentence that tells a level of confidence, without its end."""
        levels = {"low": self.low, "moderate": self.moderate, "high": self.high}
        return self.confidence.format(levels.get(level, level))

    def join(self, names: Sequence[str]) -> str:
        """Give names in a row as a sentence has them."""
        if not names:
            return ""
        start = self.comma.join(names[:-1])
        return self.both.format(start, names[-1]) if start else names[-1]
