"""What entries mean, whatever their words."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.topics import Topics

CACHED_NAMES = 4_096


def entry_meaning(
    title: Sequence[str], text: Iterable[str], about: Iterable[str], topics: Topics
) -> bytes:
    """Return, packed, what an entry means by its words and by the names of its topics.

    What the title says counts twice.
    """
    from swedish.word_vectors import meaning, packed  # noqa: PLC0415 - imports numpy

    named = filter(None, map(topics.get, dict.fromkeys(about)))
    names = chain.from_iterable(_words(topic.label) for topic in named)
    return packed(meaning(chain(title, title, text, names)))


@lru_cache(maxsize=CACHED_NAMES)
def _words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(text))
