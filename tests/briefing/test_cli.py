import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import docx
import pytest

from briefing.cli.run import run_command_line
from briefing.exchange.exchange import Exchange
from briefing.exchange.json_form import write_exchange
from briefing.records.library_settings import OwnStyleSheet
from briefing.sample.library import SAMPLE_BRIEFING, read_sample_file
from briefing.services.pages.style_sheets import write_style_file
from db.engine import open_library
from tests.support.house_templates import make_template
from tests.support.libraries import disk_library, make_actor, make_source
from tests.support.pdf_texts import read_text

ROOT = Path(__file__).parent.parent.parent
BRIEFING = SAMPLE_BRIEFING


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "sample.json"
    path.write_bytes(read_sample_file())
    return path


@pytest.fixture
def library(tmp_path, monkeypatch):
    """Make a place for a library, which commands then use without being told."""
    path = tmp_path / "library.briefings"
    monkeypatch.setenv("BRIEFING_BUILDER_LIBRARY", str(path))
    return path


@pytest.fixture
def run(capsys):
    def run_command(*arguments):
        status = run_command_line([str(a) for a in arguments], open_library=open_library)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run_command


@pytest.fixture
def filled(library, run, sample_file):
    assert run("import", sample_file)[0] == 0
    return library


def test_without_a_command_the_window_is_wanted(run):
    assert run() == (None, "", "")


def test_the_version_is_printed(run):
    status, out, err = run("--version")

    assert (status, err) == (0, "")
    assert out.startswith("briefing-builder ")


def test_help_names_every_command(run):
    status, out, _err = run("--help")

    assert status == 0
    assert [c for c in ("demo", "list", "show", "import", "export", "check") if c not in out] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["list"],
        ["list", "ships"],
        ["list", "actor", "--serach", "x"],
        ["show", "nothing of the kind"],
        ["show", ""],
        ["show", "\udcff"],
        ["import"],
        ["import", "no-such-file.json"],
        ["import", "."],
        ["export", BRIEFING],
        ["export", "--pdf", "a.pdf"],
        ["export", BRIEFING, "--pdf", "a.pdf", "--docx", "a.pdf"],
        ["export", "no such briefing", "--json", "-"],
        ["export", BRIEFING, "--json", "no-such-folder/a.json"],
        ["check", "no such briefing"],
        ["check", "ac700001"],
        ["show", "a\nb\x1b[31m"],
        ["--library", "no-such.briefings", "list", "actor"],
        ["--library", "", "list", "actor"],
        ["--library", ".", "list", "actor"],
    ],
)
def test_bad_usage_is_one_line_on_standard_error(filled, run, arguments):
    status, out, err = run(*arguments)

    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.strip()
    assert "\x1b" not in err
    assert "Traceback" not in err


def test_list_prints_a_table(filled, run):
    status, out, _err = run("list", "attacks")
    head, *rows = out.splitlines()

    assert status == 0
    assert head.split() == ["ID", "KIND", "TITLE", "DETAILS", "MARKING"]
    assert len(rows) == 6
    assert len({row.index("TLP:CLEAR") for row in rows}) == 1


def test_list_finds_by_words(filled, run):
    _status, out, _err = run("list", "all", "--search", "army just", "--json")

    assert "Jaish al-Adl" in {record["title"] for record in json.loads(out)}


def test_list_as_json_has_id_kind_and_title(filled, run):
    _status, out, _err = run("list", "sources", "--json")

    assert {(r["id"][:8], r["kind"]) for r in json.loads(out)} == {
        ("50ce0001", "source"),
        ("50ce0002", "source"),
    }
    assert all(record["title"] for record in json.loads(out))


def test_a_list_of_nothing_is_empty(filled, run):
    assert run("list", "actor", "--search", "xyzzy") == (0, "", "")
    assert json.loads(run("list", "actor", "--search", "xyzzy", "--json")[1]) == []


def test_show_says_what_the_record_holds(filled, run):
    status, out, _err = run("show", "Jaish al-Adl")

    assert status == 0
    assert "between 500 and 600 fighters" in out
    assert "ani-2024-01-18, para 7" in out
    assert "جيش العدل" in out


def test_show_as_json_gives_the_whole_record(filled, run):
    _status, out, _err = run("show", "ac700001", "--json")
    shown = json.loads(out)

    assert (shown["kind"], shown["title"]) == ("actor", "Jaish al-Adl")
    assert len(shown["names"]) == 4


def test_show_names_what_is_placed_in_a_briefing(filled, run):
    _status, out, _err = run("show", BRIEFING[:8])

    assert "actors, Actor profile: Jaish al-Adl, layout: full, Jaish al-Adl\n" in out


