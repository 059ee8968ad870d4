import errno
import os
import resource
import signal
import sys

import pytest

from briefing.errors import ExportError
from briefing.services.files.file_writing import explain_os_error, write_files


def leftovers(folder):
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_and_nothing_is_left_beside_them(tmp_path):
    write_files({tmp_path / "a.pdf": b"one", tmp_path / "b.docx": b"two"})

    assert (tmp_path / "a.pdf").read_bytes() == b"one"
    assert leftovers(tmp_path) == ["a.pdf", "b.docx"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ExportError, match="gone does not exist; create it"):
        write_files({tmp_path / "gone" / "a.pdf": b"one"})


def test_a_read_only_file_stays_as_it_was(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    path.chmod(0o444)

    with pytest.raises(ExportError, match="read-only"):
        write_files({path: b"new"})

    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("mark", [".~lock.report.docx#", "~$port.docx"])
def test_a_document_open_in_an_office_suite_stays_as_it_was(tmp_path, mark):
    path = tmp_path / "report.docx"
    path.write_bytes(b"old")
    (tmp_path / mark).write_bytes(b"")

    with pytest.raises(ExportError, match="open in another program"):
        write_files({path: b"new"})

    assert path.read_bytes() == b"old"


def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    with pytest.raises(ExportError, match="not a place for a file"):
        write_files({tmp_path: b"new"})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_device_or_pipe_is_not_replaced_by_a_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(ExportError, match="not a place for a file"):
        write_files({pipe: b"new"})

    assert pipe.is_fifo()


def test_when_one_file_is_refused_none_is_written(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"old")
    with pytest.raises(ExportError):
        write_files({tmp_path / "a.pdf": b"new", tmp_path / "no" / "b.docx": b"new"})

    assert (tmp_path / "a.pdf").read_bytes() == b"old"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes")
def test_a_full_disk_leaves_the_old_files_and_nothing_else(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(ExportError, match=r"a\.pdf"):
            write_files({path: b"new" * 1000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)

    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_every_failure_is_one_sentence_with_the_place(tmp_path, code):
    told = explain_os_error(OSError(code, os.strerror(code)), tmp_path / "a.pdf")

    assert str(tmp_path) in told
    assert told.endswith(".")
    assert "\n" not in told
