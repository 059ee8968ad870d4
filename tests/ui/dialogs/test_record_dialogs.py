import pytest
from PySide6.QtCore import Qt

from briefing.services.history import History
from briefing.services.records.editing import change_fields, create_record, make_record
from db.engine import open_library
from tests.support.images import write_image
from tests.support.windows import open_session
from ui.dialogs.attachments_dialog import AttachmentsDialog
from ui.dialogs.history_dialog import HistoryDialog


@pytest.fixture
def library(tmp_path):
    opened = open_library(tmp_path / "library.briefings", author="Ada", create=True)
    yield opened
    opened.close()


@pytest.fixture
def session(qtbot, library):
    with open_session(library) as opened:
        yield opened


@pytest.fixture
def actor(library):
    record = make_record("actor")
    history = History(library)
    history.do(create_record(record))
    history.do(change_fields(record.id, {"base": "Rask"}))
    return read(library, record.id)


def read(library, record_id):
    with library.read() as unit:
        return unit.records.get_record(record_id)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def attachments(qtbot, session, actor):
    dialog = AttachmentsDialog(session, actor)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_a_file_is_added_chosen_as_emblem_and_taken_away(
    qtbot, library, actor, attachments, tmp_path
):
    picture = tmp_path / "<b>emblem.png"
    picture.write_bytes(write_image())
    attachments.add_file(picture)
    qtbot.waitUntil(lambda: attachments.list.count() == 1)
    assert attachments.list.item(0).text().startswith("<b>emblem.png")

    press(qtbot, attachments.use_button)
    qtbot.waitUntil(lambda: "emblem" in attachments.list.item(0).text().split(" · "))
    assert read(library, actor.id).emblem

    press(qtbot, attachments.remove_button)
    qtbot.waitUntil(lambda: attachments.list.count() == 0)
    assert read(library, actor.id).attachments == ()


def test_an_attachment_is_saved_to_a_file(qtbot, attachments, tmp_path):
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    attachments.add_file(picture)
    qtbot.waitUntil(lambda: attachments.list.count() == 1)
    attachments.save_to(tmp_path / "b.png")

    qtbot.waitUntil((tmp_path / "b.png").exists)
    assert (tmp_path / "b.png").read_bytes() == b"picture"


def test_a_file_that_cannot_be_read_is_told_in_the_dialog(qtbot, attachments, tmp_path):
    attachments.add_file(tmp_path / "gone.png")

    qtbot.waitUntil(attachments.fault.isVisible)
    assert "cannot be read" in attachments.fault.text()


def test_an_older_revision_is_restored_from_the_history(qtbot, library, session, actor):
    dialog = HistoryDialog(session, actor.id, actor.display_title)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2)
    assert not dialog.restore_button.isEnabled()

    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    press(qtbot, dialog.restore_button)

    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 3)
    assert read(library, actor.id).base == ""
