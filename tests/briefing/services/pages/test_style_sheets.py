from briefing.records.library_settings import OwnStyleSheet
from briefing.services.pages.style_sheets import make_sample_pages
from tests.support.pdf_texts import read_text


def _read_sample(*, numbered):
    values = {"heading_numbers": numbered}
    return read_text(make_sample_pages(OwnStyleSheet(name="x", base="report", values=values)))


def test_the_sample_shows_whether_headings_are_numbered():
    assert "1 Key judgements" in _read_sample(numbered=True)
    assert "1 Key judgements" not in _read_sample(numbered=False)
