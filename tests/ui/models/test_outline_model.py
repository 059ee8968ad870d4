"""The outline as rows: what they show, and where a drop lands."""

import msgspec
import pytest
from PySide6.QtCore import QModelIndex, Qt

from briefing.identifiers import RecordId, new_placement_id, new_section_id
from briefing.outline import Briefing, Placement, PlacementMode, Section
from ui.flows.record_drag import make_record_drag
from ui.models.outline_model import MARK_ROLE, OutlineModel, PlacedTitle
from ui.models.outline_rows import RowKey, find_affected_row


def place(record, revision=1, mode=PlacementMode.LIVE):
    return Placement(id=new_placement_id(), record=RecordId(record), revision=revision, mode=mode)


def section(title, *records, **more):
    placements = tuple(place(record) for record in records)
    return Section(
        id=new_section_id(), section_kind="actors", title=title, placements=placements, **more
    )


@pytest.fixture
def briefing():
    sections = (section("A", "one", "two"), section("B", "three"), section("C"))
    return Briefing(id=RecordId("b"), title="Strikes", sections=sections)


@pytest.fixture
def titles():
    names = ("one", "two", "three")
    return {RecordId(n): PlacedTitle(title=n.title(), kind="actor", revision=1) for n in names}


@pytest.fixture
def model(briefing, titles):
    model = OutlineModel()
    model.show_briefing(briefing, titles)
    return model


@pytest.fixture
def told(model):
    drops = []
    model.section_dropped.connect(lambda *drop: drops.append(drop))
    model.placement_dropped.connect(lambda *drop: drops.append(drop))
    model.records_dropped.connect(lambda *drop: drops.append(drop))
    return drops


def drop(model, data, row, parent=QModelIndex()):  # noqa: B008 - Qt's own default
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)


def drag(model, index):
    return model.mimeData([index])


def row_of(model, number):
    return model.index(number + 1, 0)


def test_the_model_keeps_qts_rules(model, qtmodeltester):
    qtmodeltester.check(model)


def test_an_empty_outline_keeps_qts_rules(qtmodeltester):
    qtmodeltester.check(OutlineModel())


def test_the_front_page_stands_first_and_placements_below_their_section(model):
    tops = [model.index(n, 0).data() for n in range(model.rowCount())]
    inside = [model.index(n, 0, row_of(model, 0)).data() for n in range(2)]

    assert tops == ["Front page", "A", "B", "C"]
    assert inside == ["One", "Two"]


# --- drops


def test_a_section_dropped_above_another_goes_there(model, told, briefing):
    drop(model, drag(model, row_of(model, 2)), 1)

    assert told == [(briefing.sections[2].id, 0, 1)]


def test_a_section_dropped_below_the_last_goes_to_the_end(model, told, briefing):
    drop(model, drag(model, row_of(model, 0)), 4)

    assert told == [(briefing.sections[0].id, 2, 1)]


def test_a_section_dropped_onto_another_goes_inside_it(model, told, briefing):
    drop(model, drag(model, row_of(model, 0)), -1, row_of(model, 2))

    assert told == [(briefing.sections[0].id, 2, 2)]


@pytest.mark.parametrize("row", [2, 3])
def test_a_section_dropped_beside_itself_changes_nothing(model, told, row):
    drop(model, drag(model, row_of(model, 1)), row)

    assert told == []


def test_a_section_dropped_onto_itself_changes_nothing(model, told):
    drop(model, drag(model, row_of(model, 1)), -1, row_of(model, 1))

    assert told == []


def test_a_placement_moves_within_its_section(model, told, briefing):
    first = model.index(0, 0, row_of(model, 0))
    drop(model, drag(model, first), 2, row_of(model, 0))

    a = briefing.sections[0]
    assert told == [(a.placements[0].id, a.id, 1)]


