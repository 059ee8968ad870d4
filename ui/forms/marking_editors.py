"""Choices among the markings and marking schemes that a library offers."""

from PySide6.QtWidgets import QWidget

from briefing.markings import OWN_SCHEME
from ui.forms.editors import ChoiceEditor
from ui.forms.field_spec import FieldSpec
from ui.house_markings import HouseMarkings


class MarkingEditor(ChoiceEditor):
    """One of the markings that the library offers, or none."""

    def __init__(
        self, spec: FieldSpec, markings: HouseMarkings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        self._markings = markings
        self._offer()
        markings.changed.connect(self._offer_anew)

    def _offer_anew(self) -> None:
        value = self.read_value()
        self._offer()
        self.show_value(value)

    def _offer(self) -> None:
        self.box.clear()
        for value, label in self._list_choices():
            self.box.addItem(label, value)

    def _list_choices(self) -> list[tuple[str, str]]:
        return [("", "Not marked"), *((label, label) for label in self._markings.labels)]


class MarkingSchemeEditor(MarkingEditor):
    """One of the marking schemes; the library's own is offered once there is one."""

    def _list_choices(self) -> list[tuple[str, str]]:
        return [(scheme.key, scheme.name) for scheme in self._markings.schemes]

    def show_value(self, value: object) -> None:
        """Select the scheme; the library's own keeps its place while it has no levels."""
        super().show_value(value)
        if self.box.currentText() == OWN_SCHEME:
            self.box.setItemText(self.box.currentIndex(), "Own scheme (without levels)")
