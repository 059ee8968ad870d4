"""Briefings in which every word says how it is marked, so that a leak shows itself."""

from hashlib import sha256

import msgspec
from hypothesis import strategies as st

from briefing.dates import EdtfDate
from briefing.imaging.picture import JPEG, Picture
from briefing.markings import TLP
from briefing.outline import Briefing, Placement, Section
from briefing.records.actor import (
    Actor,
    ActorName,
    Designation,
    Leader,
    NameKind,
    Relation,
    RelationKind,
)
from briefing.records.attack import Attack, Party, PartyRole, Place
from briefing.records.background_note import BackgroundNote
from briefing.records.parts import Attachment, Citation, Figure
from briefing.records.source import Source
from briefing.sections.pictures import list_picture_uses
from briefing.snapshot import Snapshot
from tests.support.builders import numbered
from tests.support.images import make_image, write_image

LEVELS = tuple(level.label for level in TLP.levels)
MARKINGS = (*LEVELS, "", "HOME MADE")
"""Each level, no marking, and one that the scheme does not know."""

NOWHERE = numbered(999)


def get_code(marking):
    """Give the word by which everything of this marking is known."""
    return f"qx{MARKINGS.index(marking)}qx"


def find_leaks(text, ceiling):
    """Give the words in a text that are marked above a ceiling."""
    top = LEVELS.index(ceiling)
    above = [m for m in MARKINGS if m not in LEVELS or LEVELS.index(m) > top]
    if ceiling == LEVELS[-1]:
        above = []  # everything may go out, whatever its marking
    return [get_code(marking) for marking in above if get_code(marking) in text.lower()]


class Teller:
    """Makes words of one marking; `twist` changes the words and nothing else."""

    def __init__(self, marking, twist=""):
        self.marking = marking
        self.code = f"{get_code(marking)}{twist}"
        self.count = 0

    def __call__(self):
        self.count += 1
        return f"{self.code} w{self.count}"


class Others:
    """The records that there are to refer to: drawn once, the same for every twist."""

    def __init__(self, draw):
        pick = st.sampled_from([*range(len(MARKINGS)), 999])
        self.picks = draw(st.lists(pick, min_size=120, max_size=120))
        self.next = 0

    def pick(self, base):
        """Give the id of a record of the kind that is numbered from `base`."""
        number = self.picks[self.next % len(self.picks)]
        self.next += 1
        return NOWHERE if number == 999 else numbered(base + number)

    def key(self):
        """Give the key of a source."""
        number = self.picks[self.next % len(self.picks)]
        self.next += 1
        return "nowhere" if number == 999 else make_key(number)

    def image(self):
        """Give what texts refer to the image of a record, or to none, by."""
        number = self.picks[self.next % len(self.picks)]
        self.next += 1
        return f"attachment:{'0' * 64 if number == 999 else hash_image(MARKINGS[number])}"

    def mention(self, words, kind, base):
        """Give the Markdown of a mention."""
        return f"[{words}]({kind}:{self.pick(base)})"

    def cite(self, words=""):
        """Give a citation as part of a record."""
        return Citation(source=self.pick(50), locator=words, quotation=words)


ACTORS, ATTACKS, NOTES, SOURCES = 10, 20, 30, 50


def make_key(number):
    """Give the key of the source of this marking."""
    return f"{get_code(MARKINGS[number])}key"


def make_prose(tell, others):
    """Make Markdown that cites and mentions whatever there is."""
    return (
        f"{tell()} [@{others.key()}, p. 3; @{others.key()}:2] and "
        f"{others.mention(tell(), 'actor', 10)},"
        f" also {others.mention('', 'actor', 10)} in {others.mention(tell(), 'attack', 20)}"
        f" [@{others.key()}].\n\n- {tell()} [@{others.key()}] ![]({others.image()}) {tell()}\n"
        f"- ![{tell()}]({others.image()})\n\n> {tell()}\n>\n> ![]({others.image()})\n"
    )


def hash_image(marking):
    """Give the SHA-256 of the images of this marking."""
    return sha256(get_code(marking).encode()).hexdigest()


def make_attachment(tell):
    """Make an image whose words and pixels are of the marking that is told."""
    return Attachment(
        sha256=hash_image(tell.marking),
        name=tell(),
        media_type="image/jpeg",
        description=tell(),
        caption=tell(),
        alternative_text=tell(),
        credit=tell(),
        width=0.2,
    )


def make_pictures(snapshot):
    """Make the pictures of a snapshot; each says in its bytes how it is marked."""
    codes = {make_attachment(Teller(m)).sha256: get_code(m) for m in MARKINGS}
    return {
        use.key: Picture(
            content=write_image(make_image(8, 6), "JPEG", comment=codes[use.sha256].encode()),
            media_type=JPEG,
            width=8,
            height=6,
            channels=3,
        )
        for use in list_picture_uses(snapshot)
    }


