"""Fits the styles of a house template to the names under which the body asks for them.

The body names styles by the ids of ours. A template's ids may be anything ("Kop1" in a Dutch
one), while the names of Word's own styles are English in every file: so styles are found by
name, headings also by their outline level, and get our ids. What is missing is added.
"""

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn

_VALUE, _ID, _TYPE = qn("w:val"), qn("w:styleId"), qn("w:type")
_NAME, _PARAGRAPH = qn("w:name"), qn("w:pPr")
_REFERENCES = tuple(
    map(qn, ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link"))
)
_HEADING = "heading "


def fit_styles(styles: Any, ours: Iterable[Any]) -> tuple[dict[str, str], list[str]]:
    """Give a template's style part our ids and add the styles that it lacks.

    `styles` is the root of its part and is changed in place; `ours` are elements of our styles.
    Gives the ids that were changed (old to new), to be applied to all other parts with
    `rename_references`, and the names of the styles that were added.
    """
    theirs = [element for element in styles if element.tag == qn("w:style")]
    wanted = {element.get(_ID): element for element in ours}
    found = {key: _find(theirs, element) for key, element in wanted.items()}
    renamed = _give_ids(
        {key: element for key, element in found.items() if element is not None}, theirs
    )
    added = []
    for key, element in wanted.items():
        if found[key] is None:
            styles.append(element)
            added.append(_get_name(element))
    _drop_numbering(found.values())
    rename_references(styles, renamed)
    return renamed, added


def rename_references(root: Any, renamed: dict[str, str]) -> None:
    """Let everything below `root` name styles by their new ids."""
    if not renamed:
        return
    for element in root.iter(*_REFERENCES):
        value = element.get(_VALUE)
        if value in renamed:
            element.set(_VALUE, renamed[value])


def _find(theirs: list[Any], ours: Any) -> Any | None:
    name, kind = _get_name(ours), ours.get(_TYPE)
    of_kind = [element for element in theirs if element.get(_TYPE, "paragraph") == kind]
    for element in of_kind:
        if _get_name(element) == name:
            return element
    if name.startswith(_HEADING):
        level = str(int(name.removeprefix(_HEADING)) - 1)
        return next((e for e in of_kind if _get_outline_level(e) == level), None)
    return None


def _get_name(style: Any) -> str:
    name = style.find(_NAME)
    return name.get(_VALUE, "").casefold() if name is not None else ""


def _get_outline_level(style: Any) -> str:
    level = style.find(f"{_PARAGRAPH}/{qn('w:outlineLvl')}")
    return level.get(_VALUE, "") if level is not None else ""


def _give_ids(found: dict[str, Any], theirs: list[Any]) -> dict[str, str]:
    renamed: dict[str, str] = {}
    chosen = {id(element) for element in found.values()}
    for element in theirs:
        key = element.get(_ID, "")
        if key in found and id(element) not in chosen:
            renamed[key] = f"{key}-template"  # another style that happens to bear our id
            element.set(_ID, renamed[key])
    for key, element in found.items():
        old = element.get(_ID, "")
        if old != key:
            renamed[old] = key
            element.set(_ID, key)
    return renamed


def _drop_numbering(styles: Iterable[Any | None]) -> None:
    """Headings and lists carry numbers of ours, which the PDF has too; two would show."""
    for style in styles:
        for numbering in style.iter(qn("w:numPr")) if style is not None else ():
            numbering.getparent().remove(numbering)
