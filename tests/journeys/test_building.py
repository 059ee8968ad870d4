"""An hour at the outline, in the program's own window: each act shows on the pages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from briefing.sections.registry import get_section_kinds
from briefing.services.records.editing import change_fields
from tests.support.forms import choose, fill, type_text
from tests.support.pdf_texts import read_text
from tests.support.windows import LONG, open_window, wait_for_desk, wait_until_saved
from ui.dialogs.names_dialog import NamesDialog

CTRL = Qt.KeyboardModifier.ControlModifier
RED = 5  # of the choices of a marking
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desk(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.session.library_door.get_data_folder", lambda: tmp_path)
    with open_window(qtbot, tmp_path) as window:
        window.resize(1280, 800)
        window.door.open_sample()
        desk = wait_for_desk(qtbot, window)
        qtbot.waitUntil(lambda: get_pages(desk) is not None, timeout=LONG)
        yield desk


def get_pages(desk):
    return desk.workspace.preview_pane.preview


def get_pane(desk):
    return desk.workspace.work.briefing_pane


def get_sections(desk):
    return get_pane(desk).model.briefing.sections


def wait_for_words(qtbot, desk, words, *, there=True):
    qtbot.waitUntil(
        lambda: (words in " ".join(read_text(get_pages(desk).content).split())) is there,
        timeout=LONG,
    )


def list_checks(desk):
    return {problem.check for problem in get_pages(desk).problems}


def show(desk, kind):
    section = next(s for s in get_sections(desk) if s.section_kind == kind)
    get_pane(desk).show_section(section.id)
    return section


def add(qtbot, desk, kind):
    """Add a section from the menu of the outline; give it once it is stored and selected."""
    pane = get_pane(desk)
    before = {section.id for section in get_sections(desk)}
    menu = next(a for a in pane.menu_actions() if a.menu() is not None).menu()
    next(a for a in menu.actions() if a.text() == kind.title).trigger()
    wait_until_saved(qtbot, desk)
    (added,) = [s for s in get_sections(desk) if s.id not in before]
    qtbot.waitUntil(lambda: pane.current_section_id == added.id, timeout=LONG)
    return added


def list_untold(desk, sections):
    """List the titles of sections of which neither the pages nor the problems say anything."""
    pages = get_pages(desk)
    told = " ".join(f"{problem.message} {problem.remedy}" for problem in pages.problems)
    return [t for section, t in sections if not pages.list_places(section) and t not in told]


def test_every_kind_of_section_is_added_with_its_settings_and_a_word_on_what_is_missing(
    qtbot, desk
):
    pane = get_pane(desk)
    added = []
    for kind in get_section_kinds().values():
        section = add(qtbot, desk, kind)
        settings = {f"settings.{field.name}" for field in kind.fields}
        assert settings <= set(pane.settings.form.fields)
        pane.settings.form.focus_field("title")
        type_text(qtbot, pane.settings.form.get_editor("title").line, f"Part {kind.key}")
        pane.flush()
        added.append((section.id, f"Part {kind.key}"))
    wait_until_saved(qtbot, desk)
    wait_for_words(qtbot, desk, "Part sources")
    qtbot.waitUntil(lambda: not list_untold(desk, added), timeout=LONG)
    assert "section-fault" not in list_checks(desk)


def test_lead_in_marking_and_page_break_of_a_section_are_printed(qtbot, desk):
    pane = get_pane(desk)
    section = show(desk, "background")
    form = pane.settings.form
    before = get_pages(desk).list_places(section.id)[0]
    form.focus_field("lead_in")
    qtbot.keyClicks(QApplication.focusWidget(), "Read this before the rest.")
    fill(qtbot, form.get_editor("page_break"), {})
    choose(qtbot, form.get_editor("marking").box, RED)
    pane.flush()
    wait_for_words(qtbot, desk, "Read this before the rest.")

    wait_for_words(qtbot, desk, "TLP:RED")  # the highest of the parts
    after = get_pages(desk).list_places(section.id)[0]
    assert after.page > before.page
    assert after.top < before.top


def test_records_selected_together_are_placed_at_once_and_taken_back_at_once(qtbot, desk):
    show(desk, "attacks")
    section = add(qtbot, desk, get_section_kinds()["attacks"])
    desk.show_list("attack")
    library = desk.workspace.library_pane
    qtbot.waitUntil(lambda: library.kind == "attack" and library.model.is_complete, timeout=LONG)
    count = library.model.total
    qtbot.keyClick(library.list, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(library.list, Qt.Key.Key_Return, CTRL)
    placed = lambda: get_pane(desk).model.find_section(section.id)  # noqa: E731
    rows = lambda: get_pane(desk).model.rowCount(placed())  # noqa: E731
    qtbot.waitUntil(lambda: rows() == count, timeout=LONG)
    desk.undo()

    qtbot.waitUntil(lambda: rows() == 0, timeout=LONG)


def test_ctrl_f_in_the_outline_finds_words_in_what_is_placed(qtbot, desk):
    pane = get_pane(desk)
    pane.tree.setFocus()
    desk.workspace.window().menu_actions["find"].trigger()
    type_text(qtbot, pane.search.line, "procession")
    qtbot.keyClick(pane.search.line, Qt.Key.Key_Return)

    assert pane.search.count.text().startswith("1 of ")
    assert pane.tree.current_row.placement is not None


def test_a_name_that_is_settled_is_printed_everywhere(qtbot, desk):
    wait_for_words(qtbot, desk, "Actor profile: Jaish al-Adl")
    desk.workspace.window().menu_actions["names"].trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NamesDialog), timeout=LONG)
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(lambda: bool(dialog.choices), timeout=LONG)
    choice = next(c for c in dialog.choices if c.accessibleName() == "Name of Jaish al-Adl")
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    name = choice.currentText()
    qtbot.mouseClick(dialog.settle, Qt.MouseButton.LeftButton)
    dialog.accept()
    wait_until_saved(qtbot, desk)

    assert name != "Jaish al-Adl"
    wait_for_words(qtbot, desk, f"{name} is a Sunni militant group")


def test_a_comment_is_a_problem_until_it_is_resolved(qtbot, desk):
    show(desk, "background")
    desk.workspace.window().menu_actions["comment"].trigger()
    comments = desk.workspace.comments_pane
    qtbot.keyClicks(comments.text, "Who counted these?")
    qtbot.keyClick(comments.text, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "open-comment" in list_checks(desk), timeout=LONG)
    problem = next(p for p in get_pages(desk).problems if p.check == "open-comment")
    show(desk, "text")
    pane = desk.workspace.problems_pane
    desk.workspace.show_pane("problems", visible=True)
    pane.focus_list()
    pane.go_to_next()
    assert get_pane(desk).current_section_id == problem.section
    comments.list.setCurrentRow(0)
    qtbot.mouseClick(comments.resolve_button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "open-comment" not in list_checks(desk), timeout=LONG)


def list_shown(desk):
    """List what the outline shows of its sections at the top."""
    model = get_pane(desk).model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_outline_has_the_numbers_of_the_pages(qtbot, desk):
    pane = get_pane(desk)
    numbered = ["Front page", "1  Key judgements", "2  What happened"]
    qtbot.waitUntil(lambda: list_shown(desk)[:3] == numbered, timeout=LONG)
    show(desk, "text")
    fill(qtbot, pane.settings.form.get_editor("included"), {})
    pane.flush()

    qtbot.waitUntil(lambda: list_shown(desk)[2] == "What happened", timeout=LONG)
    qtbot.waitUntil(lambda: list_shown(desk)[3].startswith("2  "), timeout=LONG)


def test_the_next_problem_puts_the_cursor_where_it_is_mended(qtbot, desk):
    window, work = desk.workspace.window(), desk.workspace.work
    show(desk, "text")
    pane = get_pane(desk)
    pane.show_section("")
    choose(qtbot, pane.settings.form.get_editor("marking").box, 0)
    pane.flush()
    qtbot.waitUntil(lambda: "no-marking" in list_checks(desk), timeout=LONG)
    show(desk, "text")
    window.menu_actions["next-problem"].trigger()
    assert QApplication.focusWidget() is pane.settings.form.get_editor("marking").box
    choose(qtbot, pane.settings.form.get_editor("marking").box, 3)
    actor = show(desk, "actors").placements[0].record
    desk.session.do(change_fields(actor, {"marking": ""}))
    qtbot.waitUntil(lambda: list_checks(desk) == {"unmarked-record"}, timeout=LONG)
    window.menu_actions["next-problem"].trigger()

    qtbot.waitUntil(lambda: work.record_pane.shown_id == actor, timeout=LONG)
    box = work.record_pane.form.get_editor("marking").box
    qtbot.waitUntil(lambda: QApplication.focusWidget() is box, timeout=LONG)
