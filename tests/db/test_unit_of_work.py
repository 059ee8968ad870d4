import threading

import msgspec
import pytest

from briefing.errors import LibraryError, RecordConflictError
from briefing.ports import RecordQuery
from tests.support.libraries import find, make_actor, save


def test_leaving_the_block_without_commit_rolls_back(library):
    actor = make_actor()
    with library.begin() as unit:
        unit.records.save_record(actor)
        unit.records.list_records(RecordQuery())

    assert find(library, actor.id) is None


def test_an_error_in_the_block_rolls_back_and_goes_on(library):
    actor = make_actor()
    with pytest.raises(RecordConflictError):
        save(library, actor, actor)  # whose revision is 1 the second time

    assert find(library, actor.id) is None


def test_a_unit_that_only_reads_refuses_to_write(library):
    with library.read() as unit:
        with pytest.raises(RuntimeError, match="only reads"):
            unit.records.save_record(make_actor())
        with pytest.raises(RuntimeError, match="only reads"):
            unit.attachments.add_attachment(b"x")
        with pytest.raises(RuntimeError, match="only reads"):
            unit.commit()


@pytest.mark.parametrize("committed", [True, False])
def test_use_after_the_end_is_a_defect_that_raises(library, committed):
    with library.begin() as unit:
        if committed:
            unit.commit()
    with pytest.raises(RuntimeError, match="has ended"):
        unit.records.find_record("x")
    with pytest.raises(RuntimeError, match="has ended"):
        unit.commit()


def test_use_before_the_block_is_a_defect_that_raises(library):
    with pytest.raises(RuntimeError, match="inside its with block"):
        _ = library.begin().records


def test_a_unit_cannot_be_begun_twice(library):
    unit = library.read()
    with unit, pytest.raises(RuntimeError, match="begin another"):
        unit.__enter__()


def test_a_writer_within_a_writer_of_one_thread_raises_instead_of_waiting(library):
    with library.begin(), pytest.raises(RuntimeError, match="finish it first"):
        library.begin().__enter__()


def test_writers_of_many_threads_take_turns(library):
    (stored,) = save(library, make_actor())

    def count_up():
        for _ in range(10):
            with library.begin() as unit:
                now = unit.records.get_record(stored.id)
                base = str(int(now.base or "0") + 1)
                unit.records.save_record(msgspec.structs.replace(now, base=base))
                unit.commit()

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert find(library, stored.id).base == "40"
    assert find(library, stored.id).revision == 41


def test_a_closed_library_says_so(library):
    library.close()
    library.close()

    with pytest.raises(LibraryError, match="closed"):
        library.read().__enter__()


def test_closing_waits_for_a_write_that_is_going_on(library):
    actor = make_actor()
    begun, closed = threading.Event(), threading.Event()

    def close():
        begun.wait()
        library.close()
        closed.set()

    closer = threading.Thread(target=close)
    closer.start()
    with library.begin() as unit:
        begun.set()
        unit.records.save_record(actor)
        unit.commit()
        assert not closed.is_set()
    closer.join()

    assert closed.is_set()
