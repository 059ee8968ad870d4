"""Makes large libraries of made-up records, the same for the same seed and size."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from briefing.dates import EdtfDate
from briefing.identifiers import RecordId
from briefing.records.actor import Actor, ActorKind, ActorName, NameKind
from briefing.records.attack import (
    Attack,
    ExternalId,
    Party,
    PartyCertainty,
    PartyRole,
    Place,
    PlacePrecision,
)
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Citation, Figure
from briefing.records.source import Source, SourceType
from db.engine import open_library

SEED = 2024
FIRST_DAY = date(1990, 1, 1)
DAYS = 12_700

CITED, VERIFIED = 0.8, 0.3
"""How many of the attacks are."""


def _split(text: str) -> list[str]:
    return text.split()


_SYLLABLES = _split("""
    al an ar bal dar fur gan har isk jal kan kor lam mar nad or pan qas raz sis tan
    ur vaz wan yar zab ček öm élan ğur ḥam ṣad ʿad łod ñar kho shah bek abad stan pur
""")
_ARABIC = _split("جيش العدل أنصار الفرقان سيستان بلوشستان حركة النصر كتائب القدس لواء")
_CYRILLIC = _split("Отряд Север Бригада Восток Союз Движение Гвардия Кавказ")
_GROUPS = _split("Army Front Brigade Movement Council Guard Union Cell Battalion Command")
_QUALITIES = _split("Liberation People's Islamic National Free Eastern Southern United Mountain")
_TYPES = _split("bombing ambush raid shelling drone-strike kidnapping assassination arson clash")
_COUNTRIES = _split("IR PK AF IQ SY YE ML NG SO UA CO PH MM TR LY SD ET CD BF NE")
_AREAS = _split("border urban rail energy port")
_TAGS = [f"{area}-{side}" for area in _AREAS for side in ("east", "west", "north")]
_COMMON = _split("""
    the group attacked security forces police convoy soldiers civilians killed wounded district
    province officials said according statement claimed responsibility suspected militants near
    village road border checkpoint vehicle explosive device armed men fired rockets hospital
""")


class _Words:
    """Texts and names, drawn from a vocabulary in which few words are frequent."""

    def __init__(self, random_numbers: random.Random) -> None:
        self.random = random_numbers
        rare = [self.make_name() for _ in range(6_000)]
        self._vocabulary = [*_COMMON, *rare]
        self._weights = [1 / (rank + 3) for rank in range(len(self._vocabulary))]
        total = 0.0
        self._cumulative = [total := total + weight for weight in self._weights]
        self.places = [self.make_name().capitalize() for _ in range(4_000)]

    def make_name(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.choice((2, 2, 3))))

    def make_text(self, words: int) -> str:
        chosen = self.random.choices(self._vocabulary, cum_weights=self._cumulative, k=words)
        return f"{' '.join(chosen).capitalize()}."


def generate_library(path: Path, attacks: int) -> None:
    """Make a library with that many attacks, a fiftieth of actors and a twentieth of sources."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    library = open_library(unfinished, author="Generator", create=True)
    try:
        with library.begin() as unit:
            unit.records.save_records(make_records(attacks), reason="Benchmark")
            unit.commit()
    finally:
        library.close()
    unfinished.replace(path)


def make_records(attacks: int) -> Iterator[AnyRecord]:
    """Make sources, actors and attacks, in the order in which they refer to each other."""
    words = _Words(random.Random(SEED))
    sources = [_make_id(1, number) for number in range(attacks // 20)]
    actors = [_make_id(2, number) for number in range(attacks // 50)]
    for number, record_id in enumerate(sources):
        yield _make_source(words, record_id, number)
    for number, record_id in enumerate(actors):
        yield _make_actor(words, record_id, number)
    for number in range(attacks):
        yield make_attack(words, number, actors, sources)


def make_attack(
    words: _Words, number: int, actors: list[RecordId], sources: list[RecordId]
) -> Attack:
    """Make one attack that names actors and cites sources, most of the time."""
    chance = words.random
    place = chance.choice(words.places)
    attack_type = chance.choice(_TYPES)
    killed = min(int(chance.expovariate(0.35)), 400)
    # few actors make most of the news
    perpetrator = actors[int(len(actors) * chance.random() ** 4)] if actors else None
    cited = chance.random() < CITED and sources
    citations = (Citation(source=chance.choice(sources)),) if cited else ()
    return Attack(
        id=_make_id(3, number),
        title=f"{attack_type.capitalize()} in {place} {chance.randrange(1, 120)}",
        date=EdtfDate((FIRST_DAY + timedelta(days=chance.randrange(DAYS))).isoformat()),
        place=Place(
            name=place,
            admin1=chance.choice(words.places),
            country=chance.choice(_COUNTRIES),
            latitude=round(chance.uniform(-40, 60), 4),
            longitude=round(chance.uniform(-80, 120), 4),
            precision=PlacePrecision.NEAR,
        ),
        attack_type=attack_type,
        parties=(
            Party(role=PartyRole.PERPETRATOR, actor=perpetrator, certainty=PartyCertainty.CLAIMED),
            Party(role=PartyRole.TARGET, name=chance.choice(_COMMON)),
        ),
        figures=(Figure(what="killed", best=killed, preferred=True),),
        summary=words.make_text(35),
        tags=tuple(dict.fromkeys(chance.choices(_TAGS, k=2))),
        marking=chance.choice(("TLP:GREEN", "TLP:GREEN", "TLP:GREEN", "TLP:AMBER")),
        external_ids=(ExternalId(dataset="made-up", id=f"MU{number}"),),
        citations=citations,
        verified_on=date(2024, 1, 1) if chance.random() < VERIFIED else None,
    )


def _make_actor(words: _Words, record_id: RecordId, number: int) -> Actor:
    chance = words.random
    name = f"{words.make_name().capitalize()} {chance.choice(_QUALITIES)} {chance.choice(_GROUPS)}"
    native = " ".join(chance.choices(_ARABIC if number % 3 else _CYRILLIC, k=2))
    return Actor(
        id=record_id,
        actor_kind=chance.choice(list(ActorKind)),
        names=(
            ActorName(text=f"{name} {number % 200}", name_kind=NameKind.OFFICIAL, preferred=True),
            ActorName(text=native, name_kind=NameKind.NATIVE),
            ActorName(text=words.make_name().upper(), name_kind=NameKind.ACRONYM),
        ),
        country=chance.choice(_COUNTRIES),
        profile=words.make_text(60),
        tags=(chance.choice(_TAGS),),
        marking="TLP:GREEN",
    )


def _make_source(words: _Words, record_id: RecordId, number: int) -> Source:
    chance = words.random
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    return Source(
        id=record_id,
        key=f"source-{number}",
        source_type=SourceType.NEWS_ARTICLE,
        title=words.make_text(8),
        authors=(words.make_name().capitalize(),),
        publisher=f"{chance.choice(words.places)} News",
        published=EdtfDate(day.isoformat()),
        url=f"https://example.org/{number}",
        reliability=chance.choice("ABCDEF"),
    )


def _make_id(kind: int, number: int) -> RecordId:
    return RecordId(str(UUID(int=(kind << 96) | (4 << 76) | (8 << 60) | number)))
