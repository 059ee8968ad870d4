"""Languages that files name are language tags, whatever a record says."""

import pytest

from briefing.export.languages import clean_language


@pytest.mark.parametrize("tag", ["en", "en-GB", "zh-Hant-TW", "ckb-Arab", "sr-Latn-RS"])
def test_a_language_tag_stays_as_it_is(tag):
    assert clean_language(tag) == tag


@pytest.mark.parametrize("text", ["", "English (UK)", "en_GB", "en-", "e", "<fa>", "en\n", "فا"])
def test_anything_else_is_no_language(text):
    assert clean_language(text) == ""
    assert clean_language(text, "en-GB") == "en-GB"
