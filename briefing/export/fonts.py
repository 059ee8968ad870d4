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
    """The files of one family; a family without italics leaves them empty."""

    package: str
    regular: str
    bold: str
    italic: str = ""
    bold_italic: str = ""

    def get_path(self, *, bold: bool, italic: bool) -> Path | None:
        """Give the file of one cut, None if the family has no such italic.

        Raises ExportError when the font package is not installed.
        """
        upright = self.bold if bold else self.regular
        slanted = self.bold_italic if bold else self.italic
        name = slanted if italic else upright
        return _find_folder(self.package) / name if name else None


FONT_FAMILIES: dict[str, FontFiles] = {
    "Source Sans Pro": FontFiles(
        package="font_source_sans_pro",
        regular="SourceSansPro-Regular.ttf",
        bold="SourceSansPro-Semibold.ttf",
        italic="SourceSansPro-It.ttf",
        bold_italic="SourceSansPro-SemiboldIt.ttf",
    ),
    "IBM Plex Sans Arabic": FontFiles(
        package="fontpkg_ibm_plex_sans_arabic",
        regular="IBMPlexSansArabic-Regular.ttf",
        bold="IBMPlexSansArabic-SemiBold.ttf",
    ),
}
"""The families that are shipped, by the name a style sheet gives."""

DEFAULT_FAMILY = "Source Sans Pro"


@cache
def _find_folder(package: str) -> Path:
    found = find_spec(package)
    places = found.submodule_search_locations if found else None
    if not places:
        message = f"The font package “{package}” is missing; install the program again."
        raise ExportError(message)
    return Path(next(iter(places))) / "files"
