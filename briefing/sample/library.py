"""Gives the sample library, which is shipped in the exchange form."""

from importlib.resources import files

from briefing.exchange.exchange import Exchange
from briefing.exchange.json_form import read_exchange
from briefing.identifiers import RecordId

SAMPLE_FILE = "iran-pakistan-2024.json"
SAMPLE_BRIEFING = RecordId("b1ef0001-2024-4118-8118-000000000001")
"""The one briefing of the sample library."""


def read_sample_file() -> bytes:
    """Give the shipped file as it is."""
    return files("briefing.sample").joinpath(SAMPLE_FILE).read_bytes()


def read_sample() -> Exchange:
    """Give the records of the sample library."""
    return read_exchange(read_sample_file())
