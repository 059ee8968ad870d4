import datetime as dt

import msgspec
import pytest

from briefing.composition.compose import compose
from briefing.dates import EdtfDate
from briefing.outline import Briefing, Placement, Section
from briefing.records.actor import Actor, ActorName, NameKind
from briefing.records.attack import Attack
from briefing.records.parts import Citation, Figure
from briefing.records.source import Source
from briefing.snapshot import Snapshot

NAME = (ActorName(text="Jaish al-Adl", preferred=True),)
SOURCE = Source(id="src", key="ani", title="Wire", marking="TLP:CLEAR")
ACTOR = Actor(id="act", names=NAME, profile="Known. [@ani]", marking="TLP:CLEAR")
ATTACK = Attack(
    id="att",
    title="Raid",
    date=EdtfDate("2023-12"),
    summary="Killed. [@ani]",
    marking="TLP:CLEAR",
)
BRIEFING = Briefing(
    id="b",
    title="Strikes",
    date=dt.date(2024, 1, 18),
    cut_off="18 January 2024",
    marking="TLP:CLEAR",
)


def check(actor=ACTOR, attack=ATTACK, text="Fine.", judgements=(), **briefing):
    sections = (
        Section(
            id="j",
            section_kind="key-judgements",
            title="Judgements",
            settings={"bottom_line": "x", "judgements": list(judgements)},
        ),
        Section(id="t", section_kind="text", title="Text", settings={"text": text}),
        Section(id="a", section_kind="actors", title="Actors", placements=place(actor)),
        Section(id="p", section_kind="attacks", title="Attacks", placements=place(attack)),
    )
    snapshot = Snapshot(
        briefing=msgspec.structs.replace(BRIEFING, sections=sections, **briefing),
        records={record.id: record for record in (SOURCE, actor, attack)},
    )
    return {problem.check: problem for problem in compose(snapshot).problems}


def place(record):
    return (Placement(id=f"p-{record.id}", record=record.id, revision=record.revision),)


def change(record, **fields):
    return msgspec.structs.replace(record, **fields)


def test_a_sound_briefing_has_no_problems():
    assert check() == {}


@pytest.mark.parametrize(
    ("key", "case"),
    [
        ("missing-title", {"title": ""}),
        ("missing-date", {"date": None}),
        ("missing-cut-off", {"cut_off": ""}),
        ("empty-section", {"text": ""}),
        ("placeholder", {"text": "Killed: TBC."}),
        ("placeholder", {"text": "| Killed |\n| --- |\n| TODO |"}),
        ("placeholder", {"title": "Strike on [? place]"}),
        ("placeholder", {"attack": change(ATTACK, summary="Eleven were killed. XX [@irna]")}),
        ("broken-reference", {"text": "So it is [@nobody]."}),
        ("missing-names", {"actor": change(ACTOR, names=())}),
        ("missing-date", {"attack": change(ATTACK, date=None)}),
        ("unsourced-text", {"actor": change(ACTOR, profile="Nobody says so.")}),
        ("stale-profile", {"actor": change(ACTOR, verified_on=dt.date(2023, 1, 1))}),
        ("unmarked-record", {"actor": change(ACTOR, marking="")}),
        (
            "unsourced-figure",
            {"attack": change(ATTACK, figures=(Figure(what="killed", best=11),))},
        ),
        (
            "undecided-figures",
            {
                "attack": change(
                    ATTACK,
                    figures=(
                        Figure(what="killed", best=84, given_by="ISNA"),
                        Figure(what="killed", best=103, given_by="state media"),
                    ),
                )
            },
        ),
        (
            "likelihood-with-confidence",
            {"text": "We have high confidence that a strike is likely."},
        ),
        (
            "mixed-yardstick",
            {"judgements": [{"text": "It is likely."}, {"text": "It is improbable."}]},
        ),
        ("missing-term", {"judgements": [{"text": "It may come.", "likelihood": "likely"}]}),
        (
            "several-spellings",
            {
                "actor": change(ACTOR, names=(*NAME, ActorName(text="Jaish ul-Adl"))),
                "text": "Jaish ul-Adl and Jaish al-Adl.",
            },
        ),
    ],
)
def test_a_check_finds_its_problem_and_says_what_to_do(key, case):
    problem = check(**case)[key]

    assert problem.message.endswith((".", "”"))
    assert problem.remedy


def test_a_figure_with_its_source_is_no_problem():
    figure = Figure(what="killed", best=11, citations=(Citation(source="src"),))

    assert check(attack=change(ATTACK, figures=(figure,))) == {}


def test_quoted_spellings_are_the_sources_own():
    actor = change(ACTOR, names=(*NAME, ActorName(text="Jaish ul-Adl")))

    assert "several-spellings" not in check(
        actor=actor, text="Jaish al-Adl, which the article calls “Jaish ul-Adl”."
    )


@pytest.mark.parametrize("name", ["DEV-1044", "APT_37", "Group 6", "K(2)", "Ñandú"])
def test_spellings_are_found_beside_signs_but_not_inside_of_words(name):
    actor = change(ACTOR, names=(*NAME, ActorName(text=name)))

    assert "several-spellings" in check(actor=actor, text=f"Jaish al-Adl (as “X”), i.e. ({name}).")
    assert "several-spellings" not in check(actor=actor, text=f"Jaish al-Adl, a{name}, {name}b.")


@pytest.mark.logs_faults
def test_a_check_that_fails_is_told_and_the_document_is_whole(monkeypatch):
    def find_trouble(snapshot, document):
        raise ZeroDivisionError

    monkeypatch.setattr("briefing.composition.checks.registry.get_checks", lambda: (find_trouble,))

    assert "trouble" in check()["check-fault"].message


