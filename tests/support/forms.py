"""Opens panes over real libraries and fills their editors as a person would."""

from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from briefing.dates import parse_date
from briefing.services.records.editing import make_record
from tests.support.libraries import find, memory_library
from tests.support.windows import LONG, open_session
from ui.forms.field_spec import EditorKind
from ui.forms.parts_editor import FoldedPartsEditor
from ui.panes.briefing_pane import BriefingPane
from ui.panes.record_pane import RecordPane

TYPED = {
    EditorKind.LINE: ("IR", "IR"),
    EditorKind.MARKDOWN: ("Said by *two* sources", "Said by *two* sources"),
    EditorKind.NUMBER: ("1,003", 1003),
    EditorKind.DECIMAL: ("-30.25", -30.25),
    EditorKind.EDTF: ("16-18 January 2024", parse_date("16-18 January 2024")),
    EditorKind.DAY: ("18 January 2024", date(2024, 1, 18)),
    EditorKind.TAGS: ("border; iran", ("border", "iran")),
}
"""What is typed for each kind of editor, and what is to be stored for it."""


PARTS_KINDS = {
    *(EditorKind.PARTS, EditorKind.FOLDED_PARTS, EditorKind.NAMES),
    *(EditorKind.FIGURES, EditorKind.RELATIONS),
}


@contextmanager
def open_pane(qtbot, make_pane, library):
    """Give a session over the library and a pane of it, shown and active."""
    with open_session(library) as session:
        pane = make_pane(session)
        pane.resize(560, 700)
        try:
            with qtbot.waitExposed(pane):
                pane.show()
            pane.activateWindow()
            qtbot.waitUntil(pane.isActiveWindow, timeout=LONG)
            yield session, pane
        finally:
            pane.flush()
            settle(qtbot, session)
            pane.close()
            pane.deleteLater()
            QApplication.processEvents()


@contextmanager
def open_record_pane(qtbot, *records, opened=None):
    """Give session and pane over a library in memory, with the first or the given record open."""
    with (
        memory_library(*records) as library,
        open_pane(qtbot, RecordPane, library) as (session, pane),
    ):
        show_record(qtbot, pane, (opened or records[0]).id)
        yield session, pane


@contextmanager
def open_briefing_pane(qtbot, briefing, *records):
    """Give session and pane with the briefing open."""
    with (
        memory_library(*records, briefing) as library,
        open_pane(qtbot, BriefingPane, library) as (session, pane),
    ):
        show_briefing(qtbot, pane, briefing.id)
        yield session, pane


def show_record(qtbot, pane, record_id):
    """Open a record and wait until its form is there."""
    pane.open_record(record_id)
    qtbot.waitUntil(lambda: pane.shown_id == record_id, timeout=LONG)


def show_briefing(qtbot, pane, briefing_id):
    """Open a briefing and wait until its outline is there."""
    pane.open_briefing(briefing_id)
    qtbot.waitUntil(lambda: pane.model.briefing is not None, timeout=LONG)


def settle(qtbot, session):
    """Wait until no task is under way."""
    qtbot.waitUntil(lambda: not session.tasks.is_busy, timeout=LONG)


def save_all(qtbot, session, pane):
    """Hand on what is typed and wait until nothing is under way."""
    pane.flush()
    settle(qtbot, session)


def read_field(session, record_id, name):
    """Give a field of the record as the library holds it."""
    return getattr(find(session.library, record_id), name)


def make_new(kind):
    """Make an empty record of the kind."""
    return make_record(kind)


def type_text(qtbot, field, text):
    """Replace the text of a field with the keyboard."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)


def choose(qtbot, box, index):
    """Choose an entry of a combo box with the keyboard."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _step in range(index):
        qtbot.keyClick(box, Qt.Key.Key_Down)


def fill(qtbot, editor, titles):  # noqa: PLR0911 - one way of typing for each kind of editor
    """Edit as a person would; give what is to be stored. `titles` names a record by its kind."""
    spec = editor.spec
    match spec.editor:
        case EditorKind.CHOICE | EditorKind.MARKING | EditorKind.MARKING_SCHEME:
            last = editor.box.count() - 1
            choose(qtbot, editor.box, last)
            return editor.box.itemData(last)
        case EditorKind.SWITCH:
            before = editor.box.isChecked()
            qtbot.mouseClick(
                editor.box, Qt.MouseButton.LeftButton, pos=QPoint(8, editor.box.height() // 2)
            )
            return not before
        case EditorKind.RECORD:
            return _pick(qtbot, editor, titles[spec.record_kind])
        case EditorKind.RECORDS:
            return (_pick(qtbot, editor.pickers[-1], titles[spec.record_kind]),)
        case EditorKind.PART | EditorKind.PLACE:
            return fill_part(qtbot, editor.part, titles)
        case kind if kind in PARTS_KINDS:
            return _add_part(qtbot, editor, titles)
        case EditorKind.MARKDOWN:
            text, value = TYPED[spec.editor]
            type_text(qtbot, editor.text, text)
            return value
        case _:
            text, value = TYPED[spec.editor]
            type_text(qtbot, editor.line, text)
            return value


def fill_part(qtbot, fields, titles):
    """Fill all fields of a part; give what is to be stored, by name."""
    return {name: fill(qtbot, field.editor, titles) for name, field in fields.fields.items()}


def _add_part(qtbot, editor, titles):
    if isinstance(editor, FoldedPartsEditor):
        qtbot.mouseClick(editor.button, Qt.MouseButton.LeftButton)
        editor = editor.parts
    qtbot.mouseClick(editor.add_button, Qt.MouseButton.LeftButton)
    return fill_part(qtbot, editor.cards[-1].fields, titles)


def _pick(qtbot, picker, record):
    type_text(qtbot, picker.line, record.display_title)
    popup = picker.suggestions.completer.popup()
    qtbot.waitUntil(popup.isVisible, timeout=LONG)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picker.read_value() == record.id, timeout=LONG)
    return record.id


def holds(stored, expected):
    """Tell whether what is stored is what was filled in; of parts, the last one."""
    if isinstance(expected, dict):
        part = stored[-1] if isinstance(stored, tuple) else stored
        return all(holds(getattr(part, name), value) for name, value in expected.items())
    if expected in ("1", "2", "3", "4", "5", "6") and isinstance(stored, int):
        return stored == int(expected)
    return stored == expected
