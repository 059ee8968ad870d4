import msgspec
import pytest

from briefing.services.editing import change_fields, create_record, trash_records
from briefing.services.outlining import change_briefing, make_briefing, place_records
from tests.support.libraries import make_actor, memory_library, save
from tests.support.pdf_texts import read_text
from tests.support.windows import LONG, open_session
from ui.preview_worker import PreviewMaker
from ui.worker_process import WorkerProcess


@pytest.fixture
def session(qtbot):
    with memory_library() as library, open_session(library) as session:
        yield session


@pytest.fixture
def worker(qtbot):
    worker = WorkerProcess()
    yield worker
    worker.stop()


@pytest.fixture
def maker(session, worker):
    maker = PreviewMaker(session, worker)
    yield maker
    maker.deleteLater()


@pytest.fixture
def briefing(session):
    return save(session.library, make_briefing("Strikes in January"))[0]


def show(qtbot, maker, briefing):
    with qtbot.waitSignal(maker.made, timeout=LONG) as told:
        maker.show_briefing(briefing.id)
    return told.args[0]


def change(qtbot, session, maker, *changes):
    """Do the changes and give the pages that come of them."""
    with qtbot.waitSignal(maker.made, timeout=LONG) as told:
        for one in changes:
            session.do(one)
    return told.args[0]


def test_opening_a_briefing_makes_its_pages(qtbot, maker, briefing):
    pages = show(qtbot, maker, briefing)

    assert "Strikes in January" in read_text(pages.content)
    assert pages.page_count >= 1


def test_a_changed_title_makes_new_pages(qtbot, session, maker, briefing):
    show(qtbot, maker, briefing)
    pages = change(qtbot, session, maker, change_briefing(briefing.id, {"title": "New title"}))

    assert "New title" in read_text(pages.content)


def test_many_changes_in_a_row_end_with_the_last(qtbot, session, maker, briefing):
    show(qtbot, maker, briefing)
    seen = []
    maker.made.connect(lambda pages: seen.append(read_text(pages.content)))
    for number in range(12):
        session.do(change_briefing(briefing.id, {"title": f"Title {number}."}))

    qtbot.waitUntil(lambda: bool(seen) and "Title 11." in seen[-1], timeout=LONG)
    assert len(seen) < 12


def test_a_placed_record_that_changes_makes_new_pages(qtbot, session, maker, briefing):
    actor = save(session.library, make_actor("Ansar"))[0]
    section = next(s for s in briefing.sections if s.section_kind == "actors")
    show(qtbot, maker, briefing)
    change(qtbot, session, maker, place_records(briefing.id, section.id, [actor.id]))
    names = (msgspec.structs.replace(actor.names[0], text="Zabul"),)
    pages = change(qtbot, session, maker, change_fields(actor.id, {"names": names}))

    assert "Zabul" in read_text(pages.content)


def test_a_record_that_is_on_no_page_makes_none(qtbot, session, maker, briefing):
    show(qtbot, maker, briefing)
    with qtbot.assertNotEmitted(maker.busy_changed, wait=300):
        session.do(create_record(make_actor("Elsewhere")))


def test_pages_of_a_briefing_that_was_left_are_dropped(qtbot, session, maker, briefing):
    other = save(session.library, make_briefing("Another briefing"))[0]
    seen = []
    maker.made.connect(lambda pages: seen.append(read_text(pages.content)))
    maker.show_briefing(briefing.id)
    maker.show_briefing(other.id)

    qtbot.waitUntil(lambda: bool(seen), timeout=LONG)
    assert all("Another briefing" in text for text in seen)


def test_a_briefing_in_the_trash_gives_one_sentence(qtbot, session, maker, briefing):
    show(qtbot, maker, briefing)
    with qtbot.waitSignal(maker.failed, timeout=LONG) as told:
        session.do(trash_records([(briefing.id, "Strikes")]))

    assert told.args[0].endswith(".")
