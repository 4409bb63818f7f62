"""What a search text means: the query tree, and an account of how it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from indexer import weights
from indexer.concepts import Meaning, naming_key
from indexer.fields import TOPICS
from indexer.parsing import ParsedText, parse
from indexer.query import Bool, Boost, Everything, Query, Term
from indexer.slots import Slot, alternatives, combine, span_query, tag_queries, word_query
from indexer.topics import marks
from swedish.analysis import analyse, is_light, is_stop, key
from swedish.lexicon import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.concepts import Recogniser
    from indexer.topics import Topics
    from indexer.words import Words
    from swedish.spelling import Correction
    from swedish.tokens import Token


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that a search text is read with."""

    words: Words
    recogniser: Recogniser
    topics: Topics


@dataclass(frozen=True, slots=True)
class WordReading:
    """How one word was read: used, ignored, corrected, or unknown."""

    text: str
    status: str
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptReading:
    """A concept recognised in the text, with the words that name it."""

    facet: str
    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TopicReading:
    """A topic that some words of the text name."""

    id: str
    label: str
    text: str


@dataclass(slots=True)
class Understanding:
    """How a text was understood; `marks` are the keys to highlight."""

    query: Query = field(default_factory=Everything)
    words: list[WordReading] = field(default_factory=list)
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    concepts: list[ConceptReading] = field(default_factory=list)
    topics: list[TopicReading] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)


def understand(text: str, lexicon: Lexicon) -> Understanding:
    """Read a search text; one without content asks for everything, and says what it ignored."""
    parsed = parse(text, lexicon.recogniser)
    reading = Understanding(phrases=parsed.phrases, excluded=parsed.excluded)
    reader = _Reader(lexicon, reading)
    slots = [*reader.numbered(parsed), *reader.words(parsed.words)]
    phrases = [reader.phrase(keys) for phrase in parsed.phrases if (keys := entry_keys(phrase))]
    excluded = [alternatives(span_query(keys)) for w in parsed.excluded if (keys := entry_keys(w))]
    if slots or phrases or excluded:
        reading.query = combine(slots, phrases, excluded)
    elif text.strip() and not reading.words:
        reading.words = [WordReading(text.strip(), "ignored")]
    return reading


def entry_keys(text: str) -> tuple[str, ...]:
    """Return the keys under which a text stands in the index."""
    return tuple(analyse(text).keys)


class _NamedTopic(NamedTuple):
    """What to look for, and the words that name it."""

    names: frozenset[str]
    query: Query


