"""What the words of names are recognised by."""

from __future__ import annotations

from swedish.analysis import is_stop, key
from swedish.lexicon import lemma
from swedish.tokens import tokenize

SHORT = 3
"""Letters up to which a word is a name only as written: VA is not "var", nor SKS "skas"."""
VOWELS = frozenset("aeiouyåäö")


def naming_key(word: str) -> str:
    """Return what a word of a name is recognised by: its key, or a short word itself.

    Of a short word that ends in a vowel, two forms are that word too: bi, bin; ko, kor.
    """
    if is_stop(word):
        return word
    if len(word) > SHORT:
        return key(word)
    shorter = word[:-1]
    is_form = len(word) == SHORT and word[-1] in "nr" and shorter[-1] in VOWELS
    return shorter if is_form and lemma(word) == shorter else word


def name_keys(text: str, *, whole: bool = False) -> tuple[str, ...]:
    """Return what a name is recognised by, without its function words.

    A `whole` one keeps a function word that it begins with: Vara kommun is not any kommun.
    """
    words = [token.text for token in tokenize(text)]
    first = [words[0]] if whole and words and is_stop(words[0]) else []
    return (*first, *(naming_key(word) for word in words if not is_stop(word)))
