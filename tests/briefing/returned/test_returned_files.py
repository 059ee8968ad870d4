"""What a reviewer changes in the Word file comes back into the briefing."""

from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from briefing.composition.compose import compose
from briefing.errors import ImportFileError, InvalidValueError
from briefing.export.docx_writer.writer import write_docx
from briefing.export.style_sheet import STANDARD
from briefing.identifiers import RecordId
from briefing.returned.matching import Into
from briefing.returned.reading import read_returned
from briefing.sample.library import SAMPLE_BRIEFING, read_sample
from briefing.services.briefings.commenting import add_comments
from briefing.services.briefings.outlining import change_section
from briefing.services.editions.returning import read_returned_file, take_edits
from briefing.services.files.exchanging import import_exchange
from briefing.services.history import History
from briefing.services.pages.exporting import export_briefing
from briefing.services.pages.snapshots import take_snapshot
from db.engine import open_memory_library
from tests.support.libreoffice import save_docx_again
from tests.support.returned_files import BY, comment_on, retype, track

BRIEFING = RecordId(SAMPLE_BRIEFING)
OLD, NEW = "recalled its ambassador", "has recalled its envoy"


@pytest.fixture
def library():
    opened = open_memory_library("Ada")
    History(opened).do(import_exchange(read_sample(), origin="sample"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sent():
    with closing(open_memory_library("Ada")) as library:
        History(library).do(import_exchange(read_sample(), origin="sample"))
        document = compose(take_snapshot(library, BRIEFING)).document
    return write_docx(document, STANDARD, page_of_anchor={})


def match(library, content):
    with TemporaryDirectory() as folder:
        path = Path(folder, "b.docx")
        path.write_bytes(content)
        return read_returned_file(library, BRIEFING, path)


def get_sections(library):
    sections = take_snapshot(library, BRIEFING).briefing.sections
    return {section.title: section for section in sections}


def test_a_file_that_nobody_changed_brings_nothing(library, sent):
    found = match(library, sent)

    assert (found.edits, found.comments, found.removed) == ((), (), ())


def test_a_tracked_change_goes_into_the_text_and_citations_stay(library, sent):
    (edit,) = match(library, track(sent, OLD, NEW)).edits
    assert (edit.by, edit.target.path) == (BY, ("settings", "text"))
    assert NEW in edit.after

    before = get_sections(library)["What happened"].settings["text"]
    History(library).do(take_edits(BRIEFING, [(edit, Into.BRIEFING)]))
    after = get_sections(library)["What happened"].settings["text"]

    assert after == before.replace(OLD, NEW)
    assert "[@" in after


def test_words_that_were_retyped_are_found_too(library, sent):
    (edit,) = match(library, retype(sent, OLD, NEW)).edits

    assert (edit.by, OLD in edit.before, NEW in edit.after) == ("", True, True)
    assert NEW in edit.new


@pytest.mark.parametrize("into", list(Into))
def test_a_change_of_a_record_goes_where_the_analyst_says(library, sent, into):
    (edit,) = match(library, track(sent, "operates on both sides", "is active on both sides")).edits
    assert edit.target.path == ("profile",)

    History(library).do(take_edits(BRIEFING, [(edit, into)]))
    snapshot = take_snapshot(library, BRIEFING)
    record = snapshot.records[edit.target.record]
    placement = next(
        placement
        for section in snapshot.briefing.sections
        for placement in section.placements
        if placement.id == edit.target.placement
    )

    assert ("is active on" in record.profile) == (into is Into.RECORD)
    assert ("profile" in placement.overrides) == (into is Into.BRIEFING)
    assert "is active on" in str(compose(snapshot).document)


def test_a_judgement_is_changed_where_it_stands(library, sent):
    changed = track(sent, "will go on presenting", "will keep presenting")
    (edit,) = match(library, changed).edits

    assert edit.target.path == ("settings", "judgements", 0, "text")
    History(library).do(take_edits(BRIEFING, [(edit, Into.BRIEFING)]))
    judgements = get_sections(library)["Key judgements"].settings["judgements"]
    assert "will keep presenting" in judgements[0]["text"]


def test_a_title_is_a_text_too(library, sent):
    (edit,) = match(library, track(sent, "Uncertainty and outlook", "Outlook")).edits
    History(library).do(take_edits(BRIEFING, [(edit, Into.BRIEFING)]))

    assert "Outlook" in get_sections(library)


def test_what_cannot_be_matched_is_told_and_not_guessed(library, sent):
    (edit,) = match(library, track(sent, "We have moderate confidence", "We are confident")).edits

    assert edit.target is None
    History(library).do(take_edits(BRIEFING, [(edit, Into.BRIEFING)]))
    (comment,) = take_snapshot(library, BRIEFING).briefing.comments
    assert "We are confident" in comment.text
    assert comment.section == get_sections(library)["Key judgements"].id


def test_what_was_taken_is_not_offered_again(library, sent):
    content = track(sent, OLD, NEW)
    History(library).do(take_edits(BRIEFING, [(match(library, content).edits[0], Into.BRIEFING)]))

    assert match(library, content).edits == ()


def test_a_text_that_changed_meanwhile_is_left_alone(library, sent):
    (edit,) = match(library, track(sent, OLD, NEW)).edits
    section = get_sections(library)["What happened"]
    History(library).do(change_section(BRIEFING, section.id, {"settings": {"text": "Other."}}))

    with pytest.raises(InvalidValueError, match="changed meanwhile"):
        History(library).do(take_edits(BRIEFING, [(edit, Into.BRIEFING)]))
    assert get_sections(library)["What happened"].settings["text"] == "Other."


def test_a_comment_comes_back_once_however_often_the_file_is_read(library, sent):
    content = comment_on(sent, OLD, "On whose word?")
    (comment,) = match(library, content).comments
    assert (comment.by, comment.text, comment.origin) == (BY, "On whose word?", "b.docx")
    assert OLD in comment.passage
    assert comment.section == get_sections(library)["What happened"].id

    history = History(library)
    history.do(add_comments(BRIEFING, [comment]))
    history.do(add_comments(BRIEFING, match(library, content).comments))
    assert len(take_snapshot(library, BRIEFING).briefing.comments) == 1


def test_a_section_that_the_reviewer_took_out_is_told(library, sent):
    from tests.support.returned_files import edit_document, name

    def remove_bookmark(root):
        section = get_sections(library)["What happened"].id.replace("-", "_")
        for mark in list(root.iter(name("bookmarkStart"))):
            if mark.get(name("name")).startswith(f"section_{section}"[:40]):
                mark.getparent().remove(mark)

    assert match(library, edit_document(sent, remove_bookmark)).removed == ("What happened",)


def test_a_file_is_read_from_the_disk(library, sent, tmp_path):
    path = tmp_path / "back.docx"
    path.write_bytes(track(sent, OLD, NEW))
    assert len(read_returned_file(library, BRIEFING, path).edits) == 1

    with pytest.raises(ImportFileError, match="cannot be read"):
        read_returned_file(library, BRIEFING, tmp_path / "gone.docx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", b"\0" * 5000])
def test_what_is_no_word_file_is_refused_in_a_sentence(content):
    with pytest.raises(ImportFileError, match="not a Word document"):
        read_returned(content)


BOMB = '<?xml version="1.0" encoding="{}"?><!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'


@pytest.mark.parametrize(
    "part",
    [
        *(BOMB.format(name).encode(name) for name in ("utf-8", "utf-16", "cp037")),
        BOMB.format("cp037")[:42].encode() + BOMB.format("cp037")[42:].encode("cp037"),
        b"x" * (65 * 1024 * 1024),
    ],
    ids=["utf-8", "utf-16", "cp037", "mixed", "swelling"],
)
def test_entities_and_swelling_files_are_refused(part):
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", part)

    with pytest.raises(ImportFileError):
        read_returned(target.getvalue())


def test_changes_on_the_first_page_go_into_the_briefing(library, sent):
    (edit,) = match(library, track(sent, "Situation briefing on", "Brief on")).edits
    History(library).do(take_edits(BRIEFING, [(edit, Into.BRIEFING)]))

    subtitle = take_snapshot(library, BRIEFING).briefing.subtitle
    assert subtitle == "Brief on the strikes of 16 and 18 January 2024"


def test_many_changes_are_one_step(library, sent):
    content = track(track(sent, OLD, NEW), "operates on both sides", "is active on both sides")
    edits = match(library, content).edits
    history = History(library)
    before = take_snapshot(library, BRIEFING).briefing

    history.do(take_edits(BRIEFING, [(edit, Into.BRIEFING) for edit in edits]))
    assert history.undo_label == f"take 2 changes by {BY}"
    history.undo()

    assert take_snapshot(library, BRIEFING).briefing.sections == before.sections


def test_what_an_office_suite_saved_in_between_comes_back_too(library, sent, tmp_path):
    content = comment_on(track(sent, OLD, NEW), "Jaish al-Adl, which", "Say since when.")
    content = track(content, "operates on both sides", "is active on both sides")
    found = match(library, save_docx_again(content, tmp_path))

    assert [(edit.by, bool(edit.target)) for edit in found.edits] == [(BY, True), (BY, True)]
    assert [comment.text for comment in found.comments] == ["Say since when."]
    assert found.removed == ()


def test_numbers_of_tables_and_pages_are_not_changes(library, tmp_path):
    sections = get_sections(library)
    text = (
        f"Iran struck first, [see Table {{number}} {{page}}](table:{sections['Past attacks'].id})."
    )
    section = sections["What happened"]
    change = change_section(BRIEFING, section.id, {"settings": {**section.settings, "text": text}})
    History(library).do(change)
    path = tmp_path / "b.docx"
    export_briefing(take_snapshot(library, BRIEFING), {"docx": path})

    assert read_returned_file(library, BRIEFING, path).edits == ()
