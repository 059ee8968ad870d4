"""Keeps forms that still hold something unsaved after another one has taken their place."""

from collections.abc import Hashable

from PySide6.QtCore import QObject

from ui.forms.form import Form


class FormShelf(QObject):
    """Forms by what they edit: one that could not be saved is given back as it was left."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms: dict[Hashable, Form] = {}

    def put_away(self, key: Hashable, form: Form) -> None:
        """Keep the form until everything in it is stored; at once let go of one that is."""
        form.hide()
        form.setParent(None)
        form.flush()
        if not form.is_busy:
            form.deleteLater()
            return
        self._forms[key] = form
        form.settled.connect(lambda: self._let_go(key, form))

    def take(self, key: Hashable) -> Form | None:
        """Give a kept form back."""
        return self._forms.pop(key, None)

    def get(self, key: Hashable) -> Form | None:
        """Give a kept form without taking it."""
        return self._forms.get(key)

    def drop(self, key: Hashable) -> None:
        """Let go of a form with what is in it: what it edits is gone."""
        form = self._forms.pop(key, None)
        if form is not None:
            form.forget_edits()
            form.deleteLater()

    def _let_go(self, key: Hashable, form: Form) -> None:
        if self._forms.get(key) is form:
            del self._forms[key]
            form.deleteLater()
