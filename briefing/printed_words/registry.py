"""Which language has which fixed words: a further language is a module and a line here."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from briefing.printed_words.words import Words

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "arabic",
        "de": "german",
        "en": "english",
        "es": "spanish",
        "fa": "persian",
        "fr": "french",
        "he": "hebrew",
        "ru": "russian",
        "ur": "urdu",
    }
)
"""The languages whose fixed words are known, by the first part of their tag.

Each is a module of this package that has the words under its name in capitals; only those of the
languages that are asked for are loaded.
"""

DOCUMENT_LANGUAGES: tuple[tuple[str, str], ...] = (
    ("en-GB", "English (British)"),
    ("en-US", "English (American)"),
    ("ar", "Arabic"),
    ("fr", "French"),
    ("de", "German"),
    ("he", "Hebrew"),
    ("fa", "Persian"),
    ("ru", "Russian"),
    ("es", "Spanish"),
    ("ur", "Urdu"),
    ("zh-Hans", "Chinese, simplified (labels in English)"),
    ("zh-Hant", "Chinese, traditional (labels in English)"),
    ("hi", "Hindi (labels in English)"),
    ("it", "Italian (labels in English)"),
    ("ja", "Japanese (labels in English)"),
    ("ckb", "Kurdish, Central (labels in English)"),
    ("ko", "Korean (labels in English)"),
    ("ps", "Pashto (labels in English)"),
    ("pt", "Portuguese (labels in English)"),
    ("tr", "Turkish (labels in English)"),
    ("uk", "Ukrainian (labels in English)"),
)
"""The languages that a briefing is usually written in, with their names for a form."""


def get_words(language: str) -> Words:
    """Give the fixed words of a language (BCP 47), English for one that has none here."""
    tag = language.replace("_", "-").partition("-")[0].casefold()
    return _load_words(LANGUAGES.get(tag, "english"))


@cache
def _load_words(name: str) -> Words:
    words: Words = getattr(import_module(f"briefing.printed_words.{name}"), name.upper())
    return words
