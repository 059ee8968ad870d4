import json
import re
from collections import Counter

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from briefing.services.records.editing import create_record
from tests.support.libraries import disk_library, find, make_actor, make_attack
from tests.support.windows import LONG, open_window, read_sample, wait_for_desk, wait_until_saved
from tests.support.worker_calls import add
from ui.actions import ACTIONS, Needs
from ui.theme.tokens import DARK, current_colours
from ui.worker.worker_process import Callbacks

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def library(tmp_path):
    return tmp_path / "team.briefings"


@pytest.fixture
def window(qtbot, tmp_path, library):
    with disk_library(library, make_actor("Ansar"), make_attack("Strike")):
        pass
    with open_window(qtbot, tmp_path, library=library) as window:
        yield window


def list_kind(qtbot, window, kind):
    pane = window.desk.workspace.library_pane
    window.menu_actions[f"list-{kind}"].trigger()
    qtbot.waitUntil(lambda: pane.kind == kind and pane.model.is_loaded)
    return pane


def test_the_first_start_offers_a_sample_a_new_library_and_an_old_one(qtbot, tmp_path):
    with open_window(qtbot, tmp_path) as window:
        window.start(None)
        texts = [b.text() for b in window.welcome.findChildren(QPushButton)]

    assert texts == ["Open &sample library", "&New library…", "&Open library…"]


def test_a_library_that_is_gone_is_said_and_never_made_anew(qtbot, tmp_path):
    missing = tmp_path / "gone.briefings"
    with open_window(qtbot, tmp_path) as window:
        window.start(missing)
        sentence = window.welcome.sentence

    assert str(missing) in sentence
    assert not missing.exists()


def test_a_library_in_use_gives_one_sentence_and_can_be_tried_again(qtbot, tmp_path, library):
    with open_window(qtbot, tmp_path) as window:
        with disk_library(library):
            window.door.open(library)
            qtbot.waitUntil(lambda: bool(window.bar.text), timeout=LONG)
        again = next(b for b in window.bar.findChildren(QPushButton) if b.text() == "Try again")
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)

        wait_for_desk(qtbot, window)


def test_a_file_that_is_no_library_gives_one_sentence(qtbot, tmp_path):
    path = tmp_path / "letter.briefings"
    path.write_text("Dear colleague, " * 100)
    with open_window(qtbot, tmp_path) as window:
        window.door.open(path)
        qtbot.waitUntil(lambda: bool(window.bar.text), timeout=LONG)

        assert window.desk is None
        assert "letter.briefings" in window.bar.text


def test_a_new_record_is_listed_selected_and_open(qtbot, window):
    pane = list_kind(qtbot, window, "actor")
    window.menu_actions["new-record"].trigger()
    work = window.desk.workspace.work
    qtbot.waitUntil(lambda: bool(work.record_pane.record_id), timeout=LONG)
    qtbot.waitUntil(lambda: len(pane.get_selected()) == 1 and pane.model.total == 2)

    assert pane.get_selected()[0].id == work.record_pane.record_id
    assert work.shows_record


def test_a_record_in_the_trash_can_be_brought_back_with_one_click(qtbot, window):
    pane = list_kind(qtbot, window, "actor")
    pane.focus_list()
    window.menu_actions["trash"].trigger()
    qtbot.waitUntil(lambda: pane.model.total == 0 and pane.model.is_loaded)
    wait_until_saved(qtbot, window.desk)
    undo = next(b for b in window.bar.findChildren(QPushButton) if b.text() == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: pane.model.total == 1)


def test_undo_and_redo_are_named_in_the_menu(qtbot, window):
    with qtbot.waitSignal(window.desk.session.changed):
        window.desk.session.do(create_record(make_actor("R&D unit")))
    undo, redo = window.menu_actions["undo"], window.menu_actions["redo"]
    qtbot.waitUntil(lambda: "create actor" in undo.text())
    assert "R&&D unit" in undo.text()

    undo.trigger()
    qtbot.waitUntil(lambda: "create actor" in redo.text())


def test_a_copy_is_opened_beside_the_original(qtbot, window):
    pane = list_kind(qtbot, window, "actor")
    pane.focus_list()
    window.menu_actions["duplicate"].trigger()

    qtbot.waitUntil(lambda: pane.model.total == 2)


