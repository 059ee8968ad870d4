"""A briefing in Persian: the worked example of the sample library, shortened."""

from pathlib import Path

from briefing.exchange.json_form import read_exchange
from briefing.records.kinds import AnyRecord
from briefing.snapshot import Snapshot

PERSIAN_BRIEFING = "b1ef0017-2024-4118-8118-000000000017"
_FILE = Path(__file__).parents[1] / "data" / "persian-briefing.json"


def take_persian() -> Snapshot:
    """Give the briefing with its records."""
    records: dict[str, AnyRecord] = {
        record.id: record for record in read_exchange(_FILE.read_bytes()).records
    }
    briefing = records.pop(PERSIAN_BRIEFING)
    return Snapshot(briefing=briefing, records=records)
