"""What a person meets who imports a file that is none of ours."""

import json
import os
import sys

import pytest

from briefing.cli.run import run_command_line
from briefing.sample.library import read_sample_file
from main import open_library


@pytest.fixture
def import_file(tmp_path, capsys):
    def run(path):
        library = str(tmp_path / "library.briefings")
        argv = ["--library", library, "import", str(path)]
        status = run_command_line(argv, open_library=open_library)
        return status, capsys.readouterr().err

    return run


def damage(sample, change):
    content = json.loads(sample)
    change(content["records"])
    return json.dumps(content).encode()


def name_a_number(records):
    records[0]["marking"] = 12


def tell_twice(records):
    records.append(records[0])


def add_field(records):
    records[0]["wibble"] = 1


def climb_out(records):
    records[0]["id"] = "../../x\0<b>"


STRANGE = {
    "empty": b"",
    "cut off": b'{"format": "briefing-builder-exchange", ',
    "nothing": b"null",
    "brackets": b"[" * 100_000,
    "nested deeply": b'{"a":' * 100_000,
    "not UTF-8": b"\xff\xfe\xfa{}",
    "zeros": bytes(1_000_000),
    "a number too large": b'{"format": 1e999999}',
}
DAMAGE = (name_a_number, tell_twice, add_field, climb_out)


@pytest.mark.parametrize("content", STRANGE.values(), ids=STRANGE)
def test_a_strange_file_is_told_in_one_sentence(import_file, tmp_path, content):
    path = tmp_path / "strange.json"
    path.write_bytes(content)
    status, told = import_file(path)

    assert status == 2
    assert told.startswith(f"{path} was not imported: ")
    assert told.count("\n") == 1
    assert not (tmp_path / "library.briefings").exists()


@pytest.mark.parametrize("change", DAMAGE)
def test_a_damaged_sample_is_told_in_one_sentence(import_file, tmp_path, change):
    path = tmp_path / "damaged.json"
    path.write_bytes(damage(read_sample_file(), change))
    status, told = import_file(path)

    assert status == 2
    assert told.startswith(f"{path} was not imported: ")
    assert told.count("\n") == 1
    assert not (tmp_path / "library.briefings").exists()


def test_a_folder_is_told_from_a_file(import_file, tmp_path):
    assert import_file(tmp_path) == (
        2,
        f"{tmp_path} is a folder; choose a file in it. Nothing was imported.\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_that_nobody_writes_to_is_refused_at_once(import_file, tmp_path):
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)

    told = f"{pipe} is a pipe or a device, not a file; nothing was imported.\n"
    assert import_file(pipe) == (2, told)


def test_broken_json_is_told_in_plain_words(import_file, tmp_path):
    path = tmp_path / "strange.json"
    path.write_bytes(b"\0")

    assert import_file(path)[1].endswith("not sound JSON: invalid character (byte 0).\n")
