"""The files that two known documents give are those that were looked at and kept.

A change that is meant: `make test ARGS="tests/golden --update-golden"`, then look at the difference
that git shows, and commit it with the change.
"""

import difflib
from functools import partial
from pathlib import Path

import pytest

from tests.support.conformance_cases import write_case
from tests.support.golden_readings import (
    outline_part,
    read_frame,
    read_layout,
    read_styled_text,
    read_tags,
)

FOLDER = Path(__file__).parent
EVERY_NODE, SAMPLE = "every node in standard", "sample in standard"
READINGS = {
    "every-node/docx-document.txt": (EVERY_NODE, partial(outline_part, name="document")),
    "every-node/docx-footnotes.txt": (EVERY_NODE, partial(outline_part, name="footnotes")),
    "every-node/docx-numbering.txt": (EVERY_NODE, partial(outline_part, name="numbering")),
    "every-node/docx-styles.txt": (EVERY_NODE, partial(outline_part, name="styles")),
    "every-node/docx-frame.txt": (EVERY_NODE, read_frame),
    "every-node/pdf-tags.txt": (EVERY_NODE, read_tags),
    "every-node/pdf-layout.txt": (EVERY_NODE, read_layout),
    "sample/docx-text.txt": (SAMPLE, read_styled_text),
    "sample/pdf-tags.txt": (SAMPLE, read_tags),
    "sample/pdf-layout.txt": (SAMPLE, read_layout),
}
MOST_SHOWN = 80


@pytest.mark.parametrize("name", READINGS)
def test_files_are_what_they_were(name, request):
    case, read = READINGS[name]
    found = read(write_case(case))
    path = FOLDER / name
    if request.config.getoption("update_golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    kept = path.read_text(encoding="utf-8")
    if kept != found:
        pytest.fail(describe_difference(name, kept, found), pytrace=False)


def describe_difference(name, kept, found):
    """Give the lines that differ, and how to keep them if they are meant."""
    lines = difflib.unified_diff(
        kept.splitlines(), found.splitlines(), "as kept", "as written now", lineterm="", n=2
    )
    shown = list(lines)
    more = [f"… and {len(shown) - MOST_SHOWN} more lines"] if len(shown) > MOST_SHOWN else []
    advice = 'If that is meant: make test ARGS="tests/golden --update-golden"'
    return "\n".join([f"tests/golden/{name} differs:", *shown[:MOST_SHOWN], *more, advice])


def test_no_kept_file_is_left_over():
    kept = {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*.txt")}

    assert kept == set(READINGS)
