"""The difference between two snapshots: little to hand to a process that has the first of them."""

from typing import TypeVar

import msgspec

from briefing.errors import BriefingError
from briefing.imaging.picture import Picture
from briefing.records.kinds import AnyRecord, decode_value, encode_value
from briefing.snapshot import Snapshot

T = TypeVar("T")


class BaseLostError(BriefingError):
    """A patch came to where its base is not; the whole snapshot has to be sent."""


class SnapshotPatch(msgspec.Struct, frozen=True, kw_only=True):
    """What makes the snapshot `number` of the snapshot `base`; base 0 is an empty one.

    `rest` is there where something besides records and pictures differs. The orders are there
    where keys came, went or moved: what is composed may depend on it.
    """

    base: int
    number: int
    rest: Snapshot | None = None
    records: dict[str, AnyRecord] = {}
    record_order: tuple[str, ...] | None = None
    pinned: dict[str, AnyRecord] = {}
    pinned_order: tuple[str, ...] | None = None
    pictures: dict[str, Picture] = {}
    picture_order: tuple[str, ...] | None = None


def make_patch(base: Snapshot | None, snapshot: Snapshot, *, base_number: int) -> SnapshotPatch:
    """Find what differs from the base; without one it is everything.

    The patch gets the number after the base's.
    """
    before = base or _make_empty(snapshot)
    rest, old_rest = _make_empty(snapshot), _make_empty(before)
    return SnapshotPatch(
        base=base_number if base is not None else 0,
        number=base_number + 1,
        rest=None if base is not None and rest == old_rest else rest,
        records=_find_new(before.records, snapshot.records),
        record_order=_find_order(before.records, snapshot.records),
        pinned=_find_new(before.pinned, snapshot.pinned),
        pinned_order=_find_order(before.pinned, snapshot.pinned),
        pictures=_find_new(before.pictures, snapshot.pictures),
        picture_order=_find_order(before.pictures, snapshot.pictures),
    )


def apply_patch(base: Snapshot | None, patch: SnapshotPatch) -> Snapshot:
    """Make the snapshot; what did not change is the very object that the base has.

    Raises BaseLostError where the patch needs a base and there is none.
    """
    rest = patch.rest or base
    if rest is None or (patch.base and base is None):
        message = "The page maker was started again; the pages are made anew."
        raise BaseLostError(message)
    before = base or _make_empty(rest)
    return msgspec.structs.replace(
        rest,
        records=_merge(before.records, patch.records, patch.record_order),
        pinned=_merge(before.pinned, patch.pinned, patch.pinned_order),
        pictures=_merge(before.pictures, patch.pictures, patch.picture_order),
    )


def encode_patch(patch: SnapshotPatch) -> bytes:
    """Give the patch as bytes, to hand it to another process."""
    return _encoder.encode(patch)


def decode_patch(data: bytes) -> SnapshotPatch:
    """Make the patch from its bytes."""
    return _decoder.decode(data)


_encoder = msgspec.json.Encoder(enc_hook=encode_value)
_decoder = msgspec.json.Decoder(SnapshotPatch, dec_hook=decode_value)


def _make_empty(snapshot: Snapshot) -> Snapshot:
    return msgspec.structs.replace(snapshot, records={}, pinned={}, pictures={})


def _find_new(before: dict[str, T], after: dict[str, T]) -> dict[str, T]:
    return {
        key: value
        for key, value in after.items()
        if (old := before.get(key)) is not value and old != value
    }


def _find_order(before: dict[str, T], after: dict[str, T]) -> tuple[str, ...] | None:
    keys = tuple(after)
    return None if tuple(before) == keys else keys


def _merge(before: dict[str, T], new: dict[str, T], order: tuple[str, ...] | None) -> dict[str, T]:
    if not new and order is None:
        return before
    keys = tuple(before) if order is None else order
    return {key: new[key] if key in new else before[key] for key in keys}
