"""Carries records in a drag or on the clipboard: the ids only, never their content."""

import msgspec
from PySide6.QtCore import QMimeData

from briefing.identifiers import RecordId

RECORDS_MIME = "application/x-briefing-builder-records"


def make_record_drag(record_ids: list[RecordId]) -> QMimeData:
    """Pack record ids for a drag."""
    data = QMimeData()
    data.setData(RECORDS_MIME, msgspec.json.encode(record_ids))
    return data


def read_record_drag(data: QMimeData) -> list[RecordId]:
    """Unpack the record ids of a drag; empty when it carries something else."""
    if not data.hasFormat(RECORDS_MIME):
        return []
    try:
        ids = msgspec.json.decode(data.data(RECORDS_MIME).data(), type=list[str])
    except msgspec.MsgspecError:
        return []
    return [RecordId(record_id) for record_id in ids]