# --- what judgements rest on ----------------------------------------------------------------------


def judge(text, reason="", confidence="moderate"):
    return {"text": text, "confidence": confidence, "confidence_reason": reason}


def test_a_judgement_on_one_source_says_so():
    alone = judge("It is likely.", "the wire has it [@ani].")

    assert "Judgement 1 rests on one source" in check(judgements=[alone])["single-source"].message


@pytest.mark.parametrize(
    "judgement",
    [
        judge("It is likely.", "one source alone has it [@ani]."),
        judge("It is likely [@ani].", "it fits [@other]."),
        judge("It is likely.", "the wire has it [@ani].", confidence="low"),
        judge("It is likely.", "nothing is cited."),
    ],
)
def test_a_judgement_that_says_so_or_has_more_is_left_alone(judgement):
    assert "single-source" not in check(judgements=[judgement])


def test_a_preferred_figure_on_weak_sources_is_told():
    figure = Figure(what="killed", best=4, preferred=True, citations=(Citation(source="src"),))
    attack = change(ATTACK, figures=(figure,))
    assert "weak-source" not in check(attack=attack)

    doubtful = Citation(source="src", credibility=5)
    figure = change(figure, citations=(doubtful,))
    assert (
        "weak sources alone"
        in check(attack=change(ATTACK, figures=(figure,)))["weak-source"].message
    )


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("They may strike again.", "may"),
        ("A further strike cannot be ruled out.", "cannot be ruled out"),
        ("Perhaps they stop.", "perhaps"),
    ],
)
def test_a_hedge_without_a_term_is_told(text, hedge):
    assert f"“{hedge}”" in check(judgements=[judge(text)])["hedge"].message


@pytest.mark.parametrize(
    "text",
    ["It is likely that they may stop.", "A strike before May 2024 is unlikely.", "They stopped."],
)
def test_a_term_of_the_yardstick_is_no_hedge(text):
    assert "hedge" not in check(judgements=[judge(text)])


# --- dates and numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize("cut_off", ["18 January 2024", "18 January 2024, 18:00 UTC", "2024-01-18"])
def test_what_happened_after_the_cut_off_is_told(cut_off):
    late = change(ATTACK, date=EdtfDate("2024-01-19"))
    found = check(attack=late, cut_off=cut_off)["after-cut-off"]

    assert found.message == (
        "“Raid”: it happened on 19 January 2024, after the information cut-off."
    )


def test_a_source_published_after_the_cut_off_is_told():
    late = change(SOURCE, published=EdtfDate("2024-02-01"))
    snapshot = Snapshot(
        briefing=change(
            BRIEFING,
            sections=(Section(id="t", section_kind="text", settings={"text": "So. [@ani]"}),),
        ),
        records={late.id: late},
    )
    problems = {problem.check: problem for problem in compose(snapshot).problems}

    assert "“Wire” is of 1 February 2024" in problems["after-cut-off"].message


@pytest.mark.parametrize("cut_off", ["", "noon", "18 January 2024"])
def test_what_was_known_by_the_cut_off_is_left_alone(cut_off):
    assert "after-cut-off" not in check(cut_off=cut_off)


KILLED = (
    Figure(what="killed", low=84, high=103, given_by="ISNA"),
    Figure(what="perpetrators_killed", best=2, given_by="ISNA"),
)


@pytest.mark.parametrize(
    "text",
    [
        "[The raid](attack:att) killed 27 people.",
        "In [the raid](attack:att), 27 police officers were killed.",
        "[The raid](attack:att) left twelve dead.",
        "A death toll of 1,030 in [the raid](attack:att).",
    ],
)
def test_another_number_than_the_record_has_is_told(text):
    found = check(attack=change(ATTACK, figures=KILLED), text=text)["other-number"]

    assert "84–103" in found.message
    assert found.section == "t"


@pytest.mark.parametrize(
    "text",
    [
        "[The raid](attack:att) killed 95 people.",
        "[The raid](attack:att) left two dead.",
        "[The raid](attack:att) came four years after it killed nobody with two bombs.",
        "27 were killed elsewhere. [The raid](attack:att) followed.",
        "[The raid](attack:att) and [another](attack:xyz) killed 300.",
    ],
)
def test_a_number_that_a_figure_covers_is_left_alone(text):
    assert "other-number" not in check(attack=change(ATTACK, figures=KILLED), text=text)


def test_the_summary_of_an_attack_is_held_against_its_figures():
    attack = change(ATTACK, figures=KILLED, summary="It killed 27 people. [@ani]")

    assert check(attack=attack)["other-number"].record == "att"


# --- acronyms -------------------------------------------------------------------------------------


GUARDS = change(
    ACTOR,
    names=(
        ActorName(text="Islamic Revolutionary Guard Corps", preferred=True),
        ActorName(text="IRGC", name_kind=NameKind.ACRONYM),
    ),
)


def test_an_acronym_before_its_name_is_told():
    assert (
        "“IRGC” is used before"
        in check(GUARDS, text="The IRGC struck.")["unexpanded-acronym"].message
    )


@pytest.mark.parametrize(
    "text",
    [
        "The Islamic Revolutionary Guard Corps (IRGC) struck. The IRGC said so.",
        "The IRGC (Islamic Revolutionary Guard Corps) struck.",
        "The IRGCX struck.",
    ],
)
def test_an_acronym_that_is_written_out_is_left_alone(text):
    assert "unexpanded-acronym" not in check(GUARDS, text=text)
