import threading

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from shiboken6 import isValid

from ui.tasks import TaskRunner


def test_changes_are_done_in_order_and_told_on_the_gui_thread(qtbot):
    runner = TaskRunner()
    told = []
    for number in range(20):
        runner.run_change(
            lambda number=number: number,
            lambda result: told.append((result, threading.current_thread())),
            told.append,
        )
    qtbot.waitUntil(lambda: len(told) == 20)

    assert told == [(number, threading.main_thread()) for number in range(20)]
    runner.close()


def test_a_failure_is_told_like_a_result(qtbot):
    runner = TaskRunner()
    told = []
    runner.run_read(lambda: 1 / 0, told.append, lambda error: told.append(type(error)))
    qtbot.waitUntil(lambda: told == [ZeroDivisionError])

    runner.close()


def test_a_closed_runner_lets_work_end_and_takes_and_tells_nothing_more(qtbot):
    runner = TaskRunner()
    done, told = [], []
    runner.run_change(lambda: done.append(1), told.append, told.append)
    runner.close()
    runner.run_change(lambda: done.append(2), told.append, told.append)
    QCoreApplication.processEvents()

    assert (done, told) == ([1], [])


def test_a_result_that_asks_for_more_does_not_hold_up_the_end(qtbot):
    runner = TaskRunner()

    def ask_again(_result):
        runner.run_read(lambda: QTest.qSleep(1), ask_again, ask_again)

    for _ in range(4):
        ask_again(None)
    runner.close()
    runner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert not isValid(runner)
