"""Tells which words of a text are spelt wrongly, and what was meant."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol

from briefing.errors import DictionaryMissingError
from briefing.spelling.british import iter_american_forms, make_british
from briefing.spelling.dictionaries import Dictionary, find_dictionary
from briefing.spelling.words import Word, iter_words

_MOST_SUGGESTIONS = 7
_CACHED_WORDS = 50_000


class _Speller(Protocol):
    """What we use of hunspell."""

    def spell(self, word: str) -> bool: ...

    def suggest(self, word: str) -> tuple[str, ...]: ...


class SpellChecker:
    """Checks texts in one language.

    Words of `own_words` and of `names` are right in any case of letters, and so is a word with a
    capital of which `is_name` says that it is a name. Loading the dictionary takes a tenth of a
    second: make it off the GUI thread. One checker serves one thread. Raises
    DictionaryMissingError where this machine has no dictionary for the language, or one that
    cannot be read.
    """

    def __init__(
        self,
        language: str,
        *,
        own_words: Iterable[str] = (),
        names: Iterable[str] = (),
        is_name: Callable[[str], bool] = lambda _word: False,
    ) -> None:
        dictionary = find_dictionary(language)
        if dictionary is None:
            message = (
                f"There is no spelling dictionary for {language} on this machine; "
                "install one for hunspell or choose another language."
            )
            raise DictionaryMissingError(message)
        self.language = language
        self._speller = _load(dictionary)
        self._is_british = (
            language.startswith("en") and dictionary.language == "en-US" and language != "en-US"
        )
        self._known = {
            _fold(word.text) for text in (*own_words, *names) for word in iter_words(text)
        }
        self._known.update(_fold(word) for word in own_words)
        self._is_name = is_name
        self._is_right = lru_cache(_CACHED_WORDS)(self._ask)

    def find_misspelt(self, text: str) -> list[Word]:
        """Find the words that are in no dictionary, in the order of the text."""
        return [word for word in iter_words(text) if not self.is_right(word.text)]

    def is_right(self, word: str) -> bool:
        """Tell whether a word is spelt right; parts of a word with a hyphen are words."""
        return self._is_right(word.replace("\u2019", "'"))

    def learn(self, word: str) -> None:
        """Take a word as right from now on."""
        self._known.add(_fold(word))
        self._is_right.cache_clear()

    def suggest(self, word: str) -> list[str]:
        """Suggest what may have been meant, the likeliest first; takes some milliseconds."""
        try:
            found = list(self._speller.suggest(word.replace("\u2019", "'")))
        except UnicodeEncodeError:
            return []
        if self._is_british:
            found = [make_british(suggestion) for suggestion in found]
        return list(dict.fromkeys(found))[:_MOST_SUGGESTIONS]

    def _ask(self, word: str) -> bool:
        base = word.removesuffix("'s").removesuffix("'")
        if _fold(word) in self._known or _fold(base) in self._known:
            return True
        try:
            if self._speller.spell(word) or self._speller.spell(base):
                return True
        except UnicodeEncodeError:
            return True  # letters of another script: this dictionary cannot tell
        # an American dictionary tells the capital of a sentence from that of a name
        small = base if base[1:] != base[1:].casefold() else base.casefold()
        if self._is_british and any(map(self._speller.spell, iter_american_forms(small))):
            return True
        return base[:1].isupper() and self._is_name(base)


def _fold(word: str) -> str:
    return word.replace("\u2019", "'").casefold()


def _load(dictionary: Dictionary) -> _Speller:
    from hunspell import Hunspell, HunspellFilePathError  # takes its time; few sessions need it

    try:
        speller: _Speller = Hunspell(dictionary.name, hunspell_data_dir=str(dictionary.folder))
    except (HunspellFilePathError, MemoryError) as error:
        message = f"The spelling dictionary {dictionary.name} cannot be read; install it again."
        raise DictionaryMissingError(message) from error
    return speller
