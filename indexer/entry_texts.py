"""The texts of an entry as an index holds them; each different text is read once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from swedish.analysis import analyse, is_stop

CACHED_TEXTS = 16_384
"""A text goes into more than one field, and keywords, facts and names stand in many entries."""


class AnalysedText(NamedTuple):
    """What texts are found by: keys and parts as a field holds them; their words, lower case.

    `content` are those that are no function words.
    """

    keys: str
    parts: str
    words: tuple[str, ...]
    content: tuple[str, ...]


@lru_cache(maxsize=CACHED_TEXTS)
def read_text(text: str) -> AnalysedText:
    """Return what a text is found by."""
    keys, parts, words = analyse(text)
    content = tuple(word for word in words if not is_stop(word))
    return AnalysedText(" ".join(keys), " ".join(parts), tuple(words), content)


def read_texts(texts: Iterable[str]) -> AnalysedText:
    """Return what texts that go into one field are found by."""
    read = list(map(read_text, texts))
    return AnalysedText(
        " ".join([each.keys for each in read if each.keys]),
        " ".join([each.parts for each in read if each.parts]),
        tuple(chain.from_iterable([each.words for each in read])),
        tuple(chain.from_iterable([each.content for each in read])),
    )
