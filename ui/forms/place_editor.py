"""The editor of a place: found in the gazetteer by any of its names, or set on a map."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from briefing.countries import COUNTRY_NAMES
from briefing.drawing.map_point import MapPoint
from briefing.gazetteer.gazetteer import GazetteerPlace, load_gazetteer
from briefing.records.attack import Place, PlacePrecision
from ui.forms.editors import LineEditor
from ui.forms.field_grid import MakeEditor
from ui.forms.field_spec import FieldSpec
from ui.forms.part_editor import PartEditor
from ui.forms.suggestions import Suggestion, Suggestions
from ui.session.library_session import LibrarySession
from ui.session.newest_reading import NewestReading
from ui.widgets.map_view import MapView
from ui.widgets.plain_text import make_label

_MAP_HEIGHT = 190
_POINT = "place"
_SURROUNDINGS = 0.2  # of the zoom that fits the point: borders and neighbours tell where it is
_WIDE_SURROUNDINGS = 0.5  # of a province or a country, which shows its neighbours sooner
_FROM_KM = 150.0
_DECIMALS = 4  # some ten metres
_RADIUS_KM = {
    PlacePrecision.NEAR: 25.0,
    PlacePrecision.DISTRICT: 60.0,
    PlacePrecision.PROVINCE: 200.0,
    PlacePrecision.COUNTRY: 600.0,
}
_HINT = "Click on the map, or press Enter on it, to set the point."


class PlaceEditor(PartEditor):
    """A place with suggestions for its name and a small map; choosing one fills all fields."""

    def __init__(
        self, spec: FieldSpec, make_editor: MakeEditor, session: LibrarySession, parent: QWidget
    ) -> None:
        super().__init__(spec, make_editor, parent)
        self._reading = NewestReading(session, self)
        name = self.part.get_editor("name")
        assert isinstance(name, LineEditor)  # the form's table says so  # noqa: S101
        self.suggestions = Suggestions(name.line)
        self.suggestions.wanted.connect(self._look_up)
        self.suggestions.chosen.connect(self._take)
        self.map = MapView(self)
        self.map.setFixedHeight(_MAP_HEIGHT)
        self.map.setAccessibleName("Map of the place")
        self.map.set_picking(True)
        self.map.place_picked.connect(self._take_point)
        self._layout.addWidget(self.map)
        self._layout.addWidget(make_label(_HINT, "quiet", wrap=True))
        self.edited.connect(self._show_point)

    def show_value(self, value: Any) -> None:
        """Show the place, and its point on the map."""
        super().show_value(value)
        self._show_point()

    def _look_up(self, text: str) -> None:
        def find(_library: object) -> list[GazetteerPlace]:
            return load_gazetteer().find_places(text)

        self._reading.read(find, lambda found: self._offer(text, found))

    def _offer(self, text: str, places: Sequence[GazetteerPlace]) -> None:
        self.suggestions.offer(
            text, [Suggestion(_describe(place), place.name, place) for place in places]
        )

    def _take(self, found: GazetteerPlace) -> None:
        precision = PlacePrecision.PROVINCE if found.is_province else PlacePrecision.NEAR
        self._set(
            name=found.name,
            admin1=found.name if found.is_province else found.province,
            admin2="",
            country=found.country,
            latitude=found.latitude,
            longitude=found.longitude,
            precision=precision,
        )
        self.map.fit()
        self._show_surroundings()

    def _show_surroundings(self) -> None:
        if self.map.points:
            is_wide = self.map.points[0].radius_km >= _FROM_KM
            self.map.zoom_by(_WIDE_SURROUNDINGS if is_wide else _SURROUNDINGS)

    def _take_point(self, latitude: float, longitude: float) -> None:
        self._set(
            latitude=round(latitude, _DECIMALS),
            longitude=round(longitude, _DECIMALS),
            precision=PlacePrecision.NEAR,
        )

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            self.part.get_editor(name).show_value(value)
        self.part.edited.emit()

    def _show_point(self) -> None:
        points = self._list_points()
        if points != list(self.map.points):
            # a point that the analyst sets there must not run away under the mouse
            self.map.show_points(points, fit=not self.map.hasFocus())
            if not self.map.hasFocus():
                self._show_surroundings()

    def _list_points(self) -> list[MapPoint]:
        place = self.part.read_part()
        if not isinstance(place, Place) or place.latitude is None or place.longitude is None:
            return []
        radius = _RADIUS_KM.get(place.precision, 0.0)
        label = place.name or COUNTRY_NAMES.get(place.country, "")
        return [MapPoint(_POINT, place.latitude, place.longitude, label, radius_km=radius)]


def _describe(place: GazetteerPlace) -> str:
    native = f" · {place.native_names[0]}" if place.native_names else ""
    return f"{place.name}{native} · {place.description}"
