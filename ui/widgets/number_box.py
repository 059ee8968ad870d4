"""Fields for numbers, with their text where that of the other fields begins."""

from PySide6.QtWidgets import QAbstractSpinBox

_INSET = 6  # pixels, as the style sheet's padding of other fields


def inset_text(box: QAbstractSpinBox) -> None:
    """Move a field's text away from its edge: Qt heeds no padding there."""
    box.lineEdit().setTextMargins(_INSET, 0, 0, 0)
