"""What was issued stays as it is in the storage, whoever asks."""

import msgspec
import pytest

from briefing.errors import EditionFrozenError
from briefing.records.edition import Edition, UsedRecord, Withdrawal
from tests.support.libraries import find, make_actor, memory_library, numbered_id, save

ACTOR = make_actor()
EDITION = Edition(
    id=numbered_id(7),
    briefing=numbered_id(900),
    title="Strikes",
    used=(UsedRecord(record=ACTOR.id, revision=1),),
)
WITHDRAWN = Withdrawal(by="M. Haddad", reason="The toll was wrong.")


def test_an_issued_edition_cannot_be_changed():
    with memory_library(EDITION) as library:
        stored = find(library, EDITION.id)
        with pytest.raises(EditionFrozenError, match="stays as it is"):
            save(library, msgspec.structs.replace(stored, title="Quiet"))

        assert find(library, EDITION.id) == stored


def test_an_issued_edition_can_be_withdrawn_once():
    with memory_library(EDITION) as library:
        (withdrawn,) = save(
            library, msgspec.structs.replace(find(library, EDITION.id), withdrawn=WITHDRAWN)
        )
        with pytest.raises(EditionFrozenError):
            save(library, msgspec.structs.replace(withdrawn, withdrawn=None))

    assert withdrawn.withdrawn == WITHDRAWN


def test_the_records_of_an_edition_know_that_it_uses_them():
    with memory_library(ACTOR, EDITION) as library, library.read() as unit:
        (use,) = unit.records.list_uses(ACTOR.id)

    assert (use.kind, use.title) == ("edition", "Strikes, edition 1")
