"""The style definitions of a document, made from its style sheet.

Styles that Word ships are named as Word names them, so that its navigation, its contents and a
house template find them; the others carry names of ours.
"""

from typing import NamedTuple

from briefing.export.docx_writer.xml_text import escape, to_half_points, to_hex, to_twips
from briefing.export.style_sheet import StyleSheet

QUOTE_INDENT = 18.0
"""How far quotations are indented on both sides, in points."""

CALLOUT_PADDING = 10.0
"""Distance between the edge of a call-out and its text, in points."""

FACT_LABEL_WIDTH = 112.0
"""Room for the labels of the title block, in points."""

BIBLIOGRAPHY_HANGING = 22.0
"""Room for the numbers of the bibliography, in points."""

HEADING_HANGING = (24.0, 30.0, 36.0, 42.0)
"""Room for the number of a heading by level, in points."""

_CONTENTS_INDENTS = ((0.0, 22.0), (22.0, 28.0), (50.0, 34.0), (84.0, 40.0))
_PAGE_NUMBER_ROOM = 28.0


class StyleSpec(NamedTuple):
    """One style: its id, its name in Word, and its properties as XML."""

    key: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = ""
    kind: str = "paragraph"


def write_styles(sheet: StyleSheet, language: str) -> str:
    """Give all style elements."""
    specs = (*_get_text_styles(sheet), *_get_heading_styles(sheet), *_get_contents_styles(sheet))
    specs += (*_get_title_styles(sheet), *_get_box_styles(sheet))
    specs += (*_get_table_text_styles(sheet), *_get_run_styles(sheet))
    written = "".join(_write_style(spec) for spec in specs)
    return _write_normal(sheet, language) + written + _write_table_styles(sheet)


def write_font(sheet: StyleSheet) -> str:
    """Give the families for all scripts; no theme font may win over them."""
    body, arabic = escape(sheet.body_family), escape(sheet.arabic_family)
    return f'<w:rFonts w:ascii="{body}" w:hAnsi="{body}" w:eastAsia="{body}" w:cs="{arabic}"/>'


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


def write_indent(left: float, *, hanging: float = 0.0, right: float = 0.0) -> str:
    """Give the indents of a paragraph style."""
    return (
        f'<w:ind w:left="{to_twips(left)}" w:right="{to_twips(right)}" '
        f'w:hanging="{to_twips(hanging)}"/>'
    )


def _write_tab(position: float, *, right: bool = False) -> str:
    kind = 'w:val="right" w:leader="dot"' if right else 'w:val="left"'
    return f'<w:tab {kind} w:pos="{to_twips(position)}"/>'


def _write_style(spec: StyleSpec) -> str:
    pieces = [f'<w:style w:type="{spec.kind}" w:styleId="{spec.key}"><w:name w:val="{spec.name}"/>']
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


def _write_normal(sheet: StyleSheet, language: str) -> str:
    spacing = write_spacing(sheet.body_leading)
    look = write_look(sheet.text_colour, sheet.body_size)
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr><w:widowControl/>{spacing}</w:pPr>"
        f'<w:rPr>{write_font(sheet)}{look}<w:lang w:val="{escape(language)}" '
        f'w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _get_text_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    leading, after = sheet.body_leading, sheet.paragraph_after
    justify = '<w:jc w:val="both"/>' if sheet.justify else ""
    list_text = write_spacing(leading, after=after / 2)
    quiet = sheet.quiet_colour
    source_leading = sheet.table_leading + 1
    return (
        StyleSpec("BodyText", "Body Text", write_spacing(leading, after=after) + justify),
        StyleSpec(
            "Lead",
            "Lead",
            write_spacing(leading + 2.5, after=after + 2),
            write_size(sheet.body_size + 1.5),
        ),
        StyleSpec(
            "SmallText",
            "Small Text",
            write_spacing(sheet.small_leading, after=after),
            write_look(quiet, sheet.small_size),
        ),
        StyleSpec(
            "NativeName",
            "Native Name",
            "<w:keepNext/>" + write_spacing(leading + 4, after=after),
            write_look(quiet, sheet.body_size + 2),
            following="BodyText",
        ),
        StyleSpec("ListBullet", "List Bullet", list_text),
        StyleSpec("ListNumber", "List Number", list_text),
        StyleSpec("ListContinue", "List Continue", list_text),
        StyleSpec(
            "Quote",
            "Quote",
            write_spacing(leading, after=after) + write_indent(QUOTE_INDENT, right=QUOTE_INDENT),
            "<w:i/><w:iCs/>",
        ),
        StyleSpec(
            "QuoteSource",
            "Quote Source",
            write_spacing(source_leading, after=after)
            + write_indent(QUOTE_INDENT, right=QUOTE_INDENT),
            write_look(quiet, sheet.table_size),
        ),
        StyleSpec(
            "Bibliography",
            "Bibliography",
            f"<w:tabs>{_write_tab(BIBLIOGRAPHY_HANGING)}</w:tabs>"
            + write_spacing(leading - 1.5, after=after / 2)
            + write_indent(BIBLIOGRAPHY_HANGING, hanging=BIBLIOGRAPHY_HANGING),
            write_size(sheet.body_size - 1),
        ),
        StyleSpec(
            "FootnoteText",
            "footnote text",
            write_spacing(sheet.small_leading, after=2),
            write_size(sheet.small_size),
        ),
    )


