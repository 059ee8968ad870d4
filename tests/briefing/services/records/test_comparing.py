import msgspec
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import EdtfDate
from briefing.records.parts import Citation, Figure
from briefing.services.records.comparing import compare_records, tell_difference
from briefing.word_comparing import LineKind, RunKind, compare_texts
from tests.support.libraries import make_actor, make_attack, numbered_id
from tests.support.strategies import any_record

WORDS = st.lists(
    st.sampled_from(["the", "border", " ", "  ", "\n", ",", "جيش", "n̈o", "2024", "\r\n"])
).map("".join)


def side(runs, left_out):
    return "".join(run.text for run in runs if run.kind is not left_out)


def shown(runs):
    marks = {RunKind.KEPT: "", RunKind.REMOVED: "-", RunKind.ADDED: "+"}
    return [f"{marks[run.kind]}{run.text}" for run in runs]


def change(record, **fields):
    return compare_records(record, msgspec.structs.replace(record, **fields))


@given(WORDS | st.text(), WORDS | st.text())
def test_the_runs_give_either_text_back(old, new):
    runs = compare_texts(old, new)

    assert side(runs, RunKind.ADDED) == old
    assert side(runs, RunKind.REMOVED) == new
    assert all(run.text for run in runs)


@given(any_record(), any_record())
def test_any_two_records_of_a_kind_can_be_compared(one, other):
    if one.kind != other.kind:
        return
    for difference in compare_records(one, other):
        assert difference.lines
        assert isinstance(tell_difference(difference), str)


def test_a_record_does_not_differ_from_itself():
    assert compare_records(make_actor(), make_actor()) == ()


def test_only_the_words_that_changed_are_marked():
    assert shown(compare_texts("Based in Rask, Iran.", "Based in Zahedan, Iran.")) == [
        "Based in ",
        "-Rask",
        "+Zahedan",
        ", Iran.",
    ]


def test_words_changed_in_a_row_are_one_change():
    assert shown(compare_texts("a big cat here", "a small dog here")) == [
        "a ",
        "-big cat",
        "+small dog",
        " here",
    ]


def test_a_paragraph_more_leaves_the_others_alone():
    assert shown(compare_texts("One.\nThree.\n", "One.\nTwo.\nThree.\n")) == [
        "One.\n",
        "+Two.\n",
        "Three.\n",
    ]


def test_a_part_that_was_edited_is_matched_with_what_it_was():
    figures = (Figure(what="killed", best=84), Figure(what="injured", best=284, given_by="ISNA"))
    attack = make_attack(figures=figures)

    (difference,) = change(
        attack, figures=(figures[0], Figure(what="injured", best=211, given_by="ISNA"))
    )

    assert [line.kind for line in difference.lines] == [LineKind.KEPT, LineKind.CHANGED]
    assert shown(difference.lines[1].runs) == [
        "injured · best ",
        "-284",
        "+211",
        " · given by ISNA",
    ]


def test_parts_that_only_changed_places_are_told_as_moved():
    (difference,) = change(
        make_actor(areas=("Kech", "Panjgur", "Rask")), areas=("Rask", "Kech", "Panjgur")
    )

    assert sorted(line.kind for line in difference.lines) == ["kept", "kept", "moved"]


def test_what_was_added_and_removed_is_counted():
    (difference,) = change(make_actor(tags=("border", "iran")), tags=("iran", "strike", "drone"))

    assert tell_difference(difference) == "2 added, 1 removed"


def test_records_are_named_by_their_titles():
    actor = make_actor()
    cited = msgspec.structs.replace(actor, citations=(Citation(source=numbered_id(1)),))

    (difference,) = compare_records(actor, cited, {numbered_id(1): "ANI"}.get)

    assert shown(difference.lines[0].runs) == ["+ANI"]


def test_dates_and_numbers_are_told_as_people_read_them():
    (difference,) = change(make_attack(), date=EdtfDate("2024-01-16"))

    assert tell_difference(difference) == "added “16 January 2024”"


def test_a_count_of_none_killed_is_told():
    (difference,) = change(make_attack(), figures=(Figure(what="killed", best=0),))

    assert shown(difference.lines[0].runs) == ["+killed · best 0"]


def test_a_long_text_is_compared_word_by_word():
    old = " ".join(f"word{number % 700}" for number in range(10_000))
    runs = compare_texts(old, old.replace("word333 ", "other "))

    assert side(runs, RunKind.ADDED) == old
    assert {run.text for run in runs if run.kind is RunKind.ADDED} == {"other"}


def test_a_text_changed_in_several_places_is_told_by_their_number():
    actor = make_actor(profile="Iran and the border of Iran")

    (difference,) = change(actor, profile="Iraq and the border of Iraq")

    assert tell_difference(difference) == "2 passages changed"
