"""Marks up Word files as a reviewer does: tracked changes and comments."""

from copy import deepcopy
from io import BytesIO
from zipfile import ZipFile

import docx
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BY, AT = "Grace Lind", "2024-01-18T15:30:00Z"


def name(tag):
    return f"{{{W}}}{tag}"


def edit_document(content, change):
    """Give the file with its document part changed by a function of the root."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(target, "w") as copy:
        for entry in package.infolist():
            data = package.read(entry)
            if entry.filename == "word/document.xml":
                root = etree.fromstring(data)
                change(root)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            copy.writestr(entry, data)
    return target.getvalue()


def track(content, old, new, *, by=BY):
    """Give the file with words replaced as a tracked change, each in one run."""
    return edit_document(content, lambda root: _track(root, old, new, by))


def retype(content, old, new):
    """Give the file with words replaced by somebody who tracked nothing."""

    def change(root):
        run, before, after = _find_run(root, old)
        _set_text(run, before + new + after)

    return edit_document(content, change)


def comment_on(content, passage, text, *, by=BY):
    """Give the file with a comment on the run that has these words."""
    document = docx.Document(BytesIO(content))
    for paragraph in document.element.body.iter(name("p")):
        for element in paragraph.iter(name("r")):
            if passage in "".join(t.text or "" for t in element.iter(name("t"))):
                from docx.text.paragraph import Paragraph
                from docx.text.run import Run

                run = Run(element, Paragraph(paragraph, document._body))
                document.add_comment(run, text=text, author=by, initials="GL")
                target = BytesIO()
                document.save(target)
                return target.getvalue()
    raise AssertionError(passage)


def _track(root, old, new, by):
    run, before, after = _find_run(root, old)
    parent, place = run.getparent(), run.getparent().index(run)
    pieces = [_copy(run, before)] if before else []
    if old:
        pieces.append(_wrap("del", _copy(run, old, tag="delText"), by))
    if new:
        pieces.append(_wrap("ins", _copy(run, new), by))
    if after:
        pieces.append(_copy(run, after))
    parent.remove(run)
    for offset, piece in enumerate(pieces):
        parent.insert(place + offset, piece)


def _find_run(root, words):
    for run in root.iter(name("r")):
        text = "".join(t.text or "" for t in run.findall(name("t")))
        style = run.getparent().get(name("anchor"), "")
        if words in text and not style:
            before, _, after = text.partition(words)
            return run, before, after
    raise AssertionError(words)


def _copy(run, text, tag="t"):
    copied = deepcopy(run)
    _set_text(copied, text, tag)
    return copied


def _set_text(run, text, tag="t"):
    for old in run.findall(name("t")):
        run.remove(old)
    element = etree.SubElement(run, name(tag))
    element.text = text
    element.set(SPACE, "preserve")


def _wrap(tag, run, by):
    change = etree.Element(name(tag))
    change.set(name("id"), "900")
    change.set(name("author"), by)
    change.set(name("date"), AT)
    change.append(run)
    return change
