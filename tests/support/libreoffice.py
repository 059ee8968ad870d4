"""Prints DOCX files with LibreOffice, where it is installed, in the typefaces that are shipped."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing.export.fonts import FONT_FAMILIES

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


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
    _offer_fonts(folder)
    source = folder / "file.docx"
    source.write_bytes(content)
    target = folder / "made"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", to, "--outdir", target, source],
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return (target / source.with_suffix(f".{to}").name).read_bytes()


def _offer_fonts(folder: Path) -> None:
    (folder / "fonts").mkdir()
    for family in FONT_FAMILIES.values():
        for bold in (False, True):
            for italic in (False, True):
                path = family.get_path(bold=bold, italic=italic)
                if path:
                    shutil.copy(path, folder / "fonts")
    (folder / "fonts.conf").write_text(FONTS.format(folder=folder))