def test_dropping_a_file_imports_it_as_one_step(qtbot, window, tmp_path):
    path = tmp_path / "sample.json"
    path.write_bytes(read_sample())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        window.rect().center(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    button = window.desk.bulk.dialog.import_button
    qtbot.waitUntil(button.isEnabled, timeout=LONG)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: window.bar.text.startswith("Imported "), timeout=LONG)
    assert window.desk.session.undo_label.startswith("import ")


def test_a_damaged_file_imports_nothing_and_says_so(qtbot, window, tmp_path):
    path = tmp_path / "broken.json"
    path.write_text(json.dumps({"records": [{"kind": "actor"}]}))
    window.desk.bulk.import_files([path])
    dialog = window.desk.bulk.dialog
    qtbot.waitUntil(dialog.fault.isVisible, timeout=LONG)

    dialog.reject()
    assert window.desk.session.undo_label == ""


def test_no_two_actions_share_a_key(window):
    actions = [*window.findChildren(QAction)]
    keys = Counter(
        key.toString() for action in set(actions) for key in action.shortcuts() if not key.isEmpty()
    )

    assert keys
    assert [key for key, count in keys.items() if count > 1] == []


def test_letters_are_unique_in_every_menu(window):
    for path in {spec.menu for spec in ACTIONS}:
        menu = window.menu_actions.get_menu(path)
        letters = Counter(
            match.group(1).lower()
            for action in menu.actions()
            if (match := re.search(r"(?<!&)&(\w)", action.text()))
        )
        assert [letter for letter, count in letters.items() if count > 1] == [], path


def test_every_action_of_the_table_does_something(window):
    for spec in ACTIONS:
        if spec.key != "-":
            assert isinstance(window.menu_actions[spec.key], QAction)


def test_without_a_library_only_what_makes_sense_is_enabled(qtbot, tmp_path):
    with open_window(qtbot, tmp_path) as window:
        enabled = {
            spec.key
            for spec in ACTIONS
            if spec.key != "-" and window.menu_actions[spec.key].isEnabled()
        }

    assert enabled == {s.key for s in ACTIONS if s.needs is Needs.NOTHING and s.key != "-"}


def test_f6_goes_round_the_parts_of_the_window(qtbot, window):
    workspace = window.desk.workspace
    visited = []
    for _step in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        parts = {"list": workspace.library_pane, "work": workspace.work}
        parts["preview"] = workspace.preview_pane
        visited.append(next(n for n, part in parts.items() if part.isAncestorOf(focus)))

    assert set(visited) == {"list", "work", "preview"}
    assert visited[0] == visited[3]


def test_panes_can_be_hidden_and_stay_so(qtbot, tmp_path, library):
    with open_window(qtbot, tmp_path, library=library) as window:
        window.menu_actions["pane-preview"].trigger()
        assert not window.desk.workspace.preview_pane.isVisible()
    with open_window(qtbot, tmp_path, library=library) as window:
        assert not window.desk.workspace.preview_pane.isVisible()
        window.menu_actions["pane-preview"].trigger()
        assert window.desk.workspace.preview_pane.isVisible()


def test_the_library_opened_last_is_opened_again(qtbot, tmp_path, library):
    with open_window(qtbot, tmp_path, library=library):
        pass
    with open_window(qtbot, tmp_path) as window:
        window.start(None)
        desk = wait_for_desk(qtbot, window)

        assert desk.session.library.path == library


def test_another_library_is_opened_while_pages_are_made(qtbot, tmp_path, library):
    with open_window(qtbot, tmp_path) as window:
        window.door.open_sample()
        maker = wait_for_desk(qtbot, window).workspace.preview_maker
        qtbot.waitUntil(lambda: maker.briefing_id is not None, timeout=LONG)
        window.door.create(library)
        opened = lambda: window.desk is not None and window.desk.session.library.path == library  # noqa: E731
        qtbot.waitUntil(opened, timeout=LONG)
        sums = []
        callbacks = Callbacks(on_result=sums.append, on_error=sums.append)
        window.worker.run(add, 1, 2, callbacks=callbacks)

        qtbot.waitUntil(lambda: sums == [3], timeout=LONG)  # after the pages of the sample


