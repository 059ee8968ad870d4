"""Issuing from the command line, and the register there."""

import json

import pytest

from briefing.cli.run import run_command_line
from briefing.sample.library import SAMPLE_BRIEFING, SAMPLE_FILE, read_sample
from briefing.services.files.exchanging import import_exchange
from briefing.services.history import History
from db.engine import open_library
from tests.support.libraries import disk_library

ISSUE = ("issue", SAMPLE_BRIEFING, "--by", "Lind", "--waive", "Known to the desk.")


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


def test_a_briefing_is_approved_issued_listed_and_verified(run, tmp_path):
    approved = ("--approved-by", "Haddad", "--to", "Crisis cell", "--to", "Embassy")
    status, out, err = run(*ISSUE, *approved, "--out", tmp_path)
    assert (status, err) == (0, "")
    assert out.startswith("Issued edition 1 (")
    assert len([*tmp_path.glob("2024-01-18*")]) == 2

    assert "1: Crisis cell; 2: Embassy" in run("editions")[1]
    status, out, _err = run("verify-edition")
    assert (status, out.rstrip().endswith("edition 1: as issued")) == (0, True)


def test_what_nobody_approved_is_not_issued(run):
    status, _out, err = run(*ISSUE)

    assert (status, "it can be issued once it is approved" in err) == (2, True)
    assert run("editions") == (0, "", "")


def test_the_next_edition_goes_to_the_same_recipients_unless_others_are_named(run):
    run(*ISSUE, "--approved-by", "Haddad", "--to", "Crisis cell")
    run(*ISSUE, "--approved-by", "Haddad", "--note", "Second.")
    second, first = json.loads(run("editions", "--json")[1])

    assert (first["number"], second["number"], second["note"]) == (1, 2, "Second.")
    assert second["recipients"] == first["recipients"]


def test_the_register_is_written_as_a_table(run, tmp_path):
    run(*ISSUE, "--approved-by", "Haddad")
    status, out, _err = run("editions", "--csv", tmp_path / "register.csv")

    assert (status, out.startswith("Wrote")) == (0, True)
    assert "TLP:AMBER" in (tmp_path / "register.csv").read_text(encoding="utf-8-sig")


def test_an_edition_that_is_not_there_is_told(run):
    status, _out, err = run("verify-edition", "ffff")

    assert (status, "“ffff” is no edition" in err) == (2, True)
