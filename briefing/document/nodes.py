"""The document tree: a closed union of frozen nodes, from which every writer writes.

A writer matches on the node and ends with `refuse_node`, so that the type checker names every
writer that a new node breaks. Text in nodes is plain text: escaping belongs to the writers.
Every block has an `anchor` (the target of links; empty if nothing points there) and an `origin`
(the section and record behind it, so that a click on the page finds them).
"""

import datetime as dt
from enum import StrEnum

import msgspec

from briefing.drawing.scene import Scene
from briefing.imaging.picture import Picture

TREE_VERSION = 1
"""Version of the JSON form of the tree."""


class Node(msgspec.Struct, frozen=True, gc=False, tag_field="node", forbid_unknown_fields=True):
    """Base of all nodes of the tree.

    Nodes are frozen and built from the leaves up, so that they hold no cycles: the garbage
    collector need not look at the hundred thousand of a long document.
    """


# --- inline nodes -----------------------------------------------------------------------------


class Text(Node, frozen=True, tag="text"):
    """A run of plain text. `language` is BCP 47 where it differs from the document's."""

    text: str
    language: str = ""


class Strong(Node, frozen=True, tag="strong"):
    """Strong emphasis; also used for likelihood terms."""

    children: tuple["Inline", ...]


class Emphasis(Node, frozen=True, tag="emphasis"):
    """Emphasis."""

    children: tuple["Inline", ...]


class Link(Node, frozen=True, tag="link"):
    """A link out of the document; href is http, https or mailto."""

    href: str
    children: tuple["Inline", ...]


class CrossReference(Node, frozen=True, tag="cross-reference"):
    """A link to an anchor in the document; with `show_page` the page number follows (", p. 7").

    `number` is that of what it leads to, where its words quote it.
    """

    target: str
    children: tuple["Inline", ...]
    show_page: bool = False
    number: str = ""


class CitedSource(Node, frozen=True, tag="cited-source"):
    """One source in a citation mark; `number` is 0 until citations are numbered."""

    source: str
    locator: str = ""
    credibility: int | None = None
    number: int = 0


class Cite(Node, frozen=True, tag="cite"):
    """A citation mark such as [3, p. 12; 5]; each number links to its bibliography entry."""

    sources: tuple[CitedSource, ...]


class Footnote(Node, frozen=True, tag="footnote"):
    """A note at the foot of the page; `number` is 0 until notes are numbered."""

    blocks: tuple["Block", ...]
    number: int = 0


class LineBreak(Node, frozen=True, tag="line-break"):
    """A forced line break inside a paragraph or cell."""


Inline = Text | Strong | Emphasis | Link | CrossReference | Cite | Footnote | LineBreak


# --- block nodes ------------------------------------------------------------------------------


class Origin(Node, frozen=True, tag="origin"):
    """What a block was made from: a section, and in it a placed record if there is one."""

    section: str = ""
    record: str = ""


class BlockNode(Node, frozen=True, kw_only=True):
    """Base of all blocks."""

    anchor: str = ""
    origin: Origin | None = None


class Heading(BlockNode, frozen=True, tag="heading"):
    """A heading of level 1 to 4; `number` ("2.1") is empty until headings are numbered.

    With `annex` an annex begins, which has a letter for its number ("Annex A").
    """

    level: int
    children: tuple[Inline, ...]
    number: str = ""
    numbered: bool = True
    in_contents: bool = True
    annex: bool = False


class ParagraphRole(StrEnum):
    """What the paragraph is, so that each writer styles it alike."""

    BODY = "body"
    LEAD = "lead"  # the first, larger paragraph of a product
    SMALL = "small"  # notes below tables, method remarks
    NATIVE_NAME = "native name"  # the native-script name under a profile's heading


class Paragraph(BlockNode, frozen=True, tag="paragraph"):
    """A paragraph."""

    children: tuple[Inline, ...]
    role: ParagraphRole = ParagraphRole.BODY
    keep_with_next: bool = False


class ListItem(Node, frozen=True, tag="list-item"):
    """One item of a list."""

    blocks: tuple["Block", ...]


class List(BlockNode, frozen=True, tag="list"):
    """A bulleted or numbered list; lists nest through the blocks of their items."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


class Quotation(BlockNode, frozen=True, tag="quotation"):
    """A block quotation with its attribution line (may be empty)."""

    blocks: tuple["Block", ...]
    attribution: tuple[Inline, ...] = ()


class CalloutTone(StrEnum):
    """What a call-out box is for."""

    BOTTOM_LINE = "bottom line"
    NOTE = "note"
    FAULT = "fault"  # a section that could not be composed says so in place


class Callout(BlockNode, frozen=True, tag="callout"):
    """A tinted box with an optional title."""

    blocks: tuple["Block", ...]
    title: str = ""
    tone: CalloutTone = CalloutTone.NOTE


class Align(StrEnum):
    """Alignment in a column; start and end follow the direction of the text."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Column(Node, frozen=True, tag="column"):
    """A column of a table; widths are shares of the text width and need not sum to 1."""

    width: float
    align: Align = Align.START


class Cell(Node, frozen=True, tag="cell"):
    """A cell of a table; `header` marks a row header."""

    children: tuple[Inline, ...]
    header: bool = False


