import msgspec
import pytest

from briefing.records.attack import Party, PartyRole
from briefing.records.parts import Citation, Figure
from db.rebuilding import rebuild_derived_rows
from db.tables import DERIVED_TABLES
from tests.support.libraries import make_actor, make_attack, make_source, memory_library, save

INDEXES = ("records_fts_actor", "records_fts_attack", "records_fts_source")
TABLES = (*(table.name for table in DERIVED_TABLES), *INDEXES, "records")


@pytest.fixture
def stocked():
    source = make_source(title="Wire")
    attack = make_attack(
        tags=("raid",),
        parties=(Party(role=PartyRole.VICTIM, name="police"),),
        figures=(Figure(what="killed", best=11, citations=(Citation(source=source.id),)),),
    )
    with memory_library(source, attack, make_actor(native="جيش العدل")) as library:
        gone, _kept = save(library, make_source("gone"), make_actor("Other"))
        save(library, msgspec.structs.replace(gone, title="Gone"))
        with library.begin() as unit:
            unit.records.trash_record(gone.id)
            unit.commit()
        yield library


def read_tables(connection):
    return {
        table: sorted(connection.exec_driver_sql(f"SELECT * FROM {table}").all(), key=repr)
        for table in TABLES
    }


def test_rebuilding_makes_the_rows_that_saving_made(stocked):
    with stocked.connect(writing=True) as connection:
        before = read_tables(connection)
        assert all(before.values())
        for table in TABLES[:-1]:
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("UPDATE records SET title = '', subtitle = '', tags = '[]'")

        assert rebuild_derived_rows(connection) == 5

        assert read_tables(connection) == before
