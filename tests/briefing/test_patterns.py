"""Patterns that are compiled at their first use do what compiled ones do."""

import re

import pytest

from briefing.patterns import compile_late

METHODS = ["match", "fullmatch", "search", "findall", "split"]


@pytest.mark.parametrize("method", METHODS)
def test_a_late_pattern_finds_what_a_compiled_one_finds(method):
    late, compiled = compile_late("a+|B", re.IGNORECASE), re.compile("a+|B", re.IGNORECASE)
    for text in ("", "aab", "Baa", "c"):
        assert str(getattr(late, method)(text)) == str(getattr(compiled, method)(text))
    assert late.sub("-", "xAbx") == "x--x"


def test_a_late_pattern_is_compiled_when_it_is_first_used():
    late = compile_late("(")
    with pytest.raises(re.error):
        late.search("")