class _Reader:
    """Reads one text, filling the account as it goes."""

    def __init__(self, lexicon: Lexicon, reading: Understanding) -> None:
        self._lexicon = lexicon
        self._reading = reading

    def numbered(self, parsed: ParsedText) -> list[Slot]:
        """Make a slot of each concept named by its number."""
        slots = []
        for concept, start, end in parsed.numbered:
            meaning = Meaning(concept, weights.CONCEPT_NAME)
            self._tell(meaning, parsed.text[start:end])
            slots.append(Slot.of(tag_queries([meaning]), (), self._lexicon.words.most_information))
        return slots

    def phrase(self, keys: Sequence[str]) -> Query:
        """A quoted phrase must stand as it is, inflection apart."""
        self._reading.marks.update(keys)
        return alternatives(span_query(keys))

    def words(self, tokens: Sequence[Token]) -> list[Slot]:
        """Make slots of the words, the longest known names first."""
        words = [token.text for token in tokens if not is_stop(token.text)]
        corrections = self._all_corrections(words)
        meant = [
            found[0].word if found else word for word, found in zip(words, corrections, strict=True)
        ]
        topics = self._topics(meant)
        names = [naming_key(word) for word in meant]
        slots, readings, at = [], [], 0
        while at < len(words):
            span = slice(at, at + max(1, self._lexicon.recogniser.longest_match(names, at)))
            meanings = self._lexicon.recogniser.meanings(names[span])
            for meaning in meanings:
                self._tell(meaning, " ".join(words[span]))
            if len(words[span]) > 1:
                slots.append(self._name_slot(meant[span], meanings, topics))
                readings += [WordReading(word, "used") for word in words[span]]
            else:
                slots.append(self._word_slot(words[at], corrections[at], meanings, topics))
                readings.append(self._told(words[at], corrections[at], meanings, topics))
            at = span.stop
        told = iter(readings)
        self._reading.words = [
            WordReading(token.text, "ignored") if is_stop(token.text) else next(told)
            for token in tokens
        ]
        return slots

    def _all_corrections(self, words: Sequence[str]) -> list[tuple[Correction, ...]]:
        """Correct what no entry holds and no vocabulary knows."""
        named = {word for topic in self._lexicon.topics.in_query(words) for word in topic.words}
        return [
            ()
            if self._occurs(word)
            or naming_key(word) in named
            or self._lexicon.recogniser.part_of_name(naming_key(word))
            else self._corrections(word)
            for word in words
        ]

    def _occurs(self, word: str) -> bool:
        words = self._lexicon.words
        return words.occurs(key(word)) or bool(words.family(key(word)))

    def _topics(self, words: Sequence[str]) -> list[_NamedTopic]:
        """Find the topics that the words name, each with what to look for."""
        found = []
        for topic, names, hidden in self._lexicon.topics.in_query(words):
            if topic.wider and len(words) == len(names):
                continue  # mercury alone is not sought by who asks for heavy metals
            text = " ".join(word for word in words if naming_key(word) in names)
            self._reading.topics.append(TopicReading(topic.id, topic.label, text))
            self._reading.marks.update(marks(topic))
            weight = weights.TOPIC_HIDDEN if hidden else weights.TOPIC
            found.append(_NamedTopic(names, Boost(Term(TOPICS, topic.id), weight)))
        return found

    def _word_slot(
        self,
        word: str,
        corrections: Sequence[Correction],
        meanings: Sequence[Meaning],
        topics: Sequence[_NamedTopic],
    ) -> Slot:
        """One word, or what it is misspelled for; or what it means, alone or with others."""
        meant = corrections[0].word if corrections else word
        factor = weights.CORRECTION if corrections else 1.0
        own = [*self._word(word, corrections), *tag_queries(meanings, factor)]
        about = [topic.query for topic in topics if naming_key(meant) in topic.names]
        slot = Slot.of(own, about, self._lexicon.words.information(key(meant)))
        return slot.lighter() if is_light(word) else slot

    def _told(
        self,
        word: str,
        corrections: Sequence[Correction],
        meanings: Sequence[Meaning],
        topics: Sequence[_NamedTopic],
    ) -> WordReading:
        if corrections:
            return WordReading(word, "corrected", tuple(each.word for each in corrections))
        named = any(naming_key(word) in topic.names for topic in topics)
        used = self._occurs(word) or meanings or named
        return WordReading(word, "used" if used else "unknown")

    def _name_slot(
        self, words: Sequence[str], meanings: Sequence[Meaning], topics: Sequence[_NamedTopic]
    ) -> Slot:
        """A concept's name of several words: all of them, or what the name means."""
        each = tuple(alternatives(self._word(word, ())) for word in words)
        information = max(self._lexicon.words.information(key(word)) for word in words)
        names = {naming_key(word) for word in words}
        about = [topic.query for topic in topics if topic.names >= names]
        return Slot.of([Bool(must=each), *tag_queries(meanings)], about, information)

    def _word(self, word: str, corrections: Sequence[Correction]) -> list[Query]:
        self._reading.marks.add(key(word))
        queries = word_query(key(word))
        queries += self._parts_together(word)
        for relative in self._lexicon.words.family(key(word)):
            self._reading.marks.add(relative)
            queries += word_query(relative, weights.DERIVED)
        for correction in corrections:
            corrected = key(correction.word)
            self._reading.marks.add(corrected)
            folded = correction.kind == "folded"
            queries += word_query(corrected, weights.FOLDED if folded else weights.CORRECTION)
        return queries

    def _parts_together(self, word: str) -> list[Query]:
        """A compound is also said in several words: all its parts, anywhere in the entry."""
        pieces = [piece for piece in split(word) if not is_stop(piece)]
        if len(pieces) < 2:  # noqa: PLR2004 - one part alone says something else
            return []
        self._reading.marks.update(map(key, pieces))
        each = tuple(alternatives(word_query(key(piece))) for piece in pieces)
        return [Boost(Bool(must=each), weights.QUERY_PART)]

    def _corrections(self, word: str) -> tuple[Correction, ...]:
        """Read a word that no entry holds as one that some do: misspelled, or half of it typed."""
        spelling = self._lexicon.words.spelling
        return tuple(spelling.corrections(word) or spelling.finished(word))

    def _tell(self, meaning: Meaning, text: str) -> None:
        concept = meaning.concept
        told = ConceptReading(concept.facet, concept.id, concept.label, text)
        self._reading.concepts.append(told)
