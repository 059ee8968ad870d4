import pytest

from briefing.errors import ImportFileError
from briefing.exchange.exchange import Exchange
from briefing.exchange.json_form import write_exchange
from briefing.exchange.registry import choose_format, get_exchange_formats


def test_the_exchange_form_is_found():
    assert "json" in get_exchange_formats()


def test_a_file_is_known_by_its_content_whatever_its_name():
    assert choose_format("records.txt", write_exchange(Exchange())).key == "json"


def test_a_file_of_unknown_content_goes_by_its_name():
    assert choose_format("RECORDS.JSON", b"{}").key == "json"


def test_a_file_that_no_format_fits_is_refused_with_the_suffixes_that_do():
    with pytest.raises(ImportFileError, match=r"\.json"):
        choose_format("report.docx", b"PK")
