import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from briefing.services.editing import change_fields, create_record, trash_records
from tests.support.libraries import make_actor, make_attack, memory_library
from tests.support.windows import open_session
from ui.models.record_list_model import PAGE, SUMMARY_ROLE, RecordListModel
from ui.record_drag import read_record_drag


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


def test_long_lists_are_fetched_page_by_page(qtbot):
    actors = [make_actor(f"Group {number:04}") for number in range(PAGE * 2 + 5)]
    with memory_library(*actors) as library, open_session(library) as session:
        model = RecordListModel(session)
        load(qtbot, model)
        assert (model.rowCount(), model.total) == (PAGE, len(actors))

        while model.canFetchMore(QModelIndex()):
            with qtbot.waitSignal(model.loaded):
                model.fetchMore(QModelIndex())

        assert titles(model) == [actor.display_title for actor in actors]
        model.deleteLater()


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
