"""What a search text means: the query tree, and an account of how it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer import weights
from indexer.concepts import Meaning, naming_key
from indexer.parsing import ParsedText, parse
from indexer.query import Bool, Boost, Everything, Query
from indexer.slots import Slot, alternatives, combine, span_query, tag_queries, word_query
from indexer.synonyms import text_keys
from swedish.analysis import is_light, is_stop, key
from swedish.lexicon import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.concepts import Recogniser
    from indexer.synonyms import Synonyms
    from indexer.words import Words
    from swedish.spelling import Correction
    from swedish.tokens import Token


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
    """Read a search text; one without content asks for everything, and says what it ignored."""
    parsed = parse(text, lexicon.recogniser)
    reading = Understanding(phrases=parsed.phrases, excluded=parsed.excluded)
    reader = _Reader(lexicon, reading)
    slots = [*reader.numbered(parsed), *reader.words(parsed.words)]
    phrases = [reader.phrase(keys) for phrase in parsed.phrases if (keys := text_keys(phrase))]
    excluded = [alternatives(span_query(keys)) for w in parsed.excluded if (keys := text_keys(w))]
    if slots or phrases or excluded:
        reading.query = combine(slots, phrases, excluded)
    elif text.strip() and not reading.words:
        reading.words = [WordReading(text.strip(), "ignored")]
    return reading


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

    def phrase(self, keys: Sequence[str]) -> Query:
        """A quoted phrase must stand as it is, inflection apart."""
        self._reading.marks.update(keys)
        return alternatives(span_query(keys))

    def words(self, tokens: Sequence[Token]) -> list[Slot]:
        """Make slots of the words, the longest known names first."""
        words = [token.text for token in tokens if not is_stop(token.text)]
        names = [naming_key(word) for word in words]
        slots, readings, at = [], [], 0
        while at < len(words):
            span = slice(at, at + max(1, self._longest_match(names, at)))
            others = self._meant(names[span], " ".join(words[span]))
            named = len(words[span]) > 1 and self._lexicon.recogniser.meanings(names[span])
            if named:
                slots.append(self._name_slot(words[span], others))
                readings += [WordReading(word, "used") for word in words[span]]
            else:
                for slot, read in (self._word_slot(word, others) for word in words[span]):
                    slots.append(slot)
                    readings.append(read)
            at = span.stop
        told = iter(readings)
        self._reading.words = [
            WordReading(token.text, "ignored") if is_stop(token.text) else next(told)
            for token in tokens
        ]
        return slots

    def _longest_match(self, names: Sequence[str], at: int) -> int:
        lexicon = self._lexicon
        return max(
            lexicon.recogniser.longest_match(names, at), lexicon.synonyms.longest_match(names, at)
        )

    def _word_slot(self, word: str, others: Sequence[Query]) -> tuple[Slot, WordReading]:
        """One word, or what it is misspelled for; or what it means, alone or with its neighbours.

        The words of a term of several each get its synonyms: an entry that says SMF holds all
        of "små och medelstora företag".
        """
        words = self._lexicon.words
        known = words.occurs(key(word)) or bool(words.family(key(word)))
        corrections = () if known or others else self._corrections(word)
        own = self._word(word, corrections)
        if corrections:
            right = corrections[0].word
            others = self._meant([naming_key(right)], right, weights.CORRECTION)
        status = "used" if known or (others and not corrections) else "unknown"
        read = WordReading(
            word, "corrected" if corrections else status, tuple(each.word for each in corrections)
        )
        told_by = key(corrections[0].word) if corrections else key(word)
        information = self._lexicon.words.information(told_by)
        slot = Slot(alternatives([*own, *others]), information)
        return slot.lighter() if is_light(word) else slot, read

    def _name_slot(self, words: Sequence[str], others: Sequence[Query]) -> Slot:
        """A concept's name of several words: all of them, or what the name means."""
        each = tuple(alternatives(self._word(word, ())) for word in words)
        information = max(self._lexicon.words.information(key(word)) for word in words)
        return Slot(alternatives([Bool(must=each), *others]), information)

    def _meant(self, names: Sequence[str], text: str, factor: float = 1.0) -> list[Query]:
        """Look for what a name stands for: linked concepts, and other words for the same."""
        meanings = self._lexicon.recogniser.meanings(names)
        for meaning in meanings:
            self._tell(meaning, text)
        synonyms = self._synonym_queries(self._lexicon.synonyms.of(names), factor)
        return [*tag_queries(meanings, factor), *synonyms]

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
        each = tuple(alternatives(self._piece(piece)) for piece in pieces)
        return [Boost(Bool(must=each), weights.QUERY_PART)]

    def _piece(self, piece: str) -> list[Query]:
        """A part of a compound, or another word for it: klimatcoach is klimatrådgivare."""
        synonyms = self._lexicon.synonyms.of([naming_key(piece)])
        return [*word_query(key(piece)), *self._synonym_queries(synonyms, 1.0)]

    def _synonym_queries(self, synonyms: Sequence[tuple[str, ...]], factor: float) -> list[Query]:
        queries: list[Query] = []
        for keys in synonyms:
            if keys and all(self._lexicon.words.occurs(one) for one in keys):
                self._reading.marks.update(keys)
                queries += span_query(keys, weights.SYNONYM * factor)
        return queries

    def _corrections(self, word: str) -> tuple[Correction, ...]:
        """Read a word that no entry holds as one that some do: misspelled, or half of it typed."""
        spelling = self._lexicon.words.spelling
        return tuple(spelling.corrections(word) or spelling.finished(word))

    def _tell(self, meaning: Meaning, text: str) -> None:
        concept = meaning.concept
        told = ConceptReading(concept.facet, concept.id, concept.label, text)
        self._reading.concepts.append(told)
