"""The style definitions of a document, made from its style sheet.

Styles that Word ships are named as Word names them, so that its navigation, its contents and a
house template find them; the others carry names of ours.
"""

from briefing.export.direction import is_right_to_left_language
from briefing.export.docx_writer.style_parts import (
    StyleSpec,
    write_fixed_spacing,
    write_font,
    write_footer_tabs,
    write_header_tab,
    write_indent,
    write_look,
    write_size,
    write_spacing,
    write_style,
    write_tab,
)
from briefing.export.docx_writer.table_styles import get_table_text_styles, write_table_styles
from briefing.export.docx_writer.xml_text import to_hex
from briefing.export.languages import DEFAULT_LANGUAGE, clean_language
from briefing.export.style_sheet import StyleSheet, TitleArrangement, choose_title_colours

QUOTE_INDENT = 18.0
"""How far quotations are indented on both sides, in points."""

BIBLIOGRAPHY_HANGING = 22.0
"""Room for the numbers of the bibliography, in points."""

HEADING_HANGING = (24.0, 34.0, 40.0, 46.0)
"""Room for the number of a heading by level, in points."""

_FIGURE_INDENT = 50.0
CONTENTS_INDENTS = ((0.0, 20.0), (20.0, 24.0), (44.0, 30.0), (74.0, 36.0))
"""How far entries of the contents stand in by level, and the room for their numbers, in points."""


def write_styles(sheet: StyleSheet, language: str) -> str:
    """Give all style elements."""
    specs = (*_get_text_styles(sheet), *_get_inset_styles(sheet), *_get_heading_styles(sheet))
    specs += (*_get_contents_styles(sheet), *_get_title_styles(sheet), *_get_box_styles(sheet))
    specs += (*get_table_text_styles(sheet), *_get_run_styles(sheet))
    written = "".join(write_style(_set_family(spec, sheet)) for spec in specs)
    return _write_normal(sheet, language) + written + write_table_styles(sheet)


_IN_HEADING_FAMILY = frozenset(
    (
        *("Title", "Subtitle", "TOCHeading", "CalloutTitle", "FaultTitle"),
        *(f"Heading{level}" for level in range(1, len(HEADING_HANGING) + 1)),
    )
)
_IN_SMALL_FAMILY = frozenset(
    (
        *("Kicker", "SmallText", "FootnoteText", "Attribution", "Header", "Footer", "Caption"),
        *("TableText", "TableHeader", "TableLabel", "TableRowHeader", "TableTotal"),
        *("FactLabel", "FactValue"),
    )
)


def _set_family(spec: StyleSpec, sheet: StyleSheet) -> StyleSpec:
    """Name the family of a style that is not set in that of the body."""
    family = sheet.body_family
    if spec.key in _IN_HEADING_FAMILY:
        family = sheet.heading_family
    elif spec.key in _IN_SMALL_FAMILY:
        family = sheet.small_family
    if family == sheet.body_family:
        return spec
    return spec._replace(run=write_font(family, sheet.arabic_family) + spec.run)


def _write_normal(sheet: StyleSheet, language: str) -> str:
    spacing = write_spacing(sheet.body_leading)
    look = write_look(sheet.text_colour, sheet.body_size)
    font = write_font(sheet.body_family, sheet.arabic_family)
    mirrored = is_right_to_left_language(language)
    latin = DEFAULT_LANGUAGE if mirrored else clean_language(language, DEFAULT_LANGUAGE)
    turned = clean_language(language, "ar-SA") if mirrored else "ar-SA"
    direction = "<w:bidi/>" if mirrored else ""
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr><w:widowControl/>{direction}{spacing}</w:pPr>"
        f'<w:rPr>{font}{look}<w:lang w:val="{latin}" '
        f'w:eastAsia="ja-JP" w:bidi="{turned}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _get_text_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    leading, after = sheet.body_leading, sheet.paragraph_after
    body = write_spacing(leading, after=after) + ('<w:jc w:val="both"/>' if sheet.justify else "")
    lead = write_spacing(leading + 2.5, after=after + 2)
    small = write_spacing(sheet.small_leading, after=after)
    name = "<w:keepNext/>" + write_spacing(leading + 4, after=after)
    note = write_spacing(sheet.small_leading, after=2)
    quiet = sheet.quiet_colour
    return (
        StyleSpec("BodyText", "Body Text", body),
        StyleSpec("Lead", "Lead", lead, write_size(sheet.body_size + 1.5)),
        StyleSpec("SmallText", "Small Text", small, write_look(quiet, sheet.small_size)),
        StyleSpec(
            "NativeName",
            "Native Name",
            name,
            write_look(quiet, sheet.body_size + 2),
            following="BodyText",
        ),
        StyleSpec("FootnoteText", "footnote text", note, write_size(sheet.small_size)),
    )


