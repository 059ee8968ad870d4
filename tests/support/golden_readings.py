"""What of our files is kept and compared: readings in lines, which any change shows itself in.

Few and meaningful: text by tags and styles, not by lines of a page, so that a wider margin changes
the positions alone.
"""

import re
from collections import Counter
from collections.abc import Iterator

from tests.support.both_files import BothFiles
from tests.support.docx_reading import list_parts, list_styles
from tests.support.outgoing import iter_objects
from tests.support.pdf_reading import list_links, read_pages
from tests.support.tagged_reading import list_alternative_texts, list_outline, read_tagged
from tests.support.xml_outline import outline_xml

FRAME = ("settings", "header1", "footer1", "_rels/document.xml.rels", "../docProps/core")


def outline_part(files: BothFiles, name: str) -> str:
    """Give the outline of a part of the DOCX; drawings are named after what is in them."""
    parts = list_parts(files.docx)
    path = name.removeprefix("../") if name.startswith("..") else f"word/{name}"
    text = outline_xml(parts[path if path.endswith(".rels") else f"{path}.xml"])
    return re.sub("drawing[0-9a-f]{16}", "drawing", text)


def read_frame(files: BothFiles) -> str:
    """Give what is around the text: settings, header, footer, relations, properties."""
    return "\n".join(f"{name}\n{outline_part(files, name)}" for name in FRAME)


def read_styled_text(files: BothFiles) -> str:
    """Give style and text of each paragraph of the body outside tables."""
    return _join(f"{style}: {text!r}" for style, text in list_styles(files.docx))


def read_tags(files: BothFiles) -> str:
    """Give the text of the PDF by its tags, in the order of reading."""
    return _join(
        f"{'/'.join(kinds[1:])}: {text.strip()!r}" for kinds, text in read_tagged(files.pdf)
    )


def read_layout(files: BothFiles) -> str:
    """Give pages, outline, fonts, links and the places of blocks, rounded to half a point."""
    return _join(_iter_layout(files))


def _iter_layout(files: BothFiles) -> Iterator[str]:
    pdf = files.pdf
    for number, text in enumerate(read_pages(pdf), 1):
        yield f"page {number} begins: {' '.join(text.split()[:6])}"
    yield from (f"outline {level}: {text}" for level, text in list_outline(pdf))
    yield from (f"font {name}" for name in sorted(_list_fonts(files)))
    for (page, target), count in Counter(list_links(pdf)).items():
        yield f"links from page {page} to {target}: {count}"
    yield from (f"alternative text: {text}" for text in list_alternative_texts(pdf))
    for anchor, place in pdf.anchors.items():
        yield f"{anchor} is on page {place.page} at {round(place.y * 2) / 2}"


def _list_fonts(files: BothFiles) -> set[str]:
    names = (str(entry.get("/BaseFont", "")) for entry in iter_objects(files.pdf))
    return {name.partition("+")[2] for name in names if "+" in name}


def _join(lines) -> str:
    return "\n".join(lines) + "\n"
