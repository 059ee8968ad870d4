"""The pieces that style definitions are made of."""

from typing import NamedTuple

from briefing.export.docx_writer.xml_text import escape, to_half_points, to_hex, to_twips
from briefing.export.style_sheet import StyleSheet

_NAMED_BY_WORD = (
    "Bibliography",
    "Body Text",
    "Hyperlink",
    "List ",
    "Quote",
    "Subtitle",
    "TOC Heading",
    "Title",
    "caption",
    "footer",
    "footnote ",
    "header",
    "heading ",
    "table of figures",
    "toc ",
)


class StyleSpec(NamedTuple):
    """One style: its id, its name in Word, and its properties as XML."""

    key: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = ""
    kind: str = "paragraph"


def write_font(family: str, arabic_family: str) -> str:
    """Give the families for all scripts; no theme font may win over them."""
    own, arabic = escape(family), escape(arabic_family)
    return f'<w:rFonts w:ascii="{own}" w:hAnsi="{own}" w:eastAsia="{own}" w:cs="{arabic}"/>'


def write_size(points: float) -> str:
    """Give the type size for all scripts."""
    size = to_half_points(points)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def write_look(colour: str, size: float, *, bold: bool = False, italic: bool = False) -> str:
    """Give run properties in the order of the schema."""
    weight = "<w:b/><w:bCs/>" if bold else ""
    slant = "<w:i/><w:iCs/>" if italic else ""
    return f'{weight}{slant}<w:color w:val="{to_hex(colour)}"/>{write_size(size)}'


def write_spacing(leading: float, *, before: float = 0.0, after: float = 0.0) -> str:
    """Give the spacing; lines grow for scripts that are taller than the leading."""
    return (
        f'<w:spacing w:before="{to_twips(before)}" w:after="{to_twips(after)}" '
        f'w:line="{to_twips(leading)}" w:lineRule="atLeast"/>'
    )


def write_fixed_spacing(leading: float, *, before: float = 0.0, after: float = 0.0) -> str:
    """Give the spacing of large lines, which stand closer than their typeface asks for.

    What has signs far above or below its letters needs `write_spacing` instead.
    """
    spacing = write_spacing(leading, before=before, after=after)
    return spacing.replace("atLeast", "exact")


def write_indent(left: float, *, hanging: float = 0.0, right: float = 0.0) -> str:
    """Give the indents of a paragraph style."""
    return (
        f'<w:ind w:left="{to_twips(left)}" w:right="{to_twips(right)}" '
        f'w:hanging="{to_twips(hanging)}"/>'
    )


def write_tab(position: float, kind: str = "left", *, dots: bool = False) -> str:
    """Give a tab stop; dots lead to it where that is asked for."""
    leader = ' w:leader="dot"' if dots else ""
    return f'<w:tab w:val="{kind}"{leader} w:pos="{to_twips(position)}"/>'


def write_header_tab(sheet: StyleSheet, instead_of: StyleSheet | None = None) -> str:
    """Give the tab stop of the header: the right edge of the text, as for the footer's stops."""
    stops = [(sheet.text_width, "right")]
    if instead_of:
        stops.append((instead_of.text_width, "clear"))
    return "".join(write_tab(place, kind) for place, kind in sorted(stops))


def write_footer_tabs(sheet: StyleSheet, instead_of: StyleSheet | None = None) -> str:
    """Give the tab stops of the footer: the middle and the right edge of the text.

    Those of the page that the style is made for are taken away, if they stand elsewhere.
    """
    stops = [(sheet.text_width / 2, "center"), (sheet.text_width, "right")]
    if instead_of:
        stops += [(instead_of.text_width / 2, "clear"), (instead_of.text_width, "clear")]
    return "".join(write_tab(place, kind) for place, kind in sorted(stops))


def write_style(spec: StyleSpec) -> str:
    """Give the element of a style."""
    custom = "" if spec.name.startswith(_NAMED_BY_WORD) else ' w:customStyle="1"'
    pieces = [f'<w:style w:type="{spec.kind}"{custom} w:styleId="{spec.key}">']
    pieces.append(f'<w:name w:val="{spec.name}"/>')
    if spec.based_on:
        pieces.append(f'<w:basedOn w:val="{spec.based_on}"/>')
    if spec.following:
        pieces.append(f'<w:next w:val="{spec.following}"/>')
    pieces.append("<w:qFormat/>")
    if spec.paragraph:
        pieces.append(f"<w:pPr>{spec.paragraph}</w:pPr>")
    if spec.run:
        pieces.append(f"<w:rPr>{spec.run}</w:rPr>")
    pieces.append("</w:style>")
    return "".join(pieces)
