"""The builder in the program's own window: placing, overriding, nesting, queries, on the pages."""

import pytest
from PySide6.QtCore import Qt

from briefing.outline import PlacementMode
from briefing.sample.library import SAMPLE_BRIEFING
from briefing.services.records.editing import change_fields
from tests.support.forms import choose, fill, type_text
from tests.support.pdf_texts import read_text
from tests.support.windows import LONG, open_window, wait_for_desk, wait_until_saved
from ui.dialogs.new_briefing_dialog import NewBriefingDialog
from ui.dialogs.placement_dialog import PlacementDialog

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.session.library_door.get_data_folder", lambda: tmp_path)
    with open_window(qtbot, tmp_path) as window:
        window.door.open_sample()
        desk = wait_for_desk(qtbot, window)
        qtbot.waitUntil(lambda: get_pages(desk) is not None, timeout=LONG)
        yield desk


def get_pages(desk):
    return desk.workspace.preview_pane.preview


def get_pane(desk):
    return desk.workspace.work.briefing_pane


def wait_for_words(qtbot, desk, words, *, there=True):
    qtbot.waitUntil(
        lambda: (words in " ".join(read_text(get_pages(desk).content).split())) is there,
        timeout=LONG,
    )


def select_actor(desk):
    pane = get_pane(desk)
    section = next(s for s in pane.model.briefing.sections if s.section_kind == "actors")
    pane.show_section(section.id, section.placements[0].record)
    return section.placements[0]


def has_problem(desk, check):
    return check in [problem.check for problem in get_pages(desk).problems]


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_correction_of_the_library_reaches_the_pages_only_as_the_analyst_decides(qtbot, desk):
    placement, detail = select_actor(desk), get_pane(desk).detail
    detail.modes[PlacementMode.PINNED].click()
    wait_until_saved(qtbot, desk)
    desk.session.do(change_fields(placement.record, {"base": "Rask", "ideology": "Deobandi"}))
    wait_until_saved(qtbot, desk)
    assert detail.state.text() == "Revision 1 used, 2 exists"
    click(qtbot, detail.compare_button)
    dialog = get_pane(desk).findChildren(PlacementDialog)[-1]
    qtbot.waitUntil(dialog.field_button.isEnabled, timeout=LONG)
    assert dialog.view.field == "base"
    click(qtbot, dialog.field_button)
    wait_until_saved(qtbot, desk)
    wait_for_words(qtbot, desk, "Base Rask")
    wait_for_words(qtbot, desk, "Deobandi", there=False)
    editor = detail.cards["base"].form.get_editor("base")
    type_text(qtbot, editor.line, "Saravan")
    get_pane(desk).flush()
    wait_for_words(qtbot, desk, "Base Saravan")
    click(qtbot, detail.newest_button)
    wait_until_saved(qtbot, desk)
    click(qtbot, detail.cards["base"].write_button)
    wait_until_saved(qtbot, desk)

    assert detail.cards == {}
    assert detail.state.text() == "Pinned to revision 3"
    wait_for_words(qtbot, desk, "Deobandi")


def test_a_placed_record_is_marked_on_its_page(desk):
    pane, pages = get_pane(desk), desk.workspace.preview_pane.view
    section = next(s for s in pane.model.briefing.sections if s.section_kind == "attacks")
    for placement in section.placements:
        pane.show_section(section.id, placement.record)
        places = get_pages(desk).list_places(section.id, placement.record)

        assert pages._marks == [(place.page, place.top, place.bottom) for place in places]
        assert len(places) < len(get_pages(desk).list_places(section.id))


def test_a_nested_section_is_numbered_on_the_pages_and_hides_with_the_one_around_it(qtbot, desk):
    pane = get_pane(desk)
    titles = [section.title for section in pane.model.briefing.sections]
    place = titles.index("Where it happened")
    pane.show_section(pane.model.briefing.sections[place].id)
    pane.tree.setFocus()
    qtbot.keyClick(pane.tree, Qt.Key.Key_Right, ALT_SHIFT)
    wait_until_saved(qtbot, desk)
    wait_for_words(qtbot, desk, f"{place}.1 Where it happened")
    pane.show_section(pane.model.briefing.sections[place - 1].id)
    fill(qtbot, pane.settings.form.get_editor("included"), {})
    pane.flush()

    wait_for_words(qtbot, desk, "Where it happened", there=False)


def test_a_query_fills_a_section_and_a_page_budget_is_watched(qtbot, desk):
    pane = get_pane(desk)
    attacks = next(s for s in pane.model.briefing.sections if s.section_kind == "attacks")
    pane.show_section(attacks.id)
    form = pane.settings.form
    form.open_fold("settings.by_query")
    type_text(qtbot, form.get_editor("settings.query").part.get_editor("country").line, "IQ")
    fill(qtbot, form.get_editor("settings.by_query"), {})
    choose(qtbot, form.get_editor("settings.layout").box, 2)
    pane.flush()
    wait_until_saved(qtbot, desk)
    assert pane.settings.finds.words.text() == "The query finds 1 attack."
    pane.show_section("")
    pane.tree.setCurrentIndex(pane.model.index(0, 0))
    type_text(qtbot, pane.settings.form.get_editor("page_budget").line, "2")
    pane.flush()
    qtbot.waitUntil(lambda: has_problem(desk, "over-page-budget"), timeout=LONG)

    assert " of 2 pages" in get_pages(desk).describe_length()


def test_the_next_issue_begins_with_all_that_the_last_one_says(qtbot, desk):
    desk.bulk.start_briefing()
    qtbot.waitUntil(lambda: isinstance(desk.bulk.dialog, NewBriefingDialog), timeout=LONG)
    dialog = desk.bulk.dialog
    qtbot.waitUntil(dialog.start_button.isEnabled, timeout=LONG)
    click(qtbot, dialog.start_button)
    qtbot.waitUntil(lambda: desk.workspace.briefing_id != SAMPLE_BRIEFING, timeout=LONG)
    qtbot.waitUntil(lambda: get_pages(desk) is not None, timeout=LONG)

    wait_for_words(qtbot, desk, "Actor profile: Jaish al-Adl")
    assert desk.workspace.briefing_id != SAMPLE_BRIEFING
