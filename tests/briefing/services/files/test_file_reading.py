"""Every file from outside is read whole, or the reason why it is not is one sentence."""

import os

import pytest

from briefing.errors import ImportFileError
from briefing.services.files.file_reading import read_whole_file


def read(path):
    return read_whole_file(path, largest=2_000_000, outcome="nothing was added")


def test_a_file_is_read_to_its_last_allowed_byte(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"x" * 2_000_000)
    assert len(read(path)) == 2_000_000

    path.write_bytes(b"x" * 2_000_001)
    with pytest.raises(ImportFileError, match="larger than 2 MB; choose another file"):
        read(path)


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(ImportFileError, match=r"No such file or directory.*nothing was added"):
        read(tmp_path / "gone")
    with pytest.raises(ImportFileError, match=r"is a folder.*Nothing was added"):
        read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_nobody_waits_for_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(ImportFileError, match="a pipe or a device"):
        read(tmp_path / "pipe")
