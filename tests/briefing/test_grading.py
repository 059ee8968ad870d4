import pytest

from briefing.grading import CREDIBILITY, RELIABILITY, print_grade


@pytest.mark.parametrize(
    ("letter", "number", "code"),
    [("B", 2, "B2"), ("B", None, "B"), ("", 2, "2"), ("", None, ""), ("G", 7, "")],
)
def test_a_grade_is_one_code_of_what_was_judged(letter, number, code):
    assert print_grade(letter, number) == code


def test_the_admiralty_scales_are_whole():
    assert "".join(RELIABILITY) == "ABCDEF"
    assert list(CREDIBILITY) == [1, 2, 3, 4, 5, 6]
