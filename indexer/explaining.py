"""Why an entry was found: which words in which fields, which concepts, which topics.

Read from the entry itself, so that it is the same whichever engine found it. What the entry says
in other words than the search is named as it stands there, so that a reader can judge the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from indexer.documents import facet_values
from indexer.standing import FIELDS, LINKS, Spot, Standing
from swedish.analysis import analyse, is_stop, key
from swedish.lexicon import sides
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indexer.documents import Labels
    from indexer.readings import Understanding, WordReading
    from indexer.understanding import Lexicon

MOST_WORDS = 2
"""Words of an entry named in one reason."""
SHOWN = frozenset({"word", "correction", "part", "derived"})
"""Kinds that show the word, or one made of it: that it names a topic too is no news."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that an entry and a search have in common.

    Attributes:
        kind: "word" (inflection apart), "correction" (what it is misspelled for), "part" (inside
            a compound), "derived" (of the same family), "sides" (of a compound, each by itself),
            "label" (in the name of a linked concept), "phrase", "concept" (the entry is linked to
            it) or "topic" (the entry names it).
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
    entry: Mapping[str, Any], reading: Understanding, lexicon: Lexicon, labels: Labels
) -> list[Reason]:
    """Return what speaks for the entry, in the order of the search's words."""
    standing = Standing(entry, labels)
    about = standing.about(lexicon.topics)
    concepts = list(_of_concepts(entry, reading))
    linked_to = {(reason.facet, reason.found) for reason in concepts}
    found = {
        word.text: reason
        for word in reading.words
        if word.status != "ignored"
        and (reason := _of_word(word, reading.meant(word.text), standing, about, lexicon))
        and (reason.facet, reason.found) not in linked_to
    }
    for concept in reading.concepts:
        _keep_whole(concept.text, found)
    shown = {each.found or each.text for each in found.values() if each.kind in SHOWN}
    return [
        *found.values(),
        *(_of_phrase(phrase, standing) for phrase in reading.phrases),
        *concepts,
        *_of_topics(reading, about, shown),
    ]


def _keep_whole(name: str, found: dict[str, Reason]) -> None:
    """Drop what was found of a name of several words, unless all of it was: AC-län is no län."""
    words = {token.text for token in tokenize(name) if not is_stop(token.text)}
    if len(words) > 1 and not words <= found.keys():
        for word in words:
            found.pop(word, None)


def _of_word(
    word: WordReading,
    meant: str,
    standing: Standing,
    about: Mapping[str, list[Spot]],
    lexicon: Lexicon,
) -> Reason | None:
    text = word.text if word.corrections else meant
    sought = key(text)
    ways = [
        ("word", "", [sought]),
        *(("correction", each, analyse(each).keys) for each in word.corrections),
        ("derived", "", lexicon.words.family(sought)),
    ]
    for kind, found, keys in ways:
        if spots := standing.whole(keys):
            return _reason(kind, text, found, spots)
        if spots := standing.inside(keys):
            return _reason("part" if kind == "word" else kind, text, found, spots)
    for _, _, keys in ways:
        if label := standing.labelled(keys):
            return Reason("label", text, label.id, label.facet)
    read = word.corrections or (text,)
    told = (_of_sides(each, standing, about, lexicon) for each in read)
    return next(filter(None, told), None)


def _of_sides(
    text: str, standing: Standing, about: Mapping[str, list[Spot]], lexicon: Lexicon
) -> Reason | None:
    """A compound is also said in several words: what stands for both sides of a joint."""

    def standing_for(side: str) -> list[Spot]:
        keys = [key(side), *lexicon.words.family(key(side))]
        if spots := standing.whole(keys) or standing.inside(keys):
            return spots
        if label := standing.labelled(keys):
            return [Spot(LINKS, label.text)]
        named = lexicon.topics.in_query([side])
        return [spot for one in named for spot in about.get(one.topic.id, ())]

    for pair in sides(text):
        spots = [standing_for(side)[:1] for side in pair]
        if all(spots) and not any(map(is_stop, pair)):
            return _reason("sides", text, "", [spot for each in spots for spot in each])
    return None


def _reason(kind: str, text: str, found: str, spots: Sequence[Spot]) -> Reason:
    """Tell where it stands; and in which words, unless the reader knows them from the search.

    A completed word ("energi-" of "energi- och klimatråd") is the one that was searched for.
    """
    known = (found or text).casefold()
    if kind in ("word", "part", "correction") and any(
        not spot.word or (kind != "part" and spot.word.casefold().startswith(known))
        for spot in spots
    ):
        return Reason("word" if kind == "part" else kind, text, found, fields=_fields(spots))
    return _named(Reason(kind, text, found), spots)


def _named(reason: Reason, spots: Sequence[Spot]) -> Reason:
    words: dict[str, str] = {}
    for spot in spots:
        words.setdefault(spot.word.casefold(), spot.word)
    named = dict(list(words.items())[:MOST_WORDS])
    shown = [spot for spot in spots if spot.word.casefold() in named]
    told = tuple(word for word in named.values() if word)
    return replace(reason, fields=_fields(shown), words=told)


def _fields(spots: Iterable[Spot]) -> tuple[str, ...]:
    held = {spot.field for spot in spots}
    return tuple(field for field in FIELDS if field in held)


def _of_phrase(phrase: str, standing: Standing) -> Reason:
    return Reason("phrase", phrase, fields=standing.in_a_row(analyse(phrase).keys))


def _of_concepts(entry: Mapping[str, Any], reading: Understanding) -> Iterator[Reason]:
    for concept in reading.concepts:
        if concept.id in facet_values(entry, concept.facet):
            yield Reason("concept", reading.meant(concept.text), concept.id, concept.facet)


def _of_topics(
    reading: Understanding, about: Mapping[str, list[Spot]], shown: set[str]
) -> Iterator[Reason]:
    """Tell what else the entry says of what words are about: the same words once."""
    told: set[str | tuple[str, ...]] = set()
    for topic in reading.topics:
        if topic.id in about and not shown.issuperset(topic.text.split()):
            reason = _named(Reason("topic", topic.text, topic.label), about[topic.id])
            if told.isdisjoint({reason.text, reason.words}):
                yield reason
            told |= {reason.text, reason.words}
