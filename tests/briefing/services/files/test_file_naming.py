import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.identifiers import new_record_id
from briefing.outline import Briefing
from briefing.services.files.file_naming import make_safe_file_name, suggest_file_name


def make_briefing(**fields):
    return Briefing(id=new_record_id(), **fields)


def test_the_suggested_name_begins_with_the_date():
    briefing = make_briefing(title="Strikes: Iran/Pakistan", date=dt.date(2024, 1, 18))

    assert suggest_file_name(briefing) == "2024-01-18 Strikes Iran Pakistan"


def test_a_briefing_without_title_or_date_still_has_a_name():
    assert suggest_file_name(make_briefing()) == "briefing"


@pytest.mark.parametrize("text", ["CON", "nul", "COM1.txt", "...", "   ", "/", "\x00"])
def test_names_that_windows_refuses_are_changed(text):
    assert make_safe_file_name(text).startswith("briefing")


@given(st.text(max_size=400))
def test_any_text_becomes_a_name_that_can_be_written(text):
    name = make_safe_file_name(text)

    assert name
    assert len(f"{name}.docx".encode()) <= 255
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\u202a-\u202e]', name)
    assert name == name.strip(" .")


@given(st.text(max_size=400))
def test_a_safe_name_stays_as_it_is(text):
    name = make_safe_file_name(text)

    assert make_safe_file_name(name) == name
