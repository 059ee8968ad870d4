"""The dialog in which a briefing gets its house template."""

import pytest
from PySide6.QtCore import Qt

from briefing.sample.library import SAMPLE_BRIEFING, read_sample
from briefing.services.files.exchanging import import_exchange
from briefing.services.history import History
from db.engine import open_library
from tests.support.house_templates import make_template
from tests.support.windows import open_session
from ui.dialogs.house_templates_dialog import HouseTemplatesDialog


@pytest.fixture
def library(tmp_path):
    opened = open_library(tmp_path / "library.briefings", author="Ada", create=True)
    History(opened).do(import_exchange(read_sample(), origin="sample"))
    yield opened
    opened.close()


@pytest.fixture
def dialog(qtbot, library):
    with open_session(library) as session:
        opened = HouseTemplatesDialog(session, SAMPLE_BRIEFING)
        qtbot.addWidget(opened)
        opened.show()
        qtbot.waitUntil(lambda: opened.list.count() == 1)
        yield opened


@pytest.fixture
def added(qtbot, dialog, tmp_path):
    path = tmp_path / "<b>Acme.docx"
    path.write_bytes(make_template())
    dialog.add_file(path)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    return dialog


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def list_texts(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def get_used(library):
    with library.read() as unit:
        return unit.records.get_record(SAMPLE_BRIEFING).house_template


def test_without_templates_the_own_design_is_used(dialog):
    assert list_texts(dialog) == ["None: the page design of the briefing · used by this briefing"]
    assert not dialog.use_button.isEnabled()


def test_a_template_is_added_chosen_and_removed(qtbot, library, added):
    assert list_texts(added)[1] == "<b>Acme · 200 × 280 mm"

    qtbot.keyClick(added.list, Qt.Key.Key_Down)
    press(qtbot, added.use_button)
    qtbot.waitUntil(lambda: get_used(library) == "<b>Acme")
    qtbot.waitUntil(lambda: list_texts(added)[1].endswith("used by this briefing"))

    press(qtbot, added.remove_button)
    qtbot.waitUntil(lambda: added.list.count() == 1)


def test_a_file_that_cannot_be_used_says_why_and_changes_nothing(qtbot, dialog, tmp_path):
    path = tmp_path / "notes.docx"
    path.write_text("no Word file", encoding="utf-8")

    dialog.add_file(path)

    qtbot.waitUntil(dialog.fault.isVisible)
    assert "not a Word document" in dialog.fault.text()
    assert dialog.list.count() == 1


def test_the_own_design_can_be_chosen_again(qtbot, library, added):
    qtbot.keyClick(added.list, Qt.Key.Key_Down)
    qtbot.keyClick(added.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: get_used(library) == "<b>Acme")
    qtbot.waitUntil(lambda: list_texts(added)[1].endswith("used by this briefing"))

    qtbot.keyClick(added.list, Qt.Key.Key_Up)
    press(qtbot, added.use_button)

    qtbot.waitUntil(lambda: get_used(library) == "")
