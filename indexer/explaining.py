"""Why an entry was found: which words in which fields, which concepts, which topics.

Read from the entry itself, so that it is the same whichever engine found it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indexer.documents import LINK_FIELDS, OPTIONAL_TEXTS
from swedish.analysis import analyse, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from indexer.readings import Understanding, WordReading
    from indexer.topics import Topics
    from indexer.words import Words

TEXTS = ("title", "summary", "facts", *OPTIONAL_TEXTS)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that an entry and a search have in common.

    Attributes:
        kind: "word" (as written, inflection apart), "correction" (what it is misspelled for),
            "part" (inside a compound), "derived" (of the same family), "phrase", "concept" (the
            entry is linked to it) or "topic" (the entry is about it).
        text: the words of the search.
        found: the correction, or the label of the concept or topic; else empty.
        facet: of a concept.
        fields: fields of the entry that hold the word.
    """

    kind: str
    text: str
    found: str = ""
    facet: str = ""
    fields: tuple[str, ...] = ()


def reasons(
    entry: Mapping[str, Any], reading: Understanding, words: Words, topics: Topics
) -> list[Reason]:
    """Return what speaks for the entry, in the order of the search's words."""
    analysed = {name: analyse(text) for name, text in _texts(entry)}
    keys = {name: frozenset(found.keys) for name, found in analysed.items()}
    parts = {name: frozenset(found.parts) for name, found in analysed.items()}
    found = [
        reason
        for word in reading.words
        if word.status != "ignored" and (reason := _of_word(word, keys, parts, words))
    ]
    found += (Reason("phrase", phrase) for phrase in reading.phrases)
    return [*found, *_of_concepts(entry, reading), *_of_topics(entry, reading, topics)]


def _texts(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in TEXTS:
        text = entry[name]
        if text:
            yield name, " . ".join(text) if isinstance(text, list) else text
    named = [*entry["sectorText"], *entry["partners"], entry["leadOrganisation"] or ""]
    yield "organisations", " . ".join(named)


def _of_word(
    word: WordReading,
    keys: Mapping[str, frozenset[str]],
    parts: Mapping[str, frozenset[str]],
    words: Words,
) -> Reason | None:
    sought = key(word.text)
    if fields := _holding(keys, [sought]):
        return Reason("word", word.text, fields=fields)
    for correction in word.corrections:
        if fields := _holding(keys, [key(correction)]) or _holding(parts, [key(correction)]):
            return Reason("correction", word.text, correction, fields=fields)
    if fields := _holding(parts, [sought]):
        return Reason("part", word.text, fields=fields)
    family = words.family(sought)
    if fields := _holding(keys, family) or _holding(parts, family):
        return Reason("derived", word.text, fields=fields)
    return None


def _holding(texts: Mapping[str, frozenset[str]], sought: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(sought)
    return tuple(name for name, held in texts.items() if not wanted.isdisjoint(held))


def _of_concepts(entry: Mapping[str, Any], reading: Understanding) -> Iterator[Reason]:
    for concept in reading.concepts:
        if concept.id in _linked(entry, concept.facet):
            yield Reason("concept", concept.text, concept.id, concept.facet)


def _linked(entry: Mapping[str, Any], facet: str) -> Iterable[str]:
    if facet == "county":
        return () if entry["national"] else entry["counties"]
    if facet == "kind":
        return (entry["kind"],)
    values = entry[LINK_FIELDS[facet]]
    targets = (target.partition(".")[0] for target in entry["targets"])
    return (*values, *targets) if facet == "goal" else values


def _of_topics(
    entry: Mapping[str, Any], reading: Understanding, topics: Topics
) -> Iterator[Reason]:
    if not reading.topics:
        return
    about = frozenset(topics.in_entry(" . ".join(text for _, text in _texts(entry))))
    for topic in reading.topics:
        if topic.id in about:
            yield Reason("topic", topic.text, topic.label)
