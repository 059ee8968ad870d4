"""Export the briefing of a file in the exchange form with the code of the product.

    export_workload.py FILE.json [--pdf OUT] [--docx OUT] [--through library|snapshot]

`library` imports the file into a library in memory first, as the commands `import` and `export`
would do one after the other. `snapshot` composes straight from the file, which is what is left
when the storage is taken out of the figures.
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.short_process import collect_rarely

if TYPE_CHECKING:  # the program, too, loads what a command needs when it has one
    from briefing.exchange.exchange import Exchange
    from briefing.outline import Briefing
    from briefing.snapshot import Snapshot


def get_briefing(exchange: "Exchange") -> "Briefing":
    """Give the one briefing of the file."""
    from briefing.outline import Briefing

    for record in exchange.records:
        if isinstance(record, Briefing):
            return record
    sys.exit("The file has no briefing.")


def read_snapshot(exchange: "Exchange") -> "Snapshot":
    """Make the snapshot straight from the file."""
    from briefing.snapshot import Snapshot

    records = {str(record.id): record for record in exchange.records}
    return Snapshot(briefing=get_briefing(exchange), records=records)


def import_snapshot(exchange: "Exchange") -> "Snapshot":
    """Make the snapshot by way of a library in memory."""
    from briefing.identifiers import RecordId
    from briefing.services.files.exchanging import import_exchange
    from briefing.services.history import History
    from briefing.services.pages.snapshots import take_snapshot
    from db.engine import open_memory_library

    library = open_memory_library("benchmark")
    try:
        History(library).do(import_exchange(exchange, origin="workload"))
        return take_snapshot(library, RecordId(get_briefing(exchange).id))
    finally:
        library.close()


def main() -> None:
    """Export with what the program does for a command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", type=Path)
    parser.add_argument("--pdf", type=Path)
    parser.add_argument("--docx", type=Path)
    parser.add_argument("--through", choices=["library", "snapshot"], default="library")
    options = parser.parse_args()
    with collect_rarely():  # as the program does
        export(options)


def export(options: argparse.Namespace) -> None:
    """Export the file in the formats that are wanted."""
    from briefing.exchange.json_form import read_exchange
    from briefing.services.pages.exporting import export_briefing

    exchange = read_exchange(options.file.read_bytes())
    make = import_snapshot if options.through == "library" else read_snapshot
    targets = {"pdf": options.pdf, "docx": options.docx}
    export_briefing(make(exchange), {key: path for key, path in targets.items() if path})


if __name__ == "__main__":
    main()