def test_a_placement_moves_to_another_section(model, told, briefing):
    first = model.index(0, 0, row_of(model, 0))
    drop(model, drag(model, first), 0, row_of(model, 1))

    a, b, _c = briefing.sections
    assert told == [(a.placements[0].id, b.id, 0)]


def test_a_placement_dropped_onto_a_section_goes_to_its_end(model, told, briefing):
    first = model.index(0, 0, row_of(model, 0))
    drop(model, drag(model, first), -1, row_of(model, 1))

    a, b, _c = briefing.sections
    assert told == [(a.placements[0].id, b.id, 1)]


@pytest.mark.parametrize("row", [0, 1])
def test_a_placement_dropped_beside_itself_changes_nothing(model, told, row):
    first = model.index(0, 0, row_of(model, 0))
    drop(model, drag(model, first), row, row_of(model, 0))

    assert told == []


def test_records_from_the_list_are_placed_where_they_are_dropped(model, told, briefing):
    drop(model, make_record_drag([RecordId("new")]), 1, row_of(model, 0))

    assert told == [([RecordId("new")], briefing.sections[0].id, 1)]


def test_records_dropped_onto_a_placed_one_go_before_it(model, told, briefing):
    second = model.index(1, 0, row_of(model, 0))
    drop(model, make_record_drag([RecordId("new")]), -1, second)

    assert told == [([RecordId("new")], briefing.sections[0].id, 1)]


def test_something_else_that_is_dropped_is_left_alone(model, told):
    data = make_record_drag([])
    data.setText("text")
    drop(model, data, 1, row_of(model, 0))

    assert told == []


# --- sections inside sections


@pytest.fixture
def nested():
    levels = {"A": 1, "B": 2, "C": 3, "D": 2, "E": 1}
    sections = tuple(section(title, "one", level=level) for title, level in levels.items())
    return Briefing(id=RecordId("b"), title="Strikes", sections=sections)


def find(model, title):
    by_title = {section.title: section.id for section in model.briefing.sections}
    return model.find_section(by_title[title])


def test_a_nested_outline_keeps_qts_rules(nested, titles, qtmodeltester):
    model = OutlineModel()
    model.show_briefing(nested, titles)
    qtmodeltester.check(model)


def test_sections_inside_one_stand_below_its_placements(model, nested, titles):
    model.show_briefing(nested, titles)
    a = find(model, "A")

    assert [model.index(row, 0, a).data() for row in range(model.rowCount(a))] == ["One", "B", "D"]
    assert find(model, "C").parent().data() == "B"


@pytest.mark.parametrize(
    ("what", "where", "index_and_level"),
    [
        ("E", ("A", 1), (1, 2)),  # before B
        ("E", ("A", 0), (1, 2)),  # above the placements: before B all the same
        ("E", ("A", 3), (4, 2)),  # after D
        ("D", ("B", 1), (2, 3)),  # before C
        ("B", ("", 3), (3, 1)),  # below E, with C
        ("C", ("A", 2), (2, 2)),  # beside B
    ],
)
def test_a_section_goes_where_it_is_dropped(nested, model, told, what, where, index_and_level):
    model.show_briefing(nested, {})
    onto, row = where
    drop(model, drag(model, find(model, what)), row, find(model, onto) if onto else QModelIndex())

    assert [drop[1:] for drop in told] == [index_and_level]


@pytest.mark.parametrize(("what", "onto"), [("A", "E"), ("A", "B"), ("A", "C"), ("B", "C")])
def test_a_section_goes_neither_too_deep_nor_into_itself(model, nested, titles, what, onto):
    model.show_briefing(nested, titles)
    data = drag(model, find(model, what))

    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, -1, 0, find(model, onto))


