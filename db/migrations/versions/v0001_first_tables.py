"""Make the first tables."""

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    """\
CREATE TABLE records (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    revision INTEGER NOT NULL,
    title TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    native_name TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    marking TEXT NOT NULL,
    tags TEXT NOT NULL,
    source_key TEXT,
    country TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    date_earliest TEXT,
    date_latest TEXT,
    verified_on TEXT,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    in_trash INTEGER NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id),
    UNIQUE (source_key)
) STRICT""",
    """CREATE INDEX ix_records_modified ON records (in_trash, modified)""",
    """CREATE INDEX ix_records_country ON records (country, kind)""",
    """CREATE INDEX ix_records_list ON records (in_trash, kind, sort_title)""",
    """CREATE INDEX ix_records_dates ON records (kind, date_earliest, date_latest)""",
    """\
CREATE TABLE attachments (
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (sha256)
) STRICT""",
    """\
CREATE TABLE revisions (
    record_number INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    saved TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (record_number, revision),
    FOREIGN KEY(record_number) REFERENCES records (number) ON DELETE CASCADE
) STRICT""",
    """\
CREATE TABLE record_tags (
    record_number INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (record_number, tag),
    FOREIGN KEY(record_number) REFERENCES records (number) ON DELETE CASCADE
) WITHOUT ROWID, STRICT""",
    """CREATE INDEX ix_record_tags_tag ON record_tags (tag)""",
    """\
CREATE TABLE record_links (
    record_number INTEGER NOT NULL,
    target TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (record_number, target, field),
    FOREIGN KEY(record_number) REFERENCES records (number) ON DELETE CASCADE
) WITHOUT ROWID, STRICT""",
    """CREATE INDEX ix_record_links_target ON record_links (target)""",
    """\
CREATE TABLE actor_names (
    record_number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    name_kind TEXT NOT NULL,
    language TEXT NOT NULL,
    script TEXT NOT NULL,
    PRIMARY KEY (record_number, position),
    FOREIGN KEY(record_number) REFERENCES records (number) ON DELETE CASCADE
) STRICT""",
    """CREATE INDEX ix_actor_names_folded ON actor_names (folded)""",
    """\
CREATE TABLE attack_parties (
    record_number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    actor TEXT,
    folded TEXT NOT NULL,
    role TEXT NOT NULL,
    certainty TEXT NOT NULL,
    PRIMARY KEY (record_number, position),
    FOREIGN KEY(record_number) REFERENCES records (number) ON DELETE CASCADE
) STRICT""",
    """CREATE INDEX ix_attack_parties_actor ON attack_parties (actor, role)""",
    """CREATE INDEX ix_attack_parties_folded ON attack_parties (folded)""",
    """\
CREATE TABLE figures (
    record_number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    what TEXT NOT NULL,
    low INTEGER,
    best INTEGER,
    high INTEGER,
    preferred INTEGER NOT NULL,
    PRIMARY KEY (record_number, position),
    FOREIGN KEY(record_number) REFERENCES records (number) ON DELETE CASCADE
) STRICT""",
    """CREATE INDEX ix_figures_what ON figures (what, best)""",
    """\
CREATE VIRTUAL TABLE records_fts USING fts5(
    names, places, texts, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
)""",
)


def upgrade() -> None:
    """Bring an empty database to schema number 1."""
    for statement in _STATEMENTS:
        op.execute(statement)
