"""Which language has which fixed words: a further language is a module and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from briefing.printed_words.arabic import ARABIC
from briefing.printed_words.english import ENGLISH
from briefing.printed_words.french import FRENCH
from briefing.printed_words.german import GERMAN
from briefing.printed_words.hebrew import HEBREW
from briefing.printed_words.persian import PERSIAN
from briefing.printed_words.russian import RUSSIAN
from briefing.printed_words.spanish import SPANISH
from briefing.printed_words.urdu import URDU
from briefing.printed_words.words import Words

LANGUAGES: Mapping[str, Words] = MappingProxyType(
    {
        "ar": ARABIC,
        "de": GERMAN,
        "en": ENGLISH,
        "es": SPANISH,
        "fa": PERSIAN,
        "fr": FRENCH,
        "he": HEBREW,
        "ru": RUSSIAN,
        "ur": URDU,
    }
)
"""The languages whose fixed words are known, by the first part of their tag."""

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
    return LANGUAGES.get(language.replace("_", "-").partition("-")[0].casefold(), ENGLISH)
