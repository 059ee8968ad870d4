"""The checkout is whole: its locks, what it ships, and what it must never name."""

import importlib.util
import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = ("linux", "darwin", "win32")
LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$", re.MULTILINE)
DATA_SUFFIXES = {".py", ".pyc", ".pyi"}
# Written in parts, so that this file does not name what no file may name.
FORBIDDEN = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "extra-" + "index-url",
    "/ro" + "ot/",
    "/ho" + "me/",
    "/wo" + "rk/",
    "C:" + "\\Users",
]


def list_files():
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def read_lock(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return [Requirement(f"{n}=={v}" + (f"; {m}" if m else "")) for n, v, m in LOCKED.findall(text)]


def normalise(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def applies(requirement, python, system):
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": system,
        "platform_python_implementation": "CPython",
    }
    return requirement.marker is None or requirement.marker.evaluate(environment)


def find_unlocked(requirements, lock, python, system):
    versions = {
        normalise(line.name): str(line.specifier).removeprefix("==")
        for line in lock
        if applies(line, python, system)
    }
    return [
        str(wanted)
        for wanted in map(Requirement, requirements)
        if applies(wanted, python, system)
        and not wanted.specifier.contains(versions.get(normalise(wanted.name), "0"))
    ]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_the_locks_hold_what_pyproject_asks_for(python, system):
    needed = PROJECT["project"]["dependencies"]
    tools = PROJECT["dependency-groups"]["dev"]

    assert find_unlocked(needed, read_lock("requirements.lock"), python, system) == []
    both = [*needed, *tools]
    assert find_unlocked(both, read_lock("requirements-dev.lock"), python, system) == []


def test_both_locks_agree():
    # what development needs everywhere, the program may need on one system only
    runtime, development = (
        {(line.name, str(line.specifier)) for line in read_lock(lock)}
        for lock in ("requirements.lock", "requirements-dev.lock")
    )

    assert runtime - development == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_a_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]

    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("python", PYTHONS)
def test_each_python_gets_a_sound_pyside(python):
    pairs = {
        line.name: str(line.specifier)
        for line in read_lock("requirements.lock")
        if applies(line, python, "linux")
    }

    assert pairs["pyside6-essentials"] == ("==6.11.3" if python == "3.11" else "==6.12.0")


def test_no_file_names_a_registry_or_a_machine():
    naming = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in list_files()
        for word in FORBIDDEN
        if word.encode() in path.read_bytes()
    ]

    assert naming == []


def test_every_data_file_is_shipped_with_its_package():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    forgotten = [
        str(path.relative_to(ROOT))
        for path in list_files()
        if path.relative_to(ROOT).parts[0] in {"briefing", "db", "ui"}
        and path.suffix not in DATA_SUFFIXES
        and not any(fnmatch(path.name, pattern) for pattern in patterns)
    ]

    assert forgotten == []


def test_no_file_is_left_unfinished():
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3)
    unfinished = [
        f"{path.relative_to(ROOT)}: {mark}"
        for path in list_files()
        if path.suffix == ".py"
        for mark in marks
        if re.search(rf"#.*\b{mark}\b", path.read_text(encoding="utf-8"))
    ]

    assert unfinished == []


def test_the_readme_shows_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    for command in ("make demo", "make test", "tools/dev.py demo", "tools/dev.py test"):
        assert command in readme


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs"])
def test_links_between_documents_lead_somewhere(document):
    place = ROOT / document
    documents = place.rglob("*.md") if place.is_dir() else [place]
    link = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in documents
        for target in link.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]

    assert broken == []


def load_dev():
    spec = importlib.util.spec_from_file_location("dev", ROOT / "tools" / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_commands_set_up_again_only_when_a_lock_changes(tmp_path, monkeypatch):
    dev = load_dev()
    installed = []
    lock = tmp_path / "requirements.lock"
    lock.write_text("first")
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(dev, "_is_usable", lambda _python: True)
    monkeypatch.setattr(dev, "_install", lambda lock, _python: installed.append(lock.read_text()))

    dev.prepare(lock)
    dev.prepare(lock)
    lock.write_text("second")
    dev.prepare(lock)

    assert installed == ["first", "second"]


def test_a_python_that_cannot_make_environments_is_told_the_package(monkeypatch, capsys):
    dev = load_dev()
    monkeypatch.setattr(dev, "_is_usable", lambda _python: False)
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda _name: None)

    assert dev.main(["setup"]) == 2
    assert "sudo apt install python3-venv" in capsys.readouterr().err


def test_an_unsuitable_python_is_refused_in_one_line(monkeypatch, capsys):
    dev = load_dev()
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)

    assert dev.main(["test"]) == 2
    assert "needs Python 3.11, 3.12 or 3.13, and this is 3.9" in capsys.readouterr().err
