"""How the window speaks of each kind of record: one table for rail, list and menus."""

import msgspec


class KindWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words and the icon of one kind of record."""

    kind: str
    plural: str  # in the rail and above the list
    new: str  # on the button
    menu: str  # in the menu of new records, with its letter
    icon: str
    empty: str  # the sentence of the empty list
    filter_hint: str


KINDS: tuple[KindWords, ...] = (
    KindWords(
        kind="briefing",
        plural="Briefings",
        new="New briefing",
        menu="&Briefing",
        icon="briefing",
        empty="A briefing is an outline into which you place records.",
        filter_hint="Filter briefings",
    ),
    KindWords(
        kind="actor",
        plural="Actors",
        new="New actor",
        menu="&Actor",
        icon="actor",
        empty="Actors are states, groups, organisations and persons: who acts.",
        filter_hint="Filter actors",
    ),
    KindWords(
        kind="attack",
        plural="Attacks",
        new="New attack",
        menu="A&ttack",
        icon="attack",
        empty="Attacks are dated, placed and counted, each figure with its source.",
        filter_hint="Filter attacks",
    ),
    KindWords(
        kind="background",
        plural="Background",
        new="New background note",
        menu="Background &note",
        icon="background",
        empty="Background notes explain what a reader has to know once.",
        filter_hint="Filter background notes",
    ),
    KindWords(
        kind="source",
        plural="Sources",
        new="New source",
        menu="&Source",
        icon="source",
        empty="Sources back what records say; each carries its grade.",
        filter_hint="Filter sources",
    ),
)


def get_kind_words(kind: str) -> KindWords:
    """Give the words for a kind; raises KeyError."""
    for words in KINDS:
        if words.kind == kind:
            return words
    raise KeyError(kind)
