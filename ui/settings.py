"""What the window remembers between two runs: typed JSON in the user's configuration folder."""

import base64
import logging
from pathlib import Path

import msgspec
import platformdirs

from ui.panes.search_state import ListState
from ui.theme.theme import ThemeChoice

logger = logging.getLogger(__name__)

_APPLICATION = "briefing-builder"
_RECENT = 10


class ExportChoice(msgspec.Struct, frozen=True, kw_only=True):
    """How a briefing was exported last."""

    folder: str = ""
    name: str = ""
    formats: tuple[str, ...] = ("docx", "pdf")
    archive: bool = False  # whether the PDF is PDF/A
    ceiling: str = ""  # the marking up to which it went out; empty for all of it
    title: str = ""  # what was printed where the ceiling withheld the title


class Settings(msgspec.Struct, kw_only=True):
    """Everything remembered. Unknown fields of a newer version are passed over."""

    theme: ThemeChoice = ThemeChoice.SYSTEM
    library: str = ""  # path of the library that was open last
    recent: list[str] = []
    briefing: str = ""  # id of the briefing that was open last
    section: str = "briefing"  # what the list showed
    geometry: str = ""  # base64 of what Qt saves
    sizes: list[int] = []
    hidden: list[str] = []
    knows_way: bool = False  # whether the first steps were closed
    used: list[str] = []  # actions and records of the palette, newest first
    lists: dict[str, ListState] = {}  # by kind
    lists_of: str = ""  # path of the library that they belong to
    thumbnails: bool = False  # whether the preview shows small pages too
    zoom: float = 0.0  # of the preview; 0 fits the width
    exports: dict[str, ExportChoice] = {}

    def remember_library(self, path: Path) -> None:
        """Put the library first among the recent ones."""
        self.library = str(path)
        others = [known for known in self.recent if known != str(path)]
        self.recent = [str(path), *others][:_RECENT]


class SettingsStore:
    """Reads and writes the settings; a file that cannot be read is set aside, not lost."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or get_config_folder() / "settings.json"

    def load(self) -> Settings:
        """Give the settings, or the defaults when there are none or they cannot be read."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Settings)
        except FileNotFoundError:
            return Settings()
        except (OSError, msgspec.MsgspecError) as error:
            logger.info("The settings could not be read and are set aside: %s", error)
            self._set_aside()
            return Settings()

    def save(self, settings: Settings) -> None:
        """Store the settings. They are a comfort: when they cannot be written, work goes on."""
        temporary = self.path.with_suffix(".tmp")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(msgspec.json.format(msgspec.json.encode(settings)))
            temporary.replace(self.path)
        except OSError as error:
            logger.info("The settings could not be written: %s", error)

    def _set_aside(self) -> None:
        try:
            self.path.replace(self.path.with_suffix(".bad"))
        except OSError as error:
            logger.info("The settings could not be set aside: %s", error)


def get_config_folder() -> Path:
    """Give the folder for settings."""
    return platformdirs.user_config_path(_APPLICATION, appauthor=False)


def get_data_folder() -> Path:
    """Give the folder in which libraries lie unless the analyst chooses another."""
    return platformdirs.user_data_path(_APPLICATION, appauthor=False)


def get_log_file() -> Path:
    """Give the path of the log."""
    return platformdirs.user_state_path(_APPLICATION, appauthor=False) / "briefing-builder.log"


def get_documents_folder() -> Path:
    """Give the folder where exports are suggested to go."""
    documents = platformdirs.user_documents_path()
    return documents if documents.is_dir() else Path.home()


def encode_bytes(data: bytes) -> str:
    """Give bytes of Qt's in a form that JSON carries."""
    return base64.b64encode(data).decode("ascii")


def decode_bytes(text: str) -> bytes:
    """Give back the bytes; empty when the text is not such a form."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
