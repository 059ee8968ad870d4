import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
)

from briefing.composition.release import Withheld
from briefing.document.problem import Problem, Severity
from briefing.markings import TLP
from briefing.services.pages.exporting import SAVING, ExportFacts, ExportOptions
from ui.dialogs.export_dialog import ExportDialog, make_targets
from ui.settings import ExportChoice


@pytest.fixture
def dialog(qtbot, tmp_path):
    return open_dialog(qtbot, ExportChoice(folder=str(tmp_path), name="Report"))


def open_dialog(qtbot, choice, title="Title"):
    dialog = ExportDialog(title, choice, TLP)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose_level(qtbot, dialog, label):
    """Go down to a level with the keyboard."""
    levels = next(b for b in dialog.findChildren(QComboBox) if b.accessibleName() == "Release")
    levels.setFocus()
    for _step in range(levels.findText(f"Up to {label}") - levels.currentIndex()):
        qtbot.keyClick(levels, Qt.Key.Key_Down)


def get_button(dialog, start):
    buttons = dialog.findChildren(QPushButton)
    return next(b for b in buttons if b.text().replace("&", "").startswith(start))


def get_field(dialog, name):
    return next(f for f in dialog.findChildren(QLineEdit) if f.accessibleName() == name)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_both_files_are_asked_for_under_the_name(qtbot, dialog, tmp_path):
    with qtbot.waitSignal(dialog.export_requested) as told:
        click(qtbot, get_button(dialog, "Export"))

    assert told.args == [{"docx": tmp_path / "Report.docx", "pdf": tmp_path / "Report.pdf"}]


def test_it_asks_before_a_file_is_replaced(qtbot, dialog, tmp_path):
    (tmp_path / "Report.pdf").write_text("older")
    with qtbot.assertNotEmitted(dialog.export_requested):
        click(qtbot, get_button(dialog, "Export"))
    assert "Report.pdf is there already" in dialog.note

    with qtbot.waitSignal(dialog.export_requested):
        click(qtbot, get_button(dialog, "Replace"))


def test_a_long_name_shows_its_beginning_also_when_more_is_known(dialog):
    get_field(dialog, "File name").setText("Iran and Pakistan exchange strikes " * 4)
    get_field(dialog, "File name").setCursorPosition(0)
    dialog.show_facts(ExportFacts(marking="TLP:AMBER", problems=()))

    assert get_field(dialog, "File name").cursorPosition() == 0


def test_another_name_takes_the_question_back(qtbot, dialog, tmp_path):
    (tmp_path / "Report.pdf").write_text("older")
    click(qtbot, get_button(dialog, "Export"))
    qtbot.keyClicks(get_field(dialog, "File name"), " 2")

    assert get_button(dialog, "Export").isEnabled()
    assert dialog.note == ""


def test_a_folder_that_is_not_there_is_said_at_once(dialog, tmp_path):
    get_field(dialog, "Folder").setText(str(tmp_path / "missing"))

    assert "does not exist" in dialog.note
    assert not get_button(dialog, "Export").isEnabled()


def test_without_a_format_there_is_nothing_to_export(dialog):
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(False)

    assert dialog.note == "Choose at least one format."


def test_marking_and_first_problems_are_shown(dialog):
    problems = [Problem(check="c", severity=Severity.WARNING, message=f"P{n}") for n in range(5)]
    dialog.show_facts(ExportFacts(marking="TLP:AMBER", problems=tuple(problems)))
    shown = "\n".join(label.text() for label in dialog.findChildren(QLabel))

    assert "• P0\n• P1\n• P2\nand 2 more" in shown


def test_a_fault_is_one_sentence_and_keeps_what_was_typed(qtbot, dialog):
    click(qtbot, get_button(dialog, "Export"))
    dialog.show_fault("There is no space left on the disk.")

    assert dialog.note == "There is no space left on the disk."
    assert dialog.isVisible()
    assert dialog.get_choice().name == "Report"
    assert get_button(dialog, "Export").isEnabled()


