"""Addresses that files lead to: the web and mail, in a form that every reader takes."""

import pytest

from briefing.export.addresses import clean_address


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        (" HTTP://example.org ", "HTTP://example.org"),
        ("https://example.org/جيش%20x", "https://example.org/%D8%AC%D9%8A%D8%B4%20x"),
        ("https://doi.org/10.1/a b (c)", "https://doi.org/10.1/a%20b%20(c)"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ('https://example.org/"<x>\\', "https://example.org/%22%3Cx%3E%5C"),
    ],
)
def test_web_and_mail_addresses_are_written_in_ascii(href, address):
    assert clean_address(href) == address


@pytest.mark.parametrize(
    "href",
    [
        *("", "x", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "ftp://x"),
        *("https://", "https://a b.org/", "https://x:99999999/", "https://[x", "mailto:"),
        *("https://x/\ud800", "https://x/a\nb", "https://x/\x00", "java\tscript:x"),
        "https://example.org/" + "a" * 3000,
    ],
    ids=ascii,
)
def test_everything_else_is_no_address(href):
    assert clean_address(href) == ""
