"""Brings a row that comes again together with the record that it became before.

What the row says wins; what it leaves empty, and what an analyst has added meanwhile, stays.
"""

from collections.abc import Sequence

import msgspec

from briefing.figures import choose_figures
from briefing.folding import fold_text
from briefing.records.attack import Attack, ExternalId, Party, Place, PlacePrecision
from briefing.records.parts import Citation, Figure
from briefing.text_cleaning import clean_line

_LINES = ("title", "time", "time_zone", "attack_type", "method", "marking")
_PLACE_LINES = ("name", "admin1", "admin2", "country")


def merge_attack(stored: Attack, row: Attack, *, is_own: bool) -> Attack:
    """Give the stored attack with what the row says; equal to it when the row says nothing new.

    In a table of our own the tags are those that are wanted, in a data set they are more tags.
    """
    lines = {name: _take_line(getattr(stored, name), getattr(row, name)) for name in _LINES}
    tags = row.tags if is_own and row.tags else _unite(stored.tags, row.tags)
    return msgspec.structs.replace(
        stored,
        **lines,
        date=row.date or stored.date,
        place=_merge_place(stored.place, row.place),
        parties=_merge_parties(stored.parties, row.parties, is_own=is_own),
        figures=_merge_figures(stored.figures, row.figures),
        summary=_take_text(stored.summary, row.summary),
        tags=stored.tags if _same_lines(stored.tags, tags) else tags,
        verified_on=row.verified_on or stored.verified_on,
        external_ids=_merge_ids(stored.external_ids, row.external_ids),
        citations=_merge_citations(stored.citations, row.citations),
    )


def _take_line(stored: str, told: str) -> str:
    return stored if not told or clean_line(stored) == told else told


def _take_text(stored: str, told: str) -> str:
    return stored if not told or stored.strip() == told else told


def _same_lines(stored: Sequence[str], told: Sequence[str]) -> bool:
    kept = [line for line in dict.fromkeys(map(clean_line, stored)) if line]
    return kept == list(told)


def _unite(stored: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    known = set(map(clean_line, stored))
    return (*stored, *(tag for tag in told if tag not in known))


def _merge_place(stored: Place, told: Place) -> Place:
    lines = {name: _take_line(getattr(stored, name), getattr(told, name)) for name in _PLACE_LINES}
    is_vague = told.precision is PlacePrecision.UNKNOWN
    return msgspec.structs.replace(
        stored,
        **lines,
        latitude=stored.latitude if told.latitude is None else told.latitude,
        longitude=stored.longitude if told.longitude is None else told.longitude,
        precision=stored.precision if is_vague else told.precision,
    )


def _merge_parties(
    stored: tuple[Party, ...], told: tuple[Party, ...], *, is_own: bool
) -> tuple[Party, ...]:
    """Add new parties; a table of our own also says how certain known ones are.

    Of a data set an analyst may have judged the roles better: they stay.
    """
    parties = list(stored)
    open_places = list(range(len(parties)))
    is_same = _is_same_party if is_own else _is_same_actor
    for party in told:
        place = next((p for p in open_places if is_same(parties[p], party)), None)
        if place is None:
            parties.append(party)
            continue
        open_places.remove(place)
        if is_own:
            by = _take_line(parties[place].by, party.by)
            known = parties[place]
            parties[place] = msgspec.structs.replace(known, certainty=party.certainty, by=by)
    return tuple(parties)


def _is_same_party(stored: Party, told: Party) -> bool:
    return stored.role is told.role and _is_same_actor(stored, told)


def _is_same_actor(stored: Party, told: Party) -> bool:
    if stored.actor and stored.actor == told.actor:
        return True
    return clean_line(stored.name) == told.name or (
        bool(told.name) and fold_text(stored.name) == fold_text(told.name) != ""
    )


def _merge_figures(stored: tuple[Figure, ...], told: tuple[Figure, ...]) -> tuple[Figure, ...]:
    figures = list(stored)
    for figure in told:
        same = [
            known
            for known in choose_figures(figures, figure.what)
            if clean_line(known.given_by) == figure.given_by
        ]
        if same:
            place = next(p for p, known in enumerate(figures) if known is same[0])
            figures[place] = msgspec.structs.replace(
                same[0],
                low=figure.low,
                best=figure.best,
                high=figure.high,
                note=figure.note or same[0].note,
            )
        else:
            figures.append(figure)
    return tuple(figures)


def _merge_ids(
    stored: tuple[ExternalId, ...], told: tuple[ExternalId, ...]
) -> tuple[ExternalId, ...]:
    known = {(clean_line(external.dataset), clean_line(external.id)) for external in stored}
    return (*stored, *(e for e in told if (e.dataset, e.id) not in known))


def _merge_citations(
    stored: tuple[Citation, ...], told: tuple[Citation, ...]
) -> tuple[Citation, ...]:
    """Add citations of sources that are not cited yet; their locators may have been made better."""
    known = {citation.source for citation in stored}
    return (*stored, *(citation for citation in told if citation.source not in known))
