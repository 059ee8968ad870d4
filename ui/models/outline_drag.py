"""A row of the outline while it is dragged."""

import msgspec
from PySide6.QtCore import QMimeData

from ui.models.outline_rows import OutlineRow

OUTLINE_MIME = "application/x-briefing-builder-outline"


def make_outline_drag(row: OutlineRow) -> QMimeData:
    """Pack the ids of a row's section and placement."""
    data = QMimeData()
    section = row.section.id if row.section else ""
    placement = row.placement.id if row.placement else ""
    data.setData(OUTLINE_MIME, msgspec.json.encode((section, placement)))
    return data


def read_outline_drag(data: QMimeData) -> tuple[str, str] | None:
    """Give the ids of section and placement; None for a drag of something else."""
    if not data.hasFormat(OUTLINE_MIME):
        return None
    try:
        return msgspec.json.decode(data.data(OUTLINE_MIME).data(), type=tuple[str, str])
    except msgspec.MsgspecError:
        return None
