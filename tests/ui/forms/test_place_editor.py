"""A place is found by its name, or set on the map."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.support.forms import make_new, open_record_pane, read_field, save_all, type_text


@pytest.fixture
def opened(qtbot):
    attack = make_new("attack")
    with open_record_pane(qtbot, attack) as (session, pane):
        yield attack, session, pane, pane.form.get_editor("place")


def type_any(qtbot, line, text):
    """Type letters that a simulated keyboard does not have, as an input method does."""
    type_text(qtbot, line, "")
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def choose(qtbot, place, typed):
    type_any(qtbot, place.part.get_editor("name").line, typed)
    qtbot.waitUntil(lambda: place.suggestions.labels != [])
    popup = place.suggestions.completer.popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)


@pytest.mark.parametrize("typed", ["panjgu", "Pānjgur"])
def test_a_place_of_the_gazetteer_fills_all_its_fields(qtbot, opened, typed):
    attack, session, pane, editor = opened

    choose(qtbot, editor, typed)
    save_all(qtbot, session, pane)

    place = read_field(session, attack.id, "place")
    assert (place.name, place.admin1, place.country) == ("Panjgur", "Balochistan", "PK")
    assert (place.latitude, place.longitude) == pytest.approx((26.97, 64.09), abs=0.01)
    assert place.precision == "near"


def test_a_native_name_finds_its_place_and_shows_it(qtbot, opened):
    _attack, _session, _pane, editor = opened

    type_any(qtbot, editor.part.get_editor("name").line, "زاهدان")

    qtbot.waitUntil(lambda: any("زاهدان" in label for label in editor.suggestions.labels))


def test_a_province_is_taken_as_one(qtbot, opened):
    attack, session, pane, editor = opened

    choose(qtbot, editor, "sistan and b")
    save_all(qtbot, session, pane)

    assert read_field(session, attack.id, "place").precision == "province"


def test_the_point_is_set_on_the_map(qtbot, opened):
    attack, session, pane, editor = opened
    pane.area.ensureWidgetVisible(editor.map)

    qtbot.mouseClick(editor.map, Qt.MouseButton.LeftButton)
    save_all(qtbot, session, pane)

    place = read_field(session, attack.id, "place")
    assert place.latitude is not None
    assert len(editor.map.points) == 1


def test_a_place_without_a_match_is_kept_as_typed(qtbot, opened):
    attack, session, pane, editor = opened

    type_text(qtbot, editor.part.get_editor("name").line, "Koh-e-Nowhere")
    save_all(qtbot, session, pane)

    assert read_field(session, attack.id, "place").name == "Koh-e-Nowhere"
