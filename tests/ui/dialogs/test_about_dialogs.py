from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTreeWidget

from ui.dialogs.about_dialogs import PARTS, ShortcutsDialog, describe_program


def test_about_names_every_part_with_its_licence():
    text = describe_program()

    assert all(part in text for part in PARTS)
    assert "not installed" not in text
    assert "Qt 6." in text


def test_only_actions_with_a_key_are_listed(qtbot):
    with_key, without = QAction("&Export…"), QAction("About")
    with_key.setShortcut("Ctrl+E")
    dialog = ShortcutsDialog([("&File", with_key), ("&Help", without)], None)
    qtbot.addWidget(dialog)
    table = dialog.findChild(QTreeWidget)

    assert table.topLevelItemCount() == 1
    assert table.topLevelItem(0).text(0) == "Export…"


def test_about_credits_the_data_that_comes_along():
    assert "GeoNames (geonames.org), CC BY 4.0" in describe_program()
    assert "Natural Earth" in describe_program()
