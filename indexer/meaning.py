"""What entries and searches mean, whatever their words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from swedish.tokens import tokenize
from swedish.word_vectors import meaning, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.concepts import Labels
    from indexer.readings import Understanding
    from indexer.topics import Topics
    from swedish.word_vectors import Vector

CACHED_NAMES = 16_384


def entry_meaning(
    title: Sequence[str], text: Iterable[str], about: Iterable[str], topics: Topics
) -> bytes:
    """Return, packed, what an entry means by its words and by the names of its topics.

    What the title says counts twice, as what a search says does beside the names of its topics.
    """
    named = filter(None, map(topics.get, dict.fromkeys(about)))
    names = (word for topic in named for word in _words(topic.label))
    return packed(meaning([*title, *title, *text, *names]))


def query_meaning(reading: Understanding, labels: Labels) -> Vector | None:
    """Return what a search text means: its words as they are read, and what they name.

    Names of places say where, and not what.
    """
    asked = list(_asked(reading))
    return meaning([*asked, *asked, *_named(reading, labels)])


def _asked(reading: Understanding) -> Iterator[str]:
    for word in reading.words:
        if word.status != "ignored":
            yield from _words(word.corrections[0] if word.corrections else word.text)
    for phrase in reading.phrases:
        yield from _words(phrase)


def _named(reading: Understanding, labels: Labels) -> Iterator[str]:
    for topic in reading.topics:
        yield from _words(topic.label)
    for concept in reading.concepts:
        if concept.facet != "county":
            for name in labels(concept.facet, concept.id):
                yield from _words(name)


@lru_cache(maxsize=CACHED_NAMES)
def _words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(text))
