"""Finding in one briefing: its own texts and those that its records print."""

import msgspec
import pytest

from briefing.identifiers import new_placement_id
from briefing.outline import Briefing, Placement
from briefing.services.briefings.outlining import make_section
from briefing.services.search.finding import find_places, list_text_places
from tests.support.libraries import make_actor, numbered_id

ACTOR = make_actor("Jaish al-Adl", profile="Split off *Jundallah*.", base="Rask")
PLACEMENT = Placement(
    id=new_placement_id(), record=ACTOR.id, revision=1, overrides={"base": "Saravān"}
)
TEXT = msgspec.structs.replace(
    make_section("text"), title="Events", settings={"text": "A **strike** on Panjgur [@ani]."}
)
ACTORS = msgspec.structs.replace(make_section("actors"), placements=(PLACEMENT,), lead_in="Who:")
DRAFT = Briefing(id=numbered_id(1), title="Strike", sections=(TEXT, ACTORS))
PLACES = list_text_places(DRAFT, {ACTOR.id: ACTOR})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("strike", [("", "", "title"), (TEXT.id, "", "text")]),
        ("strike on", [(TEXT.id, "", "text")]),
        ("events", [(TEXT.id, "", "title")]),
        ("who", [(ACTORS.id, "", "lead in")]),
        ("off jundallah", [(ACTORS.id, ACTOR.id, "profile")]),
        ("saravan", [(ACTORS.id, ACTOR.id, "base")]),
        ("rask", []),  # overridden here
        ("ani", []),  # a key, not a word of the text
        ("  ", []),
    ],
)
def test_words_are_found_where_they_are_printed(words, found):
    hits = find_places(PLACES, words)

    assert [(hit.section, hit.record, hit.field) for hit in hits] == found
