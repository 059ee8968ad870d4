import pytest

from briefing.errors import ExportError
from tests.support import worker_calls
from ui.worker.worker_loop import WorkerFaultError
from ui.worker.worker_process import Callbacks, WorkerDiedError, WorkerProcess


class Answers:
    """Collects what comes back from the worker."""

    def __init__(self, *, reports=False):
        self.results, self.errors, self.lines = [], [], []
        self.callbacks = Callbacks(
            on_result=self.results.append,
            on_error=self.errors.append,
            on_progress=self.lines.append if reports else None,
        )

    @property
    def is_over(self):
        return bool(self.results or self.errors)


@pytest.fixture
def worker(qtbot):
    worker = WorkerProcess()
    yield worker
    worker.stop()


def run(qtbot, worker, function, *arguments, reports=False):
    answers = Answers(reports=reports)
    worker.run(function, *arguments, callbacks=answers.callbacks)
    qtbot.waitUntil(lambda: answers.is_over)
    return answers


def test_a_result_comes_back(qtbot, worker):
    assert run(qtbot, worker, worker_calls.add, 2, 3).results == [5]
    assert not worker.is_busy


def test_calls_share_one_warm_process_and_report_their_progress(qtbot, worker):
    first = run(qtbot, worker, worker_calls.report_twice, reports=True)
    second = run(qtbot, worker, worker_calls.report_twice, reports=True)

    assert first.lines == ["first", "second"]
    assert first.results == second.results


def test_a_sentence_for_the_analyst_comes_back_as_it_is(qtbot, worker):
    (error,) = run(qtbot, worker, worker_calls.fail_kindly).errors

    assert isinstance(error, ExportError)
    assert str(error) == "The disk is full."


def test_a_defect_comes_back_with_its_traceback(qtbot, worker):
    (error,) = run(qtbot, worker, worker_calls.fail_badly).errors

    assert isinstance(error, WorkerFaultError)
    assert "IndexError" in str(error)


def test_after_its_death_the_process_is_started_again(qtbot, worker):
    (error,) = run(qtbot, worker, worker_calls.die).errors

    assert isinstance(error, WorkerDiedError)
    assert run(qtbot, worker, worker_calls.add, 1, 1).results == [2]


def test_a_cancelled_call_ends_at_once_and_what_waits_is_done(qtbot, worker, tmp_path):
    hanging, waiting = Answers(), Answers()
    mark = tmp_path / "begun"
    ticket = worker.run(worker_calls.hang, mark, callbacks=hanging.callbacks)
    worker.run(worker_calls.add, 4, 4, callbacks=waiting.callbacks)
    qtbot.waitUntil(mark.exists)

    worker.cancel(ticket)

    qtbot.waitUntil(lambda: waiting.is_over)
    assert waiting.results == [8]
    assert not hanging.is_over


def test_a_call_cancelled_as_its_answer_arrives_ends_no_other(qtbot, worker, monkeypatch):
    run(qtbot, worker, worker_calls.add, 1, 1)
    answering, waiting = Answers(), Answers()
    tickets = []
    monkeypatch.setattr(worker_calls, "on_unpacked", [lambda: worker.cancel(tickets[0])])
    tickets.append(worker.run(worker_calls.answer_tellingly, callbacks=answering.callbacks))
    worker.run(worker_calls.add, 4, 4, callbacks=waiting.callbacks)

    qtbot.waitUntil(lambda: waiting.is_over)
    assert waiting.results == [8]
    assert not answering.is_over


def test_a_call_cancelled_while_the_process_starts_is_not_done(qtbot, worker, tmp_path):
    started, waiting = Answers(), Answers()
    ticket = worker.run(worker_calls.hang, tmp_path / "begun", callbacks=started.callbacks)
    worker.run(worker_calls.add, 4, 4, callbacks=waiting.callbacks)
    worker.cancel(ticket)

    qtbot.waitUntil(lambda: waiting.is_over)
    assert waiting.results == [8]


def test_a_call_that_waits_can_be_cancelled(qtbot, worker):
    first, second = Answers(), Answers()
    worker.run(worker_calls.add, 1, 2, callbacks=first.callbacks)
    worker.cancel(worker.run(worker_calls.add, 3, 4, callbacks=second.callbacks))

    qtbot.waitUntil(lambda: first.is_over)
    assert run(qtbot, worker, worker_calls.add, 5, 6).results == [11]
    assert not second.is_over


def test_stopping_does_not_wait_for_a_call_under_way(qtbot, worker, tmp_path):
    answers = Answers()
    worker.run(worker_calls.hang, tmp_path / "begun", callbacks=answers.callbacks)
    qtbot.waitUntil((tmp_path / "begun").exists)

    worker.stop()

    qtbot.waitUntil(lambda: not worker.is_alive)
    assert not answers.is_over