def test_cancel_stops_a_running_export_and_leaves_the_dialog_open(qtbot, dialog):
    click(qtbot, get_button(dialog, "Export"))
    assert not get_button(dialog, "Browse").isEnabled()
    with qtbot.waitSignal(dialog.cancel_requested):
        click(qtbot, get_button(dialog, "Cancel"))
    assert dialog.isVisible()

    click(qtbot, get_button(dialog, "Cancel"))
    assert not dialog.isVisible()


def test_it_is_too_late_to_cancel_while_files_are_saved(qtbot, dialog):
    click(qtbot, get_button(dialog, "Export"))
    dialog.show_progress(SAVING)

    assert not get_button(dialog, "Cancel").isEnabled()


def test_a_suffix_that_was_typed_is_not_doubled(tmp_path):
    choice = ExportChoice(folder=str(tmp_path), name="Report.pdf", formats=("docx",))

    assert make_targets(choice) == {"docx": tmp_path / "Report.docx"}


def test_a_pdf_for_archives_is_chosen_and_remembered(qtbot, dialog):
    box = next(b for b in dialog.findChildren(QCheckBox) if "archives" in b.text().replace("&", ""))
    assert not dialog.get_choice().archive
    qtbot.keyClick(box, Qt.Key.Key_Space)

    assert dialog.get_choice().archive


def test_only_a_pdf_can_be_for_archives(qtbot, dialog):
    archive = next(b for b in dialog.findChildren(QCheckBox) if "PDF/A" in b.text())
    pdf = next(b for b in dialog.findChildren(QCheckBox) if "(.pdf)" in b.text())
    qtbot.keyClick(pdf, Qt.Key.Key_Space)

    assert not archive.isEnabled()


WITHHELD = (
    Withheld(what="The front page", marking="TLP:AMBER"),
    Withheld(what="The attack “Siege”", marking=""),
)


def test_a_level_is_asked_about_before_it_can_be_exported(qtbot, dialog):
    asked = []
    dialog.facts_requested.connect(asked.append)
    choose_level(qtbot, dialog, "TLP:GREEN")
    assert asked[-1] == ExportOptions(ceiling="TLP:GREEN")
    assert not get_button(dialog, "Export").isEnabled()

    dialog.show_facts(ExportFacts(marking="TLP:GREEN", problems=(), withheld=WITHHELD))

    assert get_button(dialog, "Export").isEnabled()
    shown = dialog.findChild(QListWidget)
    assert [shown.item(row).text() for row in range(shown.count())] == [
        "The front page (TLP:AMBER)",
        "The attack “Siege” (not marked)",
    ]


def test_a_withheld_title_is_not_in_the_name_and_another_is_asked_for(qtbot, tmp_path):
    choice = ExportChoice(folder=str(tmp_path), name="2024-01-18 Secret plans")
    dialog = open_dialog(qtbot, choice, "Secret plans")
    choose_level(qtbot, dialog, "TLP:CLEAR")
    title = get_field(dialog, "Title in this release")
    assert not title.isVisible()

    dialog.show_facts(ExportFacts(marking="TLP:CLEAR", problems=(), title_withheld=True))

    name = get_field(dialog, "File name")
    assert name.text() == "2024-01-18 Briefing TLP-CLEAR"
    qtbot.keyClicks(title, "For our partners")
    assert dialog.get_options() == ExportOptions(ceiling="TLP:CLEAR", title="For our partners")

    name.setText("Secret plans again")
    assert "which is withheld" in dialog.note


def test_the_level_is_remembered_and_all_of_it_is_the_first_choice(qtbot, tmp_path):
    choice = ExportChoice(folder=str(tmp_path), name="Report", ceiling="TLP:AMBER")
    dialog = open_dialog(qtbot, choice)

    assert dialog.get_choice().ceiling == "TLP:AMBER"
    assert not get_button(dialog, "Export").isEnabled()  # before it is known what is withheld