def _get_heading_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    styles = []
    for index, hanging in enumerate(HEADING_HANGING):
        level = index + 1
        spacing = write_spacing(
            sheet.heading_leadings[index],
            before=sheet.heading_before[index],
            after=sheet.heading_after[index],
        )
        colour = sheet.accent_colour if index == 0 else sheet.text_colour
        paragraph = (
            f"<w:keepNext/><w:keepLines/><w:tabs>{_write_tab(hanging)}</w:tabs>{spacing}"
            f'{write_indent(hanging, hanging=hanging)}<w:outlineLvl w:val="{index}"/>'
        )
        look = write_look(
            colour, sheet.heading_sizes[index], bold=True, italic=level == len(HEADING_HANGING)
        )
        styles.append(
            StyleSpec(f"Heading{level}", f"heading {level}", paragraph, look, following="BodyText")
        )
        # a style apart keeps the heading out of the contents when Word makes them anew
        styles.append(
            StyleSpec(
                f"UnlistedHeading{level}",
                f"Unlisted Heading {level}",
                based_on=f"Heading{level}",
                following="BodyText",
            )
        )
    return tuple(styles)


def _get_contents_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    leading = sheet.body_leading
    colours = (sheet.text_colour, sheet.text_colour, sheet.quiet_colour, sheet.quiet_colour)
    title = write_look(sheet.accent_colour, sheet.heading_sizes[0], bold=True)
    spacing = write_spacing(
        sheet.heading_leadings[0], before=sheet.heading_before[0], after=sheet.heading_after[0]
    )
    styles = [StyleSpec("TOCHeading", "TOC Heading", f"<w:keepNext/>{spacing}", title)]
    for index, (left, hanging) in enumerate(_CONTENTS_INDENTS):
        tabs = _write_tab(left + hanging) + _write_tab(sheet.text_width, right=True)
        first = index == 0
        paragraph = (
            f"<w:tabs>{tabs}</w:tabs>"
            + write_spacing(leading + 1 if first else leading, before=5 if first else 0)
            + write_indent(left + hanging, hanging=hanging, right=_PAGE_NUMBER_ROOM)
        )
        look = write_look(colours[index], sheet.body_size, bold=first)
        styles.append(StyleSpec(f"TOC{index + 1}", f"toc {index + 1}", paragraph, look))
    return tuple(styles)


def _get_title_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    """Give the styles of the title block."""
    leading = sheet.body_leading
    rule = f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{to_hex(sheet.rule_colour)}"/>'
    fact_tab = f"<w:tabs>{_write_tab(FACT_LABEL_WIDTH)}</w:tabs>"
    return (
        StyleSpec(
            "Kicker",
            "Kicker",
            "<w:keepNext/>" + write_spacing(leading, after=4),
            write_look(sheet.accent_colour, sheet.table_size, bold=True),
            following="Title",
        ),
        StyleSpec(
            "Title",
            "Title",
            "<w:keepNext/><w:keepLines/>" + write_spacing(sheet.title_leading, after=4),
            write_look(sheet.text_colour, sheet.title_size, bold=True),
            following="Subtitle",
        ),
        StyleSpec(
            "Subtitle",
            "Subtitle",
            "<w:keepNext/>" + write_spacing(leading + 3.5, after=6),
            write_look(sheet.quiet_colour, sheet.body_size + 2.5),
        ),
        StyleSpec(
            "TitleFact",
            "Title Fact",
            f"<w:keepNext/>{fact_tab}{write_spacing(sheet.table_leading + 0.5, after=1.5)}"
            f"{write_indent(FACT_LABEL_WIDTH, hanging=FACT_LABEL_WIDTH)}",
            write_size(sheet.table_size),
        ),
        StyleSpec(
            "TitleRule",
            "Title Rule",
            f"<w:pBdr>{rule}</w:pBdr>" + write_spacing(4, after=12),
            write_size(2),
        ),
    )


