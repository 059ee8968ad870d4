"""Settings and font table of the document."""

from collections.abc import Mapping

from briefing.export.docx_writer.xml_text import escape
from briefing.export.style_sheet import StyleSheet

_COMPATIBILITY = (
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
)

_PANOSE = {
    "Source Sans Pro": "020B0503030403020204",
    "IBM Plex Sans Arabic": "020B0503050203000203",
}
_SUBSTITUTES = {"Source Sans Pro": "Source Sans 3", "Source Serif Pro": "Source Serif 4"}


def write_settings(*, has_notes: bool, has_even_pages: bool = True, has_fonts: bool = False) -> str:
    """Give the settings in the order of the schema; with `has_fonts` Word keeps them embedded.

    Fields are not set to be updated on opening: Word would ask the reader a question.
    """
    notes = (
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        if has_notes
        else ""
    )
    modes = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in _COMPATIBILITY
    )
    even = "<w:evenAndOddHeaders/>" if has_even_pages else ""
    fonts = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if has_fonts else ""
    return (
        f'<w:zoom w:percent="100"/>{fonts}<w:defaultTabStop w:val="720"/>{even}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{notes}<w:compat>{modes}</w:compat>"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )


def write_font_table(sheet: StyleSheet, embedded: Mapping[str, str]) -> str:
    """Give the fonts with what Word needs to choose a like one where they cannot be embedded.

    `embedded` holds, by family, the elements that refer to the faces in the file.
    """
    named = (sheet.body_family, sheet.heading_family, sheet.small_family, sheet.arabic_family)
    families = dict.fromkeys(named)
    return "".join(_write_font(family, embedded.get(family, "")) for family in families)


def _write_font(family: str, embedded: str) -> str:
    substitute = _SUBSTITUTES.get(family, "")
    panose = _PANOSE.get(family, "")
    pieces = [f'<w:font w:name="{escape(family)}">']
    if substitute:
        pieces.append(f'<w:altName w:val="{substitute}"/>')
    if panose:
        pieces.append(f'<w:panose1 w:val="{panose}"/>')
    kind = "roman" if "Serif" in family else "swiss"
    pieces.append(f'<w:charset w:val="00"/><w:family w:val="{kind}"/><w:pitch w:val="variable"/>')
    pieces.append(f"{embedded}</w:font>")
    return "".join(pieces)
