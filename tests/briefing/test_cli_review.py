"""A Word file that came back, on the command line."""

import json

import pytest

from briefing.cli.run import run_command_line
from briefing.sample.library import SAMPLE_BRIEFING, SAMPLE_FILE, read_sample
from briefing.services.files.exchanging import import_exchange
from briefing.services.history import History
from db.engine import open_library
from tests.support.libraries import disk_library
from tests.support.returned_files import BY, retype, track

OLD, NEW = "recalled its ambassador", "has recalled its envoy"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    path = tmp_path / "library.briefings"
    monkeypatch.setenv("BRIEFING_BUILDER_LIBRARY", str(path))
    with disk_library(path) as library:
        History(library).do(import_exchange(read_sample(), origin=SAMPLE_FILE))

    def run_command(*arguments):
        status = run_command_line([str(a) for a in arguments], open_library=open_library)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run_command


@pytest.fixture
def returned(run, tmp_path):
    path = tmp_path / "back.docx"
    assert run("export", SAMPLE_BRIEFING, "--docx", path)[0] == 0
    content = track(path.read_bytes(), OLD, NEW)
    path.write_bytes(retype(content, "will go on presenting", "will keep presenting"))
    return path


def test_changes_are_listed_with_who_made_them(run, returned):
    status, out, err = run("review", returned, SAMPLE_BRIEFING)

    assert (status, err) == (0, "")
    assert f"What happened: {BY}" in out
    assert "Key judgements: not tracked" in out
    told = json.loads(run("review", returned, SAMPLE_BRIEFING, "--json")[1])
    assert [NEW in edit["after"] for edit in told["edits"]] == [False, True]


def test_what_was_tracked_is_taken_over(run, returned):
    status, out, _err = run("review", returned, SAMPLE_BRIEFING, "--take", "briefing")
    assert (status, out.splitlines()) == (
        0,
        ["Took over 1 changes, 0 comments", "Left 1 that nobody tracked"],
    )

    assert NEW in run("show", SAMPLE_BRIEFING, "--json")[1]
    assert run("review", returned, SAMPLE_BRIEFING)[1].count(NEW) == 0


def test_a_file_that_is_no_word_file_is_told_in_one_line(run, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("notes")
    status, out, err = run("review", path, SAMPLE_BRIEFING)

    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "not a Word document" in err
