"""What a search text means: the query tree, and an account of how it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer import weights
from indexer.concepts import Meaning
from indexer.parsing import ParsedText, parse
from indexer.query import Bool, Everything, Query
from indexer.slots import Slot, alternatives, combine, span_query, tag_queries, word_query
from swedish.analysis import is_stop, key, parts
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.concepts import Recogniser
    from indexer.synonyms import Synonyms
    from indexer.words import Words
    from swedish.spelling import Correction
    from swedish.tokens import Token

SHOWN_CONCEPT = weights.CONCEPT_ALT
"""A concept named at least this surely is told to the user; a keyword's hint is not."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that a search text is read with."""

    words: Words
    recogniser: Recogniser
    synonyms: Synonyms


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


@dataclass(slots=True)
class Understanding:
    """How a text was understood; `marks` are the keys to highlight."""

    query: Query = field(default_factory=Everything)
    words: list[WordReading] = field(default_factory=list)
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    concepts: list[ConceptReading] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)


def understand(text: str, lexicon: Lexicon) -> Understanding:
    """Read a search text; an empty one asks for everything."""
    parsed = parse(text, lexicon.recogniser)
    reading = Understanding(phrases=parsed.phrases, excluded=parsed.excluded)
    reader = _Reader(lexicon, reading)
    slots = [*reader.numbered(parsed), *reader.words(parsed.words)]
    phrases = [reader.phrase(phrase) for phrase in parsed.phrases]
    excluded = [alternatives(span_query(_keys(word))) for word in parsed.excluded]
    if slots or phrases or excluded:
        reading.query = combine(slots, phrases, excluded)
    return reading


def _keys(text: str) -> list[str]:
    """Keys as they stand in the index: without function words."""
    words = [token.text for token in tokenize(text)]
    return [key(word) for word in words if not is_stop(word)] or [key(word) for word in words]


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
            query = alternatives(tag_queries([meaning]))
            slots.append(Slot(query, self._lexicon.words.most_information))
        return slots

    def phrase(self, phrase: str) -> Query:
        """A quoted phrase must stand as it is, inflection apart."""
        keys = _keys(phrase)
        self._reading.marks.update(keys)
        return alternatives(span_query(keys))

    def words(self, tokens: Sequence[Token]) -> list[Slot]:
        """Make slots of the words, the longest known names first."""
        content = [token for token in tokens if not is_stop(token.text)]
        ignored = {token for token in tokens if content and is_stop(token.text)}
        words = [token.text for token in content or tokens]
        keys = [key(word) for word in words]
        slots, readings, at = [], [], 0
        while at < len(words):
            length = max(1, self._longest_match(keys, at))
            span = slice(at, at + length)
            slot, read = self._span(words[span], keys[span])
            slots.append(slot)
            readings += read
            at += length
        told = iter(readings)
        self._reading.words = [
            WordReading(token.text, "ignored") if token in ignored else next(told)
            for token in tokens
        ]
        return slots

    def _longest_match(self, keys: Sequence[str], at: int) -> int:
        lexicon = self._lexicon
        return max(
            lexicon.recogniser.longest_match(keys, at), lexicon.synonyms.longest_match(keys, at)
        )

    def _span(self, words: Sequence[str], keys: Sequence[str]) -> tuple[Slot, list[WordReading]]:
        """Make one slot of words that belong together (mostly just one word)."""
        meanings = self._lexicon.recogniser.meanings(keys)
        for meaning in meanings:
            self._tell(meaning, " ".join(words))
        synonyms = self._lexicon.synonyms.of(keys)
        others = [*tag_queries(meanings), *self._synonym_queries(synonyms)]
        if len(words) > 1:
            return self._several(words, keys, others)
        known = self._lexicon.words.occurs(keys[0])
        corrections = () if known or others else self._corrections(words[0])
        own = self._word(words[0], keys[0], corrections)
        status = "used" if known or others else "corrected" if corrections else "unknown"
        read = WordReading(words[0], status, tuple(each.word for each in corrections))
        told_by = key(corrections[0].word) if corrections else keys[0]
        information = self._lexicon.words.information(told_by)
        return Slot(alternatives([*own, *others]), information), [read]

    def _several(
        self, words: Sequence[str], keys: Sequence[str], others: Sequence[Query]
    ) -> tuple[Slot, list[WordReading]]:
        """A name of several words: all of them, or what the name means."""
        each = [alternatives(self._word(*pair, ())) for pair in zip(words, keys, strict=True)]
        query = alternatives([Bool(must=tuple(each)), *others])
        information = max(self._lexicon.words.information(one) for one in keys)
        return Slot(query, information), [WordReading(word, "used") for word in words]

    def _word(self, word: str, word_key: str, corrections: Sequence[Correction]) -> list[Query]:
        self._reading.marks.add(word_key)
        queries = word_query(word_key)
        for part in dict.fromkeys(parts(word)):
            self._reading.marks.add(part)
            queries += word_query(part, weights.QUERY_PART)
        for correction in corrections:
            corrected = key(correction.word)
            self._reading.marks.add(corrected)
            folded = correction.kind == "folded"
            queries += word_query(corrected, weights.FOLDED if folded else weights.CORRECTION)
        return queries

    def _synonym_queries(self, synonyms: Sequence[tuple[str, ...]]) -> list[Query]:
        queries: list[Query] = []
        for keys in synonyms:
            if all(self._lexicon.words.occurs(one) for one in keys):
                self._reading.marks.update(keys)
                queries += span_query(keys, weights.SYNONYM)
        return queries

    def _corrections(self, word: str) -> tuple[Correction, ...]:
        return tuple(self._lexicon.words.spelling.corrections(word))

    def _tell(self, meaning: Meaning, text: str) -> None:
        if meaning.weight >= SHOWN_CONCEPT:
            concept = meaning.concept
            told = ConceptReading(concept.facet, concept.id, concept.label, text)
            self._reading.concepts.append(told)
