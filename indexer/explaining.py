"""Why an entry was found: which words in which fields, which concepts, which topics.

Read from the entry itself, so that it is the same whichever engine found it. What the entry says
in other words than the search is named as it stands there, so that a reader can judge the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from indexer.documents import facet_values
from indexer.entry_occurrences import FIELDS, EntryOccurrences, Occurrence
from swedish.analysis import analyse, is_stop, key
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from indexer.lexicons import QueryLexicon
    from indexer.readings import Understanding, WordReading

MOST_WORDS = 2
"""Words of an entry named in one reason."""
SHOWN = frozenset({"word", "correction", "part"})
"""Kinds that show the word, or one made of it: that it names a topic too is no news."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that an entry and a search have in common.

    Attributes:
        kind: "word" (in any inflection), "correction" (what it is misspelled for), "part" (inside
            a compound), "phrase", "concept" (the entry is linked to it) or "topic" (the entry names
            it).
        text: the words of the search.
        found: the correction, the id of the concept, or the label of the topic; else empty.
        facet: of a concept.
        fields: fields of the entry that hold it.
        words: what stands there, where it is not the text itself.
    """

    kind: str
    text: str
    found: str = ""
    facet: str = ""
    fields: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def reasons(
    entry: Mapping[str, Any],
    reading: Understanding,
    lexicon: QueryLexicon,
) -> list[Reason]:
    """Return what speaks for the entry, in the order of the search's words."""
    entry_words = EntryOccurrences(entry)
    about = entry_words.about(lexicon.topics)
    concepts = list(_of_concepts(entry, reading))
    linked_to = {(reason.facet, reason.found) for reason in concepts}
    found = {
        word.text: reason
        for word in reading.words
        if word.status != "ignored"
        and (reason := _of_word(word, reading.as_read(word.text), entry_words))
        and (reason.facet, reason.found) not in linked_to
    }
    for concept in reading.concepts:
        _keep_whole(concept.text, found)
    return [
        *found.values(),
        *(_of_phrase(phrase, entry_words) for phrase in reading.phrases),
        *concepts,
        *_of_topics(reading, about, found.values()),
    ]


def _keep_whole(name: str, found: dict[str, Reason]) -> None:
    """Drop what was found of a name of more than one word, unless all was: AC-län is no län."""
    words = {token.text for token in tokenize(name) if not is_stop(token.text)}
    if len(words) > 1 and not words <= found.keys():
        for word in words:
            found.pop(word, None)


def _of_word(word: WordReading, meant: str, entry_words: EntryOccurrences) -> Reason | None:
    text = word.text if word.corrections else meant
    sought = key(text)
    ways = [
        ("word", "", [sought]),
        *(("correction", each, analyse(each).keys) for each in word.corrections),
        *(("topic", each, analyse(each).keys) for each in word.same),
    ]
    for kind, found, keys in ways:
        if occurrences := entry_words.whole(keys):
            return _reason(kind, text, found, occurrences)
        if occurrences := entry_words.inside(keys):
            return _reason("part" if kind == "word" else kind, text, found, occurrences)
    return None


def _reason(kind: str, text: str, found: str, occurrences: Sequence[Occurrence]) -> Reason:
    """Return where it stands; and in which words, unless the reader knows them from the search.

    A completed word ("energi-" of "energi- och klimatråd") is the one that was searched for.
    """
    known = (found or text).casefold()
    if kind in ("word", "part", "correction") and any(
        not occurrence.word or (kind != "part" and occurrence.word.casefold().startswith(known))
        for occurrence in occurrences
    ):
        return Reason("word" if kind == "part" else kind, text, found, fields=_fields(occurrences))
    return _named(Reason(kind, text, found), occurrences)


def _named(reason: Reason, occurrences: Sequence[Occurrence]) -> Reason:
    words: dict[str, str] = {}
    for occurrence in occurrences:
        words.setdefault(occurrence.word.casefold(), occurrence.word)
    named = dict(list(words.items())[:MOST_WORDS])
    shown = [occurrence for occurrence in occurrences if occurrence.word.casefold() in named]
    named_words = tuple(word for word in named.values() if word)
    return replace(reason, fields=_fields(shown), words=named_words)


def _fields(occurrences: Iterable[Occurrence]) -> tuple[str, ...]:
    held = {occurrence.field for occurrence in occurrences}
    return tuple(field for field in FIELDS if field in held)


def _of_phrase(phrase: str, entry_words: EntryOccurrences) -> Reason:
    return Reason("phrase", phrase, fields=entry_words.in_a_row(analyse(phrase).keys))


def _of_concepts(entry: Mapping[str, Any], reading: Understanding) -> Iterator[Reason]:
    for concept in reading.concepts:
        if concept.id in facet_values(entry, concept.facet):
            yield Reason("concept", reading.as_read(concept.text), concept.id, concept.facet)


def _of_topics(
    reading: Understanding, about: Mapping[str, list[Occurrence]], found: Collection[Reason]
) -> Iterator[Reason]:
    """Yield what else in the entry is about what words are about: the same words once."""
    shown = {each.found or each.text for each in found if each.kind in SHOWN}
    known: set[str | tuple[str, ...]] = {each.words for each in found if each.kind == "topic"}
    for topic in reading.topics:
        if topic.id in about and not shown.issuperset(topic.text.split()):
            reason = _named(Reason("topic", topic.text, topic.label), about[topic.id])
            if known.isdisjoint({reason.text, reason.words}):
                yield reason
            known |= {reason.text, reason.words}
