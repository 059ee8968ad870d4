import msgspec
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from briefing.records.library_settings import OwnStyleSheet
from briefing.services.briefings.outlining import change_briefing, make_briefing, place_records
from briefing.services.history import History
from briefing.services.pages.style_sheets import add_style_sheet, remove_style_sheet
from briefing.services.records.editing import change_fields, create_record, trash_records
from briefing.services.settings_of_library import change_settings
from tests.support.libraries import find, make_actor, memory_library, save
from tests.support.pdf_texts import read_text
from tests.support.windows import LONG, open_session
from tests.support.worker_calls import hang
from ui.panes.section_settings import SectionSettings
from ui.worker.preview_worker import PreviewMaker
from ui.worker.worker_process import Callbacks, WorkerProcess


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


def test_a_record_that_changes_while_its_placing_is_read_makes_new_pages(
    qtbot, session, maker, briefing
):
    actor = save(session.library, make_actor("Ansar"))[0]
    section = next(s for s in briefing.sections if s.section_kind == "actors")
    show(qtbot, maker, briefing)
    qtbot.waitUntil(lambda: not maker.is_busy, timeout=LONG)
    names = (msgspec.structs.replace(actor.names[0], text="Zabul"),)
    seen = []

    def rename_once():  # the briefing has been read, which nobody knows yet
        maker.busy_changed.disconnect(hurry)
        session.tasks.wait_for_all()
        session.changed.emit(History(session.library).do(change_fields(actor.id, {"names": names})))

    def hurry(_is_busy):
        QTimer.singleShot(0, rename_once)

    maker.busy_changed.connect(hurry)
    maker.made.connect(lambda pages: seen.append(read_text(pages.content)))
    session.do(place_records(briefing.id, section.id, [actor.id]))

    qtbot.waitUntil(lambda: "Zabul" in (seen or [""])[-1], timeout=LONG)


def test_what_the_library_prints_everywhere_makes_new_pages(qtbot, session, maker, briefing):
    def write(words):
        return change_settings("d", lambda s: msgspec.structs.replace(s, disclaimer=words))

    show(qtbot, maker, briefing)
    first = change(qtbot, session, maker, write("For the desk alone."))
    second = change(qtbot, session, maker, write("For everybody."))

    assert "For the desk alone." in read_text(first.content)
    assert "For everybody." in read_text(second.content)


def test_a_design_that_goes_is_a_problem_also_where_pages_stay_the_same(
    qtbot, session, maker, briefing
):
    session.do(add_style_sheet(OwnStyleSheet(name="House", base="standard")))
    session.do(change_briefing(briefing.id, {"style_sheet": "House"}))
    show(qtbot, maker, briefing)
    qtbot.waitUntil(lambda: not maker.is_busy, timeout=LONG)
    with qtbot.waitSignal(maker.checked, timeout=LONG) as told:
        session.do(remove_style_sheet("House"))

    assert "House" in " ".join(problem.message for problem in told.args[0].problems)


def test_a_record_that_is_on_no_page_makes_none(qtbot, session, maker, briefing):
    show(qtbot, maker, briefing)
    qtbot.waitUntil(lambda: not maker.is_busy, timeout=LONG)
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


def test_problems_and_words_follow_the_pages(qtbot, maker, briefing):
    with qtbot.waitSignal(maker.checked, timeout=LONG) as told:
        maker.show_briefing(briefing.id)

    assert told.args[0].problems
    assert sum(told.args[0].words.values()) > 0


def test_what_says_the_same_makes_no_pages_but_is_checked(qtbot, session, maker, briefing):
    with qtbot.waitSignal(maker.checked, timeout=LONG):
        maker.show_briefing(briefing.id)
    with qtbot.waitSignal(maker.checked, timeout=LONG) as told, qtbot.assertNotEmitted(maker.made):
        session.do(change_briefing(briefing.id, {"page_budget": 40}))

    assert told.args[0].page_budget == 40


def test_a_page_maker_that_died_is_told_all_again(
    qtbot, session, maker, worker, briefing, tmp_path
):
    show(qtbot, maker, briefing)
    qtbot.waitUntil(lambda: not maker.is_busy, timeout=LONG)
    never = Callbacks(on_result=lambda _result: None, on_error=lambda _error: None)
    ticket = worker.run(hang, tmp_path / "begun", callbacks=never)
    qtbot.waitUntil((tmp_path / "begun").exists, timeout=LONG)
    worker.cancel(ticket)
    pages = change(qtbot, session, maker, change_briefing(briefing.id, {"title": "New title"}))

    assert "New title" in read_text(pages.content)


# --- typing


@pytest.fixture
def form(qtbot, session, maker, briefing):
    """The form of the front page, with the pages beside it made."""
    with qtbot.waitSignal(maker.checked, timeout=LONG):
        maker.show_briefing(briefing.id)
    settings = SectionSettings(session)
    qtbot.addWidget(settings)
    settings.show_row(briefing, None)
    return settings.form


def type_title(qtbot, form, letters):
    field = form.get_editor("title").findChild(QLineEdit)
    field.end(False)
    qtbot.keyClicks(field, letters)


def test_a_key_is_on_the_pages_before_it_is_stored(qtbot, session, maker, briefing, form):
    with qtbot.waitSignal(maker.made, timeout=LONG) as told:
        type_title(qtbot, form, "!")

    assert "Strikes in January!" in read_text(told.args[0].content)
    assert find(session.library, briefing.id).title == "Strikes in January"
    form.flush()


def test_storing_what_was_typed_changes_no_page(qtbot, session, maker, form):
    with qtbot.waitSignal(maker.made, timeout=LONG):
        type_title(qtbot, form, "!")
    qtbot.waitUntil(lambda: not maker.is_busy, timeout=LONG)
    with qtbot.waitSignal(maker.checked, timeout=LONG), qtbot.assertNotEmitted(maker.made):
        form.flush()


def test_fast_typing_ends_with_all_its_letters(qtbot, maker, form):
    seen = []
    maker.made.connect(lambda pages: seen.append(read_text(pages.content)))
    type_title(qtbot, form, " and February")

    qtbot.waitUntil(lambda: bool(seen) and "January and February" in seen[-1], timeout=LONG)
    form.flush()


def test_nothing_typed_is_shown_while_the_pages_are_hidden(qtbot, maker, form):
    maker.follow_typing(follows=False)
    with qtbot.assertNotEmitted(maker.busy_changed, wait=100):
        type_title(qtbot, form, "!")
    with qtbot.waitSignal(maker.made, timeout=LONG) as told:
        maker.follow_typing(follows=True)

    assert "Strikes in January!" in read_text(told.args[0].content)
    form.flush()


def test_a_briefing_in_the_trash_gives_one_sentence(qtbot, session, maker, briefing):
    show(qtbot, maker, briefing)
    with qtbot.waitSignal(maker.failed, timeout=LONG) as told:
        session.do(trash_records([(briefing.id, "Strikes")]))

    assert told.args[0].endswith(".")
