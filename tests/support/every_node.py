"""One document that has every node of the tree in it."""

import datetime as dt

from briefing.document.nodes import (
    Align,
    Banner,
    Bibliography,
    BibliographyEntry,
    Callout,
    CalloutTone,
    Cell,
    Cite,
    CitedSource,
    Column,
    Contents,
    CrossReference,
    Document,
    Drawing,
    Emblem,
    Emphasis,
    Footnote,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    ListedFigure,
    ListItem,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Properties,
    Quotation,
    Row,
    Strong,
    Table,
    TableLook,
    Text,
    TitleBlock,
)
from briefing.drawing.scene import Anchor, Circle, Ink, Label, Polygon, Rectangle, Scene, line
from briefing.imaging.preparing import PixelLimit, prepare_picture
from tests.support.images import make_image, write_image

ARMY_OF_JUSTICE = "جيش العدل"


def text(words):
    """Make inline nodes of words."""
    return (Text(words),)


def paragraph(words, **fields):
    """Make a paragraph of words."""
    return Paragraph(text(words), **fields)


def items(*words, **fields):
    """Make a list with an item for each of the words."""
    return List(tuple(ListItem((paragraph(word),)) for word in words), **fields)


def cells(*words):
    """Make the cells of a row."""
    return tuple(Cell(text(word)) for word in words)


def make_every_node() -> Document:
    """Make the document; its notes stand on its last page."""
    return Document(
        properties=Properties(title="Strikes", author="An Analyst", date=dt.date(2024, 1, 18)),
        banner=Banner("TLP:AMBER", "#FFC000"),
        reference="SB-2024-003",
        blocks=(*_make_front(), *_make_profile(), *_make_table(), *_make_image(), *_make_end()),
        pictures=PICTURES,
    )


def _make_front():
    mark = Cite((CitedSource("a", "p. 12", number=1), CitedSource("b", number=2)))
    line = Paragraph(
        (
            Text("Both "),
            Strong(text("very likely")),
            Text(" avoid "),
            Emphasis(text("more")),
            Text(" strikes "),
            mark,
        )
    )
    return (
        TitleBlock(
            "Strikes across the border",
            "A first account",
            "Briefing",
            (("Date", "18 January"),),
            logo=Emblem("c3", "Logo of the house"),
        ),
        Callout((line,), title="Bottom line", tone=CalloutTone.BOTTOM_LINE),
        Contents("Contents", 2, "Figures", (ListedFigure("Figure 1", "Where", "drawing-1"),)),
        Heading(1, text("Judgements"), number="1", anchor="section-1"),
        List((ListItem((paragraph("First"), items("inner", "other"))),), ordered=True),
        items("seven", "eight", ordered=True, start=7),
        make_drawing(),
        PageBreak(),
    )


def _make_profile():
    name = Paragraph(text(ARMY_OF_JUSTICE), role=ParagraphRole.NATIVE_NAME)
    look = Row((Cell(text("Strength")), Cell(text("500 to 600 fighters"))))
    return (
        Heading(1, text("Actors"), number="2", anchor="section-2"),
        Heading(2, text("Jaish al-Adl"), number="2.1", anchor="record-1"),
        name,
        Table(
            (Column(0.3), Column(0.7)), (look,), look=TableLook.FACTS, emblem=Emblem("b2", "Emblem")
        ),
        paragraph("The lead of the profile.", role=ParagraphRole.LEAD),
        paragraph(f"The group ({ARMY_OF_JUSTICE}) claims <b> & more."),
        Quotation((paragraph("We struck them."),), text("Minister, Davos")),
        Callout((paragraph("Place another record."),), title="Fault", tone=CalloutTone.FAULT),
        Heading(3, text("Leaders"), number="2.1.1"),
        Heading(4, text("Not in the contents"), in_contents=False),
        Paragraph((*text("first line"), LineBreak(), *text("second line"))),
    )


def _make_table():
    rows = tuple(Row(cells(f"{day} January", "Kerman", "3"), f"attack-{day}") for day in (1, 2))
    return (
        Heading(1, text("Past attacks"), number="3", anchor="section-3"),
        Table(
            (Column(0.3), Column(0.5), Column(0.2, Align.END)),
            rows,
            header=cells("Date", "Place", "Killed"),
            total=(Row(cells("Total", "", "84–103")),),
            caption=text("Attacks"),
            number=1,
            anchor="table-1",
        ),
        paragraph("As reported.", role=ParagraphRole.SMALL),
    )


def make_drawing() -> Drawing:
    """Make a drawing with every shape and texts in two scripts."""
    rings = ((10.0, 10.0, 60.0, 10.0, 60.0, 60.0), (40.0, 15.0, 55.0, 15.0, 55.0, 30.0))
    shapes = (
        Rectangle(x=0, y=0, width=300, height=120, fill=Ink.SEA, stroke=Ink.RULE),
        Polygon(rings=rings, fill=Ink.LAND, stroke=Ink.BORDER),
        line(0, 60, 300, 60, Ink.QUIET),
        Circle(x=150, y=60, radius=5, fill=Ink.ACCENT, stroke=Ink.PAPER, dash=(2, 1)),
        Label(x=150, y=50, text="Panjgur <13>", size=9, anchor=Anchor.MIDDLE, halo=Ink.PAPER),
        Label(x=290, y=110, text=f"By {ARMY_OF_JUSTICE}", size=8, anchor=Anchor.END),
        Label(x=20, y=110, text="Upwards", size=8, bold=True, rotation=90),
    )
    return Drawing(
        scene=Scene(width=300, height=120, shapes=shapes),
        alternative_text="A map with Panjgur in the middle.",
        caption=text("Where it happened"),
        number=1,
        anchor="drawing-1",
    )


def _prepare(image, kind="PNG"):
    return prepare_picture(write_image(image, kind), PixelLimit(400, 400))


PICTURES = {
    "a1": _prepare(make_image(300, 200), "JPEG"),
    "b2": _prepare(make_image(60, 80, "L")),
    "c3": _prepare(make_image(120, 30)),
}
"""A JPEG, a PNG of greys and one of colours."""


def _make_image():
    image = Image(
        "a1",
        "Red at the left, blue at the right.",
        0.5,
        caption=text("Two colours"),
        credit=text("Photograph: An Analyst"),
        number=2,
        anchor="image-1",
    )
    shown = Image("c3", "Wide.", caption=text("In a quotation"), number=3, anchor="image-2")
    begun = ListItem((Image("b2", "Greys.", credit=text("Agency")), paragraph("After it")))
    inner = List((ListItem((Image("c3", "Wide."),)),))
    listed = List((ListItem((paragraph("Before it"), inner)), begun), ordered=True)
    return image, listed, Quotation((paragraph("He showed:"), shown), text("Minister"))


def _make_end():
    note = Footnote((paragraph("The words of the note."),), 1)
    link = Link("https://example.org/a?b=1&c=2", text("example.org"))
    see = CrossReference("section-3", text("Past attacks"), show_page=True)
    entries = tuple(
        BibliographyEntry(number, f"source-{number}", text(f"Source {number}."))
        for number in (1, 2)
    )
    return (
        Paragraph((*text("See "), see, *text(" and "), link, note, *text("."))),
        Heading(1, text("Sources"), number="4", anchor="section-4"),
        Bibliography(entries=entries),
    )