class Row(Node, frozen=True, tag="row"):
    """A row of a table; `anchor` is the target of links to it."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    origin: Origin | None = None


class TableLook(StrEnum):
    """Facts: two columns of label and value. Grid: a header row over rows."""

    FACTS = "facts"
    GRID = "grid"


class Emblem(Node, frozen=True, tag="emblem"):
    """A small picture beside something: the emblem or portrait of an actor, a logo.

    `picture` is a key of the document's pictures.
    """

    picture: str
    alternative_text: str


class Table(BlockNode, frozen=True, tag="table"):
    """A table; the header row repeats on every page, rows stay whole unless taller than a page.

    `caption` is printed above with its number; `total` rows are set apart at the end. An
    `emblem` stands beside the first rows. `series` is the letter of the annex that it is in.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    header: tuple[Cell, ...] = ()
    total: tuple[Row, ...] = ()
    caption: tuple[Inline, ...] = ()
    number: int = 0
    look: TableLook = TableLook.GRID
    emblem: Emblem | None = None
    series: str = ""


class Drawing(BlockNode, frozen=True, tag="drawing"):
    """A map, timeline, chart or graph with its caption above.

    `alternative_text` says in words what it shows, for those who do not see it. `series` is the
    letter of the annex that it is in.
    """

    scene: Scene
    alternative_text: str
    caption: tuple[Inline, ...] = ()
    number: int = 0
    series: str = ""


class Image(BlockNode, frozen=True, tag="image"):
    """A photograph or other picture with its caption above and its credit below.

    `picture` is a key of the document's pictures, `width` the share of the text width that it
    takes; it is never printed larger than its pixels bear. `alternative_text` says what it shows.
    `series` is the letter of the annex that it is in.
    """

    picture: str
    alternative_text: str
    width: float = 1.0
    caption: tuple[Inline, ...] = ()
    credit: tuple[Inline, ...] = ()
    number: int = 0
    series: str = ""


class BibliographyEntry(Node, frozen=True, tag="bibliography-entry"):
    """One numbered source, the target of citation marks."""

    number: int
    anchor: str
    children: tuple[Inline, ...]
    origin: Origin | None = None


class Bibliography(BlockNode, frozen=True, tag="bibliography"):
    """The numbered list of the sources cited, in the order of their numbers."""

    entries: tuple[BibliographyEntry, ...] = ()


class TitleBlock(BlockNode, frozen=True, tag="title-block"):
    """The head of the first page: logo, title, subtitle and facts (label, value)."""

    title: str
    subtitle: str = ""
    kicker: str = ""  # the line above the title: kind of product, organisation
    facts: tuple[tuple[str, str], ...] = ()
    logo: Emblem | None = None


class ListedFigure(Node, frozen=True, tag="listed-figure"):
    """A line of a list of figures or tables: "Figure 1", the words of its caption, its anchor."""

    label: str
    text: str
    target: str


class Contents(BlockNode, frozen=True, tag="contents"):
    """The table of contents; writers fill it from the headings with true page numbers.

    Lists of `figures` and of `tables` follow under their own titles where there are any.
    """

    title: str
    depth: int = 2
    figures_title: str = ""
    figures: tuple[ListedFigure, ...] = ()
    tables_title: str = ""
    tables: tuple[ListedFigure, ...] = ()


class PageBreak(BlockNode, frozen=True, tag="page-break"):
    """The next block starts a new page; from there on pages lie or stand, where that is said.

    Pages stand at first. They are turned between the blocks of the document alone, not in others.
    """

    landscape: bool | None = None


Block = (
    Heading
    | Paragraph
    | List
    | Quotation
    | Callout
    | Table
    | Drawing
    | Image
    | Bibliography
    | TitleBlock
    | Contents
    | PageBreak
)


# --- the document -----------------------------------------------------------------------------


class Banner(Node, frozen=True, tag="banner"):
    """The marking in the header and footer of every page; colours are "#RRGGBB"."""

    text: str
    colour: str = "#FFFFFF"
    background: str = "#000000"


class Properties(Node, frozen=True, tag="properties"):
    """The document properties that the files carry, and nothing else.

    `date` is what the files give as their time of creation and change (midnight UTC), so that
    equal content gives equal bytes.
    """

    title: str = ""
    subject: str = ""
    author: str = ""
    keywords: str = ""
    date: dt.date | None = None


class Document(Node, frozen=True, tag="document", kw_only=True):
    """A whole composed document, ready for any writer.

    `pictures` holds each picture once, under the key by which images and emblems name it;
    `quoted_numbers` are the anchors of headings, tables and figures whose numbers texts quote.
    """

    properties: Properties
    banner: Banner | None
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    reference: str = ""  # printed small in the footer
    pictures: dict[str, Picture] = {}
    quoted_numbers: tuple[str, ...] = ()
    version: int = TREE_VERSION


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Document)


def encode_document(document: Document) -> bytes:
    """Give the JSON form of the tree."""
    return _encoder.encode(document)


def decode_document(data: bytes) -> Document:
    """Make the tree from its JSON form; raises msgspec.MsgspecError when it is not one."""
    return _decoder.decode(data)
