from pathlib import Path

import pytest

from ui.settings import ExportChoice, Settings, SettingsStore, decode_bytes, encode_bytes
from ui.theme.theme import ThemeChoice


@pytest.fixture
def store(tmp_path):
    return SettingsStore(tmp_path / "config" / "settings.json")


def test_settings_come_back_as_they_were(store):
    settings = Settings(theme=ThemeChoice.DARK, sizes=[1, 2, 3], zoom=1.25)
    settings.exports["b1"] = ExportChoice(folder="/home", name="Briefing", formats=("pdf",))
    store.save(settings)

    assert store.load() == settings


def test_without_a_file_the_defaults_hold(store):
    assert store.load() == Settings()


@pytest.mark.parametrize("garbage", [b"", b"\x00\xff", b'{"zoom": "wide"}', b"[1]"])
def test_a_damaged_file_gives_the_defaults_and_is_set_aside(store, garbage):
    store.path.parent.mkdir()
    store.path.write_bytes(garbage)

    assert store.load() == Settings()
    assert store.path.with_suffix(".bad").read_bytes() == garbage


def test_settings_of_a_newer_version_are_read_as_far_as_known(store):
    store.path.parent.mkdir()
    store.path.write_text('{"theme": "dark", "telepathy": true}')

    assert store.load().theme is ThemeChoice.DARK


def test_a_folder_that_cannot_be_written_does_not_stop_the_work(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    SettingsStore(blocked / "settings.json").save(Settings())


def test_the_library_opened_last_comes_first_and_only_once():
    settings = Settings()
    for name in ("a", "b", "a"):
        settings.remember_library(Path(name))

    assert settings.recent == ["a", "b"]
    assert settings.library == "a"


def test_bytes_of_qt_survive_and_garbage_is_nothing():
    assert decode_bytes(encode_bytes(b"\x00\xffgeometry")) == b"\x00\xffgeometry"
    assert decode_bytes("%%%") == b""
