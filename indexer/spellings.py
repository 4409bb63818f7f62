"""Spellings of the words of names: corrections for a word that no entry holds."""

from __future__ import annotations

from collections.abc import Iterable

from swedish.naming import naming_key
from swedish.spelling import WordList
from swedish.tokens import tokenize


class NameSpellings:
    """The words of names.

    Attributes:
        words: all words, as many times as nothing: names are no entries.
        keys: what each is recognised by.
        apart: a name of more than one word without its blanks -> its words.
    """

    words: WordList
    keys: frozenset[str]
    apart: dict[str, tuple[str, ...]]

    def __init__(self, names: Iterable[str]) -> None:
        found = [tuple(token.text for token in tokenize(name)) for name in names]
        self.words = WordList({word: 0 for words in found for word in words})
        self.apart = {"".join(words): words for words in found if len(words) > 1}
        self.keys = frozenset(naming_key(word) for words in found for word in words)