def test_a_record_cannot_steer_the_terminal(library, run):
    with disk_library(library, make_actor("\x1b[31mRed\u202e")):
        pass

    assert "\x1b" not in run("list", "actor")[1] + run("show", "[31mRed")[1]
    assert "\u202e" not in run("list", "actor")[1]


def test_import_then_export_gives_the_same_bytes(filled, run, tmp_path):
    path = tmp_path / "out.json"

    assert run("export", "--json", path) == (0, f"Wrote {path}\n", "")
    assert path.read_bytes() == read_sample_file()


def test_export_of_a_briefing_to_standard_output_is_json_alone(filled, run):
    status, out, _err = run("export", "Iran and Pakistan", "--json", "-")

    assert status == 0
    assert {r["kind"] for r in json.loads(out)["records"]} >= {"briefing", "actor", "source"}


def test_a_second_import_of_the_same_file_changes_nothing(filled, run, sample_file):
    before = run("export", "--json", "-")

    assert run("import", sample_file)[0] == 0
    assert run("export", "--json", "-") == before
    assert json.loads(run("show", "Pakistan", "--json")[1])["revision"] == 1


def test_when_one_file_is_bad_none_is_imported(library, run, sample_file, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"{}")

    status, _out, err = run("import", sample_file, bad)

    assert status == 2
    assert str(bad) in err
    assert not library.exists()


def test_a_source_key_that_is_taken_leaves_the_library_as_it_was(filled, run, tmp_path):
    source = make_source("ani-2024-01-18", title="Another")
    path = tmp_path / "clash.json"
    path.write_bytes(write_exchange(Exchange(records=(make_actor("New group"), source))))

    status, _out, err = run("import", path)

    assert (status, err.count("\n")) == (2, 1)
    assert run("export", "--json", "-")[1].encode() == read_sample_file()


def test_a_library_that_is_open_elsewhere_can_be_listed_but_not_filled(filled, run, sample_file):
    with closing(open_library(filled)):
        assert run("list", "actor")[0] == 0
        status, _out, err = run("import", sample_file)

    assert status == 2
    assert err.count("\n") == 1


def test_the_library_may_be_named_before_and_after_the_command(run, sample_file, tmp_path):
    path = tmp_path / "team.briefings"

    assert run("--library", path, "import", sample_file)[0] == 0
    assert run("list", "actor", "--library", path)[1].count("\n") == 13


def test_a_briefing_is_exported_as_both_documents(filled, run, tmp_path):
    word, pdf = tmp_path / "b.docx", tmp_path / "b.pdf"

    status, out, err = run("export", BRIEFING[:8], "--docx", word, "--pdf", pdf)

    assert (status, err) == (0, "")
    assert f"Wrote {word}" in out
    assert word.read_bytes().startswith(b"PK")
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_a_pdf_for_archives_says_so(filled, run, tmp_path):
    pdf = tmp_path / "b.pdf"

    status, _, err = run("export", BRIEFING[:8], "--pdf", pdf, "--pdf-a")

    assert (status, err) == (0, "")
    assert b"<pdfaid:part>2<" in pdf.read_bytes()


def test_under_a_ceiling_what_is_marked_higher_is_left_out_and_told(filled, run, tmp_path):
    pdf = tmp_path / "b.pdf"

    status, out, err = run(
        "export", BRIEFING, "--pdf", pdf, "--ceiling", "clear", "--title", "For our partners"
    )

    assert (status, err) == (0, "")
    assert "Withheld: The front page (TLP:AMBER)" in out
    assert "For our partners" in read_text(pdf.read_bytes())
    assert "TLP:AMBER" not in read_text(pdf.read_bytes())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--pdf", "b.pdf", "--ceiling", "secret"), "“secret” is no marking of TLP 2.0"),
        (("--json", "b.json", "--ceiling", "green"), "--ceiling goes with --docx and --pdf"),
        (("--pdf", "b.pdf", "--title", "T"), "--title goes with --ceiling"),
    ],
)
def test_a_ceiling_that_makes_no_sense_writes_nothing(filled, run, tmp_path, arguments, told):
    option, name, *rest = arguments

    status, _out, err = run("export", BRIEFING, option, tmp_path / name, *rest)

    assert status == 2
    assert told in err
    assert not (tmp_path / name).exists()


def test_a_briefing_is_framed_by_a_word_file(filled, run, tmp_path):
    template, target = tmp_path / "house.docx", tmp_path / "out.docx"
    template.write_bytes(make_template())

    run("export", "Iran and Pakistan", "--docx", str(target), "--template", str(template))

    header = docx.Document(str(target)).sections[-1].header
    assert "Acme Risk Desk" in [paragraph.text for paragraph in header.paragraphs]


def _read_page_width(path):
    return round(docx.Document(str(path)).sections[0].page_width.pt)


