"""The window's icons: one family of line drawings, sharp at any scale, in the theme's colours.

They are drawn anew whenever they are painted, so that a change of theme needs no new icons.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme.tokens import current_colours

_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
    'stroke="{colour}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
    "{shapes}</svg>"
)

ICON_SHAPES = {
    "briefing": '<path d="M6 3h9l4 4v14H6z"/><path d="M15 3v4h4"/>'
    '<path d="M9.5 11.5h6M9.5 14.5h6M9.5 17.5h4"/>',
    "actor": '<circle cx="12" cy="8" r="3.75"/><path d="M4.5 20.5c.6-4 3.6-6.25 7.5-6.25'
    's6.9 2.25 7.5 6.25"/>',
    "attack": '<circle cx="12" cy="12" r="6.5"/><path d="M12 2.5v5M12 16.5v5M2.5 12h5M16.5 12h5"/>',
    "background": '<path d="M12 6.5C10 5 7 4.5 3.5 4.5v14c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-14'
    'C17 4.5 14 5 12 6.5z"/><path d="M12 6.5v14"/>',
    "source": '<path d="M10 14a4.2 4.2 0 0 0 6 0l3.3-3.3a4.2 4.2 0 0 0-6-6L12 6"/>'
    '<path d="M14 10a4.2 4.2 0 0 0-6 0l-3.3 3.3a4.2 4.2 0 0 0 6 6L12 18"/>',
    "add": '<path d="M12 5v14M5 12h14"/>',
    "remove": '<path d="M5 12h14"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5"/>',
    "up": '<path d="M12 19.5v-15M5.5 11L12 4.5 18.5 11"/>',
    "down": '<path d="M12 4.5v15M5.5 13l6.5 6.5 6.5-6.5"/>',
    "indent": '<path d="M4 5.5h16M11 12h9M4 18.5h16M4 9.5l3 2.5-3 2.5"/>',
    "outdent": '<path d="M4 5.5h16M11 12h9M4 18.5h16M7 9.5L4 12l3 2.5"/>',
    "chevron-right": '<path d="M9 5.5l6.5 6.5L9 18.5"/>',
    "chevron-down": '<path d="M5.5 9l6.5 6.5L18.5 9"/>',
    "chevron-up": '<path d="M5.5 15L12 8.5l6.5 6.5"/>',
    "back": '<path d="M19.5 12h-15M11 5.5L4.5 12l6.5 6.5"/>',
    "edit": '<path d="M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5z"/><path d="M13.5 7l3.5 3.5"/>',
    "trash": '<path d="M4.5 6.5h15M9 6.5v-2.5h6v2.5M6.5 6.5l1 14h9l1-14"/>'
    '<path d="M10 10.5v6M14 10.5v6"/>',
    "copy": '<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="1.5"/>'
    '<path d="M15.5 8.5V4H4v11.5h4.5"/>',
    "undo": '<path d="M8.5 4.5L4 9l4.5 4.5"/><path d="M4 9h10a5.5 5.5 0 0 1 0 11h-4"/>',
    "redo": '<path d="M15.5 4.5L20 9l-4.5 4.5"/><path d="M20 9H10a5.5 5.5 0 0 0 0 11h4"/>',
    "export": '<path d="M12 15.5v-12M7 8l5-4.5L17 8"/><path d="M4.5 14.5v6h15v-6"/>',
    "import": '<path d="M12 3.5v12M7 11l5 4.5 5-4.5"/><path d="M4.5 14.5v6h15v-6"/>',
    "folder": '<path d="M3.5 19.5v-14h6l2 2.5h9v11.5z"/>',
    "open": '<path d="M13.5 4.5h6v6M19.5 4.5L11 13"/><path d="M17 14v5.5H4.5V7H10"/>',
    "pin": '<path d="M9 3.5h6l-1 6 3.5 4h-11l3.5-4z"/><path d="M12 13.5v7"/>',
    "live": '<path d="M20 12a8 8 0 0 1-14.2 5M4 12A8 8 0 0 1 18.2 7"/>'
    '<path d="M18.5 3v4.25h-4.25M5.5 21v-4.25h4.25"/>',
    "newer": '<circle cx="12" cy="12" r="8.5"/><path d="M12 16.5v-9M8.5 11L12 7.5l3.5 3.5"/>',
    "eye": '<path d="M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5'
    's-7-2-9.5-6.5z"/><circle cx="12" cy="12" r="2.75"/>',
    "eye-off": '<path d="M4 4l16 16"/><path d="M9 6c1-.35 2-.5 3-.5 3.8 0 7 2 9.5 6.5'
    "-.9 1.6-1.9 2.9-3 3.9M6 7.7C4.7 8.7 3.5 10.2 2.5 12 5 16.5 8.2 18.5 12 18.5"
    'c1.4 0 2.7-.3 3.9-.8"/>',
    "warning": '<path d="M12 4L2.5 20.5h19z"/><path d="M12 10v5M12 17.7v.1"/>',
    "error": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16.2v.1"/>',
    "check": '<path d="M4.5 12.5l5 5L19.5 7"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "save": '<path d="M4.5 12.5l5 5L19.5 7"/>',
    "zoom-in": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5M10.5 8v5M8 10.5h5"/>',
    "zoom-out": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5M8 10.5h5"/>',
    "fit-width": '<path d="M3.5 4.5v15M20.5 4.5v15M7 12h10M9.5 9L6.5 12l3 3M14.5 9l3 3-3 3"/>',
    "pages": '<rect x="4" y="3.5" width="6" height="7.5" rx="1"/>'
    '<rect x="4" y="13.5" width="6" height="7.5" rx="1"/><path d="M13.5 6h7M13.5 9.5h5M13.5 16h7'
    'M13.5 19.5h5"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17.5H3.5V9h17v8.5H17"/><path d="M7 14h10v6.5H7z"/>',
    "library": '<path d="M5 4v16M9.5 4v16M14 4.5l5 15"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/>'
    '<circle cx="9" cy="17" r="2"/>',
    "drag": '<path d="M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1" stroke-width="2.75"/>',
    "more": '<path d="M6 12v.1M12 12v.1M18 12v.1" stroke-width="2.75"/>',
    "filter": '<path d="M3.5 5h17l-6.5 8v6.5l-4-2V13z"/>',
    "sort": '<path d="M7 4.5v15M3.5 16L7 19.5 10.5 16M13 6h7.5M13 11h5.5M13 16h3.5"/>',
    "bookmark": '<path d="M6.5 3.5h11v17L12 16l-5.5 4.5z"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .9-1 1.7M12 16.4v.1"/>',
    "list": '<path d="M9 6.5h11M9 12h11M9 17.5h11"/>'
    '<path d="M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1" stroke-width="2.75"/>',
    "numbers": '<path d="M10 6.5h10M10 12h10M10 17.5h10"/>'
    '<path d="M3.5 5.5L5 4.5v5M3.5 14.75c.5-1 2.5-.9 2.5.4 0 1-2.5 2.1-2.5 3.35H6"/>',
    "quote": '<path d="M4 17c3-1 4.5-3.2 4.5-6.5V7H4v4.5h4.5M13.5 17c3-1 4.5-3.2 4.5-6.5V7'
    'h-4.5v4.5H18"/>',
    "table": '<path d="M3.5 5h17v14h-17zM3.5 9.75h17M3.5 14.5h17M12 9.75V19"/>',
    "cite": '<path d="M8.5 4.5H5v15h3.5M15.5 4.5H19v15h-3.5"/><path d="M9.5 12h5"/>',
    "mention": '<circle cx="12" cy="12" r="3.5"/>'
    '<path d="M15.5 8.5v4.75c0 3 4.5 2.5 4.5-1.25a8 8 0 1 0-3.2 6.4"/>',
    "markdown": '<path d="M8.5 7L3.5 12l5 5M15.5 7l5 5-5 5M13.25 4.5l-2.5 15"/>',
}
"""The drawing of each icon on a field of 24 by 24."""


def get_icon(name: str, role: str = "text") -> QIcon:
    """Give an icon in the colour of that role ("text", "quiet_text", "accent", "danger", ...).

    Raises KeyError for a name that is not in ICON_SHAPES.
    """
    if name not in ICON_SHAPES:
        raise KeyError(name)
    return QIcon(_LineIconEngine(name, role))


def draw_icon(name: str, painter: QPainter, rect: QRectF, colour: str) -> None:
    """Draw an icon into the rectangle, for delegates."""
    _renderer(name, colour).render(painter, rect)


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = _FRAME.format(colour=colour, shapes=ICON_SHAPES[name])
    return QSvgRenderer(QByteArray(svg.encode()))


class _LineIconEngine(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        colours = current_colours()
        role = "control_border" if mode is QIcon.Mode.Disabled else self._role
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        draw_icon(self._name, painter, square, getattr(colours, role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        pixmap = QPixmap(size * scale)  # since Qt 6.8 the size is in logical pixels
        if pixmap.isNull():  # a bar that has no room left asks for nothing
            return pixmap
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _LineIconEngine(self._name, self._role)
