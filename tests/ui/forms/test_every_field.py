"""Every field of every kind of record can be filled, is stored, and is shown again."""

import msgspec
import pytest

from briefing.identifiers import new_record_id
from briefing.records.actor import Actor, ActorName
from briefing.records.attack import Attack
from briefing.records.kinds import type_of_kind
from briefing.records.source import Source
from tests.support.forms import (
    fill,
    holds,
    make_new,
    open_record_pane,
    read_field,
    save_all,
    show_record,
)
from ui.forms.record_forms import RECORD_FORMS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

OTHERS = {
    "actor": Actor(id=new_record_id(), names=(ActorName(text="Jaish al-Adl", preferred=True),)),
    "attack": Attack(id=new_record_id(), title="Strike on Koh-e-Sabz"),
    "source": Source(id=new_record_id(), title="A report", key="ani-2024"),
}
STORAGE_FIELDS = {"id", "revision", "created", "created_by", "modified", "modified_by"}
BESIDE_THE_FORM = {"attachments", "emblem", "saved_copy"}
"""What the dialog of the attachments edits, behind the button in the record's head."""
FIELDS = [
    (kind, field.name) for kind, folds in RECORD_FORMS.items() for f in folds for field in f.fields
]


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_a_field_that_is_filled_is_stored_and_shown_again(qtbot, kind, name):
    record = make_new(kind)
    with open_record_pane(qtbot, record, *OTHERS.values()) as (session, pane):
        pane.form.open_fold(name)
        expected = fill(qtbot, pane.form.get_editor(name), OTHERS)
        save_all(qtbot, session, pane)
        stored = read_field(session, record.id, name)
        assert holds(stored, expected), stored

        show_record(qtbot, pane, OTHERS["actor"].id)
        show_record(qtbot, pane, record.id)
        assert pane.form.get_editor(name).read_value() == stored


@pytest.mark.parametrize("kind", RECORD_FORMS)
def test_no_field_of_a_record_is_out_of_reach(kind):
    fields = {field.name for field in msgspec.structs.fields(type_of_kind[kind])}
    offered = {field.name for fold in RECORD_FORMS[kind] for field in fold.fields}

    assert fields - offered - STORAGE_FIELDS <= BESIDE_THE_FORM


def _iter_parts():
    for folds in RECORD_FORMS.values():
        stack = [field for fold in folds for field in fold.fields]
        while stack:
            field = stack.pop()
            if field.fields:
                yield field.part_type, field.fields
                stack += field.fields


@pytest.mark.parametrize(("part_type", "fields"), list(_iter_parts()))
def test_no_field_of_a_part_is_out_of_reach(part_type, fields):
    wanted = {field.name for field in msgspec.structs.fields(part_type)}
    offered = {field.name for field in fields}

    # the citation on a part supports that part: it names no field of the record
    assert wanted - offered - {"field"} == set()
