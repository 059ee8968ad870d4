"""What a screen reader meets on a walk through the whole window."""

import datetime as dt
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QApplication, QWidget

from briefing.records.record_filter import RecordFilter
from briefing.services.records.editing import change_fields
from tests.support.windows import LONG, open_window, wait_for_desk
from ui.kinds import KINDS
from ui.panes.search_state import EVERYTHING
from ui.widgets.map_view import MapView
from ui.widgets.pages_view import PagesView
from ui.widgets.timeline_view import TimelineView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

VAGUE_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}
DRAWN = MapView | TimelineView | PagesView  # Qt has no role for drawings and pages
NO_STOPS = {"qt_scrollarea_viewport", "qt_spinbox_lineedit"}  # parts of a widget that is one


@pytest.fixture
def window(qtbot, tmp_path):
    with open_window(qtbot, tmp_path) as window:
        window.resize(1280, 800)
        window.door.open_sample()
        desk = wait_for_desk(qtbot, window)
        qtbot.waitUntil(lambda: desk.workspace.briefing_id is not None, timeout=LONG)
        yield window


def list_stops(window):
    """List the widgets that the keyboard or a click can reach now."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.objectName() not in NO_STOPS
    ]


def find_mute(window):
    """List the stops that say neither what they are nor how they are called."""
    mute = []
    for widget in list_stops(window):
        told = QAccessible.queryAccessibleInterface(widget)
        name = told.text(QAccessible.Text.Name) if told else ""
        is_drawn = isinstance(widget, DRAWN)
        if not name.strip() or (told.role() in VAGUE_ROLES and not is_drawn):
            mute.append(f"{type(widget).__name__} {widget.objectName()} {told and told.role()}")
    return mute


@pytest.mark.parametrize("kind", [*(words.kind for words in KINDS), EVERYTHING])
def test_every_stop_beside_a_record_says_what_it_is(qtbot, window, kind):
    pane = window.desk.workspace.library_pane
    pane.show_kind(kind)
    qtbot.waitUntil(lambda: pane.model.is_complete and pane.kind == kind, timeout=LONG)
    pane.focus_list()
    pane.open_selected()
    work = window.desk.workspace.work
    form_shown = lambda: work.record_pane.form is not None or not work.shows_record  # noqa: E731
    qtbot.waitUntil(form_shown, timeout=LONG)

    assert len(list_stops(window)) > 10
    assert find_mute(window) == []


def test_a_placed_record_and_the_search_above_it_say_what_they_are(qtbot, window):
    pane = window.desk.workspace.work.briefing_pane
    qtbot.waitUntil(lambda: pane.model.briefing is not None, timeout=LONG)
    section = next(s for s in pane.model.briefing.sections if s.section_kind == "actors")
    pane.show_section(section.id, section.placements[0].record)
    qtbot.waitUntil(lambda: bool(pane.detail.list_fields()), timeout=LONG)
    for field in ("base", "names", "profile"):
        pane.detail.begin_override(field)
    qtbot.waitUntil(lambda: len(pane.detail.cards) == 3, timeout=LONG)
    window.desk.session.do(change_fields(section.placements[0].record, {"base": "Rask"}))
    qtbot.waitUntil(pane.detail.compare_button.isVisible, timeout=LONG)
    pane.search.open()

    assert len(pane.detail.cards) == 3
    assert find_mute(window) == []


def test_a_section_filled_by_a_query_says_what_its_fields_are(qtbot, window):
    pane = window.desk.workspace.work.briefing_pane
    qtbot.waitUntil(lambda: pane.model.briefing is not None, timeout=LONG)
    section = next(s for s in pane.model.briefing.sections if s.section_kind == "attacks")
    pane.show_section(section.id)
    pane.settings.form.open_fold("settings.by_query")

    assert find_mute(window) == []


def test_what_a_briefing_starts_from_says_what_it_is(qtbot, window):
    window.menu_actions["start-briefing"].trigger()
    qtbot.waitUntil(lambda: window.desk.bulk.dialog is not None, timeout=LONG)

    assert find_mute(window.desk.bulk.dialog) == []
    window.desk.bulk.dialog.reject()


def test_chips_a_map_and_a_timeline_say_what_they_are(window):
    pane = window.desk.workspace.library_pane
    pane.show_kind("attack")
    pane.bar.set_filter(RecordFilter(tag="border", country="PK", unsourced=True))
    assert find_mute(window) == []
    for tab in ("map", "timeline"):
        window.menu_actions[f"view-{tab}"].trigger()
        assert find_mute(window) == []


def test_tab_goes_round_the_window_and_stays_nowhere(qtbot, window):
    window.desk.workspace.library_pane.focus_filter()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    visited = []
    for _step in range(200):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
        if visited.count(visited[0]) > 1:
            break

    assert visited.count(visited[0]) == 2
    assert window.desk.workspace.library_pane.list in visited


def test_no_two_actions_that_can_be_reached_share_a_key(window):
    window.menu_actions["view-map"].trigger()
    keys = Counter(
        key.toString()
        for action in set(window.findChildren(QAction))
        if action.shortcutContext() is not Qt.ShortcutContext.WidgetShortcut
        for key in action.shortcuts()
        if not key.isEmpty()
    )

    assert [key for key, count in keys.items() if count > 1] == []


def test_map_and_list_lead_each_other(qtbot, window):
    workspace = window.desk.workspace
    workspace.show_kind("attack")
    qtbot.waitUntil(lambda: workspace.library_pane.model.is_complete, timeout=LONG)
    window.menu_actions["view-map"].trigger()
    side = workspace.attacks_side
    assert window.menu_actions["view-map"].isChecked()
    assert workspace.preview_pane.isHidden()
    qtbot.waitUntil(lambda: side.view.status.startswith("6 attacks"), timeout=LONG)
    workspace.library_pane.list.selectAll()
    chosen = [summary.id for summary in workspace.library_pane.get_selected()][:2]
    side.view.selection_changed.emit(chosen)

    assert {s.id for s in workspace.library_pane.get_selected()} == set(chosen)
    window.menu_actions["view-map"].trigger()
    assert side.isHidden()
    assert not workspace.preview_pane.isHidden()


def test_a_span_of_the_timeline_narrows_the_list(qtbot, window):
    workspace = window.desk.workspace
    workspace.show_kind("attack")
    window.menu_actions["view-timeline"].trigger()
    day = dt.date(2024, 1, 3)
    workspace.attacks_side.view.filter_changed.emit(RecordFilter(from_date=day, to_date=day))
    pane = workspace.library_pane
    qtbot.waitUntil(lambda: pane.model.is_complete and pane.model.total < 6, timeout=LONG)

    assert [chip.text for chip in pane.bar.chips.chips] == ["3 January 2024"]
    titles = [pane.model.get_summary(row).title for row in range(pane.model.total)]
    assert any("Kerman" in title for title in titles)