def _get_box_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    """Give the styles of call-outs, header and footer."""
    leading, after = sheet.body_leading, sheet.paragraph_after
    box_title = "<w:keepNext/>" + write_spacing(leading + 1, after=2)
    title_size = sheet.body_size + 0.5
    return (
        StyleSpec("CalloutText", "Callout Text", write_spacing(leading, after=after - 2)),
        StyleSpec(
            "CalloutTitle",
            "Callout Title",
            box_title,
            write_look(sheet.accent_colour, title_size, bold=True),
            following="CalloutText",
        ),
        StyleSpec(
            "FaultTitle",
            "Fault Title",
            box_title,
            write_look(sheet.fault_colour, title_size, bold=True),
            following="CalloutText",
        ),
        StyleSpec("Header", "header", write_spacing(sheet.marking_size + 4)),
        StyleSpec(
            "Footer",
            "footer",
            f"<w:tabs>{_write_tab(sheet.text_width, right=True).replace('dot', 'none')}</w:tabs>"
            + write_spacing(sheet.small_leading),
            write_look(sheet.quiet_colour, sheet.small_size),
        ),
    )


def _get_table_text_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    leading, size = sheet.table_leading, sheet.table_size
    text, quiet = sheet.text_colour, sheet.quiet_colour
    spacing = write_spacing(leading)
    return (
        StyleSpec("TableText", "Table Text", spacing, write_size(size)),
        StyleSpec(
            "TableHeader",
            "Table Header",
            "<w:keepNext/>" + spacing,
            write_look(text, size - 0.5, bold=True),
        ),
        StyleSpec("TableLabel", "Table Label", spacing, write_look(quiet, size, bold=True)),
        StyleSpec("TableTotal", "Table Total", spacing, write_look(text, size, bold=True)),
        StyleSpec(
            "Caption",
            "caption",
            "<w:keepNext/><w:keepLines/>"
            + write_spacing(sheet.body_leading, before=sheet.paragraph_after, after=3),
            write_size(size + 0.5),
        ),
        # Word joins tables that touch; this keeps them apart and gives room below
        StyleSpec("TableGap", "Table Gap", write_spacing(9), write_size(2)),
    )


def _get_run_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    accent = f'<w:color w:val="{to_hex(sheet.accent_colour)}"/>'
    quiet = f'<w:color w:val="{to_hex(sheet.quiet_colour)}"/>'

    def make(key: str, name: str, run: str) -> StyleSpec:
        return StyleSpec(key, name, run=run, based_on="DefaultParagraphFont", kind="character")

    return (
        make("Hyperlink", "Hyperlink", accent),
        make("Citation", "Citation", accent),
        make("FactLabel", "Fact Label", write_look(sheet.quiet_colour, sheet.small_size)),
        make("CaptionLabel", "Caption Label", "<w:b/><w:bCs/>"),
        make("PageNumber", "page number", quiet),
        make("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    )


def _write_table_styles(sheet: StyleSheet) -> str:
    rule, text = to_hex(sheet.rule_colour), to_hex(sheet.text_colour)
    inside = f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{rule}"/>'
    grid = _write_rules(8, text) + inside
    facts = _write_rules(4, rule) + inside
    box = _write_margins(CALLOUT_PADDING - 2, CALLOUT_PADDING, CALLOUT_PADDING)
    row = _write_margins(2.5, 0, 8)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        + _write_table_style("BriefingGrid", "Briefing Grid", grid, row)
        + _write_table_style("BriefingFacts", "Briefing Facts", facts, row)
        + _write_table_style("BriefingCallout", "Briefing Callout", "", box)
    )


def _write_table_style(key: str, name: str, borders: str, margins: str) -> str:
    borders = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{borders}{margins}</w:tblPr></w:style>'
    )


def _write_rules(eighths: int, colour: str) -> str:
    return "".join(
        f'<w:{edge} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'
        for edge in ("top", "bottom")
    )


def _write_margins(vertical: float, left: float, right: float) -> str:
    edges = (("top", vertical), ("left", left), ("bottom", vertical), ("right", right))
    inner = "".join(f'<w:{edge} w:w="{to_twips(points)}" w:type="dxa"/>' for edge, points in edges)
    return f"<w:tblCellMar>{inner}</w:tblCellMar>"