def test_a_briefing_is_set_in_another_design_by_its_name(filled, run, tmp_path):
    target = tmp_path / "out.docx"

    status, *_ = run("export", BRIEFING, "--docx", target, "--style-sheet", "Report, Letter")

    assert status == 0
    assert _read_page_width(target) == 612


def test_a_briefing_is_set_in_the_design_of_a_file(filled, run, tmp_path):
    target, design = tmp_path / "out.docx", tmp_path / "house.briefing-style"
    own = OwnStyleSheet(name="House", base="bulletin", values={"page_width": 500})
    write_style_file(own, design)

    status, *_ = run("export", BRIEFING, "--docx", target, "--style-sheet", design)

    assert status == 0
    assert _read_page_width(target) == 500


def test_a_design_that_is_nowhere_is_told_with_those_that_are_there(filled, run, tmp_path):
    target = tmp_path / "out.docx"

    status, _out, err = run("export", BRIEFING, "--docx", target, "--style-sheet", "fancy")

    assert status != 0
    assert "“fancy”" in err
    assert "bulletin-letter" in err
    assert not target.exists()


def test_records_alone_have_no_design(filled, run, tmp_path):
    status, _out, err = run("export", "--json", tmp_path / "x.json", "--style-sheet", "report")

    assert status != 0
    assert "--style-sheet goes with --docx and --pdf" in err


def test_the_sample_has_no_problems(filled, run):
    status, out, _err = run("check", BRIEFING, "--json")

    assert json.loads(out)["problems"] == []
    assert status == 0


def test_check_tells_of_problems_by_its_status(filled, run):
    with closing(open_library(filled)) as library, library.begin() as unit:
        unit.records.trash_record(json.loads(run("show", "ac700001", "--json")[1])["id"])
        unit.commit()

    status, out, err = run("check", BRIEFING)

    assert (status, err) == (1, "")
    assert out.startswith(("error: ", "warning: "))


def test_the_demo_writes_the_sample_and_leaves_the_library_alone(library, run, tmp_path):
    folder = tmp_path / "some where" / "out"

    status, out, _err = run("demo", "--out", folder)

    assert status == 0
    assert sorted(p.suffix for p in folder.iterdir()) == [".docx", ".pdf"]
    assert out.count(str(folder)) == 2
    assert not library.exists()


def test_a_demo_that_cannot_be_written_says_why(run, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    status, _out, err = run("demo", "--out", tmp_path / "file" / "out")

    assert (status, err.count("\n")) == (2, 1)


def start(*arguments, **options):
    """Start the real command."""
    command = [sys.executable, "-X", "utf8=0", str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, **options)


def test_the_real_command_speaks_utf8_and_needs_no_window(library, sample_file):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "QT_QPA_PLATFORM": "no"}
    start("import", sample_file, env=environment)

    shown = start("show", "Jaish al-Adl", env=environment)

    assert (shown.returncode, shown.stderr) == (0, b"")
    assert "جيش العدل" in shown.stdout.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_behind_standard_output_is_one_line(filled):
    with Path("/dev/full").open("wb") as full:
        status = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "list", "all"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (status.returncode, status.stderr) == (2, b"No space left on device\n")


def test_ctrl_c_is_no_fault(library, capsys):
    def interrupt(path, **_options):
        raise KeyboardInterrupt

    status = run_command_line(["list", "all"], open_library=interrupt)

    assert (status, capsys.readouterr().err) == (130, "")


@pytest.mark.logs_faults
def test_a_fault_of_the_program_is_one_line_too(library, capsys):
    def fail(path, **_options):
        return 1 / 0

    status = run_command_line(["list", "all"], open_library=fail)

    assert status == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_reader_that_goes_away_is_no_fault(filled):
    code = "import sys; sys.argv[1:] = ['list', 'all']; import main; sys.exit(main.main())"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        err = process.stderr.read()

    assert err == b""


def test_an_actor_is_not_told_to_be_missing_when_a_briefing_is_asked_for(filled, run):
    status, _, told = run("check", "ac700002")

    assert status == 2
    wanted = "No briefing in the library is called “ac700002”; `list briefing` shows what there is."
    assert told.strip() == wanted


def test_a_table_is_imported_and_the_rows_that_are_left_out_are_listed(library, run, tmp_path):
    table = tmp_path / "attacks.csv"
    table.write_text("title,date\nStrike,16 January 2024\nClash,never\n")

    status, out, err = run("import", table)

    assert (status, out) == (1, f"Imported 1 record from {table}; 1 left out\n")
    assert err.startswith(f"{table}: line 3: “never” is not a date")
    assert "Strike" in run("list", "attacks")[1]


def test_a_table_that_was_exported_comes_back_without_a_change(filled, run, tmp_path):
    table = tmp_path / "attacks.csv"
    before = run("export", "--json", "-")
    assert run("export", "--csv", table)[0] == 0

    assert run("import", table)[0] == 0
    assert run("export", "--json", "-") == before