def test_a_record_is_placed_from_the_search_field(qtbot, window):
    pane = list_kind(qtbot, window, "actor")
    pane.focus_filter()
    qtbot.keyClicks(pane.bar.field, "ans")
    qtbot.waitUntil(lambda: pane.has_selection and pane.model.filter_text == "ans")
    with qtbot.waitSignal(pane.place_requested, timeout=LONG) as told:
        qtbot.keyClick(pane.bar.field, Qt.Key.Key_Return, CTRL)

    assert told.args == [[pane.list.current.id]]


def test_lists_come_back_with_filter_order_and_selection(qtbot, tmp_path, library):
    with disk_library(library, make_actor("Ansar"), make_actor("Zabul")):
        pass
    with open_window(qtbot, tmp_path, library=library) as window:
        pane = list_kind(qtbot, window, "actor")
        qtbot.keyClicks(pane.bar.field, "za")
        qtbot.waitUntil(lambda: [s.title for s in pane.get_selected()] == ["Zabul"])
        list_kind(qtbot, window, "attack")
    with open_window(qtbot, tmp_path, library=library) as window:
        pane = window.desk.workspace.library_pane
        assert pane.kind == "attack"
        list_kind(qtbot, window, "actor")

        assert pane.bar.field.text() == "za"
        qtbot.waitUntil(lambda: [s.title for s in pane.get_selected()] == ["Zabul"])


def test_another_library_does_not_take_over_what_was_searched_in_the_last(qtbot, tmp_path, window):
    pane = list_kind(qtbot, window, "actor")
    qtbot.keyClicks(pane.bar.field, "ans")
    qtbot.waitUntil(lambda: pane.model.filter_text == "ans")
    other = tmp_path / "other.briefings"
    window.door.create(other)
    opened = lambda: window.desk is not None and window.desk.session.library.path == other  # noqa: E731
    qtbot.waitUntil(opened, timeout=LONG)

    assert list_kind(qtbot, window, "actor").bar.field.text() == ""


def test_the_theme_is_chosen_in_the_menu_and_remembered(qtbot, tmp_path):
    with open_window(qtbot, tmp_path) as window:
        window.menu_actions["theme-dark"].trigger()

        assert current_colours() is DARK
        assert window.menu_actions["theme-dark"].isChecked()
        assert window.settings.theme == "dark"


def test_geometry_that_cannot_be_read_does_no_harm(qtbot, tmp_path):
    (tmp_path / "settings.json").write_text('{"geometry": "AAAA%%%", "sizes": [-1, 0]}')
    with open_window(qtbot, tmp_path) as window:
        assert window.width() >= 800


def test_what_was_typed_is_stored_when_the_window_closes(qtbot, tmp_path, library):
    actor = make_actor("Ansar")
    with disk_library(library, actor):
        pass
    with open_window(qtbot, tmp_path, library=library) as window:
        window.desk.workspace.open_record(actor.id, "actor")
        form_of = window.desk.workspace.work.record_pane
        qtbot.waitUntil(lambda: form_of.form is not None, timeout=LONG)
        field = next(f for f in form_of.findChildren(QLineEdit) if f.text() == "Ansar")
        field.setFocus()
        field.end(False)
        qtbot.keyClicks(field, " al-Din")
    with disk_library(library) as opened:
        assert find(opened, actor.id).display_title == "Ansar al-Din"


def test_no_label_takes_text_for_markup(qtbot, window):
    actor = make_actor('<img src="/etc/passwd"><b>Ansar</b>')
    with qtbot.waitSignal(window.desk.session.changed):
        window.desk.session.do(create_record(actor))
    window.desk.workspace.open_record(actor.id, "actor")
    qtbot.waitUntil(lambda: window.desk.workspace.work.record_pane.form is not None, timeout=LONG)
    guessing = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText and label.text()
    ]

    assert guessing == []


def test_everything_one_can_reach_by_tab_has_a_name(qtbot, window):
    window.desk.workspace.open_record(window.desk.workspace.library_pane.kind, "actor")
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]

    assert nameless == []


def test_keys_work_as_the_menu_says(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    pane = window.desk.workspace.library_pane
    qtbot.waitUntil(lambda: pane.kind == "actor" and pane.model.is_loaded)
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)

    assert isinstance(window.focusWidget(), QLineEdit)
    assert QKeySequence("Ctrl+F") in window.menu_actions["find"].shortcuts()
