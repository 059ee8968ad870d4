"""Makes the pictures that a document needs out of the images in the library."""

import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import msgspec

from briefing.errors import ImportFileError, RecordNotFoundError
from briefing.imaging.picture import Picture
from briefing.imaging.preparing import prepare_picture
from briefing.picture_uses import PictureUse
from briefing.ports import UnitOfWork
from briefing.sections.pictures import list_picture_uses
from briefing.snapshot import Snapshot

Made = Picture | str
"""A picture, or in one sentence why there is none."""

_MOST_BYTES = 96_000_000
_MOST_TOGETHER = 4  # a decoded photograph of 60 megapixels holds 200 MB


class PictureCache:
    """Keeps what was made last: to decode a photograph takes longer than to lay out its page."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get_all(self, unit: UnitOfWork, uses: Sequence[PictureUse]) -> dict[str, Made]:
        """Give the picture for each use by its key, or in one sentence why there is none."""
        made = {use.key: self._find(use.key) for use in uses}
        missing = [use for use in uses if made[use.key] is None]
        for key, new in _make_all(unit, missing):
            self._keep(key, new)
            made[key] = new
        return {key: one for key, one in made.items() if one is not None}

    def _find(self, key: str) -> Made | None:
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
            return found

    def _keep(self, key: str, made: Made) -> None:
        with self._lock:
            if key not in self._made:
                self._made[key] = made
                self._size += _measure(made)
            while self._size > self._most_bytes and len(self._made) > 1:
                _, oldest = self._made.popitem(last=False)
                self._size -= _measure(oldest)


_cache = PictureCache()


def add_pictures(unit: UnitOfWork, snapshot: Snapshot) -> Snapshot:
    """Give the snapshot with every picture that its document shows."""
    made = _cache.get_all(unit, list_picture_uses(snapshot))
    if not made:
        return snapshot
    return msgspec.structs.replace(
        snapshot,
        pictures={key: one for key, one in made.items() if isinstance(one, Picture)},
        picture_faults={key: one for key, one in made.items() if isinstance(one, str)},
    )


def _make_all(unit: UnitOfWork, uses: Sequence[PictureUse]) -> Iterator[tuple[str, Made]]:
    """Make pictures, a few at once: decoders let other threads run, and their files are large."""
    together = min(_MOST_TOGETHER, os.cpu_count() or 1, len(uses))
    if not together:
        return
    with ThreadPoolExecutor(together) as pool:
        for start in range(0, len(uses), together):
            part = uses[start : start + together]
            contents = [_read(unit, use) for use in part]  # by this thread: the unit is its own
            for use, made in zip(part, pool.map(_prepare, part, contents), strict=True):
                yield use.key, made


def _read(unit: UnitOfWork, use: PictureUse) -> bytes:
    try:
        return unit.attachments.get_attachment(use.sha256)
    except RecordNotFoundError:
        return b""


def _prepare(use: PictureUse, content: bytes) -> Made:
    if not content:
        return "Its file is not in the library."
    try:
        return prepare_picture(content, use.limit, use.crop)
    except ImportFileError as error:
        return str(error)


def _measure(made: Made) -> int:
    return len(made.content) if isinstance(made, Picture) else 0
