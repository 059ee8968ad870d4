"""What is printed of one image, and with which words."""

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from briefing.imaging.picture import Crop
from briefing.records.parts import Attachment
from ui.forms.editors import CalmComboBox
from ui.theme.tokens import SPACE
from ui.widgets.crop_view import CropView
from ui.widgets.number_box import inset_text
from ui.widgets.plain_text import make_label, set_plain_tooltip

PAUSE = 500
"""After so many milliseconds without typing the words are handed on."""

_MOST_CUT = 97  # per cent at one edge
_TEXT_LINES = 3
_WIDTHS = (
    (1.0, "Full width of the text"),
    (0.75, "Three quarters"),
    (0.66, "Two thirds"),
    (0.5, "Half"),
    (0.33, "A third"),
    (0.25, "A quarter"),
)
_NO_TEXT = "Say in a sentence what it shows, for those who do not see it."
_EDGES = ("left", "top", "right", "bottom")


class ImageDetails(QWidget):
    """Shows an image with the frame of what is printed, and the fields of its words.

    `edited` gives the attachment as it is to be, a moment after the last key, or at once when
    `flush` is called.
    """

    edited = Signal(Attachment)
    typed = Signal()  # something is edited that was not handed on yet
    settled = Signal()  # nothing is any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Attachment | None = None
        self._is_showing = False
        self._is_touched = False  # by the person: a field may show less than is stored
        self.view = CropView(self)
        self.fault = make_label("", "error", wrap=True)
        self.fault.hide()
        self.caption = QLineEdit(self)
        self.alternative_text = QPlainTextEdit(self)
        self.credit = QLineEdit(self)
        self.width_choice = CalmComboBox(self)
        self.cuts = {edge: QSpinBox(self) for edge in _EDGES}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)
        self._set_up()
        self._lay_out()
        self._connect()

    def show_attachment(self, attachment: Attachment) -> None:
        """Show the fields of an image; what is being typed in them for the same one stays."""
        if self._is_touched and self._is_of(attachment):
            return
        self._shown = attachment
        self._is_showing = True
        self.caption.setText(attachment.caption)
        self.alternative_text.setPlainText(attachment.alternative_text)
        self.credit.setText(attachment.credit)
        self._show_width(attachment.width)
        self._show_cuts(attachment.crop)
        self.view.show_crop(attachment.crop)
        self._timer.stop()
        self._is_touched = self._is_showing = False

    def show_fields_of_figures(self, *, shown: bool) -> None:
        """Show or hide what is printed with figures alone, and never with a logo."""
        for field in (self.caption, self.credit, self.width_choice):
            self._form.setRowVisible(field, shown)

    def show_picture(self, image: QImage, fault: str = "") -> None:
        """Show the picture itself, or why it cannot be."""
        crop = self._shown.crop if self._shown else Crop()
        self.view.show_image(image, crop)
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.view.setVisible(not fault)

    def flush(self) -> None:
        """Hand on what was edited, if anything was."""
        self._timer.stop()
        if self._shown is None or not self._is_touched:
            return
        self._is_touched = False
        changed = self._read(self._shown)
        if changed != self._shown:
            self._shown = changed
            self.edited.emit(changed)
        self.settled.emit()

    def _set_up(self) -> None:
        self.caption.setAccessibleName("Caption")
        self.alternative_text.setAccessibleName("Alternative text")
        self.alternative_text.setAccessibleDescription(_NO_TEXT)
        self.alternative_text.setPlaceholderText(_NO_TEXT)
        self.alternative_text.setTabChangesFocus(True)
        lines = self.alternative_text.fontMetrics().lineSpacing() * _TEXT_LINES
        self.alternative_text.setFixedHeight(lines + 2 * SPACE[1])
        self.credit.setAccessibleName("Credit and source")
        self.credit.setPlaceholderText("Photograph: who, where; [@key] cites a source")
        for field in (self.caption, self.alternative_text, self.credit):
            field.setAcceptDrops(False)  # files that are dropped here are meant to be kept
        self.width_choice.setAccessibleName("Width on the page")
        for share, words in _WIDTHS:
            self.width_choice.addItem(words, share)
        for edge, box in self.cuts.items():
            inset_text(box)
            box.setRange(0, _MOST_CUT)
            box.setSuffix(" %")
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.setAccessibleName(f"Cut off at the {edge}")
            set_plain_tooltip(box, f"Cut off at the {edge}")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[2], 0, 0, 0)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.view, 1)
        layout.addWidget(self.fault)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(make_label("Cut off", "quiet"))
        for edge, box in self.cuts.items():
            row.addWidget(make_label(edge.capitalize(), "quiet"))
            row.addWidget(box)
        row.addStretch(1)
        layout.addLayout(row)
        self._form = form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&Caption", self.caption)
        form.addRow("Alternative te&xt", self.alternative_text)
        form.addRow("C&redit", self.credit)
        form.addRow("&Width", self.width_choice)
        layout.addLayout(form)

    def _connect(self) -> None:
        self.caption.textEdited.connect(lambda _text: self._begin())
        self.credit.textEdited.connect(lambda _text: self._begin())
        self.alternative_text.textChanged.connect(self._begin)
        self.width_choice.activated.connect(lambda _index: self._touch())
        self.view.cropped.connect(self._on_cropped)
        for box in self.cuts.values():
            box.valueChanged.connect(lambda _value: self._on_cuts_changed())

    def _touch(self) -> None:
        """Hand on at once what was chosen."""
        self._is_touched = True
        self.flush()

    def _begin(self) -> None:
        if self._is_showing:
            return
        self._is_touched = True
        self._timer.start()
        self.typed.emit()

    def _on_cropped(self, crop: Crop) -> None:
        self._show_cuts(crop)
        self._touch()

    def _on_cuts_changed(self) -> None:
        self.view.show_crop(self._read_cuts())
        self._begin()

    def _is_of(self, attachment: Attachment) -> bool:
        return self._shown is not None and self._shown.sha256 == attachment.sha256

    def _show_width(self, width: float) -> None:
        nearest = min(range(len(_WIDTHS)), key=lambda place: abs(_WIDTHS[place][0] - width))
        self.width_choice.setCurrentIndex(nearest)

    def _show_cuts(self, crop: Crop) -> None:
        for edge, box in self.cuts.items():
            box.blockSignals(True)
            box.setValue(round(100 * getattr(crop, edge)))
            box.blockSignals(False)

    def _read_cuts(self) -> Crop:
        """Give the frame of the fields; an edge that says the same per cent stays as exact."""
        exact = self.view.crop
        shares = {}
        for edge, box in self.cuts.items():
            own = getattr(exact, edge)
            shares[edge] = own if round(100 * own) == box.value() else box.value() / 100
        return Crop(**shares)

    def _read(self, shown: Attachment) -> Attachment:
        share = self.width_choice.currentData()
        kept = min(_WIDTHS, key=lambda choice: abs(choice[0] - shown.width))[0]
        return msgspec.structs.replace(
            shown,
            caption=self.caption.text().strip(),
            alternative_text=self.alternative_text.toPlainText().strip(),
            credit=self.credit.text().strip(),
            width=shown.width if share == kept else float(share),
            crop=self.view.crop,
        )
