import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from briefing.services.history import Change
from briefing.services.records.editing import change_fields, create_record, trash_records
from tests.support.libraries import make_actor, make_attack, memory_library
from tests.support.windows import open_session
from ui.flows.record_drag import read_record_drag
from ui.models.record_list_model import PAGE, SUMMARY_ROLE, RecordListModel


@pytest.fixture
def session(qtbot):
    with memory_library() as library, open_session(library) as session:
        yield session


@pytest.fixture
def model(session):
    model = RecordListModel(session)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()
    model.deleteLater()


def add(qtbot, session, *records):
    for record in records:
        with qtbot.waitSignal(session.changed):
            session.do(create_record(record))


def load(qtbot, model, kind="actor", text=""):
    with qtbot.waitSignal(model.loaded):
        model.set_query(kind, text)


def titles(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def test_records_of_the_kind_are_listed_by_title(qtbot, session, model):
    add(qtbot, session, make_actor("Zabul"), make_actor("Ansar"), make_attack("Strike"))
    load(qtbot, model)

    assert titles(model) == ["Ansar", "Zabul"]
    assert model.total == 2


def test_the_filter_takes_any_characters(qtbot, session, model):
    add(qtbot, session, make_actor("Jaish al-Adl"), make_actor('O\'Brien "C++" 100%'))
    load(qtbot, model, text="adl")
    assert titles(model) == ["Jaish al-Adl"]

    load(qtbot, model, text="\"c++ 100% '")
    assert len(titles(model)) <= 1


def test_a_new_record_appears_by_itself(qtbot, session, model):
    load(qtbot, model)
    add(qtbot, session, make_actor("Ansar"))

    qtbot.waitUntil(lambda: titles(model) == ["Ansar"])


def test_a_changed_title_is_shown_without_rebuilding_the_list(qtbot, session, model):
    actor = make_actor("Ansar")
    add(qtbot, session, actor)
    load(qtbot, model)
    with qtbot.assertNotEmitted(model.modelReset, wait=0), qtbot.waitSignal(model.dataChanged):
        session.do(change_fields(actor.id, {"marking": "TLP:RED"}))

    assert model.index(0).data(SUMMARY_ROLE).marking == "TLP:RED"


def test_a_record_in_the_trash_disappears(qtbot, session, model):
    actor = make_actor("Ansar")
    add(qtbot, session, actor)
    load(qtbot, model)
    session.do(trash_records([(actor.id, "Ansar")]))

    qtbot.waitUntil(lambda: model.rowCount() == 0)


def test_results_of_an_older_query_are_dropped(qtbot, session, model):
    add(qtbot, session, make_actor("Ansar"), make_attack("Strike"))
    with qtbot.waitSignal(model.loaded):
        for kind, text in (("attack", ""), ("actor", "zzz"), ("actor", "")):
            model.set_query(kind, text)
    session.tasks.wait_for_all()
    qtbot.waitUntil(lambda: not session.tasks.is_busy)

    assert titles(model) == ["Ansar"]


@pytest.fixture
def many(qtbot):
    """Give a model of more records than stay in memory, wholly loaded, and its session."""
    actors = [make_actor(f"Group {number}") for number in range(PAGE * 3 + 5)]
    with memory_library(*actors) as library, open_session(library) as session:
        model = RecordListModel(session)
        tester = QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        load(qtbot, model)
        yield model, session
        tester.deleteLater()
        model.deleteLater()


def wait_for_all_rows(qtbot, model):
    qtbot.waitUntil(lambda: model.is_complete)
    return model.rowCount() - 1


def read_title(qtbot, model, row):
    qtbot.waitUntil(lambda: model.index(row).data() is not None)
    return model.index(row).data()


def test_the_first_page_comes_first_and_then_the_length_of_the_whole_list(qtbot, many):
    model, _session = many
    lengths = []
    model.loaded.connect(lambda: lengths.append(model.rowCount()))
    load(qtbot, model)
    assert model.index(0).data() == "Group 0"

    assert wait_for_all_rows(qtbot, model) == PAGE * 3 + 4
    assert lengths == [PAGE, PAGE * 3 + 5]
    assert model.total == model.rowCount()


def test_any_row_is_read_when_it_is_looked_at(qtbot, many):
    model, _session = many
    last = wait_for_all_rows(qtbot, model)

    assert model.index(last).data() is None
    assert read_title(qtbot, model, last) == f"Group {last}"
    assert read_title(qtbot, model, PAGE) == f"Group {PAGE}"


def test_what_was_looked_at_long_ago_is_read_again(qtbot, many, monkeypatch):
    monkeypatch.setattr("ui.models.record_list_model.PAGES_KEPT", 2)
    model, _session = many
    wait_for_all_rows(qtbot, model)
    read_title(qtbot, model, PAGE)
    record = model.get_summary(PAGE).id
    for row in (PAGE * 2, PAGE * 3):
        read_title(qtbot, model, row)

    assert model.find_row(record) == -1
    assert read_title(qtbot, model, PAGE) == f"Group {PAGE}"


def test_a_long_list_stays_as_long_when_one_of_its_records_changes(qtbot, many):
    model, session = many
    last = wait_for_all_rows(qtbot, model)
    record = model.get_summary(0).id
    with qtbot.assertNotEmitted(model.modelReset, wait=0), qtbot.waitSignal(model.dataChanged):
        session.do(change_fields(record, {"marking": "TLP:RED"}))

    assert model.rowCount() == last + 1
    assert model.get_summary(0).marking == "TLP:RED"


def test_a_record_that_goes_from_a_long_list_takes_its_row_along(qtbot, many):
    model, session = many
    last = wait_for_all_rows(qtbot, model)
    session.do(trash_records([(model.get_summary(0).id, "Group 0")]))

    qtbot.waitUntil(lambda: model.rowCount() == last)
    assert model.index(0).data() == "Group 1"


def test_only_so_many_matches_of_a_text_are_listed(qtbot, many, monkeypatch):
    monkeypatch.setattr("ui.models.record_list_model.FOUND_AT_MOST", PAGE + 1)
    model, _session = many
    load(qtbot, model, text="group")

    assert wait_for_all_rows(qtbot, model) == PAGE
    assert model.is_cut


def test_many_records_that_came_at_once_are_listed(qtbot, session, model):
    load(qtbot, model)
    actors = [make_actor(f"Group {number}") for number in range(PAGE + 1)]
    session.do(Change(label="Import", apply=lambda unit: unit.records.save_records(actors)))
    qtbot.waitUntil(lambda: model.rowCount() == PAGE + 1)

    session.undo()
    qtbot.waitUntil(lambda: model.is_loaded and model.rowCount() == 0)


def test_a_drag_carries_the_records_in_the_order_of_the_list(qtbot, session, model):
    first, second = make_actor("Ansar"), make_actor("Zabul")
    add(qtbot, session, second, first)
    load(qtbot, model)
    data = model.mimeData([model.index(1), model.index(0)])

    assert read_record_drag(data) == [first.id, second.id]
    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_screen_readers_hear_name_and_marking_and_tooltips_are_escaped(qtbot, session, model):
    add(qtbot, session, make_actor("<b>Ansar</b>", native="أنصار", marking="TLP:RED"))
    load(qtbot, model)
    index = model.index(0)

    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert all(part in spoken for part in ("Ansar", "أنصار", "TLP:RED"))
    assert "<b>" not in index.data(Qt.ItemDataRole.ToolTipRole)
