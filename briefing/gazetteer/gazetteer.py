"""Finds places by the beginning of any of their names.

The shipped file (see tools/make_gazetteer.py) is searched as it is: one line a place, the
largest first, with the folded names in front. That takes twenty megabytes and milliseconds,
where objects for a quarter of a million places would take ten times as much of both.
"""

import lzma
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import chain

import msgspec

from briefing.countries import COUNTRY_NAMES
from briefing.folding import fold_text

CREDIT = "Places: GeoNames (geonames.org), CC BY 4.0"
"""What the licence of the data asks to be said."""

_FILE = "places.tsv.xz"
_SHORTEST = 2
_FIELDS = 8


class GazetteerPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the gazetteer; a province is given by the middle of its places.

    `country` is ISO 3166-1 alpha-2, coordinates are in degrees of WGS 84.
    """

    name: str
    native_names: tuple[str, ...]
    country: str
    province: str
    latitude: float
    longitude: float
    is_province: bool

    @property
    def description(self) -> str:
        """Where it lies, in words: "Balochistan, Pakistan"."""
        country = COUNTRY_NAMES.get(self.country, self.country)
        kind = "province" if self.is_province else ""
        return ", ".join(filter(None, (kind, self.province, country)))


class Gazetteer:
    """The places of one file, in memory."""

    def __init__(self, lines: bytes) -> None:
        self._lines = b"\n" + lines

    def find_places(self, text: str, *, country: str = "", limit: int = 12) -> list[GazetteerPlace]:
        """Find places one of whose names begins with the text; one letter finds nothing.

        Case, diacritics and the spellings of Arabic letters do not matter. Places that are
        called just so come first, then the largest.
        """
        wanted = fold_text(text).replace("'", "").strip()
        if len(wanted) < _SHORTEST:
            return []
        start = b"|" + wanted.encode("utf-8", "ignore")
        exact = sorted(chain(self._iter_lines(start + b"\t"), self._iter_lines(start + b"|")))
        found: dict[int, GazetteerPlace] = {}
        for position, line in chain(exact, self._iter_lines(start)):
            if len(found) == limit:
                break
            if not country or b"\t%b\t" % country.encode() in line:
                found.setdefault(position, _read_line(line))
        return list(found.values())

    def has_name(self, text: str) -> bool:
        """Tell whether a place is called just so; takes some twenty milliseconds."""
        wanted = fold_text(text).replace("'", "").strip()
        if len(wanted) < _SHORTEST:
            return False
        start = b"|" + wanted.encode("utf-8", "ignore")
        return any(next(self._iter_lines(start + end), None) for end in (b"\t", b"|"))

    def _iter_lines(self, needle: bytes) -> Iterator[tuple[int, bytes]]:
        """Iterate over the lines whose names hold the needle, each once, with their place."""
        lines = self._lines
        position = lines.find(needle)
        while position >= 0:
            begin = lines.rfind(b"\n", 0, position) + 1
            end = lines.find(b"\n", position)
            if position < lines.find(b"\t", begin) + 1:  # in the folded names, not in others
                yield begin, lines[begin:end]
            position = lines.find(needle, end)


@cache
def load_gazetteer() -> Gazetteer:
    """Load the shipped gazetteer, once; takes half a second, so do it off the GUI thread."""
    packed = files("briefing.gazetteer").joinpath(_FILE).read_bytes()
    return Gazetteer(lzma.decompress(packed))


def _read_line(line: bytes) -> GazetteerPlace:
    fields = line.decode().split("\t")
    _folded, name, native, country, province, latitude, longitude, population = fields[:_FIELDS]
    return GazetteerPlace(
        name=name,
        native_names=tuple(native.split("|")) if native else (),
        country=country,
        province=province,
        latitude=float(latitude),
        longitude=float(longitude),
        is_province=population.startswith("*"),
    )
