"""A placed record in the window: its three ways, its overrides, and what is newer."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt

from briefing.dates import EdtfDate
from briefing.identifiers import new_placement_id
from briefing.outline import Briefing, Placement, PlacementMode
from briefing.records.attack import Place
from briefing.services.briefings.outlining import make_section
from briefing.services.records.editing import change_fields
from tests.support.forms import open_briefing_pane, save_all, settle, type_text
from tests.support.libraries import find, make_actor, make_attack, make_note, numbered_id
from tests.support.windows import LONG
from ui.dialogs.placement_dialog import PlacementDialog
from ui.models.outline_model import MARK_ROLE
from ui.models.outline_rows import RowKey

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ACTOR = make_actor(profile="Founded in 2012.", base="Rask")
PLACEMENT = Placement(id=new_placement_id(), record=ACTOR.id, revision=1)
SECTION = msgspec.structs.replace(make_section("actors"), placements=(PLACEMENT,))
DRAFT = Briefing(id=numbered_id(1), title="Strikes", sections=(SECTION,))


class Desk:
    """The pane with the placed actor selected."""

    def __init__(self, qtbot, session, pane):
        self.qtbot, self.session, self.pane, self.detail = qtbot, session, pane, pane.detail
        pane.tree.select(RowKey(section=SECTION.id, record=ACTOR.id))

    @property
    def placement(self):
        return find(self.session.library, DRAFT.id).sections[0].placements[0]

    @property
    def actor(self):
        return find(self.session.library, ACTOR.id)

    @property
    def mark(self):
        return self.pane.tree.currentIndex().data(MARK_ROLE)

    def click(self, button):
        assert button.isVisible()
        self.detail.area.ensureWidgetVisible(button)
        middle = QPoint(8, button.height() // 2)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle)
        self.settle()

    def settle(self):
        settle(self.qtbot, self.session)

    def edit(self, **fields):
        self.session.do(change_fields(ACTOR.id, fields))
        self.settle()

    def override(self, field, text):
        self.detail.begin_override(field)
        self.settle()
        editor = self.detail.cards[field].form.get_editor(field)
        type_text(self.qtbot, getattr(editor, "line", None) or editor.text, text)
        save_all(self.qtbot, self.session, self.pane)

    def compare(self):
        self.click(self.detail.compare_button)
        dialog = self.pane.findChildren(PlacementDialog)[-1]
        self.qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=LONG)
        return dialog


@pytest.fixture
def desk(qtbot):
    with open_briefing_pane(qtbot, DRAFT, ACTOR) as (session, pane):
        yield Desk(qtbot, session, pane)


def test_own_text_is_typed_over_the_records(desk):
    desk.click(desk.detail.modes[PlacementMode.OWN_TEXT])
    editor = desk.detail.cards["profile"].form.get_editor("profile")
    type_text(desk.qtbot, editor.text, "Split off Jundallah.")
    save_all(desk.qtbot, desk.session, desk.pane)

    assert desk.placement.mode is PlacementMode.OWN_TEXT
    assert desk.placement.own_text == "Split off Jundallah."
    assert desk.actor.profile == "Founded in 2012."
    assert desk.mark == "edit"


def test_the_records_prose_is_told_without_its_marks(desk):
    desk.edit(profile="Split off *Jundallah* [@ani-2024].")
    desk.click(desk.detail.modes[PlacementMode.OWN_TEXT])
    card = desk.detail.cards["profile"]
    assert card.note.text() == "The same as in the record so far."
    type_text(desk.qtbot, card.form.get_editor("profile").text, "Small.")
    save_all(desk.qtbot, desk.session, desk.pane)

    assert card.note.text() == "The record says: Split off Jundallah."


def test_the_menu_offers_the_fields_that_are_not_overridden_yet(desk):
    desk.override("base", "Saravan")
    fields = dict(desk.detail.list_fields())

    assert fields["aims"] == "Aims"
    assert fields.keys().isdisjoint({"base", "marking", "tags"})


def test_a_field_is_overridden_and_the_record_stays(desk):
    desk.override("base", "Saravan")

    assert desk.placement.overrides == {"base": "Saravan"}
    assert desk.actor.base == "Rask"
    assert desk.detail.cards["base"].note.text() == "The record says: Rask"
    assert "1 field overridden" in desk.detail.state.text()


def test_what_the_record_says_afterwards_is_shown_until_it_is_kept(desk):
    desk.override("base", "Saravan")
    desk.edit(base="Zahedan")
    card = desk.detail.cards["base"]
    assert card.note.text() == "The record now says: Zahedan\nBefore that it said: Rask"

    desk.click(card.keep_button)

    assert card.note.text() == "The record says: Zahedan"
    assert not card.keep_button.isVisible()


def test_an_override_goes_into_the_record_and_comes_back_with_undo(desk):
    desk.override("base", "Saravan")
    desk.click(desk.detail.cards["base"].write_button)
    assert (desk.actor.base, desk.placement.overrides) == ("Saravan", {})
    assert desk.detail.cards == {}

    desk.session.undo()
    desk.settle()

    assert (desk.actor.base, desk.placement.overrides) == ("Rask", {"base": "Saravan"})
    assert list(desk.detail.cards) == ["base"]


def test_a_dropped_override_is_gone_and_comes_back_with_undo(desk):
    desk.override("base", "Saravan")
    desk.click(desk.detail.cards["base"].drop_button)
    assert desk.placement.overrides == {}

    desk.session.undo()
    desk.settle()

    assert desk.detail.cards["base"].form.get_editor("base").read_value() == "Saravan"


def test_what_is_typed_is_stored_when_another_row_is_selected(desk):
    desk.detail.begin_override("base")
    desk.settle()
    editor = desk.detail.cards["base"].form.get_editor("base")
    type_text(desk.qtbot, editor.line, "Saravan")
    desk.pane.tree.select(RowKey())
    desk.settle()

    assert desk.placement.overrides == {"base": "Saravan"}


def test_a_newer_revision_is_compared_and_accepted(desk):
    desk.click(desk.detail.modes[PlacementMode.PINNED])
    desk.edit(base="Zahedan")
    assert (desk.detail.state.text(), desk.mark) == ("Revision 1 used, 2 exists", "newer")
    dialog = desk.compare()
    assert dialog.view.field == "base"
    desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    desk.settle()

    assert desk.detail.state.text() == "Pinned to revision 2"
    assert not desk.detail.compare_button.isVisible()


def test_an_older_revision_is_kept_knowingly(desk):
    desk.edit(base="Zahedan")
    desk.click(desk.detail.keep_button)

    assert desk.detail.state.text() == "Revision 1 kept, 2 exists"
    assert desk.mark == "pin"
    assert desk.detail.modes[PlacementMode.PINNED].isChecked()


def test_only_one_field_of_the_newest_is_taken(desk):
    desk.click(desk.detail.modes[PlacementMode.PINNED])
    desk.edit(base="Zahedan", ideology="Salafi")
    dialog = desk.compare()
    names = [difference.field for difference in dialog.view._differences]
    dialog.view.fields.setCurrentRow(names.index("base"))
    desk.qtbot.mouseClick(dialog.field_button, Qt.MouseButton.LeftButton)
    desk.settle()

    assert desk.placement.overrides == {"base": "Zahedan"}
    assert desk.placement.revision == 1


def test_a_record_that_is_gone_can_only_be_taken_out(qtbot):
    with open_briefing_pane(qtbot, DRAFT) as (session, pane):
        desk = Desk(qtbot, session, pane)
        assert not desk.detail.override_button.isEnabled()
        assert not any(button.isEnabled() for button in desk.detail.modes.values())
        desk.click(desk.detail.remove_button)

        assert find(session.library, DRAFT.id).sections[0].placements == ()


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("actors", make_actor(country="IR", founded=EdtfDate("2012"))),
        ("attacks", make_attack(date=EdtfDate("2024-01-16"), place=Place(name="Panjgur"))),
        ("background", make_note(text="The *border*.", period=EdtfDate("2012/2024"))),
    ],
)
def test_every_field_of_the_form_can_be_overridden(qtbot, kind, record):
    placement = Placement(id=new_placement_id(), record=record.id, revision=1)
    section = msgspec.structs.replace(make_section(kind), placements=(placement,))
    draft = Briefing(id=numbered_id(1), sections=(section,))
    with open_briefing_pane(qtbot, draft, record) as (session, pane):
        pane.tree.select(RowKey(section=section.id, record=record.id))
        for field, _label in pane.detail.list_fields():
            pane.detail.begin_override(field)
        settle(qtbot, session)
        shown = {
            field: card.form.get_editor(field).read_value()
            for field, card in pane.detail.cards.items()
        }
        save_all(qtbot, session, pane)

        assert {"title", "names"} & shown.keys()
        for field, value in shown.items():
            assert (value or None) == (getattr(record, field) or None)
        stored = find(session.library, draft.id).sections[0].placements[0]
        assert stored.overrides.keys() == shown.keys()
        assert not pane.detail.list_fields()