def make_records(marking, others, twist):
    """Make one record of each kind with this marking; every word in it says so."""
    tell, number = Teller(marking, twist), MARKINGS.index(marking)
    common = {"marking": marking, "tags": (tell(),)}
    image = make_attachment(tell)
    common["attachments"] = (image,)
    figure = Figure(
        what="killed",
        low=number + 1,
        best=number + 2,
        given_by=tell(),
        note=tell(),
        citations=(others.cite(tell()),),
    )
    yield Actor(
        id=numbered(ACTORS + number),
        names=(
            ActorName(text=tell(), preferred=True),
            ActorName(text=tell(), name_kind=NameKind.NATIVE, citations=(others.cite(),)),
        ),
        emblem=image.sha256,
        base=tell(),
        areas=(tell(),),
        aims=make_prose(tell, others),
        profile=make_prose(tell, others),
        leadership=(Leader(name=tell(), role=tell(), actor=others.pick(10)),),
        designations=(Designation(authority=tell(), citations=(others.cite(),)),),
        relations=(
            Relation(relation_kind=RelationKind.ALLY, other=others.pick(10), note=tell()),
            Relation(relation_kind=RelationKind.PARENT, other=others.pick(10)),
        ),
        figures=(figure,),
        citations=(others.cite(tell()),),
        **common,
    )
    yield Attack(
        id=numbered(ATTACKS + number),
        title=tell(),
        date=EdtfDate(f"2024-01-1{number}"),
        place=Place(name=tell(), country="IR", latitude=27.0 + number, longitude=60.0),
        parties=(
            Party(role=PartyRole.PERPETRATOR, actor=others.pick(10)),
            Party(role=PartyRole.TARGET, actor=others.pick(10), name=tell(), by=tell()),
        ),
        figures=(figure,),
        summary=make_prose(tell, others),
        **common,
    )
    yield BackgroundNote(
        id=numbered(NOTES + number),
        title=tell(),
        text=make_prose(tell, others),
        region=tell(),
        actors=(others.pick(10),),
        attacks=(others.pick(20),),
        **common,
    )
    yield Source(
        id=numbered(SOURCES + number),
        key=make_key(number) + twist,
        title=tell(),
        publisher=tell(),
        authors=(tell(),),
        url=f"https://example.org/{get_code(marking)}",
        **common,
    )


_PLACES = (
    ("actors", ACTORS),
    ("attacks", ATTACKS),
    ("background", NOTES),
    ("map", ATTACKS),
    ("timeline", ATTACKS),
    ("relations", ACTORS),
    ("casualties", ATTACKS),
    ("images", ACTORS),
    ("images", ATTACKS),
)


def _make_section(number, plan, tell, others):
    kind, base, marking, level, picks = plan
    settings = {
        "text": {"text": make_prose(tell, others)},
        "key-judgements": {
            "bottom_line": make_prose(tell, others),
            "judgements": [{"text": tell(), "confidence_reason": tell()}],
        },
        "attacks": {"caption": tell(), "layout": "table"},
        "map": {"caption": tell(), "alternative_text": tell()},
        "images": {"images": [msgspec.to_builtins(make_attachment(tell))]},
    }
    return Section(
        id=f"section-{number}",
        section_kind=kind,
        title=tell(),
        level=level,
        marking=marking,
        lead_in=make_prose(tell, others),
        settings=settings.get(kind, {}),
        placements=tuple(
            Placement(id=f"p-{number}-{pick}", record=numbered(base + pick), revision=1)
            for pick in picks
        ),
    )


def _iter_pinned(section, olds, by_id):
    """Yield placements with the record that they show as it was: with another marking."""
    for number, placement in enumerate(section.placements):
        old = olds[number % len(olds)]
        if old is not None:
            base = int(placement.record[:8]) // 10 * 10
            yield placement, by_id[numbered(base + old)]


@st.composite
def snapshot_makers(draw):
    """Give a function that makes the same briefing with its words twisted or not.

    It takes the ceiling above which words are twisted, and the twist.
    """
    briefing_marking = draw(st.sampled_from(MARKINGS))
    others = Others(draw)
    level = st.integers(0, len(MARKINGS) - 1)
    kinds = draw(
        st.lists(
            st.sampled_from([*_PLACES, ("text", 0), ("key-judgements", 0)]), min_size=1, max_size=5
        )
    )
    sections = [
        (
            kind,
            base,
            draw(st.sampled_from(MARKINGS)),
            draw(st.integers(1, 3)),
            draw(st.lists(level, unique=True, max_size=4)) if base else [],
        )
        for kind, base in kinds
    ]
    style = draw(st.sampled_from(["numbers", "footnotes", "endnotes"]))
    portions = draw(st.booleans())
    olds = draw(st.lists(st.none() | level, min_size=3, max_size=5))

    def make(ceiling="TLP:RED", twist=""):
        others.next = 0

        def twist_of(marking):
            return twist if find_leaks(get_code(marking), ceiling) else ""

        def tell_as(marking):
            return Teller(marking, twist_of(marking))

        tell = tell_as(briefing_marking)
        records = [r for m in MARKINGS for r in make_records(m, others, twist_of(m))]
        briefing = Briefing(
            id=numbered(1),
            title=tell(),
            subtitle=tell(),
            reference=tell(),
            cut_off=tell(),
            author=tell(),
            organisation=tell(),
            audience=tell(),
            disclaimer=make_prose(tell, others),
            tags=(tell(),),
            attachments=(make_attachment(tell),),
            marking=briefing_marking,
            citation_style=style,
            portion_markings=portions,
            sections=tuple(
                _make_section(number, plan, tell_as(plan[2] or briefing_marking), others)
                for number, plan in enumerate(sections)
            ),
        )
        by_id = {record.id: record for record in records}
        pinned = {
            placement.id: msgspec.structs.replace(record, id=placement.record)
            for section in briefing.sections
            for placement, record in _iter_pinned(section, olds, by_id)
        }
        snapshot = Snapshot(briefing=briefing, records=by_id, pinned=pinned)
        return msgspec.structs.replace(snapshot, pictures=make_pictures(snapshot))

    return make


def drop_placements(snapshot, is_gone):
    """Give the snapshot without the placements of some records."""
    sections = tuple(
        msgspec.structs.replace(
            section, placements=tuple(p for p in section.placements if not is_gone(p.record))
        )
        for section in snapshot.briefing.sections
    )
    briefing = msgspec.structs.replace(snapshot.briefing, sections=sections)
    return msgspec.structs.replace(snapshot, briefing=briefing)
