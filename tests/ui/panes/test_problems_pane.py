import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from briefing.document.problem import Problem, Severity
from ui.panes.problems_pane import ProblemsPane, describe_count


def make_problem(message, severity=Severity.WARNING, section="s1", record=""):
    return Problem(check="test", severity=severity, message=message, section=section, record=record)


@pytest.fixture
def pane(qtbot):
    pane = ProblemsPane()
    qtbot.addWidget(pane)
    return pane


def get_texts(pane):
    view = pane.findChild(QListWidget)
    return [view.item(row).text() for row in range(view.count())]


def test_errors_come_first(pane):
    pane.show_problems([make_problem("small"), make_problem("grave", Severity.ERROR)])

    assert get_texts(pane) == ["grave", "small"]


def test_the_remedy_stands_below_the_problem(pane):
    problem = Problem(check="c", severity=Severity.ERROR, message="No source.", remedy="Cite one.")
    pane.show_problems([problem])

    assert get_texts(pane) == ["No source.\nCite one."]


def test_enter_goes_to_the_place(qtbot, pane):
    pane.show_problems([make_problem("a", section="s7", record="r9")])
    view = pane.findChild(QListWidget)
    view.setCurrentRow(0)
    with qtbot.waitSignal(pane.place_requested) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)

    assert told.args == ["s7", "r9"]


def test_next_goes_round(qtbot, pane):
    pane.show_problems([make_problem("a", section="s1"), make_problem("b", section="s2")])
    went = []
    pane.place_requested.connect(lambda section, _record: went.append(section))
    for _step in range(3):
        pane.go_to_next()

    assert went == ["s1", "s2", "s1"]


def test_the_current_problem_stays_current_when_others_come(pane):
    pane.show_problems([make_problem("b")])
    pane.findChild(QListWidget).setCurrentRow(0)
    pane.show_problems([make_problem("a"), make_problem("b")])

    assert pane.findChild(QListWidget).currentItem().text() == "b"


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "1 problem"), (3, "3 problems")])
def test_problems_are_counted_in_words(count, words):
    assert describe_count([make_problem("x")] * count) == words
