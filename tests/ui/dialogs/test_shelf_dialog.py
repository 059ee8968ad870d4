"""Images are added, looked at, cropped and described in their dialog."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from briefing.imaging.picture import Crop
from briefing.outline import Briefing
from briefing.services.briefings.outlining import make_section
from briefing.services.files.shelves import RecordShelf, SectionShelf, SettingsShelf
from briefing.services.history import History
from briefing.services.records.editing import create_record
from db.engine import open_library
from tests.support.builders import make_actor, numbered
from tests.support.drops import drop
from tests.support.images import (
    describe_image,
    keep,
    make_image,
    make_phone_photo,
    make_png_bomb,
    write_image,
)
from tests.support.windows import open_session
from ui.dialogs.shelf_dialog import ShelfDialog
from ui.flows.incoming_files import Incoming
from ui.panes.images_line import ImagesLine
from ui.session.library_session import SaveState

PHOTO = make_phone_photo(400, 300)
OTHER = write_image(make_image(90, 60))


@pytest.fixture
def library(tmp_path):
    opened = open_library(tmp_path / "library.briefings", author="Ada", create=True)
    keep(opened, PHOTO, OTHER)
    yield opened
    opened.close()


@pytest.fixture
def session(qtbot, library):
    with open_session(library) as opened:
        yield opened


@pytest.fixture
def shelf(library):
    photo = describe_image(PHOTO, "fence.jpg", alternative_text="")
    other = describe_image(OTHER, "other.png")
    actor = make_actor(attachments=(photo, other))
    History(library).do(create_record(actor))
    return RecordShelf(actor.id)


@pytest.fixture
def section_shelf(library):
    section = make_section("images")
    History(library).do(create_record(Briefing(id=numbered(1), sections=(section,))))
    return SectionShelf(numbered(1), section.id)


def open_dialog(qtbot, session, shelf):
    dialog = ShelfDialog(session, shelf)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


@pytest.fixture
def dialog(qtbot, session, shelf):
    opened = open_dialog(qtbot, session, shelf)
    qtbot.waitUntil(
        lambda: opened.list.count() == 2 and opened.details.view.find_area().width() > 0
    )
    return opened


def read(library, shelf):
    with library.read() as unit:
        return shelf.read(unit).attachments


def read_briefing(library):
    with library.read() as unit:
        return unit.records.get_record(numbered(1))


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def list_names(dialog):
    return [dialog.list.item(row).text().split("\n")[0] for row in range(dialog.list.count())]


def test_words_are_kept_a_moment_after_they_are_typed(qtbot, library, session, shelf, dialog):
    assert "no alternative text" in dialog.list.item(0).text()
    qtbot.keyClicks(dialog.details.caption, "The **fence**")
    assert session.save_state is SaveState.UNSAVED
    qtbot.keyClicks(dialog.details.alternative_text, "A fence.")
    qtbot.waitUntil(lambda: read(library, shelf)[0].alternative_text == "A fence.")

    assert read(library, shelf)[0].caption == "The **fence**"
    qtbot.waitUntil(lambda: session.save_state is SaveState.SAVED)
    qtbot.waitUntil(lambda: "no alternative text" not in dialog.list.item(0).text())


def test_closing_keeps_what_was_typed_last(qtbot, library, shelf, dialog):
    qtbot.keyClicks(dialog.details.credit, "Ada")
    dialog.reject()

    qtbot.waitUntil(lambda: read(library, shelf)[0].credit == "Ada")


def test_the_frame_is_dragged_to_what_is_printed(qtbot, library, shelf, dialog):
    view = dialog.details.view
    area = view.find_area()
    start = QPoint(round(area.left()), round(area.center().y()))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, start + QPoint(round(area.width() / 4), 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: read(library, shelf)[0].crop != Crop())
    crop = read(library, shelf)[0].crop
    assert 0.2 < crop.left < 0.3
    assert (crop.top, crop.right, crop.bottom) == (0.0, 0.0, 0.0)
    assert dialog.details.cuts["left"].value() == round(100 * crop.left)


def test_the_frame_follows_the_keyboard_too(qtbot, library, shelf, dialog):
    box = dialog.details.cuts["bottom"]
    box.setFocus()
    for _ in range(3):
        qtbot.keyClick(box, Qt.Key.Key_Up)

    qtbot.waitUntil(lambda: read(library, shelf)[0].crop.bottom == 0.03)
    assert dialog.details.view.crop.bottom == 0.03


def test_an_image_takes_the_width_that_is_chosen(qtbot, library, shelf, dialog):
    box = dialog.details.width_choice
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)

    qtbot.waitUntil(lambda: read(library, shelf)[0].width == 0.25)


def test_another_image_has_its_own_words(qtbot, library, shelf, dialog):
    qtbot.keyClicks(dialog.details.caption, "First")
    dialog.list.setCurrentRow(1)
    assert dialog.details.caption.text() == ""
    qtbot.keyClicks(dialog.details.caption, "Second")
    dialog.list.setCurrentRow(0)

    qtbot.waitUntil(lambda: [a.caption for a in read(library, shelf)] == ["First", "Second"])
    assert dialog.details.caption.text() == "First"


def test_images_are_moved_and_taken_away(qtbot, library, shelf, dialog):
    press(qtbot, dialog.down_button)
    qtbot.waitUntil(lambda: list_names(dialog) == ["other.png", "fence.jpg"])
    assert dialog.get_selected().name == "fence.jpg"
    assert not dialog.down_button.isEnabled()

    press(qtbot, dialog.remove_button)
    qtbot.waitUntil(lambda: list_names(dialog) == ["other.png"])


def test_an_image_is_pasted(qtbot, library, shelf, dialog):
    image = QImage(12, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    press(qtbot, dialog.paste_button)
    qtbot.waitUntil(lambda: dialog.list.count() == 3)

    assert read(library, shelf)[2].name == "Pasted image.png"
    assert read(library, shelf)[2].media_type == "image/png"


def test_a_clipboard_without_an_image_says_so(qtbot, dialog):
    QGuiApplication.clipboard().setText("words")
    press(qtbot, dialog.paste_button)

    assert dialog.fault.text().startswith("There is neither an image nor a file")


def test_files_are_dropped_on_the_dialog(qtbot, library, shelf, dialog, tmp_path):
    paths = [tmp_path / "a.png", tmp_path / "b.txt"]
    paths[0].write_bytes(write_image(make_image(31, 9)))
    paths[1].write_text("notes")
    drop(dialog, *paths)
    qtbot.waitUntil(lambda: dialog.list.count() == 4)

    assert [one.name for one in read(library, shelf)[2:]] == ["a.png", "b.txt"]


def test_an_image_is_copied_into_a_text(qtbot, dialog):
    from ui.text_editor.pasting import OWN_FORMAT

    press(qtbot, dialog.copy_button)
    data = QGuiApplication.clipboard().mimeData()

    assert data.data(OWN_FORMAT).toStdString() == (
        f"![](attachment:{describe_image(PHOTO).sha256[:12]})"
    )


def test_what_cannot_be_shown_says_why_and_can_be_taken_away(qtbot, library, session, tmp_path):
    content = make_png_bomb(12_000, 12_000)
    keep(library, content)
    actor = make_actor(number=12, attachments=(describe_image(content, "bomb.png"),))
    History(library).do(create_record(actor))
    dialog = open_dialog(qtbot, session, RecordShelf(actor.id))
    qtbot.waitUntil(lambda: "64 million pixels" in dialog.details.fault.text())

    press(qtbot, dialog.remove_button)
    qtbot.waitUntil(lambda: read(library, RecordShelf(actor.id)) == ())


def test_a_section_takes_images_and_nothing_else(qtbot, library, session, section_shelf, tmp_path):
    dialog = open_dialog(qtbot, session, section_shelf)
    qtbot.waitUntil(dialog.empty.isVisible)
    note = tmp_path / "note.svg"
    note.write_text("<svg/>")
    dialog.add_file(note)
    qtbot.waitUntil(lambda: "“note.svg” cannot be printed." in dialog.fault.text())

    photo = tmp_path / "photo.jpg"
    photo.write_bytes(PHOTO)
    dialog.add_file(photo)
    qtbot.waitUntil(lambda: list_names(dialog) == ["photo.jpg"])
    assert dialog.fault.isHidden()
    assert dialog.use_button.isHidden()


def test_the_first_image_of_the_settings_is_the_logo(qtbot, library, session, tmp_path):
    dialog = open_dialog(qtbot, session, SettingsShelf())
    logo = tmp_path / "logo.png"
    logo.write_bytes(OTHER)
    dialog.add_file(logo)

    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert dialog.list.item(0).text().endswith("logo")
    assert not dialog.use_button.isEnabled()


def test_a_logo_is_asked_for_nothing_that_is_never_printed_with_it(
    qtbot, session, tmp_path, dialog
):
    figure_fields = ("caption", "credit", "width_choice")
    assert all(getattr(dialog.details, name).isVisible() for name in figure_fields)
    logo = tmp_path / "logo.png"
    logo.write_bytes(OTHER)
    of_settings = open_dialog(qtbot, session, SettingsShelf())
    of_settings.add_file(logo)

    qtbot.waitUntil(of_settings.details.alternative_text.isVisible)
    assert not any(getattr(of_settings.details, name).isVisible() for name in figure_fields)
    assert not of_settings.copy_button.isVisible()


def test_the_line_of_a_section_counts_its_images_and_takes_new_ones(
    qtbot, library, session, section_shelf, tmp_path
):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(PHOTO)
    line = ImagesLine(session)
    qtbot.addWidget(line)
    briefing = read_briefing(library)
    line.show_row(briefing, briefing.sections[0])
    assert line.words.text().startswith("No images of its own yet")

    line.take(Incoming((photo,)), None)
    qtbot.waitUntil(lambda: len(read(library, section_shelf)) == 1)
    briefing = read_briefing(library)
    line.show_row(briefing, briefing.sections[0])
    assert line.words.text() == "1 image of its own, 1 without an alternative text."
    line.show_row(briefing, make_section("text"))
    assert line.isHidden()


def test_the_front_page_leads_to_the_images_for_its_texts(
    qtbot, library, session, section_shelf, tmp_path
):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(PHOTO)
    line = ImagesLine(session)
    qtbot.addWidget(line)
    line.show_row(read_briefing(library), None)
    line.take(Incoming((photo,)), None)

    qtbot.waitUntil(lambda: len(read_briefing(library).attachments) == 1)


def test_every_control_has_a_name_and_mnemonics_are_unique(dialog):
    from PySide6.QtWidgets import QLabel, QPushButton

    marks = [
        widget.text()[widget.text().index("&") + 1].lower()
        for widget in dialog.findChildren(QWidget)
        if isinstance(widget, QLabel | QPushButton)
        and "&" in widget.text()
        and not widget.isHidden()
    ]
    nameless = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QPushButton)
        and not widget.accessibleName()
        and widget.window() is dialog
        and widget.objectName() not in ("qt_spinbox_lineedit",)
    ]

    assert len(marks) == len(set(marks)) >= 8
    assert nameless == []


def test_looking_at_an_image_changes_nothing_of_it(qtbot, library, session):
    odd = Crop(left=5.0, right=-3.0)
    strange = describe_image(OTHER, "odd.png", caption="two\nlines ", crop=odd, width=-1.0)
    plain = describe_image(PHOTO, "plain.jpg")
    actor = make_actor(number=14, attachments=(strange, plain))
    History(library).do(create_record(actor))
    dialog = open_dialog(qtbot, session, RecordShelf(actor.id))
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    qtbot.waitUntil(lambda: dialog.details.view.find_area().width() > 0)
    dialog.list.setCurrentRow(1)
    dialog.accept()
    qtbot.waitUntil(lambda: not session.tasks.is_busy)

    assert read(library, RecordShelf(actor.id)) == (strange, plain)
