"""Reading many records by their ids is as quick in a large library as in a small one."""

from sqlalchemy import Engine, event

from tests.support.builders import make_actor
from tests.support.libraries import memory_library


def test_each_of_many_records_is_found_by_its_id_and_not_by_a_walk_through_all():
    plans = []

    def explain(connection, _cursor, statement, parameters, _context, _many):
        if "records.id IN" in statement:
            plan = connection.connection.dbapi_connection.execute(
                f"EXPLAIN QUERY PLAN {statement}", parameters
            )
            plans.extend(row[3] for row in plan)

    with memory_library(make_actor()) as library:
        event.listen(Engine, "before_cursor_execute", explain)
        try:
            with library.read() as unit:
                unit.records.get_records([f"{number:032x}" for number in range(1000)])
        finally:
            event.remove(Engine, "before_cursor_execute", explain)

    assert [plan for plan in plans if "records" in plan and "(id=?)" not in plan] == []
    assert plans
