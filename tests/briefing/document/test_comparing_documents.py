from hypothesis import given
from hypothesis import strategies as st

from briefing.document.comparing import (
    compare_documents,
    find_figure_changes,
    list_changed,
    split_sections,
)
from briefing.word_comparing import LineKind, RunKind
from tests.support.builders import (
    compose_of,
    count,
    make_attack,
    make_section,
    make_source,
    make_text,
)


def document(*sections, records=(), **fields):
    return compose_of(*sections, records=records, **fields).document


def titles(differences):
    return [(difference.title, difference.kind) for difference in differences]


def words(difference, kind):
    return [
        "".join(r.text for r in line.runs if r.kind is kind) for line in list_changed(difference)
    ]


def test_equal_documents_do_not_differ():
    one = document(make_text("Calm along the border."))

    assert compare_documents(one, one) == ()


def test_the_words_that_differ_are_told_by_section():
    old = document(make_text("Calm along the border.", title="What happened"))
    new = document(make_text("Clashes along the border.", title="What happened"))
    (difference,) = compare_documents(old, new)

    assert titles([difference]) == [("What happened", LineKind.CHANGED)]
    assert words(difference, RunKind.REMOVED) == ["Calm"]
    assert words(difference, RunKind.ADDED) == ["Clashes"]


def test_another_way_of_citing_changes_no_words():
    text = "Calm [@s50]. A fence [@s50, p. 3]; “quiet” [@s50] days.\n\n| A |\n|---|\n| 12 [@s50] |"
    old, new = (
        document(make_text(text), records=[make_source()], citation_style=style)
        for style in ("numbers", "footnotes")
    )

    assert compare_documents(old, new) == ()
    assert "Calm. A fence; “quiet” days." in [
        line for part in split_sections(new) for line in part.lines
    ]


def test_sections_that_came_and_went_are_told_whole():
    old = document(make_text("Old.", number=1, title="Then"))
    new = document(make_text("New.", number=2, title="Now"))

    assert titles(compare_documents(old, new)) == [
        ("Now", LineKind.ADDED),
        ("Then", LineKind.REMOVED),
    ]


def test_a_section_copied_into_another_briefing_is_known_by_its_title():
    old = document(make_text("Calm.", number=1, title="What happened"))
    new = document(make_text("Calm.", number=2, title="What happened"))

    assert compare_documents(old, new) == ()


def test_a_renamed_section_is_the_same_section():
    old = document(make_text("Calm.", title="Then"))
    (difference,) = compare_documents(old, document(make_text("Calm.", title="Now")))

    assert titles([difference]) == [("Now", LineKind.CHANGED)]


def test_sources_that_are_only_numbered_otherwise_are_no_difference():
    records = (make_source(50), make_source(51))
    one, other = make_text("A [@s50].", number=1), make_text("B [@s51].", number=2)
    old = document(one, other, records=records)
    new = document(other, one, records=records)

    assert titles(compare_documents(old, new)) == []


def test_portion_marks_are_no_difference():
    section = make_text("Calm along the border.", marking="TLP:GREEN")
    old = document(section, portion_markings=True)

    assert compare_documents(old, document(section)) == ()


def test_that_a_draft_says_so_on_its_front_page_is_no_difference():
    old = document(make_text("Calm."), status="issued")

    assert compare_documents(old, document(make_text("Calm."))) == ()


def test_a_figure_that_differs_is_told_with_what_it_counts():
    def attacks(killed):
        attack = make_attack(title="Strike on Panjgur", figures=(count("killed", killed),))
        return document(make_section("attacks", attack, title="Past attacks"), records=[attack])

    (change, *_total) = find_figure_changes(compare_documents(attacks(2), attacks(4)))

    assert (change.section, change.before, change.after) == ("Past attacks", "2", "4")
    assert "Strike on Panjgur" in change.context


def test_every_word_of_a_document_is_in_some_section():
    front, part = split_sections(document(make_text("- One\n- Two\n\n> Three", title="List")))

    assert ("Strikes" in front.lines, part.title) == (True, "List")
    assert part.lines == ("One", "Two", "Three")


TEXTS = st.lists(st.sampled_from(["Calm.", "Two killed.", "Nine killed.", "Clashes."]), max_size=5)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_what_differs(before, after):
    old, new = (document(make_text("\n\n".join(lines), title="Text")) for lines in (before, after))
    differences = compare_documents(old, new)

    assert bool(differences) == (before != after)
    for difference in differences:
        assert sorted(side(difference, RunKind.REMOVED)) == sorted(before)
        assert side(difference, RunKind.ADDED) == after


def side(difference, kind):
    """Give the lines of one side of a section."""
    kept = (kind, RunKind.KEPT)
    lines = ["".join(r.text for r in line.runs if r.kind in kept) for line in difference.lines]
    return [line for line in lines if line]


def test_every_row_of_a_long_table_is_compared_with_what_it_was():
    def attacks(word, first):
        many = [make_attack(n, title=f"{word} on post number {n}") for n in range(first, 120)]
        return document(make_section("attacks", *many, title="Past attacks"), records=many)

    (difference,) = compare_documents(attacks("Raid", 20), attacks("Bomb", 21))
    kinds = [line.kind for line in difference.lines if "post number" in str(line.runs)]

    assert (kinds.count(LineKind.CHANGED), kinds.count(LineKind.REMOVED)) == (99, 1)
