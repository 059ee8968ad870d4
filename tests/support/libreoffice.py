"""Prints DOCX files with LibreOffice, where it is installed, in the typefaces they carry."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def print_docx(content: bytes, folder: Path) -> bytes:
    """Give the PDF that LibreOffice makes of a DOCX; skips the test where it is missing."""
    return _convert(content, folder, "pdf")


def save_docx_again(content: bytes, folder: Path) -> bytes:
    """Give the DOCX that LibreOffice saves after reading it; skips the test where it is missing."""
    return _convert(content, folder, "docx")


def _convert(content: bytes, folder: Path, to: str) -> bytes:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    source = folder / "file.docx"
    source.write_bytes(content)
    target = folder / "made"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", to, "--outdir", target, source],
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return (target / source.with_suffix(f".{to}").name).read_bytes()
