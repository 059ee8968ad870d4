"""The tables of a library.

`records` says what exists and carries what lists show, filter and sort by; `revisions` carries
the content. Everything from `record_tags` down is derived from the newest revision on every
save and could be rebuilt from it at any time (see db.derived_rows).
"""

from collections.abc import Iterable

from sqlalchemy import (
    REAL,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()


def _owner() -> Column[int]:
    # references by number keep the derived rows small
    target = ForeignKey("records.number", ondelete="CASCADE")
    return Column("record_number", Integer, target, nullable=False)


records = Table(
    "records",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("sort_title", Text, nullable=False),
    Column("native_name", Text, nullable=False),
    Column("subtitle", Text, nullable=False),
    Column("marking", Text, nullable=False),
    Column("tags", Text, nullable=False),  # JSON, so that a list is read by one statement
    Column("source_key", Text, unique=True),  # NULL for what is no source, has no key, is trashed
    Column("country", Text, nullable=False),
    Column("place", Text, nullable=False),  # folded
    Column("latitude", REAL),
    Column("longitude", REAL),
    Column("date_earliest", Text),
    Column("date_latest", Text),
    Column("verified_on", Text),
    Column("created", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("in_trash", Integer, nullable=False),
    Column(
        "sort_date", Text, server_default=text("''"), nullable=False
    ),  # the earliest day, or empty
    Column("killed", Integer),
    Column("unsourced", Integer, server_default=text("0"), nullable=False),
    # one for every order of lists, read from either end; the number of a row ends each of them
    Index("ix_records_list", "in_trash", "kind", "sort_title"),
    Index("ix_records_modified", "in_trash", "kind", "modified"),
    Index("ix_records_sort_date", "in_trash", "kind", "sort_date", "date_latest"),
    Index("ix_records_killed", "in_trash", "kind", "killed"),
    Index("ix_records_country", "country", "kind"),
    Index("ix_records_place", "place"),
    Index("ix_records_marking", "marking", "kind"),
    Index("ix_records_unsourced", "kind", sqlite_where=text("unsourced = 1")),
    sqlite_strict=True,
)

revisions = Table(
    "revisions",
    metadata,
    _owner(),
    Column("revision", Integer, nullable=False),
    Column("saved", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("body", Text, nullable=False),  # the whole record in its one JSON form
    PrimaryKeyConstraint("record_number", "revision"),
    sqlite_strict=True,
)

attachments = Table(
    "attachments",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)

record_tags = Table(
    "record_tags",
    metadata,
    _owner(),
    Column("tag", Text, nullable=False),
    PrimaryKeyConstraint("record_number", "tag"),
    Index("ix_record_tags_tag", "tag"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

record_links = Table(
    "record_links",
    metadata,
    _owner(),
    # the id of a record, or "@" and the key of a source; what it points to need not exist
    Column("target", Text, nullable=False),
    Column("field", Text, nullable=False),
    PrimaryKeyConstraint("record_number", "target", "field"),
    Index("ix_record_links_target", "target"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

actor_names = Table(
    "actor_names",
    metadata,
    _owner(),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("name_kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("script", Text, nullable=False),
    PrimaryKeyConstraint("record_number", "position"),
    Index("ix_actor_names_folded", "folded"),
    sqlite_strict=True,
)

attack_parties = Table(
    "attack_parties",
    metadata,
    _owner(),
    Column("position", Integer, nullable=False),
    Column("actor", Text),  # the id of a record
    Column("folded", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    PrimaryKeyConstraint("record_number", "position"),
    Index("ix_attack_parties_actor", "actor", "role"),
    Index("ix_attack_parties_folded", "folded"),
    sqlite_strict=True,
)

figures = Table(
    "figures",
    metadata,
    _owner(),
    Column("position", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Column("preferred", Integer, nullable=False),
    PrimaryKeyConstraint("record_number", "position"),
    Index("ix_figures_what", "what", "best"),
    sqlite_strict=True,
)

alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

DERIVED_TABLES = (record_tags, record_links, actor_names, attack_parties, figures)
"""Tables whose rows are made anew from the record on every save."""


def make_insert(table: str, columns: Iterable[str]) -> str:
    """Make the statement that inserts a row with all of these columns, as the driver takes it.

    For many rows at once: the driver takes them as they are, SQLAlchemy looks at each value.
    """
    names = list(columns)
    values = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})"  # noqa: S608 - our names
