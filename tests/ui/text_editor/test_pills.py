import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from briefing.services.records.editing import change_fields
from tests.support.text_editors import JAISH, REPORT, go_to, open_editor, press
from tests.support.windows import LONG
from ui.text_editor.popups import CitationPopup, LinkPopup, complete_address

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def click_citation(qtbot, editor):
    cursor = QTextCursor(editor.text.document())
    rect = editor.text.cursorRect(cursor)
    place = rect.center() + QPoint(14, 0)
    qtbot.mouseClick(editor.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return find_popup(CitationPopup)


def find_popup(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def wait_for(qtbot, editor, reference):
    editor.text.book.find(reference)
    qtbot.waitUntil(lambda: editor.text.book.find(reference) is not None, timeout=LONG)


def test_a_citation_is_clicked_to_change_its_page(qtbot):
    with open_editor(qtbot, "[@ani-2024, p. 3] says so") as (_session, editor):
        wait_for(qtbot, editor, "@ani-2024")
        popup = click_citation(qtbot, editor)
        assert popup.title.text() == REPORT.title
        popup.line.selectAll()
        qtbot.keyClicks(popup.line, "para 5]")
        qtbot.keyClick(popup.line, Qt.Key.Key_Return)

        assert editor.read_value() == "[@ani-2024, para 5] says so"


def test_a_citation_is_reached_by_keys_alone(qtbot):
    with open_editor(qtbot, "so it says [@ani-2024]") as (_session, editor):
        menu = editor.text.createStandardContextMenu()
        editor.menu.fill(menu, editor.text.textCursor())
        next(action for action in menu.actions() if "citation" in action.text()).trigger()
        menu.deleteLater()
        popup = find_popup(CitationPopup)
        qtbot.keyClicks(popup.line, "p. 9")
        qtbot.keyClick(popup.line, Qt.Key.Key_Return)

        assert editor.read_value() == "so it says [@ani-2024, p. 9]"


def test_a_citation_leads_to_its_source(qtbot):
    with open_editor(qtbot, "[@ani-2024] says so") as (_session, editor):
        wait_for(qtbot, editor, "@ani-2024")
        popup = click_citation(qtbot, editor)
        with qtbot.waitSignal(editor.text.book.record_requested) as asked:
            qtbot.mouseClick(popup.open_button, Qt.MouseButton.LeftButton)

        assert asked.args == [REPORT.id, "source"]


def test_a_mention_is_opened_with_ctrl_and_click(qtbot):
    with open_editor(qtbot, f"[Jaish](actor:{JAISH.id}) did it") as (_session, editor):
        wait_for(qtbot, editor, f"actor:{JAISH.id}")
        place = editor.text.cursorRect(QTextCursor(editor.text.document())).center() + QPoint(9, 0)
        with qtbot.waitSignal(editor.text.book.record_requested) as asked:
            qtbot.mouseClick(
                editor.text.viewport(),
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.ControlModifier,
                place,
            )

        assert asked.args == [JAISH.id, "actor"]


def test_what_is_not_in_the_library_is_known_to_be_missing(qtbot):
    with open_editor(qtbot, "[@nobody] [x](actor:0191-gone)") as (_session, editor):
        wait_for(qtbot, editor, "@nobody")
        wait_for(qtbot, editor, "actor:0191-gone")

        titles, is_whole = editor.text.book.describe_citation("[@nobody]")
        assert not is_whole
        assert "nobody" in titles
        assert not editor.text.book.find("actor:0191-gone").id


def test_a_key_that_a_source_gets_later_is_found(qtbot):
    with open_editor(qtbot, "[@later]") as (session, editor):
        wait_for(qtbot, editor, "@later")
        session.do(change_fields(REPORT.id, {"key": "later"}, label="change the key"))

        book = editor.text.book
        qtbot.waitUntil(lambda: bool((found := book.find("@later")) and found.id), timeout=LONG)


def test_a_link_is_made_of_the_selection(qtbot):
    with open_editor(qtbot, "see the ministry") as (_session, editor):
        go_to(editor, "ministry", select=True)
        press(qtbot, editor, "Ctrl+Shift+K")
        popup = find_popup(LinkPopup)
        qtbot.keyClicks(popup.line, "mfa.gov.ir/x")
        qtbot.keyClick(popup.line, Qt.Key.Key_Return)

        assert editor.read_value() == "see the [ministry](https://mfa.gov.ir/x)"


def test_a_link_is_taken_away(qtbot):
    with open_editor(qtbot, "see the [ministry](https://a.org)") as (_session, editor):
        go_to(editor, "nistry")
        press(qtbot, editor, "Ctrl+Shift+K")
        qtbot.mouseClick(find_popup(LinkPopup).remove_button, Qt.MouseButton.LeftButton)

        assert editor.read_value() == "see the ministry"


def test_an_address_that_no_document_follows_is_refused(qtbot):
    with open_editor(qtbot, "see") as (_session, editor):
        press(qtbot, editor, "Ctrl+Shift+K")
        popup = find_popup(LinkPopup)
        qtbot.keyClicks(popup.line, "javascript:alert(1)")
        qtbot.keyClick(popup.line, Qt.Key.Key_Return)

        assert popup.isVisible()
        assert "https://" in popup.fault.text()
        popup.close()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://a.org", "https://a.org"),
        ("a.org/x?y", "https://a.org/x?y"),
        ("me@a.org", "mailto:me@a.org"),
        ("file:///etc/passwd", None),
        ("words", None),
    ],
)
def test_an_address_is_completed(typed, address):
    assert complete_address(typed) == address