def _get_inset_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    """Give the styles of lists, quotations and sources."""
    leading, after = sheet.body_leading, sheet.paragraph_after
    item = write_spacing(leading, after=after / 2)
    inset = write_indent(QUOTE_INDENT, right=QUOTE_INDENT)
    quote = write_spacing(leading, after=after) + inset
    speaker = write_spacing(sheet.table_leading + 1, after=after) + inset
    source = (
        f"<w:tabs>{write_tab(BIBLIOGRAPHY_HANGING)}</w:tabs>"
        + write_spacing(leading - 1.5, after=after / 2)
        + write_indent(BIBLIOGRAPHY_HANGING, hanging=BIBLIOGRAPHY_HANGING)
    )
    return (
        StyleSpec("ListBullet", "List Bullet", item),
        StyleSpec("ListNumber", "List Number", item),
        StyleSpec("ListContinue", "List Continue", item),
        StyleSpec("Quote", "Quote", quote),
        StyleSpec(
            "Attribution", "Attribution", speaker, write_look(sheet.quiet_colour, sheet.table_size)
        ),
        StyleSpec("Bibliography", "Bibliography", source, write_size(sheet.body_size - 1)),
    )


def _get_heading_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    styles = []
    for index, room in enumerate(HEADING_HANGING):
        level = index + 1
        hanging = room if sheet.heading_numbers else 0.0
        spacing = write_spacing(
            sheet.heading_leadings[index],
            before=sheet.heading_before[index],
            after=sheet.heading_after[index],
        )
        colour = sheet.accent_colour if index == 0 else sheet.text_colour
        paragraph = (
            f"<w:keepNext/><w:keepLines/><w:tabs>{write_tab(hanging)}</w:tabs>{spacing}"
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
    for index, (left, column) in enumerate(CONTENTS_INDENTS):
        # a title that is shorter than the column would have its page number where titles begin
        hanging = column if sheet.heading_numbers else 0.0
        tabs = write_tab(left + hanging) if hanging else ""
        tabs += write_tab(sheet.text_width, "right", dots=True)
        first = index == 0
        paragraph = (
            f"<w:tabs>{tabs}</w:tabs>"
            + write_spacing(leading + 1 if first else leading, before=5 if first else 0)
            + write_indent(left + hanging, hanging=hanging)
        )
        look = write_look(colours[index], sheet.body_size, bold=first)
        styles.append(StyleSpec(f"TOC{index + 1}", f"toc {index + 1}", paragraph, look))
    return (*styles, _get_figures_style(sheet))


def _get_figures_style(sheet: StyleSheet) -> StyleSpec:
    tabs = write_tab(_FIGURE_INDENT) + write_tab(sheet.text_width, "right", dots=True)
    paragraph = (
        f"<w:tabs>{tabs}</w:tabs>"
        + write_spacing(sheet.body_leading)
        + write_indent(_FIGURE_INDENT, hanging=_FIGURE_INDENT)
    )
    look = write_look(sheet.text_colour, sheet.body_size)
    return StyleSpec("TableofFigures", "table of figures", paragraph, look)


def _get_title_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    """Give the styles of the title block."""
    leading, colours = sheet.body_leading, choose_title_colours(sheet)
    centred = sheet.title_arrangement is TitleArrangement.CENTRED
    align = '<w:jc w:val="center"/>' if centred else ""
    return (
        StyleSpec(
            "Kicker",
            "Kicker",
            "<w:keepNext/>" + write_spacing(leading, after=4) + align,
            write_look(colours.kicker, sheet.table_size, bold=True),
            following="Title",
        ),
        StyleSpec(
            "Title",
            "Title",
            "<w:keepNext/><w:keepLines/>"
            + write_fixed_spacing(sheet.title_leading, after=4)
            + align,
            write_look(colours.title, sheet.title_size, bold=True),
            following="Subtitle",
        ),
        StyleSpec(
            "Subtitle",
            "Subtitle",
            "<w:keepNext/>" + write_spacing(leading + 3.5, after=6) + align,
            write_look(colours.subtitle, sheet.body_size + 2.5),
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
        StyleSpec(
            "Header",
            "header",
            f"<w:tabs>{write_header_tab(sheet)}</w:tabs>" + write_spacing(sheet.marking_size + 4),
            write_look(sheet.quiet_colour, sheet.small_size),
        ),
        StyleSpec(
            "Footer",
            "footer",
            f"<w:tabs>{write_footer_tabs(sheet)}</w:tabs>" + write_spacing(sheet.small_leading),
            write_look(sheet.quiet_colour, sheet.small_size),
        ),
    )


def _get_run_styles(sheet: StyleSheet) -> tuple[StyleSpec, ...]:
    accent = f'<w:color w:val="{to_hex(sheet.accent_colour)}"/>'

    def make(key: str, name: str, run: str) -> StyleSpec:
        return StyleSpec(key, name, run=run, based_on="DefaultParagraphFont", kind="character")

    return (
        make("Hyperlink", "Hyperlink", accent),
        make("Citation", "Citation", accent),
        make("CaptionLabel", "Caption Label", "<w:b/><w:bCs/>"),
        make("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    )
