"""The words of a sentence that carry meaning, and the names in it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from swedish.analysis import is_generic, is_stop, key, parts

REMEMBERED = 2048
"""Texts whose words are kept: each is compared with several others."""
COMMON = ("företag", "län", "kommun", "verksamhet", "område")
"""What sentences on quite different activities share."""
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<=\s)[A-ZÅÄÖ#][\wåäö-]{2,}")


@lru_cache(maxsize=REMEMBERED)
def content(text: str) -> frozenset[str]:
    """Return the keys of the words that carry meaning, and of what they are made of."""
    return frozenset(_content(text) - _common())


@cache
def _common() -> set[str]:
    return _content(" ".join(COMMON))


def _content(text: str) -> set[str]:
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        if not is_stop(word) and not is_generic(word) and not word.isdigit():
            found |= {key(word), *parts(word)}
    return found


def names(text: str) -> set[str]:
    """Return what looks like a name within a sentence."""
    return {name.rstrip("s") for name in _NAME.findall(text)}
