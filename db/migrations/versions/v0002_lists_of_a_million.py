"""Add what large libraries are listed, filtered and searched by.

The new columns and indexes are filled from the records' content after all migrations.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    "ALTER TABLE records ADD COLUMN sort_date TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE records ADD COLUMN killed INTEGER",
    "ALTER TABLE records ADD COLUMN unsourced INTEGER DEFAULT 0 NOT NULL",
    "DROP INDEX ix_records_modified",
    "CREATE INDEX ix_records_modified ON records (in_trash, kind, modified)",
    "CREATE INDEX ix_records_sort_date ON records (in_trash, kind, sort_date, date_latest)",
    "DROP INDEX ix_records_dates",
    "CREATE INDEX ix_records_killed ON records (in_trash, kind, killed)",
    "CREATE INDEX ix_records_place ON records (place)",
    "CREATE INDEX ix_records_marking ON records (marking, kind)",
    "CREATE INDEX ix_records_unsourced ON records (kind) WHERE unsourced = 1",
    "DROP TABLE records_fts",
    *(
        f"CREATE VIRTUAL TABLE records_fts_{kind} USING fts5(\n"
        "    names, places, texts, tokenize='unicode61 remove_diacritics 2',\n"
        "    prefix='1 2 3 4 5 6 7', detail=column\n)"
        for kind in ("actor", "attack", "background", "source", "briefing")
    ),
)


def upgrade() -> None:
    """Bring a library of schema number 1 to 2."""
    for statement in _STATEMENTS:
        op.execute(statement)