def test_what_is_inside_a_section_left_out_is_greyed_with_it(model, nested, titles):
    first, *rest = nested.sections
    changed = msgspec.structs.replace(first, included=False)
    model.show_briefing(msgspec.structs.replace(nested, sections=(changed, *rest)), titles)

    assert find(model, "C").data(Qt.ItemDataRole.ForegroundRole) is not None
    assert "with the section around it" in find(model, "C").data(Qt.ItemDataRole.AccessibleTextRole)
    assert find(model, "E").data(Qt.ItemDataRole.ForegroundRole) is None


# --- what a row says


def test_a_placement_behind_its_record_is_marked_and_says_so(briefing, titles, model):
    titles[RecordId("one")] = PlacedTitle(title="One", kind="actor", revision=3)
    model.show_briefing(briefing, titles)
    index = model.find_placement(briefing.sections[0].id, "one")

    assert index.data(MARK_ROLE) == "newer"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "One, Revision 1 accepted, 3 exists"


def test_a_pinned_placement_behind_its_record_says_which_one_is_used(titles):
    pinned = place("one", revision=2, mode=PlacementMode.PINNED)
    titles[RecordId("one")] = PlacedTitle(title="One", kind="actor", revision=3)
    a = Section(id=new_section_id(), section_kind="actors", placements=(pinned,))
    model = OutlineModel()
    model.show_briefing(Briefing(id=RecordId("b"), sections=(a,)), titles)
    index = model.find_placement(a.id, "one")

    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Revision 2 used, 3 exists"


def test_a_section_left_out_is_greyed_and_says_so():
    left_out = section("A", included=False)
    model = OutlineModel()
    model.show_briefing(Briefing(id=RecordId("b"), sections=(left_out,)), {})
    index = model.find_section(left_out.id)

    assert index.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert index.data(MARK_ROLE) == "eye-off"
    assert "Left out" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_record_that_is_gone_is_named_as_such(briefing):
    model = OutlineModel()
    model.show_briefing(briefing, {})
    index = model.find_placement(briefing.sections[0].id, "one")

    assert index.data() == "Record is not in the library"
    assert index.data(MARK_ROLE) == "error"


def test_a_title_is_never_taken_for_markup_in_a_tooltip(briefing):
    titles = {RecordId("one"): PlacedTitle(title="<b>", kind="actor", revision=1)}
    model = OutlineModel()
    model.show_briefing(briefing, titles)

    tip = model.find_placement(briefing.sections[0].id, "two").data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<qt>")


# --- which row a change was about


def replace_sections(briefing, *sections):
    return Briefing(id=briefing.id, title=briefing.title, sections=sections)


def test_a_section_that_came_is_the_affected_row(briefing):
    a, b, c = briefing.sections

    assert find_affected_row(replace_sections(briefing, a, c), briefing) == RowKey(section=b.id)


def test_a_section_that_moved_is_the_affected_row(briefing):
    a, b, c = briefing.sections
    after = replace_sections(briefing, c, a, b)

    assert find_affected_row(briefing, after) == RowKey(section=c.id)


def test_beside_a_section_that_went_is_the_affected_row(briefing):
    a, _b, c = briefing.sections

    assert find_affected_row(briefing, replace_sections(briefing, a, c)) == RowKey(section=a.id)


def test_a_record_that_came_back_is_the_affected_row(briefing):
    a, b, c = briefing.sections
    without = Section(id=a.id, section_kind="actors", title="A", placements=a.placements[:1])
    before = replace_sections(briefing, without, b, c)

    assert find_affected_row(before, briefing) == RowKey(section=a.id, record="two")


def test_a_new_title_affects_the_front_page(briefing):
    after = Briefing(id=briefing.id, title="Other", sections=briefing.sections)

    assert find_affected_row(briefing, after) == RowKey()


def test_a_new_title_is_told_of_its_rows_alone(model, briefing):
    section = next(section for section in briefing.sections if section.placements)
    record = section.placements[0].record
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.update_titles({record: PlacedTitle(title="Renamed", kind="actor", revision=9)})

    assert told == [(0, 0)]
    assert model.data(model.find_placement(section.id, record)) == "Renamed"
