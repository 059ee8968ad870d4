"""Editing many records at once, templates for new ones, and records that nobody checked."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given

from briefing.errors import InvalidValueError
from briefing.records.attack import ExternalId, Place
from briefing.records.cleaning import clean_record
from briefing.records.library_settings import RecordTemplate
from briefing.records.parts import Citation
from briefing.services.history import History
from briefing.services.progress import Progress
from briefing.services.records.bulk_editing import (
    BulkEdit,
    count_changed,
    edit_together,
    verify_records,
)
from briefing.services.records.staleness import list_stale
from briefing.services.records.templating import (
    delete_template,
    make_from_template,
    rename_template,
    save_as_template,
)
from briefing.services.settings_of_library import read_settings
from tests.support.libraries import find, make_actor, make_attack, make_source, memory_library
from tests.support.strategies import any_record

TODAY = dt.date(2024, 6, 1)


def test_only_chosen_fields_change_and_one_step_takes_it_back():
    attacks = [make_attack(tags=("old", "kept")), make_attack("Clash", marking="TLP:RED")]
    edit = BulkEdit(add_tags=("new",), remove_tags=("old",), marking="TLP:GREEN", country="PK")
    ids = [attack.id for attack in attacks]
    with memory_library(*attacks) as library:
        assert count_changed(library, ids, edit, Progress()) == 2
        history = History(library)
        history.do(edit_together(ids, edit))
        first = find(library, ids[0])
        assert (first.tags, first.marking, first.place.country) == (
            ("kept", "new"), "TLP:GREEN", "PK",
        )  # fmt: skip
        assert first.title == attacks[0].title

        history.undo()
        assert [find(library, record_id).tags for record_id in ids] == [("old", "kept"), ()]


def test_a_source_is_cited_once_and_never_by_itself():
    source = make_source()
    citation = Citation(source=source.id, locator="p. 3")
    cited = make_attack(citations=(citation,))
    actor = make_actor()
    ids = [source.id, cited.id, actor.id]
    with memory_library(source, cited, actor) as library:
        assert count_changed(library, ids, BulkEdit(citation=citation), Progress()) == 1
        History(library).do(edit_together(ids, BulkEdit(citation=citation)))
        assert find(library, actor.id).citations == (citation,)


def test_a_country_is_set_on_attacks_alone():
    actor, attack = make_actor(), make_attack(place=Place(name="Rask"))
    with memory_library(actor, attack) as library:
        History(library).do(edit_together([actor.id, attack.id], BulkEdit(country="IR")))
        assert find(library, actor.id).country == ""
        assert find(library, attack.id).place == Place(name="Rask", country="IR")


def test_what_was_marked_as_verified_is_stale_no_more():
    actor, attack = make_actor(), make_attack(verified_on=TODAY - dt.timedelta(days=200))
    with memory_library(actor, attack) as library:
        assert len(list_stale(library, TODAY, 180)) == 2
        History(library).do(verify_records([actor.id, attack.id], TODAY))
        assert list_stale(library, TODAY, 180) == ()


def read_templates(library):
    return read_settings(library).record_templates


def test_a_template_gives_new_records_what_stood_in_the_old_one():
    attack = make_attack(
        "IED in …", tags=("ied",), external_ids=(ExternalId(dataset="GTD", id="1"),)
    )
    with memory_library(attack) as library:
        history = History(library)
        history.do(save_as_template(find(library, attack.id), " Roadside  bomb "))
        (template,) = read_templates(library)
        made = make_from_template(template)

        assert (template.name, made.title, made.tags) == ("Roadside bomb", "IED in …", ("ied",))
        assert (made.external_ids, made.revision, made.id == attack.id) == ((), 0, False)
        history.undo()
        assert read_templates(library) == ()


def test_templates_are_renamed_replaced_and_deleted():
    attack = make_attack()
    with memory_library(attack) as library:
        history = History(library)
        for name in ("A", "B", "a"):
            history.do(save_as_template(attack, name))
        assert [template.name for template in read_templates(library)] == ["a", "B"]
        with pytest.raises(InvalidValueError, match="already"):
            history.do(rename_template(read_templates(library)[0], "B"))
        history.do(rename_template(read_templates(library)[0], "C"))
        history.do(delete_template(read_templates(library)[0]))

        assert [template.name for template in read_templates(library)] == ["B"]


@given(any_record(("actor", "attack", "background", "source")))
def test_any_record_makes_a_template_that_makes_a_record_again(drawn):
    record = clean_record(drawn)
    with memory_library() as library:
        History(library).do(save_as_template(record, "T"))
        made = make_from_template(read_templates(library)[0])

    assert type(made) is type(record)
    assert made.citations == record.citations


@pytest.mark.parametrize("kind", ["briefing", "nothing"])
def test_a_template_that_fits_no_kind_says_so(kind):
    with pytest.raises(InvalidValueError, match="delete it"):
        make_from_template(RecordTemplate(name="T", record_kind=kind))


def test_a_template_with_fields_of_another_time_says_so():
    fields = msgspec.to_builtins(Place(name="x"))
    with pytest.raises(InvalidValueError, match="delete it"):
        make_from_template(RecordTemplate(name="T", record_kind="attack", fields=fields))
