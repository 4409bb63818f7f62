"""How the words of names are written: what may be meant by a word that no entry holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swedish.analysis import is_stop, key
from swedish.naming import naming_key
from swedish.spelling import WordList
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class NameSpellings:
    """The words of names, and the names of several words as they look in one.

    Attributes:
        words: all words, as many times as nothing: names are no entries.
        keys: what each is recognised by.
        in_one: "cirkulärekonomi", as it is and as a key -> its words.
    """

    words: WordList
    keys: frozenset[str]
    in_one: Mapping[str, tuple[str, ...]]

    def __init__(self, names: Iterable[str]) -> None:
        found = [[token.text for token in tokenize(name)] for name in names]
        self.words = WordList({word: 0 for words in found for word in words})
        self.keys = frozenset(naming_key(word) for words in found for word in words)
        content = [tuple(word for word in words if not is_stop(word)) for words in found]
        several = [words for words in content if len(words) > 1]
        self.in_one = {
            way: words for words in several for way in (_key_in_one(words), "".join(words))
        }


def _key_in_one(words: tuple[str, ...]) -> str:
    """Return the key of the words run together, without the work of taking them apart again."""
    *firsts, last = words
    return "".join(firsts) + key(last)
