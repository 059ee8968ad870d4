"""The arguments of the command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import briefing
from briefing.errors import InvalidValueError

PROGRAM = "briefing-builder"

KIND_OF_WORD = {
    "actor": "actor",
    "actors": "actor",
    "attack": "attack",
    "attacks": "attack",
    "background": "background",
    "note": "background",
    "notes": "background",
    "source": "source",
    "sources": "source",
    "briefing": "briefing",
    "briefings": "briefing",
    "all": "",
}
"""The kind of record that each word after `list` means; empty for all of them."""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are ours, so that they come out in one line."""

    def error(self, message: str) -> NoReturn:
        hint = f"{message}; see {self.prog} --help"
        raise InvalidValueError(hint)


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001 - argparse has no public name for it


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments, those after the program's name; `command` is None without one.

    Raises InvalidValueError for arguments that do not fit, SystemExit for --help and --version.
    """
    return make_parser().parse_args(argv)


def make_parser() -> argparse.ArgumentParser:
    """Make the parser with all commands."""
    parser = _Parser(
        prog=PROGRAM,
        description="Reusable, sourced records in; camera-ready DOCX and PDF briefings out. "
        "Without a command the window opens.",
        epilog="Exit status: 0 done, 1 problems found, 2 bad input or usage.",
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {briefing.__version__}")
    _add_library(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_demo(commands)
    _add_list(commands)
    _add_show(commands)
    _add_import(commands)
    _add_export(commands)
    _add_check(commands)
    _add_issue(commands)
    _add_editions(commands)
    _add_verify_edition(commands)
    _add_review(commands)
    return parser


def _add_library(parser: argparse.ArgumentParser, *, default: Path | str | None) -> None:
    parser.add_argument(
        "--library",
        type=_parse_path,
        metavar="PATH",
        default=default,
        help="the library to use instead of your own (or set BRIEFING_BUILDER_LIBRARY)",
    )


def _add_command(commands: "_Commands", name: str, summary: str) -> _Parser:
    parser = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
    # what stands before the command is kept unless it is said again after it
    _add_library(parser, default=argparse.SUPPRESS)
    return parser


def _add_demo(commands: "_Commands") -> None:
    parser = _add_command(commands, "demo", "write the sample briefing as DOCX and PDF")
    parser.add_argument(
        "--out", type=_parse_path, metavar="DIR", default=Path("out"), help="folder (default: out)"
    )


def _add_list(commands: "_Commands") -> None:
    parser = _add_command(commands, "list", "list records")
    parser.add_argument(
        "kind", metavar="KIND", type=_parse_kind, help="actor, attack, background, source, ..."
    )
    parser.add_argument("--search", metavar="WORDS", default="", help="only what has these words")
    _add_json_switch(parser)


def _add_show(commands: "_Commands") -> None:
    parser = _add_command(commands, "show", "show one record, whole")
    parser.add_argument("record", metavar="ID", help="its id, the start of it, key or title")
    _add_json_switch(parser)


def _add_import(commands: "_Commands") -> None:
    parser = _add_command(commands, "import", "bring the records of files into the library")
    parser.add_argument("files", metavar="FILE", nargs="+", type=_parse_path, help="what to read")


def _add_export(commands: "_Commands") -> None:
    parser = _add_command(commands, "export", "write a briefing, or all records, to files")
    parser.add_argument(
        "briefing", metavar="BRIEFING", nargs="?", help="its id, the start of it, or title"
    )
    parser.add_argument("--docx", metavar="PATH", type=_parse_path, help="write a Word document")
    parser.add_argument("--pdf", metavar="PATH", type=_parse_path, help="write a PDF document")
    parser.add_argument(
        "--pdf-a", action="store_true", help="write the PDF for long-term archives (PDF/A-2b)"
    )
    parser.add_argument(
        "--template",
        metavar="PATH",
        type=_parse_path,
        help="frame the document with this Word file: its styles, cover, header and footer",
    )
    parser.add_argument(
        "--style-sheet",
        metavar="NAME|FILE",
        default="",
        help="set the document in this page design: shipped, the library's own, or a file",
    )
    parser.add_argument(
        "--ceiling",
        metavar="MARKING",
        default="",
        help="write only what is marked up to this level, and say what was withheld",
    )
    parser.add_argument(
        "--title",
        metavar="TEXT",
        default="",
        help="title to print where --ceiling withholds the briefing's own",
    )
    parser.add_argument(
        "--json",
        metavar="PATH",
        type=_parse_path,
        help="write the records in the exchange form (all of them without BRIEFING; - for stdout)",
    )
    parser.add_argument(
        "--csv",
        metavar="PATH",
        type=_parse_path,
        help="write the attacks as a table (all of them without BRIEFING)",
    )


def _add_check(commands: "_Commands") -> None:
    parser = _add_command(commands, "check", "list the problems of a briefing")
    parser.add_argument("briefing", metavar="BRIEFING", help="its id, the start of it, or title")
    _add_json_switch(parser)


def _add_issue(commands: "_Commands") -> None:
    parser = _add_command(commands, "issue", "issue an approved briefing as an edition")
    parser.add_argument("briefing", metavar="BRIEFING", help="its id, the start of it, or title")
    parser.add_argument("--by", metavar="NAME", required=True, help="who issues it")
    parser.add_argument(
        "--approved-by", metavar="NAME", default="", help="approve it first, in this name"
    )
    parser.add_argument(
        "--to",
        metavar="NAME",
        action="append",
        default=[],
        help="a recipient; again for the next copy (default: those of the last edition)",
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="what else to keep with it")
    parser.add_argument(
        "--waive", metavar="REASON", default="", help="why all warnings that remain may stand"
    )
    parser.add_argument("--out", metavar="DIR", type=_parse_path, help="write both files there too")


def _add_editions(commands: "_Commands") -> None:
    parser = _add_command(commands, "editions", "list what was issued")
    parser.add_argument("--search", metavar="WORDS", default="", help="only what has these words")
    parser.add_argument("--csv", metavar="PATH", type=_parse_path, help="write it as a table")
    _add_json_switch(parser)


def _add_verify_edition(commands: "_Commands") -> None:
    parser = _add_command(commands, "verify-edition", "hold editions against what is stored")
    parser.add_argument(
        "edition", metavar="EDITION", nargs="?", help="its id or the start of it (default: all)"
    )
    _add_json_switch(parser)


def _add_review(commands: "_Commands") -> None:
    parser = _add_command(commands, "review", "list what a reviewer changed in a Word file")
    parser.add_argument("file", metavar="FILE", type=_parse_path, help="the DOCX that came back")
    parser.add_argument("briefing", metavar="BRIEFING", help="its id, the start of it, or title")
    parser.add_argument(
        "--take",
        choices=("briefing", "record"),
        help="take over comments and tracked changes; those of records into the briefing alone, "
        "or into the records",
    )
    _add_json_switch(parser)


def _add_json_switch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _parse_kind(word: str) -> str:
    try:
        return KIND_OF_WORD[word.lower()]
    except KeyError:
        message = f"“{word}” is no kind of record; choose from {', '.join(KIND_OF_WORD)}"
        raise argparse.ArgumentTypeError(message) from None


def _parse_path(text: str) -> Path:
    if not text or "\0" in text:
        message = "a path cannot be empty"
        raise argparse.ArgumentTypeError(message)
    return Path(text)
