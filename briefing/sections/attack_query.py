"""Filling a section by a query: which attacks it asks for, as settings that kinds share."""

import datetime as dt
from typing import Any

import msgspec

from briefing.identifiers import RecordId
from briefing.sections.section_kind import FieldType, SettingField


class AttackQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Conditions that attacks must meet, all of them; an empty one holds for every attack.

    `from_date` and `to_date` hold for dates that may lie in that period, `since_last_edition`
    for those that may lie on the day of the briefing's last edition or after it. `attack_type`
    is part of what the record says. `least_killed` asks for that many dead or more by the
    preferred figure.
    """

    from_date: dt.date | None = None
    to_date: dt.date | None = None
    since_last_edition: bool = False
    actor: RecordId | None = None
    country: str = ""
    place: str = ""
    attack_type: str = ""
    least_killed: int | None = None
    tag: str = ""
    text: str = ""


class QuerySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a section that takes attacks by hand or, if `by_query`, those of a query."""

    by_query: bool = False
    query: AttackQuery = AttackQuery()


FOLD = "Choose attacks by a query"

QUERY_FIELDS = (
    SettingField(
        name="by_query",
        label="Fill this section by the query",
        field_type=FieldType.SWITCH,
        help="What the query finds is printed instead of the attacks placed by hand.",
        fold=FOLD,
    ),
    SettingField(
        name="query",
        label="Query",
        field_type=FieldType.PART,
        fold=FOLD,
        parts=(
            SettingField(
                name="actor", label="Actor", field_type=FieldType.RECORD, record_kind="actor"
            ),
            SettingField(name="country", label="Country, two letters", field_type=FieldType.LINE),
            SettingField(name="place", label="Place begins with", field_type=FieldType.LINE),
            SettingField(name="from_date", label="From", field_type=FieldType.DAY),
            SettingField(name="to_date", label="To", field_type=FieldType.DAY),
            SettingField(name="attack_type", label="Type or method", field_type=FieldType.LINE),
            SettingField(name="least_killed", label="Killed at least", field_type=FieldType.NUMBER),
            SettingField(name="tag", label="Tag", field_type=FieldType.LINE),
            SettingField(name="text", label="Words", field_type=FieldType.LINE),
            SettingField(
                name="since_last_edition",
                label="Only since the last edition",
                field_type=FieldType.SWITCH,
            ),
        ),
    ),
)


def find_query(settings: Any) -> AttackQuery | None:
    """Give the query that fills the section with these settings; None for one filled by hand."""
    is_filled = isinstance(settings, QuerySettings) and settings.by_query
    return settings.query if is_filled else None
