import csv
import datetime as dt
import io

import pytest
from sqlalchemy import text

from briefing.errors import InvalidValueError, RecordNotFoundError
from briefing.services.briefings.outlining import add_section, make_section
from briefing.services.briefings.starting import start_next_issue
from briefing.services.editions.issuing import prepare_issue
from briefing.services.editions.register import (
    find_edition,
    find_last_edition,
    list_editions,
    read_file,
    read_tree,
    verify_edition,
    withdraw_edition,
    write_again,
    write_register,
)
from briefing.services.records.editing import change_fields, create_record
from tests.support.issued import AT, RECIPIENTS, approve, issue, sample_library
from tests.support.libraries import find


@pytest.fixture
def desk():
    with sample_library() as (library, history):
        approve(library, history)
        yield library, history, issue(library, history)


def search(library, words):
    with library.read() as unit:
        return [edition.number for edition in list_editions(unit, words)]


def verify(library, edition):
    with library.read() as unit:
        return verify_edition(unit, edition).faults


def damage(library, statement, **values):
    with library.begin() as unit:
        unit.records._session.connection.execute(text(statement), values)
        unit.commit()


@pytest.mark.parametrize("words", ["", "crisis CELL", "lind", "edition 1"])
def test_the_register_is_searched_in_all_that_it_shows(desk, words):
    assert search(desk[0], words) == [1]


def test_what_fits_nothing_finds_nothing(desk):
    assert search(desk[0], "crisis Vienna") == []


def test_the_frozen_files_come_out_byte_for_byte_after_records_have_changed(desk, tmp_path):
    library, history, edition = desk
    before = read_file(library, edition, "pdf")
    history.do(change_fields(edition.used[0].record, {"tags": ("later",)}))
    write_again(library, edition, {"pdf": tmp_path / "again.pdf"})

    assert (tmp_path / "again.pdf").read_bytes() == before


def test_an_edition_as_it_was_issued_has_no_faults(desk):
    assert verify(desk[0], desk[2]) == ()


def test_a_file_that_was_tampered_with_is_told(desk):
    library, _history, edition = desk
    damage(library, "UPDATE attachments SET content = x'00' WHERE sha256 = :s", s=edition.pdf)

    (fault,) = verify(library, edition)
    assert fault == "The PDF file is not the one that was issued: its SHA-256 differs."


def test_a_missing_file_and_a_missing_revision_are_told(desk):
    library, _history, edition = desk
    used = edition.used[0]
    damage(library, "DELETE FROM attachments WHERE sha256 = :s", s=edition.docx)
    find_number = "SELECT number FROM records WHERE id = :r"
    damage(library, f"DELETE FROM revisions WHERE record_number = ({find_number})", r=used.record)

    assert verify(library, edition) == (
        "The Word file is no longer in the library.",
        f"Revision {used.revision} of “{used.title}” is no longer in the library.",
    )


def test_a_withdrawn_edition_stays_with_its_reason(desk):
    library, history, edition = desk
    history.do(withdraw_edition(edition, by="Lind", reason="The toll was wrong.", at=AT))
    again = withdraw_edition(edition, by="Lind", reason="Twice.", at=AT)
    with pytest.raises(InvalidValueError, match="was withdrawn before"):
        history.do(again)

    assert find(library, edition.id).withdrawn.reason == "The toll was wrong."
    assert search(library, "withdrawn") == [1]


def test_nothing_is_withdrawn_without_a_reason(desk):
    library, history, edition = desk
    with pytest.raises(InvalidValueError, match="and why"):
        history.do(withdraw_edition(edition, by="Lind", reason=" ", at=AT))

    assert find(library, edition.id).withdrawn is None


def test_the_register_goes_out_as_a_table_that_no_spreadsheet_takes_for_formulas(desk):
    import msgspec

    edition = msgspec.structs.replace(desk[2], note="", title="=1+1")
    head, row = csv.reader(io.StringIO(write_register([edition]).decode("utf-8-sig")))

    assert (head[0], row[0], row[1]) == ("number", "1", "'=1+1")
    assert "1: Crisis cell; 2: Embassy, Islamabad" in row


def test_an_edition_is_found_by_the_start_of_its_id_and_read_as_it_was(desk):
    library, _history, edition = desk
    with library.read() as unit:
        found = find_edition(unit, edition.id[:6])
        tree = read_tree(unit, found)
        with pytest.raises(RecordNotFoundError, match="is no edition"):
            find_edition(unit, "zzz")

    assert (found, tree.properties.title) == (edition, edition.title)


def find_last(library, briefing_id):
    with library.read() as unit:
        last = find_last_edition(unit, unit.records.get_record(briefing_id))
    return last.number if last else None


def test_a_draft_is_compared_with_the_last_edition_and_what_is_issued_with_the_one_before(desk):
    library, history, first = desk
    assert find_last(library, first.briefing) is None
    history.do(change_fields(first.briefing, {"subtitle": "Later"}))

    assert find_last(library, first.briefing) == 1


def test_a_withdrawn_edition_is_not_what_the_next_is_compared_with(desk):
    library, history, first = desk
    history.do(change_fields(first.briefing, {"subtitle": "Later"}))
    history.do(withdraw_edition(first, by="Lind", reason="The toll was wrong.", at=AT))

    assert find_last(library, first.briefing) is None


def test_the_next_issue_goes_to_the_same_recipients_and_tells_what_changed(desk):
    library, history, first = desk
    following = start_next_issue(
        find(library, first.briefing), title="Week 4", date=dt.date(2024, 1, 25)
    )
    history.do(create_record(following))
    history.do(add_section(following.id, make_section("changes-since")))
    draft = prepare_issue(library, following.id)

    assert find_last(library, following.id) == 1
    assert (draft.number, draft.recipients) == (1, RECIPIENTS)
    assert draft.snapshot.last_edition.number == 1
