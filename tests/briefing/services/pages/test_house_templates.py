"""House templates: kept in the library, used by the briefings that name them."""

from io import BytesIO

import docx
import msgspec
import pytest

from briefing.errors import ImportFileError, InvalidValueError
from briefing.sample.library import SAMPLE_BRIEFING, read_sample
from briefing.services.files.exchanging import collect_library, import_exchange
from briefing.services.history import History
from briefing.services.pages.exporting import choose_style_sheet, export_briefing
from briefing.services.pages.house_templates import (
    LARGEST_TEMPLATE,
    add_template,
    read_template,
    remove_template,
)
from briefing.services.pages.snapshots import take_snapshot
from briefing.services.records.editing import change_fields
from briefing.services.settings_of_library import read_settings
from db.engine import open_memory_library
from tests.support.house_templates import make_template


@pytest.fixture
def library():
    library = open_memory_library()
    History(library).do(import_exchange(read_sample(), origin="sample"))
    yield library
    library.close()


@pytest.fixture
def template_file(tmp_path):
    path = tmp_path / "Acme house.docx"
    path.write_bytes(make_template())
    return path


def use(library, path):
    history = History(library)
    history.do(add_template(*read_template(path)))
    history.do(change_fields(SAMPLE_BRIEFING, {"house_template": path.stem}))
    return history


def test_a_briefing_is_framed_by_the_template_that_it_names(library, template_file, tmp_path):
    use(library, template_file)
    snapshot = take_snapshot(library, SAMPLE_BRIEFING, for_export=True)

    export_briefing(snapshot, {"docx": tmp_path / "out.docx"})

    written = docx.Document(BytesIO((tmp_path / "out.docx").read_bytes()))
    assert "Acme Risk Desk" in written.sections[-1].header.paragraphs[1].text


def test_the_pages_are_those_of_the_template(library, template_file):
    use(library, template_file)
    sheet = choose_style_sheet(take_snapshot(library, SAMPLE_BRIEFING))

    assert (round(sheet.page_width), round(sheet.page_height)) == (567, 794)


def test_a_snapshot_for_the_screen_carries_no_file(library, template_file):
    use(library, template_file)

    assert take_snapshot(library, SAMPLE_BRIEFING).files == {}


def test_adding_a_template_can_be_undone(library, template_file):
    history = History(library)
    history.do(add_template(*read_template(template_file)))

    history.undo()

    assert read_settings(library).house_templates == ()


def test_a_template_of_the_same_name_replaces_the_older_one(library, template_file):
    use(library, template_file)
    template_file.write_bytes(make_template(cover=False))

    History(library).do(add_template(*read_template(template_file)))

    (template,) = read_settings(library).house_templates
    assert template.sha256 == read_template(template_file)[0].sha256


def test_a_template_that_was_removed_is_told_by_the_check(library, template_file):
    from briefing.composition.compose import compose

    use(library, template_file).do(remove_template("Acme house"))

    problems = compose(take_snapshot(library, SAMPLE_BRIEFING)).problems
    assert "missing-template" in {problem.check for problem in problems}


def test_a_template_that_is_not_there_cannot_be_removed(library):
    with pytest.raises(InvalidValueError, match="no house template called “x”"):
        History(library).do(remove_template("x"))


def test_templates_travel_with_the_library(library, template_file):
    use(library, template_file)
    other = open_memory_library()

    History(other).do(import_exchange(collect_library(library), origin="other"))

    snapshot = take_snapshot(other, SAMPLE_BRIEFING, for_export=True)
    assert snapshot.template_file == template_file.read_bytes()
    other.close()


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ImportFileError, match=r"gone\.docx cannot be read"):
        read_template(tmp_path / "gone.docx")


def test_a_huge_file_is_refused(tmp_path):
    path = tmp_path / "huge.docx"
    with path.open("wb") as file:
        file.truncate(LARGEST_TEMPLATE + 1)

    with pytest.raises(ImportFileError, match="larger than 20 MB"):
        read_template(path)


def test_the_page_is_kept_with_the_template(template_file):
    template, _content = read_template(template_file)

    assert msgspec.structs.asdict(template)["margin_left"] == pytest.approx(85, abs=1)
