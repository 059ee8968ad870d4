"""Hypothesis strategies for attacks as they may stand in a table: any text that is clean."""

from hypothesis import strategies as st

from briefing.dates import EdtfDate
from briefing.records.attack import Party, PartyCertainty, PartyRole, Place, PlacePrecision
from briefing.records.parts import Figure
from briefing.text_cleaning import clean_line, clean_text
from tests.support.libraries import make_attack
from tests.support.strategies import TEXTS

HOSTILE = st.text(st.sampled_from("=+-@\t\r\n'\";,\\[] ab|"), max_size=12)
LINES = (TEXTS | HOSTILE).map(clean_line)
NAMES = LINES.filter(bool)
COUNTS = st.none() | st.integers(0, 2**40)
PARTIES = st.builds(
    Party,
    role=st.sampled_from(PartyRole),
    name=NAMES,
    certainty=st.sampled_from(PartyCertainty),
    by=LINES,
)
PLACES = st.builds(
    Place,
    name=LINES,
    admin1=LINES,
    country=st.sampled_from(["", "IR", "PK"]),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    precision=st.sampled_from(PlacePrecision),
)
DATES = st.sampled_from(["2024-01-16", "2021-22", "2012~", "2024-01-16/2024-01-18", "../2001"])
ATTACKS = st.builds(
    make_attack,
    title=NAMES,
    date=DATES.map(EdtfDate),
    place=PLACES,
    method=LINES,
    parties=st.lists(PARTIES, max_size=3).map(tuple),
    summary=(TEXTS | HOSTILE).map(lambda text: clean_text(text).strip()),
    tags=st.lists(NAMES, max_size=3, unique=True).map(tuple),
    verified_on=st.none() | st.dates(),
)
FIGURES = st.builds(
    Figure,
    what=st.sampled_from(["killed", "injured", "captured"]),
    best=st.integers(0, 2**40),
    given_by=LINES,
    preferred=st.booleans(),
    note=LINES,
)
