"""Finds the country that a data set means, by its names, ISO codes and former names."""

from functools import cache

from briefing.countries import COUNTRY_NAMES
from briefing.folding import fold_text

_OTHER_NAMES = {
    "AE": ("UAE",),
    "BA": ("Bosnia-Herzegovina", "Bosnia"),
    "CD": ("DR Congo", "DRC", "Zaire", "Congo (Kinshasa)", "Congo, DRC"),
    "CG": ("Congo", "Congo (Brazzaville)", "Republic of Congo"),
    "CI": ("Ivory Coast",),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "FK": ("Falklands",),
    "GB": ("Great Britain", "UK", "England", "Northern Ireland", "Scotland"),
    "GM": ("The Gambia",),
    "HK": ("Hong Kong",),
    "IR": ("Islamic Republic of Iran", "Iran (Islamic Republic of)"),
    "KG": ("Kyrgyz Republic",),
    "KP": ("DPRK", "North Korea"),
    "KR": ("South Korea", "Republic of Korea"),
    "LA": ("Laos", "Lao PDR"),
    "MK": ("Macedonia", "Macedonia, FYR", "FYR Macedonia"),
    "MM": ("Myanmar", "Burma"),
    "PS": ("Palestine", "West Bank and Gaza Strip", "West Bank", "Gaza Strip", "Gaza"),
    "RU": ("Russian Federation", "Russia", "Soviet Union"),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("eSwatini", "Kingdom of eSwatini", "Swaziland"),
    "TL": ("East Timor", "Timor-Leste"),
    "TR": ("Turkey", "Türkiye"),
    "TZ": ("United Republic of Tanzania",),
    "US": ("USA", "U.S.", "United States of America"),
    "VA": ("Vatican City",),
    "VN": ("Viet Nam", "North Vietnam", "South Vietnam"),
    "XK": ("Kosovo",),
    "YE": ("North Yemen", "South Yemen"),
}
_ISO3 = {
    "AFG": "AF", "ARE": "AE", "ARM": "AM", "AZE": "AZ", "BFA": "BF", "BGD": "BD", "BHR": "BH",
    "CAF": "CF", "CHN": "CN", "CMR": "CM", "COD": "CD", "COG": "CG", "COL": "CO", "DEU": "DE",
    "DZA": "DZ", "EGY": "EG", "ERI": "ER", "ESP": "ES", "ETH": "ET", "FRA": "FR", "GBR": "GB",
    "GEO": "GE", "HTI": "HT", "IDN": "ID", "IND": "IN", "IRN": "IR", "IRQ": "IQ", "ISR": "IL",
    "ITA": "IT", "JOR": "JO", "JPN": "JP", "KAZ": "KZ", "KEN": "KE", "KGZ": "KG", "KOR": "KR",
    "KWT": "KW", "LBN": "LB", "LBY": "LY", "LKA": "LK", "MAR": "MA", "MEX": "MX", "MLI": "ML",
    "MMR": "MM", "MOZ": "MZ", "NER": "NE", "NGA": "NG", "NPL": "NP", "OMN": "OM", "PAK": "PK",
    "PHL": "PH", "POL": "PL", "PRK": "KP", "PSE": "PS", "QAT": "QA", "ROU": "RO", "RUS": "RU",
    "SAU": "SA", "SDN": "SD", "SOM": "SO", "SRB": "RS", "SSD": "SS", "SYR": "SY", "TCD": "TD",
    "THA": "TH", "TJK": "TJ", "TKM": "TM", "TUN": "TN", "TUR": "TR", "TZA": "TZ", "UGA": "UG",
    "UKR": "UA", "USA": "US", "UZB": "UZ", "VEN": "VE", "VNM": "VN", "XKX": "XK", "YEM": "YE",
}  # fmt: skip


@cache
def find_country(text: str) -> str:
    """Give the ISO 3166-1 alpha-2 code of a country's name or code; empty if it is unknown.

    Of "Yemen (North Yemen)" either name will do.
    """
    code = text.strip().upper()
    if code in COUNTRY_NAMES:
        return code
    if code in _ISO3:
        return _ISO3[code]
    outer, _, inner = text.partition("(")
    names = _get_names()
    found = (names.get(fold_text(name)) for name in (text, outer, inner))
    return next(filter(None, found), "")


@cache
def _get_names() -> dict[str, str]:
    names = {fold_text(name): code for code, name in COUNTRY_NAMES.items()}
    for code, others in _OTHER_NAMES.items():
        names.update({fold_text(name): code for name in others})
    return names
