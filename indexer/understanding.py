"""What a search text means: the query tree, and an account of how it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from indexer import weights
from indexer.clauses import QueryClause, alternatives, combine, span_query, tag_queries, word_query
from indexer.concepts import Meaning
from indexer.content_words import ContentReader, ContentWord
from indexer.fields import TOPICS
from indexer.parsing import ParsedText, parse
from indexer.query import Bool, Boost, Query, Term
from indexer.readings import (
    NOTHING_IGNORED,
    ConceptReading,
    Ignored,
    TopicReading,
    Understanding,
    WordReading,
)
from indexer.topics import single_word_keys
from swedish.analysis import analyse, is_generic, is_stop, key
from swedish.lexicon import sides
from swedish.naming import name_keys, naming_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indexer.lexicons import QueryLexicon
    from swedish.tokens import Token


def understand(
    text: str, lexicon: QueryLexicon, ignored: Ignored = NOTHING_IGNORED
) -> Understanding:
    """Read a search text; one without content asks for everything, and says what it ignored."""
    parsed = parse(text, lexicon.recogniser, ignored.concepts)
    excluded = (*(each.text for each in parsed.without), *parsed.excluded)
    reading = Understanding(parsed.text, phrases=parsed.phrases, excluded=excluded)
    reader = _TextReader(lexicon, ignored, reading)
    clauses = [*reader.numbered(parsed), *reader.words(parsed.words)]
    phrases = [reader.phrase(keys) for phrase in parsed.phrases if (keys := _keys(phrase))]
    unwanted = reader.excluded(parsed)
    if clauses or phrases or unwanted:
        reading.query = combine(clauses, phrases, unwanted)
    elif text.strip() and not reading.words:
        reading.words = [WordReading(text.strip(), "ignored")]
    return reading


def _meant(meanings: Iterable[Meaning], factor: float = 1.0) -> list[Query]:
    """Look for entries that are linked to what the words mean."""
    return tag_queries((one for one in meanings if not one.is_part), factor)


def _in_it(meanings: Iterable[Meaning], factor: float = 1.0) -> list[Query]:
    """Look for entries linked to what the words are a part of: not sought, but likelier."""
    return tag_queries((one for one in meanings if one.is_part), factor * weights.TIE)


def _in_order(tokens: Sequence[Token], read: Mapping[Token, WordReading]) -> Iterator[WordReading]:
    """Put the readings of the words that count between those that do not."""
    counting = {place for token in read for place in range(token.start, token.end)}
    idle = (token for token in tokens if token.start not in counting)
    all_read = {**read, **{token: WordReading(token.text, "ignored") for token in idle}}
    for token in sorted(all_read, key=lambda token: token.start):
        yield all_read[token]


def _keys(text: str) -> tuple[str, ...]:
    return tuple(analyse(text).keys)


class _NamedTopic(NamedTuple):
    """What to look for, and the words that name it."""

    names: frozenset[str]
    query: Query


class _TextReader:
    """Reads one text, filling the account as it goes."""

    def __init__(self, lexicon: QueryLexicon, ignored: Ignored, reading: Understanding) -> None:
        self._lexicon = lexicon
        self._ignored = ignored
        self._reading = reading

    def numbered(self, parsed: ParsedText) -> list[QueryClause]:
        """Make a clause of each concept named by its number."""
        clauses = []
        for concept, start, end, _ in parsed.numbered:
            meaning = Meaning(concept, weights.CONCEPT_NAME)
            self._note_concepts([meaning], start, end)
            clauses.append(
                QueryClause.of(tag_queries([meaning]), (), self._lexicon.words.most_information)
            )
        return clauses

    def phrase(self, keys: Sequence[str]) -> Query:
        """A quoted phrase must stand as it is, inflection apart."""
        self._reading.marks.update(keys)
        return alternatives(span_query(keys))

    def excluded(self, parsed: ParsedText) -> list[Query]:
        """Look for what must not be there: words, and links to the concepts that they name."""
        found = [tag_queries([Meaning(each.concept, 1.0)]) for each in parsed.without]
        for each in parsed.excluded:
            named = self._lexicon.recogniser.meanings(name_keys(each))
            surely = [one for one in named if not one.is_part and one.weight >= weights.CONCEPT_ALT]
            keys = _keys(each)
            found.append([*(span_query(keys) if keys else ()), *tag_queries(surely)])
        return [alternatives(queries) for queries in found if queries]

    def words(self, tokens: Sequence[Token]) -> list[QueryClause]:
        """Make clauses of the words, the longest known names first."""
        content = ContentReader(self._lexicon, as_written=self._ignored.spelling)
        words = content.read(self._reading.text, tokens)
        spans = list(self._spans(words))
        topics = self._topics([word.meant for word in words], [span for span, _ in spans])
        clauses: list[QueryClause] = []
        read: dict[Token, WordReading] = {}
        for span, meanings in spans:
            if meanings:
                self._note_concepts(meanings, span[0].token.start, span[-1].token.end)
            make = self._name_clause if len(span) > 1 else self._word_clause
            clauses.append(make(span, meanings, topics))
            read |= {word.token: self._word_reading(word, meanings, topics) for word in span}
        self._reading.words = list(_in_order(tokens, read))
        return clauses

    def _spans(
        self, words: Sequence[ContentWord]
    ) -> Iterator[tuple[Sequence[ContentWord], tuple[Meaning, ...]]]:
        """Yield each word or name of several, with what it means."""
        names = [word.name for word in words]
        at = 0
        while at < len(words):
            count, meanings = self._name_at(names, at)
            yield words[at : at + count], meanings
            at += count

    def _name_at(self, names: Sequence[str], at: int) -> tuple[int, tuple[Meaning, ...]]:
        """Return how many words the longest name has that starts here, or one, and its meanings."""
        recogniser = self._lexicon.recogniser
        longest = recogniser.longest_match(names, at)
        meanings = self._wanted(recogniser.meanings(names[at : at + longest]))
        if longest > 1 and not meanings:
            longest = 1
            meanings = self._wanted(recogniser.meanings(names[at : at + 1]))
        return max(1, longest), meanings

    def _wanted(self, meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
        ignored = self._ignored.concepts
        return tuple(one for one in meanings if (one.concept.facet, one.concept.id) not in ignored)

    def _topics(
        self, words: Sequence[str], spans: Iterable[Sequence[ContentWord]]
    ) -> list[_NamedTopic]:
        """Find the topics that the words name, each with what to look for.

        A part of a longer name means what the name means: AC-län is no air conditioning.
        """
        found = []
        longer = [{word.name for word in span} for span in spans if len(span) > 1]
        ignored = self._ignored.topics
        for topic, names, hidden in self._lexicon.topics.in_query(words):
            if ignored is None or topic.id in ignored or any(names < span for span in longer):
                continue
            if topic.wider and len(words) == len(names):
                continue  # mercury alone is not sought by who asks for heavy metals
            text = " ".join(word for word in words if naming_key(word) in names)
            self._reading.topics.append(TopicReading(topic.id, topic.label, text))
            self._reading.marks.update(single_word_keys(topic))
            weight = weights.TOPIC_HIDDEN if hidden else weights.TOPIC
            found.append(_NamedTopic(names, Boost(Term(TOPICS, topic.id), weight)))
        return found

    def _word_clause(
        self,
        words: Sequence[ContentWord],
        meanings: Sequence[Meaning],
        topics: Sequence[_NamedTopic],
    ) -> QueryClause:
        """One word, or what it is misspelled for; or what it means, alone or with others."""
        (word,) = words
        factor = word.factor
        about = [topic.query for topic in topics if word.name in topic.names]
        clause = QueryClause.of(
            [*self._word(word), *_meant(meanings, factor)],
            about,
            self._information([word], meanings),
        ).preferring(_in_it(meanings, factor))
        return clause.as_generic() if is_generic(word.written) else clause

    def _name_clause(
        self,
        words: Sequence[ContentWord],
        meanings: Sequence[Meaning],
        topics: Sequence[_NamedTopic],
    ) -> QueryClause:
        """A concept's name of several words: all of them, or what the name means."""
        each = [self._word(word) for word in words]
        names = {word.name for word in words}
        about = [topic.query for topic in topics if topic.names >= names]
        all_said = [Bool(must=tuple(map(alternatives, each)))] if all(each) else []
        own = [*all_said, *_meant(meanings)]
        clause = QueryClause.of(own, about, self._information(words, meanings))
        return clause.preferring(_in_it(meanings))

    def _information(self, words: Sequence[ContentWord], meanings: Sequence[Meaning]) -> float:
        """Return what the rarest of the words tells; who names a place means that place."""
        most = max(self._lexicon.words.information(key(word.meant)) for word in words)
        place = any(meaning.concept.facet == "county" for meaning in meanings)
        return most * (weights.PLACE if place else 1.0)

    def _word(self, word: ContentWord) -> list[Query]:
        """Look for the word, its family and its parts together; or for what it is read as."""
        if is_stop(word.written):  # of a name; no entry is found by it
            return []
        read = [each.word for each in word.corrections] or [word.written]
        return [query for each in read for query in self._written(each, word.factor)]

    def _written(self, word: str, factor: float) -> list[Query]:
        own = self._keyed(key(word), factor)
        return [*own, *self._parts_together(word, factor), *self._derived(word, factor)]

    def _derived(self, word: str, factor: float = 1.0) -> list[Query]:
        relatives = self._lexicon.words.family(key(word))
        return [q for each in relatives for q in self._keyed(each, weights.DERIVED * factor)]

    def _keyed(self, word_key: str, factor: float = 1.0) -> list[Query]:
        self._reading.marks.add(word_key)
        return word_query(word_key, factor)

    def _parts_together(self, word: str, factor: float) -> list[Query]:
        """A compound is also said in several words: what stands on both sides of a joint."""
        ways: list[Query] = []
        for pair in sides(word):
            if not any(map(is_stop, pair)) and self._is_informative(pair):
                both = tuple(alternatives(self._side(side)) for side in pair)
                ways.append(Boost(Bool(must=both), weights.QUERY_PART * factor))
        return ways

    def _is_informative(self, pair: Sequence[str]) -> bool:
        """Tell whether two words say enough: work and environment are in most entries."""
        words = self._lexicon.words
        together = sum(words.information(key(side)) for side in pair)
        return together >= weights.SIDES_NEEDED * words.most_information

    def _side(self, word: str) -> list[Query]:
        """One side of a compound, or another word for it: klimatcoach is klimatrådgivare."""
        queries = [*self._keyed(key(word)), *self._derived(word)]
        topics = self._lexicon.topics.in_query([word])
        about = (one.topic for one in topics if not one.topic.wider)
        return [*queries, *(Boost(Term(TOPICS, topic.id), weights.TOPIC) for topic in about)]

    def _word_reading(
        self, word: ContentWord, meanings: Sequence[Meaning], topics: Sequence[_NamedTopic]
    ) -> WordReading:
        text, read_as = word.token.text, word.read_as
        if read_as:
            return WordReading(text, "corrected", read_as)
        named = any(word.name in topic.names for topic in topics)
        used = named or meanings or self._occurs(word.written)
        return WordReading(text, "used" if used else "unknown")

    def _occurs(self, word: str) -> bool:
        words = self._lexicon.words
        return words.occurs(key(word)) or bool(words.family(key(word)))

    def _note_concepts(self, meanings: Iterable[Meaning], start: int, end: int) -> None:
        text = self._reading.text[start:end].lower()
        self._reading.concepts += (
            ConceptReading(concept.facet, concept.id, text, start, end) for concept, *_ in meanings
        )
