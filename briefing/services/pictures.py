"""Makes the pictures that a document needs out of the images in the library."""

from collections import OrderedDict
from threading import Lock

import msgspec

from briefing.errors import ImportFileError, RecordNotFoundError
from briefing.imaging.picture import Picture
from briefing.imaging.preparing import prepare_picture
from briefing.picture_uses import PictureUse
from briefing.ports import UnitOfWork
from briefing.sections.pictures import list_picture_uses
from briefing.snapshot import Snapshot

_MOST_BYTES = 96_000_000


class PictureCache:
    """Keeps what was made last: to decode a photograph takes longer than to lay out its page."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._made: OrderedDict[str, Picture | str] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, unit: UnitOfWork, use: PictureUse) -> Picture | str:
        """Give the picture for a use, or in one sentence why there is none."""
        with self._lock:
            found = self._made.get(use.key)
            if found is not None:
                self._made.move_to_end(use.key)
                return found
        made = _make(unit, use)
        with self._lock:
            if use.key not in self._made:
                self._made[use.key] = made
                self._size += _measure(made)
            while self._size > self._most_bytes and len(self._made) > 1:
                _, oldest = self._made.popitem(last=False)
                self._size -= _measure(oldest)
        return made


_cache = PictureCache()


def add_pictures(unit: UnitOfWork, snapshot: Snapshot) -> Snapshot:
    """Give the snapshot with every picture that its document shows."""
    made = {use.key: _cache.get(unit, use) for use in list_picture_uses(snapshot)}
    if not made:
        return snapshot
    return msgspec.structs.replace(
        snapshot,
        pictures={key: one for key, one in made.items() if isinstance(one, Picture)},
        picture_faults={key: one for key, one in made.items() if isinstance(one, str)},
    )


def _make(unit: UnitOfWork, use: PictureUse) -> Picture | str:
    try:
        content = unit.attachments.get_attachment(use.sha256)
        return prepare_picture(content, use.limit, use.crop)
    except RecordNotFoundError:
        return "Its file is not in the library."
    except ImportFileError as error:
        return str(error)


def _measure(made: Picture | str) -> int:
    return len(made.content) if isinstance(made, Picture) else 0
