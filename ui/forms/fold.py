"""A part of a form under one title, which folds away."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.forms.field_grid import FieldGrid
from ui.forms.field_spec import FoldSpec
from ui.forms.fold_button import FoldButton
from ui.theme.tokens import SPACE

_COLUMNS = 2


class Fold(QWidget):
    """Fields under a title that folds away; without a title they are always open."""

    def __init__(self, spec: FoldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = FieldGrid(_COLUMNS, self)
        self.grid.setContentsMargins(SPACE[0], 0, SPACE[0], SPACE[1])
        self.button: FoldButton | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[0])
        if spec.title:
            self.button = FoldButton("fold", self)
            self.button.say(spec.title)
            self.button.setChecked(spec.open)
            self.button.toggled.connect(self.grid.setVisible)
            self.grid.setVisible(spec.open)
            layout.addWidget(self.button)
        layout.addWidget(self.grid)

    def open(self) -> None:
        """Show the fields."""
        if self.button is not None:
            self.button.setChecked(True)
