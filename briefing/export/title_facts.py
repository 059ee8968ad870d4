"""How the facts below a title stand in columns, the same in all formats."""

_MOST_COLUMNS = 4


def count_fact_columns(facts: int) -> int:
    """Give the number of columns for so many facts: rows that are as full as each other."""
    rows = -(-facts // _MOST_COLUMNS) or 1
    return -(-facts // rows)
