"""An analyst who is new to the program: works in its window with keys and clicks alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from tests.support.forms import choose, type_text
from tests.support.libraries import find
from tests.support.pdf_texts import read_text
from tests.support.windows import LONG, wait_until_saved
from ui.dialogs.citations_dialog import CitationsDialog

CTRL = Qt.KeyboardModifier.ControlModifier


class Newcomer:
    """Follows the steps that the window shows; each act waits until it can be done."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window
        self.desk = window.desk
        self.work = window.desk.workspace.work
        self.pane = self.work.briefing_pane
        self.wait(lambda: self.guide.done is not None)

    # --- looking

    @property
    def guide(self):
        return self.work.guide

    @property
    def form(self):
        return self.work.record_pane.form

    @property
    def briefing(self):
        return find(self.desk.session.library, self.work.briefing_id)

    @property
    def pages(self):
        return self.desk.workspace.preview_pane.preview

    def read_open(self):
        """Give the record that is open, as it is stored."""
        return find(self.desk.session.library, self.work.record_pane.shown_id)

    def list_problems(self):
        """Name the checks that found something; nothing while there are no pages yet."""
        return sorted({problem.check for problem in self.pages.problems}) if self.pages else []

    def read_pages(self):
        """Give the words of the pages; nothing while there are none yet."""
        return read_text(self.pages.content) if self.pages else ""

    def front(self, kind):
        """Wait for a dialog of this kind to be in front; give it."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        return QApplication.activeModalWidget()

    # --- waiting

    def wait(self, condition):
        self.qtbot.waitUntil(condition, timeout=LONG)

    def settle(self):
        self.work.flush()
        wait_until_saved(self.qtbot, self.desk)

    def come_back(self):
        """Wait until no dialog is in front and all is stored; a desktop activates the window."""
        self.wait(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.settle()

    # --- doing

    def click(self, button):
        self.wait(lambda: button.isEnabled() and button.isVisible())
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def keys(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifiers)

    def take_step(self, step, number=0):
        """Press the button of a step, which the window must have reached."""
        self.wait(lambda: self.guide.next_step is step)
        self.click(self.guide.rows[step].buttons[number])

    def begin_record(self, start):
        """Do what opens a new form; wait for it."""
        before = self.work.record_pane.shown_id
        start()
        pane = self.work.record_pane
        self.wait(lambda: pane.shown_id != before and pane.form is not None)
        self.settle()

    def write(self, name, words, form=None):
        """Replace what stands in a field of the form."""
        form = form or self.form
        form.focus_field(name)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit), name
        field.selectAll()
        self.qtbot.keyClicks(field, words)

    def add_part(self, name, number=-1, **values):
        """Add a card of a list in the form and fill its fields: words, or a choice by number."""
        editor = self.form.get_editor(name)
        self.form.open_fold(name)
        if number == -1:
            self.click(editor.add_button)
        self.fill(editor.cards[number].open(), values)
        return editor.cards[number]

    def fill(self, fields, values):
        """Fill fields of a card: words are typed, numbers choose an entry, True ticks."""
        for name, value in values.items():
            editor = fields.get_editor(name)
            if value is True:
                editor.box.setFocus()
                self.qtbot.keyClick(editor.box, Qt.Key.Key_Space)
            elif isinstance(value, int):
                choose(self.qtbot, editor.box, value)
            else:
                type_text(self.qtbot, editor.line, value)

    def cite_card(self, card, words):
        """Cite a source in a card: a figure, a party, a name."""
        folded = card.open().get_editor("citations")
        self.click(folded.button)
        self.click(folded.parts.add_button)
        picker = folded.parts.cards[-1].open().get_editor("source")
        self.pick(picker.line, picker.suggestions, words)
        self.wait(lambda: bool(picker.read_value()))

    def pick(self, line, suggestions, words):
        """Type into a field that suggests, and take the first suggestion."""
        type_text(self.qtbot, line, words)
        popup = suggestions.completer.popup()
        self.wait(popup.isVisible)
        self.qtbot.keyClick(popup, Qt.Key.Key_Down)
        self.qtbot.keyClick(popup, Qt.Key.Key_Return)

    def cite(self, name, words):
        """Cite a source for a field, by the count beside it."""
        self.settle()
        self.click(self.form.fields[name].sources)
        dialog = self.front(CitationsDialog)
        self.pick(dialog.line, dialog.suggestions, words)
        self.wait(lambda: dialog.list.count() == 1)
        self.click(dialog.save_button)
        self.come_back()

    def select_everything(self, count):
        """Select all records of the list that is shown, with the keyboard that is on it."""
        pane = self.desk.workspace.library_pane
        self.wait(lambda: pane.model.is_complete and pane.model.total == count)
        self.keys(Qt.Key.Key_A, CTRL)

    def show_section(self, kind):
        """Go down the outline by keys to the first section of this kind; give its form."""
        tree = self.pane.tree
        tree.setFocus()
        self.keys(Qt.Key.Key_Home)
        while tree.current_row.section is None or tree.current_row.section.section_kind != kind:
            self.keys(Qt.Key.Key_Down)
        return self.pane.settings.form
