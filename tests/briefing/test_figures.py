import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import EdtfDate
from briefing.figures import (
    add_figures,
    choose_figures,
    print_figure,
    print_range,
    print_total,
    validate_figure,
)
from briefing.records.parts import Figure
from tests.support.briefing_strategies import make_figures


@pytest.mark.parametrize(
    ("low", "best", "high", "qualifier", "printed"),
    [
        (84, None, 103, "", "84–103"),
        (None, 103, None, "at least", "at least 103"),
        (None, 180, None, "over", "over 180"),
        (103, None, None, "", "at least 103"),
        (None, None, 12, "", "up to 12"),
        (500, None, 1500, "", "500–1,500"),
        (10, 12, 20, "", "10–20 (best 12)"),
        (11, 11, 11, "", "11"),
        (0, None, 0, "", "0"),
        (None, None, None, "", ""),
        (500, None, 600, "about", "about 500–600"),
        (1200, None, None, "over", "over 1,200"),
        (5, 7, None, "", "at least 5 (best 7)"),
        (None, 7, 9, "", "up to 9 (best 7)"),
        (103, 103, None, "", "at least 103"),
    ],
)
def test_a_range_is_printed_short_for_tables(low, best, high, qualifier, printed):
    assert print_range(low, best, high, qualifier) == printed


def test_a_sentence_names_what_was_counted_when_and_by_whom():
    figure = Figure(
        what="killed", low=84, high=103, given_by="state media; ISNA", as_of=EdtfDate("2024-01-04")
    )

    assert print_figure(figure) == (
        "between 84 and 103 killed as of 4 January 2024 (state media; ISNA)"
    )


def test_a_strength_is_printed_with_its_unit():
    figure = Figure(what="strength", low=500, high=600, unit="fighters")

    assert print_figure(figure) == "between 500 and 600 fighters"


@pytest.mark.parametrize(
    ("figure", "printed"),
    [
        (
            Figure(what="killed", low=84, best=95, high=103, given_by="ISNA"),
            "between 84 and 103 killed, best estimate 95 (ISNA)",
        ),
        (
            Figure(what="strength", low=500, high=600, qualifier="around"),
            "between 500 and 600",
        ),
        (
            Figure(what="strength", low=500, high=600, qualifier="at least", unit="fighters"),
            "at least 500–600 fighters",
        ),
        (Figure(what="killed", best=11, unit="police officers"), "11 police officers killed"),
        (Figure(what="perpetrators_killed", low=2), "at least 2 perpetrators killed"),
        (Figure(what="hostages_taken", best=3), "3 hostages taken"),
    ],
)
def test_a_sentence_drops_nothing_of_the_figure(figure, printed):
    assert print_figure(figure) == printed


def test_the_preferred_figure_comes_first():
    figures = (Figure(what="killed", best=84), Figure(what="killed", best=103, preferred=True))

    assert [figure.best for figure in choose_figures(figures, "killed")] == [103, 84]


def test_totals_are_ranges_and_count_what_is_not_reported():
    attacks = [
        (Figure(what="killed", best=11),),
        (Figure(what="killed", best=84), Figure(what="killed", best=103)),
        (Figure(what="injured", best=4),),
    ]
    total = add_figures(attacks, "killed")

    assert (total.low, total.high, total.unknown_count) == (95, 114, 1)
    assert print_total(total) == "95–114"


def test_a_total_over_a_lower_bound_is_one_itself():
    attacks = [(Figure(what="killed", best=103, qualifier="at least"),)]

    assert print_total(add_figures(attacks, "killed")) == "at least 103"


def test_a_total_of_a_range_and_a_lower_bound_is_open_above():
    attacks = [(Figure(what="killed", low=84, high=90),), (Figure(what="killed", low=103),)]

    assert print_total(add_figures(attacks, "killed")) == "187–193 or more"


def test_up_to_a_number_may_have_been_none():
    attacks = [(Figure(what="killed", high=5),), (Figure(what="killed", best=2),)]

    assert print_total(add_figures(attacks, "killed")) == "2–7"


def test_only_the_preferred_figure_counts_and_opens_the_total():
    contested = (
        Figure(what="killed", best=84, preferred=True),
        Figure(what="killed", low=103, qualifier="at least"),
    )

    assert print_total(add_figures([contested], "killed")) == "84"


def test_a_total_has_a_best_only_where_every_part_has_one():
    ranged = (Figure(what="killed", low=1, best=2, high=5),)
    contested = (Figure(what="killed", best=84), Figure(what="killed", best=103))

    assert print_total(add_figures([ranged, ranged], "killed")) == "2–10 (best 4)"
    assert add_figures([ranged, contested], "killed").best is None


def test_a_total_of_nothing_known_is_a_dash():
    assert print_total(add_figures([()], "killed")) == "–"


def test_wrong_numbers_are_told_in_sentences():
    assert validate_figure(Figure(what="killed", low=9, best=3)) == [
        "Low must not be above best, nor best above high."
    ]
    assert validate_figure(Figure(what="killed", best=-1)) == ["A figure cannot be negative."]
    assert validate_figure(Figure(what="killed")) == ["Give at least one of low, best and high."]


@given(st.lists(make_figures(()), max_size=5))
def test_a_total_holds_its_best_between_its_bounds_when_the_parts_do(records):
    sound = [
        tuple(figure for figure in figures if not validate_figure(figure)) for figures in records
    ]
    total = add_figures(sound, "killed")

    assert total.low <= (total.low if total.best is None else total.best) <= total.high
    assert total.counted + total.unknown_count == len(records)
