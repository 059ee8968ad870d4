import pytest

from briefing.composition.compose import compose_unchecked
from briefing.composition.section_memory import SectionMemory
from briefing.sample.library import SAMPLE_BRIEFING
from briefing.services.briefings.outlining import change_briefing, change_section
from briefing.services.pages.warm_reading import WarmLibrary
from briefing.services.records.editing import change_fields
from tests.support.issued import sample_library


@pytest.fixture(scope="module")
def warm():
    with sample_library() as (library, _history):
        yield WarmLibrary(library)


@pytest.fixture
def memory(warm):
    memory = SectionMemory()
    compose_unchecked(warm.take_snapshot(SAMPLE_BRIEFING), memory)
    return memory


def recompose(warm, memory, *changes):
    """Compose with these changes; gives the kinds of the sections that were composed again."""
    snapshot = warm.take_snapshot(SAMPLE_BRIEFING, changes)
    made = compose_unchecked(snapshot, memory)
    assert made.document == compose_unchecked(snapshot).document
    return [s.section_kind for s in snapshot.briefing.sections if s.id in memory.composed]


def get_section(warm, kind):
    sections = warm.take_snapshot(SAMPLE_BRIEFING).briefing.sections
    return next(section for section in sections if section.section_kind == kind)


def test_nothing_is_composed_again_when_nothing_changed(warm, memory):
    assert recompose(warm, memory) == []


def test_a_text_that_is_typed_composes_its_section_alone(warm, memory):
    section = get_section(warm, "background")
    typed = change_section(SAMPLE_BRIEFING, section.id, {"lead_in": "Calm."})

    assert "background" in recompose(warm, memory, typed)
    assert "attacks" not in recompose(warm, memory, typed)


def test_a_record_composes_the_sections_that_read_it(warm, memory):
    note = get_section(warm, "background").placements[0].record
    kinds = recompose(warm, memory, change_fields(note, {"text": "Calm."}))

    assert "background" in kinds
    assert "attacks" not in kinds


def test_what_concerns_all_sections_composes_all(warm, memory):
    count = len(warm.take_snapshot(SAMPLE_BRIEFING).briefing.list_included())

    french = change_briefing(SAMPLE_BRIEFING, {"language": "fr"})
    assert len(recompose(warm, memory, french)) == count
