"""The rules of docs/architecture.md, held by running them."""

import ast
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parent.parent
PACKAGES = ("briefing", "db", "ui")
SOURCES = [ROOT / "main.py", *(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))]
TESTS = list((ROOT / "tests").rglob("*.py"))
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "stuff"}
LONGEST_FILE = 600
LONGEST_FUNCTION = 60
LONGEST_MAIN = 100


def iter_functions(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def keeps(contract):
    """Tell whether the contract with this id in pyproject.toml holds; prints what breaks it."""
    status = lint_imports(
        config_filename=str(ROOT / "pyproject.toml"),
        limit_to_contracts=(contract,),
        no_cache=True,
        no_logo=True,
    )
    return status == EXIT_STATUS_SUCCESS


def test_the_window_and_the_storage_do_not_know_each_other():
    assert keeps("rooms")


def test_inside_the_core_imports_point_down():
    assert keeps("floors")


def test_qt_stays_in_the_window():
    assert keeps("qt")


def test_sql_stays_in_the_storage():
    assert keeps("sql")


def test_python_docx_stays_in_its_writer():
    assert keeps("docx")


def test_reportlab_stays_in_its_writer():
    assert keeps("reportlab")


def test_every_contract_has_a_test_here():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"] for contract in project["tool"]["importlinter"]["contracts"]}
    text = Path(__file__).read_text(encoding="utf-8")

    assert [contract for contract in contracts if f'keeps("{contract}")' not in text] == []


def test_no_module_imports_itself_by_a_detour():
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    TopologicalSorter(imports).prepare()


def test_the_core_and_the_storage_start_without_qt_and_writers():
    question = (
        "import sys, briefing.services.search.searching, db.engine\n"
        "print([name for name in ('PySide6', 'docx', 'reportlab') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"


def test_main_only_wires():
    assert len((ROOT / "main.py").read_text(encoding="utf-8").splitlines()) <= LONGEST_MAIN


def test_no_module_has_a_name_that_says_nothing():
    vague = [name_of(path) for path in SOURCES + TESTS if path.stem in VAGUE_NAMES]

    assert vague == []


def test_no_file_is_too_long_to_read():
    long = [
        name_of(path)
        for path in SOURCES + TESTS
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]

    assert long == []


def test_no_function_is_too_long_to_read():
    long = [
        f"{name_of(path)}: {function.name}"
        for path in SOURCES
        for function in iter_functions(path)
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []


def test_packages_export_nothing_from_elsewhere():
    exporting = [
        name_of(path)
        for path in SOURCES
        if path.name == "__init__.py"
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert exporting == []
