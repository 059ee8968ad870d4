"""The sample tells everything that the article it is taken from tells, and cites it."""

import re
from functools import cache

import pytest

from briefing.exchange.json_form import write_exchange
from briefing.outline import Briefing
from briefing.records.actor import Actor, NameKind
from briefing.records.attack import Attack, PartyCertainty, PartyRole
from briefing.records.faults import find_faults
from briefing.records.kinds import encode_record
from briefing.records.source import Source
from briefing.sample.library import SAMPLE_BRIEFING, read_sample, read_sample_file

MENTION = re.compile(r"\]\((\w+):([0-9a-f-]+)\)")
CITED_KEY = re.compile(r"[\[ ]@([a-z0-9-]+)")


@cache
def records():
    return {record.id: record for record in read_sample().records}


@cache
def find(title):
    return next(record for record in records().values() if title in record.display_title)


def text_of(record):
    """Give all texts of a record, without the targets of mentions."""
    return MENTION.sub("]", encode_record(record).decode()).replace("[", "").replace("]", "")


def parties(attack, role):
    return {
        (records()[party.actor].display_title if party.actor else party.name): party
        for party in attack.parties
        if party.role is role
    }


def perpetrators(attack):
    return parties(attack, PartyRole.PERPETRATOR)


FACTS = [
    ("Pakistani strikes", "separatist hideouts in Iran"),
    ("Pakistani strikes", "on Thursday"),
    ("Iranian missile", "a day after Iran attacked"),
    ("How each side", "purely for groups that threaten their own country from foreign soil"),
    ("The wider context", "the rift between Shia and Sunni, and the Israel–Hamas war"),
    ("Purported videos", "pic.twitter.com/VE2FcInKxd"),
    ("Purported videos", "Hamza Azhar Salam (@HamzaAzhrSalam)"),
    ("Pakistani strikes", "Purported videos showing the aftermath"),
    ("Iranian missile", "missile and drone attack in Balochistan, Pakistan"),
    ("Iranian missile", "Iranian Terrorists on Pakistani soil"),
    ("Iranian missile", "only the “terrorist outfit” and not Pakistani citizens"),
    ("Hossein Amir-Abdollahian", "Iranian foreign minister"),
    ("The diplomatic reaction", "recalling its ambassador from Iran"),
    ("The diplomatic reaction", "Iranian ambassador to Pakistan would not be allowed to return"),
    ("The diplomatic reaction", "unprovoked violation of its airspace"),
    ("The border", "border of about 900 km"),
    ("The border", "long been a concern for both governments"),
    ("Jaish al-Adl", "independence of Sistan and Balochistan"),
    ("Jaish al-Adl", "Sunni militant group"),
    ("Jaish al-Adl", "both sides of the border"),
    ("Jaish al-Adl", "earlier attacks on Iranian facilities"),
    ("Jaish al-Adl", "is not known exactly"),
    ("Attack on a police", "last month"),
    ("Twin bombings", "procession on the fourth anniversary of his death"),
    ("Twin bombings", "had claimed responsibility"),
    ("Twin bombings", "pay a heavy price"),
    ("Ebrahim Raisi", "President of Iran"),
    ("Iranian attacks in Iraq", "attacks in Iraq and Syria"),
    ("Iran", "very aggressive in the region"),
    ("US drone strike", "an Iranian major general"),
    ("US drone strike", "near Baghdad International Airport"),
    ("US drone strike", "travelling to meet the Iraqi Prime Minister, Adil Abdul-Mahdi"),
    ("Discrepancies", "the Sistan-Baluchistan region of Pakistan"),
]


@pytest.mark.parametrize(("title", "words"), FACTS)
def test_the_record_tells_the_fact(title, words):
    assert words in text_of(find(title))


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("US drone strike", "2020-01-03"),
        ("Iranian attacks", "../2024-01-18"),
        ("Attack on a police", "2023-12"),
        ("Twin bombings", "2024-01-03"),
        ("Iranian missile", "2024-01-16"),
        ("Pakistani strikes", "2024-01-18"),
    ],
)
def test_the_attack_has_its_date(title, date):
    assert find(title).date.edtf == date


