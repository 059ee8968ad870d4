"""What is printed of one attack, whatever the layout: when, where, by whom and how many."""

from briefing.figures import (
    FIGURE_LABELS,
    add_figures,
    choose_figures,
    print_range,
    print_total,
)
from briefing.records.attack import Attack, Party, PartyCertainty, PartyRole
from briefing.records.parts import Figure
from briefing.sections import words
from briefing.sections.section_kind import SectionContext

UNKNOWN = "–"
PERPETRATORS = {"killed": "perpetrators_killed", "injured": "perpetrators_injured"}
"""What is counted of victims, and apart from it of perpetrators."""


def print_when(context: SectionContext, attack: Attack) -> str:
    """Give date and hour; "undated" where nothing is known."""
    local = context.local
    when = local.print_date(attack.date) or local.words.undated
    hour = " ".join(filter(None, (attack.time, attack.time_zone)))
    return f"{when}, {hour}" if hour else when


def print_where(context: SectionContext, attack: Attack) -> str:
    """Give the place with its province and country, each once."""
    place = attack.place
    country = context.local.print_country(place.country)
    parts = (place.name, place.admin1, country)
    return ", ".join(dict.fromkeys(filter(None, parts)))


def print_perpetrators(context: SectionContext, attack: Attack) -> str:
    """Name who did it with how sure that is; the two sides where nobody is named."""
    parties = [party for party in attack.parties if party.role is PartyRole.PERPETRATOR]
    if parties:
        return "; ".join([_print_party(context, party) for party in parties])
    sides = [_print_party(context, p) for p in attack.parties if p.role is PartyRole.SIDE]
    own = context.local.words
    return own.sides.format(own.join(sides)) if sides else own.unattributed


def _print_party(context: SectionContext, party: Party) -> str:
    actor = context.snapshot.get_actor(party.actor) if party.actor else None
    name = party.name or (actor.display_title if actor else words.UNNAMED_PARTY)
    if party.certainty is PartyCertainty.CONFIRMED:
        return name
    by = (
        f" by {party.by}"
        if party.by and party.by not in (name, actor and actor.display_title)
        else ""
    )
    certainty = context.local.words.translate(party.certainty)
    return f"{name} ({certainty}{by})"


def print_count(attack: Attack, what: str) -> str:
    """Print the preferred figure, or the span of contested ones; the column is narrow."""
    figures = choose_figures(attack.figures, what) if attack.figures else ()
    if len(figures) > 1 and not figures[0].preferred:
        return print_total(add_figures((figures,), what))
    return _print_range(figures[0]) or UNKNOWN if figures else UNKNOWN


def explain_counts(attack: Attack) -> str:
    """Say who gave which of contested figures, and tell the perpetrators' losses apart."""
    given = {figure.what for figure in attack.figures}
    sentences = []
    for what, label in FIGURE_LABELS.items():
        figures = choose_figures(attack.figures, what) if what in given else ()
        if len(figures) > 1 or (figures and what in PERPETRATORS.values()):
            told = "; ".join(_print_with_giver(figure) for figure in figures)
            sentences.append(f"{label}: {told}.")
    return " ".join(sentences)


def _print_with_giver(figure: Figure) -> str:
    giver = f" ({figure.given_by})" if figure.given_by else ""
    return f"{_print_range(figure) or UNKNOWN}{giver}"


def _print_range(figure: Figure) -> str:
    return print_range(figure.low, figure.best, figure.high, figure.qualifier)
