"""Other distributions can add to a registry."""

import sys

import briefing.document.referencing as package
from briefing.modules import iter_registered

MODULE = "REFERENCE_STYLE = 'Turabian'\n"
DECLARED = "[briefing.document.referencing]\nturabian = turabian_for_briefings:REFERENCE_STYLE\n"


def list_styles():
    return [*iter_registered(package, "REFERENCE_STYLE")]


def test_an_installed_extension_is_found_after_our_own(tmp_path, monkeypatch):
    own = list_styles()
    info = tmp_path / "turabian_for_briefings-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: turabian-for-briefings\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(DECLARED)
    (tmp_path / "turabian_for_briefings.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(tmp_path))

    assert list_styles() == [*own, "Turabian"]
    sys.modules.pop("turabian_for_briefings")


def test_extensions_of_other_programs_are_no_business_of_ours(tmp_path, monkeypatch):
    own = list_styles()
    info = tmp_path / "other-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_bytes(b"[console_scripts]\n\xff = other:main\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    assert list_styles() == own
