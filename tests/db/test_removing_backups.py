from datetime import UTC, datetime

from db.backups import back_up_file, backup_folder
from tests.support.libraries import disk_library, make_actor


def test_all_backups_of_a_library_are_removed_and_nothing_else(tmp_path):
    path = tmp_path / "desk.briefings"
    with disk_library(path, make_actor()) as library:
        folder = backup_folder(path)
        for day in (1, 2):
            back_up_file(path, folder, now=datetime(2024, 1, day, tzinfo=UTC))
        kept = folder / "notes.txt"
        kept.write_text("mine")
        assert len(library.list_backups()) == 2

        assert library.remove_backups() == 2

        assert library.list_backups() == []
        assert list(folder.iterdir()) == [kept]
