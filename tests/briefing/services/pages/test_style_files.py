"""Page designs go from house to house as files, and come back as they were."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ImportFileError
from briefing.export.own_style_sheets import FIELDS, StyleFieldKind, find_faults
from briefing.export.style_sheet import STYLE_SHEETS
from briefing.records.library_settings import OwnStyleSheet
from briefing.services.pages.style_sheets import read_style_file, write_style_file

WHOLE = {"format": "briefing-style", "version": 1, "name": "House", "base": "standard"}


def draw_value(field):
    match field.kind:
        case StyleFieldKind.LENGTH:
            return st.floats(field.least, field.most).map(lambda points: round(points, 2))
        case StyleFieldKind.COLOUR:
            return st.from_regex("#[0-4][0-9A-F][0-4][0-9A-F][0-4][0-9A-F]", fullmatch=True)
        case StyleFieldKind.CHOICE:
            return st.sampled_from([key for key, _label in field.choices])
        case StyleFieldKind.SWITCH:
            return st.booleans()


VALUES = st.fixed_dictionaries({}, optional={f.name: draw_value(f) for f in FIELDS})
DESIGNS = st.builds(
    OwnStyleSheet,
    # a name is kept with single spaces, as every name of the library is
    name=st.text("abc Äجيش“”.", min_size=1).map(lambda name: " ".join(f"x{name}".split())),
    base=st.sampled_from([*STYLE_SHEETS]),
    values=VALUES,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("designs") / "house.briefing-style"


@given(DESIGNS)
def test_a_design_without_faults_comes_back_and_one_with_faults_is_told(path, design):
    write_style_file(design, path)

    if faults := find_faults(design):
        with pytest.raises(ImportFileError) as told:
            read_style_file(path)
        assert faults[0] in str(told.value)
    else:
        assert read_style_file(path) == design


@given(st.binary() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps).map(str.encode))
def test_whatever_else_is_in_a_file_is_told_in_a_sentence(path, content):
    path.write_bytes(content)

    with pytest.raises(ImportFileError, match="is not a page design"):
        read_style_file(path)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"format": "other"}, "is not a page design"),
        ({"version": 2}, "newer Briefing Builder"),
        ({"base": "gone"}, "none of"),
        ({"values": {"script": "x"}}, "nothing that a page design can set"),
        ({"more": 1}, "is not a page design"),
    ],
)
def test_a_design_of_another_kind_or_time_is_refused(path, changed, told):
    path.write_text(json.dumps({**WHOLE, **changed}))

    with pytest.raises(ImportFileError, match=told):
        read_style_file(path)
