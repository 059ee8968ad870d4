"""Each form with everything open, by keyboard and by ear."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from tests.support.forms import make_new, open_record_pane
from ui.forms.parts_editor import FoldedPartsEditor, PartsEditor
from ui.forms.record_forms import RECORD_FORMS
from ui.widgets.map_view import MapView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

VAGUE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}


def open_everything(editor):
    if isinstance(editor, FoldedPartsEditor):
        editor = editor.open()
    if isinstance(editor, PartsEditor):
        for field in editor.add_part().fields.fields.values():
            open_everything(field.editor)


@pytest.fixture(params=list(RECORD_FORMS))
def pane(qtbot, request):
    with open_record_pane(qtbot, make_new(request.param)) as (_session, opened):
        for name in opened.form.fields:
            opened.form.open_fold(name)
            open_everything(opened.form.get_editor(name))
        yield opened


def list_stops(form):
    return [
        widget
        for widget in form.findChildren(QWidget)
        if widget.isVisibleTo(form)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.objectName() != "qt_scrollarea_viewport"
    ]


def describe(widget):
    return f"{type(widget).__name__} {widget.accessibleName()}"


def walk(qtbot, form, steps):
    """Press Tab again and again; give where it led, and Ctrl+Tab where Tab writes one."""
    reached = []
    for _step in range(steps):
        before = form.window().focusWidget()
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        if form.window().focusWidget() is before:
            qtbot.keyClick(before, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        reached.append(form.window().focusWidget())
    return reached


def test_everything_that_takes_the_keyboard_says_what_it_is(pane):
    mute = []
    for widget in list_stops(pane.form):
        told = QAccessible.queryAccessibleInterface(widget)
        name = told.text(QAccessible.Text.Name)
        if not name.strip() or (told.role() in VAGUE and not isinstance(widget, MapView)):
            mute.append(f"{describe(widget)} {told.role()}")

    assert mute == []


def test_tab_leads_to_everything_and_out_again(qtbot, pane):
    stops = list_stops(pane.form)
    stops[0].setFocus()
    reached = [stops[0], *walk(qtbot, pane.form, len(stops) + 12)]

    assert [describe(one) for one in stops if one not in reached] == []
    assert any(not pane.form.isAncestorOf(one) for one in reached)