@pytest.mark.parametrize(
    ("title", "what", "low", "best", "qualifier"),
    [
        ("Attack on a police", "killed", None, 11, ""),
        ("Twin bombings", "killed", 103, None, "at least"),
        ("Twin bombings", "injured", 180, None, "over"),
        ("Jaish al-Adl", "strength", 500, None, "around"),
        ("Iran", "length of the border with Pakistan", None, 900, "about"),
    ],
)
def test_the_figure_says_what_the_article_says(title, what, low, best, qualifier):
    figure = next(figure for figure in find(title).figures if figure.what == what)

    assert (figure.low, figure.best, figure.qualifier) == (low, best, qualifier)
    assert figure.citations


def test_the_group_has_all_its_names():
    names = {name.text: name.name_kind for name in find("Jaish al-Adl").names}

    assert names["Army of Justice"] is NameKind.TRANSLATION
    assert names["جيش العدل"] is NameKind.NATIVE
    assert {"Jaish al-Adl", "Jaish ul-Adl"} <= names.keys()


def test_the_group_is_designated_by_both_states_that_the_article_names():
    authorities = {designation.authority for designation in find("Jaish al-Adl").designations}

    assert authorities == {"United States", "Iran"}


def test_a_claim_and_an_accusation_stand_side_by_side():
    named = perpetrators(find("Twin bombings"))

    assert named["ISIS"].certainty is PartyCertainty.CLAIMED
    assert named["Israel"].certainty is PartyCertainty.ATTRIBUTED
    assert named["Israel"].by == "President Raisi"


def test_the_december_attack_is_laid_to_the_group_by_iran_alone():
    party = perpetrators(find("Attack on a police"))["Jaish al-Adl"]

    assert (party.certainty, party.by) == (PartyCertainty.ATTRIBUTED, "Iran")


def test_iran_denies_having_targeted_citizens():
    targets = parties(find("Iranian missile"), PartyRole.TARGET)

    assert targets["Pakistani citizens"].certainty is PartyCertainty.DENIED


def test_the_two_datings_of_the_first_strike_are_both_cited():
    cited = {c.quotation: c for c in find("Iranian missile").citations if c.field == "date"}

    assert cited.keys() == {"On 16 January 2024", "a day after Iran attacked"}
    assert cited["a day after Iran attacked"].note


def test_every_record_but_a_source_rests_on_sources():
    unsourced = [
        record.display_title
        for record in records().values()
        if not record.citations and not isinstance(record, Source | Briefing)
    ]

    assert unsourced == []


def test_sources_are_graded_and_described():
    graded = {r.key: r.reliability for r in records().values() if isinstance(r, Source)}

    assert graded == {"ani-2024-01-18": "C", "salam-x-2024-01-18": "F"}
    assert all(r.descriptor for r in records().values() if isinstance(r, Source))


def test_no_record_has_a_fault():
    assert [f for record in records().values() for f in find_faults(record)] == []


def test_every_mention_and_citation_leads_to_a_record():
    text = read_sample_file().decode()
    mentioned = {record_id: kind for kind, record_id in MENTION.findall(text)}
    keys = {record.key for record in records().values() if isinstance(record, Source)}

    assert {i: records()[i].kind for i in mentioned} == mentioned
    assert set(CITED_KEY.findall(text)) == keys


def test_every_actor_and_attack_is_placed_in_the_briefing():
    briefing = records()[SAMPLE_BRIEFING]
    placed = {p.record for section in briefing.sections for p in section.placements}

    assert placed == {i for i, r in records().items() if not isinstance(r, Source | Briefing)}


def test_persons_and_groups_of_the_region_have_their_native_names():
    people = [r for r in records().values() if isinstance(r, Actor) and r.country in {"IR", "IQ"}]

    assert [person.display_title for person in people if person.native_name is None] == []


def test_the_shipped_file_is_in_its_normal_form():
    assert write_exchange(read_sample()) == read_sample_file()


def test_the_attacks_are_six():
    assert sum(isinstance(record, Attack) for record in records().values()) == 6
