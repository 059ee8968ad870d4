import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.support.text_editors import JAISH, go_to, make_clipboard, open_editor, press, type_words
from ui.flows.incoming_files import FileDrops
from ui.text_editor.pasting import make_source_data

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RICH = f"**Bold** by [Jaish al-Adl](actor:{JAISH.id}) [@ani-2024, p. 3]\n\n- one\n- two"


def paste(editor, **formats):
    editor.text.insertFromMimeData(make_clipboard(**formats))


def test_citations_and_mentions_survive_copy_and_paste(qtbot):
    with open_editor(qtbot, RICH) as (_session, editor):
        press(qtbot, editor, "Ctrl+A Ctrl+C Ctrl+End Return Return Ctrl+V")

        assert editor.read_value() == f"{RICH}\n\n{RICH}"


def test_copied_text_is_plain_and_html_and_our_own_source(qtbot):
    with open_editor(qtbot, RICH) as (_session, editor):
        editor.text.selectAll()
        copied = editor.text.createMimeDataFromSelection()

        assert copied.text() == "Bold by Jaish al-Adl [ani-2024, p. 3]\n\n• one\n• two"
        assert "<b>Bold</b>" in copied.html()
        assert "<li>one</li>" in copied.html()
        assert bytes(copied.data("text/markdown").data()).decode() == RICH


def test_part_of_a_paragraph_is_pasted_into_the_line(qtbot):
    with open_editor(qtbot, "one **two** three") as (_session, editor):
        go_to(editor, "two", select=True)
        press(qtbot, editor, "Ctrl+C End Ctrl+V")

        assert editor.read_value() == "one **two** three**two**"


def test_an_address_becomes_the_link_of_the_selected_words(qtbot):
    with open_editor(qtbot, "see the report") as (_session, editor):
        go_to(editor, "report", select=True)
        paste(editor, text="https://a.org/x?y=1")
        assert editor.read_value() == "see the [report](https://a.org/x?y=1)"

        go_to(editor, "start")
        paste(editor, text="https://b.org")
        assert editor.read_value().startswith("<https://b.org>")


def test_html_keeps_structure_and_loses_the_rest(qtbot):
    html = "<h2>T</h2><ul><li><b style='color:red'>a</b></li></ul><script>x</script><p>end</p>"
    with open_editor(qtbot, "before after") as (_session, editor):
        go_to(editor, "after")
        paste(editor, html=html)

        assert editor.read_value() == "before\n\n## T\n\n- **a**\n\nend\n\nafter"


def test_html_in_a_cell_becomes_one_line(qtbot):
    with open_editor(qtbot, "| a | b |\n| --- | --- |\n| c | d |") as (_session, editor):
        go_to(editor, "c", select=True)
        paste(editor, html="<p>x</p><p>y</p>")

        assert editor.read_value().splitlines()[-1] == "| x y | d |"


def test_a_picture_alone_is_not_pasted(qtbot, qapp):
    with open_editor(qtbot, "text") as (_session, editor):
        paste(editor, html="<img src='file:///etc/passwd'>")

        assert editor.read_value() == "text"


def test_ctrl_shift_v_pastes_the_words_alone(qtbot):
    with open_editor(qtbot) as (_session, editor):
        data = make_clipboard(html="<b>bold</b> *x*", text="bold *x*")
        QApplication.clipboard().setMimeData(data)
        press(qtbot, editor, "Ctrl+Shift+V")

        assert editor.read_value() == r"bold \*x\*"


def test_pasting_is_one_step_of_undo(qtbot):
    with open_editor(qtbot, "before") as (_session, editor):
        paste(editor, html="<p>x</p><table><tr><td>a</td><td>b</td></tr></table>")
        press(qtbot, editor, "Ctrl+Z")

        assert editor.read_value() == "before"


def test_a_text_that_names_a_file_loads_none(qtbot, tmp_path):
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QTextDocument

    with open_editor(qtbot, f"![x]({tmp_path}/a.png)") as (_session, editor):
        kind = QTextDocument.ResourceType.ImageResource.value

        assert editor.text.loadResource(kind, QUrl.fromLocalFile(str(tmp_path))).isNull()
        type_words(qtbot, editor, "x")


def test_an_image_of_the_library_is_pasted_as_a_paragraph_of_its_own(qtbot):
    with open_editor(qtbot, "Before.") as (_session, editor):
        editor.text.insertFromMimeData(make_source_data("![Fence](attachment:abcdef123456)"))

        assert editor.read_value() == "Before.\n\n![Fence](attachment:abcdef123456)"


def test_files_are_left_to_what_the_text_belongs_to(qtbot, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "notes.pdf"))])
    with open_editor(qtbot, "Before.") as (_session, editor):
        assert not editor.text.canInsertFromMimeData(data)


def make_picture():
    data = QMimeData()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data.setImageData(image)
    return data


def test_a_picture_is_kept_and_shown_where_it_was_pasted(qtbot):
    with open_editor(qtbot, "Before.") as (_session, editor):
        FileDrops(editor, lambda _incoming, on_kept: on_kept(["ab" * 32]))
        assert editor.text.canInsertFromMimeData(make_picture())
        editor.text.insertFromMimeData(make_picture())

        assert editor.read_value() == "Before.\n\n![](attachment:abababababab)"


def test_a_picture_is_not_taken_where_nothing_keeps_it(qtbot):
    with open_editor(qtbot, "Before.") as (_session, editor):
        assert not editor.text.canInsertFromMimeData(make_picture())
        editor.text.insertFromMimeData(make_picture())

        assert editor.read_value() == "Before."


def test_words_go_before_the_picture_that_comes_with_them(qtbot):
    data = make_picture()
    data.setText("words")
    with open_editor(qtbot, "Before") as (_session, editor):
        FileDrops(editor, lambda _incoming, on_kept: on_kept(["ab" * 32]))
        editor.text.insertFromMimeData(data)

        assert editor.read_value() == "Beforewords"
