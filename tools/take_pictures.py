"""Takes the pictures of the README and the guide: the window, new and at work, and a page.

    .venv/bin/python tools/take_pictures.py

Opens the real window on a copy of the sample library, without a display, and writes PNG files to
`docs/images`.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SAMPLE = ROOT / "briefing" / "sample" / "iran-pakistan-2024.json"
ACTOR = "ac700001-2024-4118-8118-000000000001"
WIDTH, HEIGHT = 1440, 900
PAGE_HEIGHT = 1100
SETTLING_MS = 5_000

sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        IMAGES.mkdir(parents=True, exist_ok=True)
        take_windows(Path(folder))
        take_page(Path(folder))
    return 0


def take_windows(folder: Path) -> None:
    """Photograph the window of a new library, and on the sample in both themes."""
    import main as program
    from briefing.sample.library import read_sample_file
    from ui.app import make_application
    from ui.main_window import MainWindow
    from ui.settings import SettingsStore
    from ui.theme.theme import Theme, ThemeChoice

    library = folder / "sample.briefings"
    program.main(["--library", str(library), "import", str(SAMPLE)])
    application = make_application([])
    theme = Theme(application, ThemeChoice.LIGHT)
    window = MainWindow(
        application,
        open_library=program.open_library,
        read_sample=read_sample_file,
        theme=theme,
        store=SettingsStore(folder / "settings.json"),
    )
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.door.create(folder / "desk.briefings")
    _settle()
    _photograph(window, "first-steps")
    window.door.open(library)
    _settle()
    _photograph(window, "window")
    theme.set_choice(ThemeChoice.DARK)
    if window.desk is not None:
        window.desk.workspace.open_record(ACTOR, "actor")
    _settle()
    _photograph(window, "window-dark")
    window.close()
    _settle()


def _photograph(window: "MainWindow", name: str) -> None:
    if window.desk is None:
        sys.exit("The window did not get ready.")
    window.grab().save(str(IMAGES / f"{name}.png"))


def take_page(folder: Path) -> None:
    """Draw the first page of the sample briefing."""
    from PySide6.QtPdf import QPdfDocument

    import main as program

    program.main(["demo", "--out", str(folder)])
    document = QPdfDocument()
    document.load(str(folder / "iran-pakistan-2024.pdf"))
    size = document.pagePointSize(0)
    pixels = (size * (PAGE_HEIGHT / size.height())).toSize()
    page = document.render(0, pixels)
    paper = QImage(page.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    with QPainter(paper) as painter:
        painter.drawImage(0, 0, page)
    paper.save(str(IMAGES / "page-1.png"))


def _settle() -> None:
    """Let the window read, draw and lay out its pages."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLING_MS, loop.quit)
    loop.exec()  # QTest.qWait would keep the tasks' threads from running


if __name__ == "__main__":
    sys.exit(main())
