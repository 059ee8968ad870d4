"""A scene as SVG with its texts as outlines: it looks the same where the fonts are missing."""

import re
from html import escape

from briefing.drawing.inks import Inks
from briefing.drawing.scene import Scene
from briefing.export.drawn.outlines import Outliner
from briefing.export.drawn.paths import PaintedPath, iter_paths

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_svg(scene: Scene, inks: Inks, outliner: Outliner, alternative_text: str) -> bytes:
    """Give the file; `alternative_text` is its title, for screen readers."""
    width, height = _number(scene.width), _number(scene.height)
    paths = "".join(_write(path) for path in iter_paths(scene, inks, outliner) if path.segments)
    words = escape(_NOT_XML.sub("", alternative_text))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{words}"><title>{words}</title>'
        f'<g fill="none" stroke-linejoin="round">{paths}</g></svg>'
    ).encode()


def _write(path: PaintedPath) -> str:
    steps = "".join(
        letter + " ".join(_number(value) for value in flat) for letter, flat in path.segments
    )
    look = f' fill="{path.fill}"' if path.fill else ""
    if path.has_holes:
        look += ' fill-rule="evenodd"'
    if path.stroke:
        look += f' stroke="{path.stroke}" stroke-width="{_number(path.width)}"'
    if path.dash:
        look += f' stroke-dasharray="{" ".join(map(_number, path.dash))}"'
    return f'<path d="{steps}"{look}/>'


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
