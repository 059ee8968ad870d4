"""The font files of the families that style sheets name.

The files come with font packages; none is kept here, and none is looked for elsewhere on the
machine, so that a document looks the same wherever it is made.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from briefing.errors import ExportError


class FontFiles(msgspec.Struct, frozen=True):
    """The files of one family; a family without italics leaves them empty.

    A variable font is one file for all weights: `weights` then gives those of regular and bold.
    """

    package: str
    regular: str
    bold: str
    italic: str = ""
    bold_italic: str = ""
    folder: str = "files"
    weights: tuple[int, int] | None = None

    def get_weight(self, *, bold: bool) -> int | None:
        """Give the weight to take of a variable font, None for fonts that have one."""
        return self.weights[bold] if self.weights else None

    def get_path(self, *, bold: bool, italic: bool) -> Path | None:
        """Give the file of one cut, None if the family has no such italic.

        Raises ExportError when the font package is not installed.
        """
        upright = self.bold if bold else self.regular
        slanted = self.bold_italic if bold else self.italic
        name = slanted if italic else upright
        return _get_folder(self.package) / self.folder / name if name else None

    @property
    def is_installed(self) -> bool:
        """Whether the font package is there; some are not part of every installation."""
        return _find_folder(self.package) is not None


FONT_FAMILIES: dict[str, FontFiles] = {
    "Source Sans Pro": FontFiles(
        package="font_source_sans_pro",
        regular="SourceSansPro-Regular.ttf",
        bold="SourceSansPro-Semibold.ttf",
        italic="SourceSansPro-It.ttf",
        bold_italic="SourceSansPro-SemiboldIt.ttf",
    ),
    "Source Serif Pro": FontFiles(
        package="font_source_serif_pro",
        regular="SourceSerifPro-Regular.ttf",
        bold="SourceSerifPro-Semibold.ttf",
        italic="SourceSerifPro-It.ttf",
        bold_italic="SourceSerifPro-SemiboldIt.ttf",
    ),
    "IBM Plex Sans Arabic": FontFiles(
        package="fontpkg_ibm_plex_sans_arabic",
        regular="IBMPlexSansArabic-Regular.ttf",
        bold="IBMPlexSansArabic-SemiBold.ttf",
    ),
}
"""The families that are shipped, by the name a style sheet gives."""

DEFAULT_FAMILY = "Source Sans Pro"


def _make_cjk(region: str) -> FontFiles:
    file = f"NotoSans{region}[wght].ttf"
    folder = f"fonts/ofl/notosans{region.lower()}"
    package = "justmytype_intl_cjk"
    return FontFiles(package, file, file, folder=folder, weights=(400, 700))


CJK_FAMILIES: dict[str, FontFiles] = {
    f"Noto Sans {region}": _make_cjk(region) for region in ("SC", "TC", "JP", "KR")
}
"""Chinese, Japanese and Korean: thirty megabytes, which only those who need them install."""

OTHER_SCRIPTS: dict[str, FontFiles] = {
    "Heebo": FontFiles(
        package="fontpkg_heebo",
        regular="Heebo[wght].ttf",
        bold="Heebo[wght].ttf",
        weights=(400, 600),
    ),
    "Mukta": FontFiles(
        package="fontpkg_mukta", regular="Mukta-Regular.ttf", bold="Mukta-SemiBold.ttf"
    ),
}
"""Hebrew and Devanagari."""

_REGIONS = {"ja": "JP", "ko": "KR", "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "TC"}


def list_fallback_families(language: str = "") -> tuple[FontFiles, ...]:
    """List the families for characters that a style sheet's own do not cover, best first.

    One Han character is drawn in different ways; `language` (BCP 47) tells which one is meant.
    """
    lower = language.casefold()
    region = next((r for prefix, r in _REGIONS.items() if lower.startswith(prefix)), "SC")
    first = f"Noto Sans {region}"
    han = (CJK_FAMILIES[first], *(f for name, f in CJK_FAMILIES.items() if name != first))
    families = (*OTHER_SCRIPTS.values(), *han)
    return tuple(family for family in families if family.is_installed)


@cache
def _find_folder(package: str) -> Path | None:
    found = find_spec(package)
    places = found.submodule_search_locations if found else None
    return Path(next(iter(places))) if places else None


def _get_folder(package: str) -> Path:
    folder = _find_folder(package)
    if folder is None:
        message = f"The font package “{package}” is missing; install the program again."
        raise ExportError(message)
    return folder
