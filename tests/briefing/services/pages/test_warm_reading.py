import pytest

from briefing.errors import InvalidValueError, RecordNotFoundError
from briefing.sample.library import SAMPLE_BRIEFING
from briefing.services.briefings.outlining import change_section
from briefing.services.history import Change, History
from briefing.services.pages.snapshots import take_snapshot
from briefing.services.pages.warm_reading import WarmLibrary
from briefing.services.records.editing import change_fields
from briefing.snapshot_patching import BaseLostError, apply_patch, encode_patch, make_patch
from tests.support.issued import sample_library
from tests.support.libraries import numbered_id


@pytest.fixture
def library():
    with sample_library() as (library, _history):
        yield library


@pytest.fixture
def warm(library):
    return WarmLibrary(library)


def get_attack(snapshot):
    return next(r for r in snapshot.records.values() if r.kind == "attack")


def test_what_is_typed_is_seen_before_it_is_stored(library, warm):
    attack = get_attack(warm.take_snapshot(SAMPLE_BRIEFING))
    typed = change_fields(attack.id, {"summary": "Typed."})

    assert get_attack(warm.take_snapshot(SAMPLE_BRIEFING, [typed])).summary == "Typed."
    assert warm.take_snapshot(SAMPLE_BRIEFING) == take_snapshot(library, SAMPLE_BRIEFING)


def test_what_is_typed_in_two_places_is_seen_together(warm):
    snapshot = warm.take_snapshot(SAMPLE_BRIEFING)
    section = snapshot.briefing.sections[0]
    drafts = [
        change_section(SAMPLE_BRIEFING, section.id, {"lead_in": "Above."}),
        change_section(SAMPLE_BRIEFING, section.id, {"title": "First"}),
    ]
    shown = warm.take_snapshot(SAMPLE_BRIEFING, drafts).briefing.sections[0]

    assert (shown.lead_in, shown.title) == ("Above.", "First")


def test_what_cannot_be_stored_is_left_out(library, warm):
    def refuse(_unit):
        raise InvalidValueError("No.")

    refused = Change(label="fail", apply=refuse)
    lost = change_fields(numbered_id(77), {"summary": "Lost."})

    fresh = take_snapshot(library, SAMPLE_BRIEFING)
    assert warm.take_snapshot(SAMPLE_BRIEFING, [refused, lost]) == fresh


def test_a_briefing_that_is_gone_is_told_as_ever(warm):
    with pytest.raises(RecordNotFoundError):
        warm.take_snapshot(numbered_id(77))


def test_a_changed_text_is_little_to_hand_over(warm):
    before = warm.take_snapshot(SAMPLE_BRIEFING)
    typed = change_fields(get_attack(before).id, {"summary": "Typed."})
    after = warm.take_snapshot(SAMPLE_BRIEFING, [typed])
    whole = encode_patch(make_patch(None, after, base_number=0))
    patch = make_patch(before, after, base_number=1)

    assert len(encode_patch(patch)) * 10 < len(whole)
    assert patch.rest is None


def test_what_did_not_change_stays_the_same_object(warm):
    before = warm.take_snapshot(SAMPLE_BRIEFING)
    attack = get_attack(before)
    after = warm.take_snapshot(SAMPLE_BRIEFING, [change_fields(attack.id, {"summary": "New."})])
    made = apply_patch(before, make_patch(before, after, base_number=1))

    others = [key for key in before.records if key != attack.id]
    assert all(made.records[key] is before.records[key] for key in others)


def test_a_patch_needs_what_it_was_made_for(warm):
    snapshot = warm.take_snapshot(SAMPLE_BRIEFING)
    patch = make_patch(snapshot, snapshot, base_number=1)

    with pytest.raises(BaseLostError):
        apply_patch(None, patch)


def test_what_another_program_changed_is_read_once_it_is_called_stale(library, warm):
    attack = get_attack(warm.take_snapshot(SAMPLE_BRIEFING))
    History(library).do(change_fields(attack.id, {"summary": "Changed elsewhere."}))
    assert get_attack(warm.take_snapshot(SAMPLE_BRIEFING)).summary == attack.summary

    warm.is_stale = True
    assert get_attack(warm.take_snapshot(SAMPLE_BRIEFING)).summary == "Changed elsewhere."
