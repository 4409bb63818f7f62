"""Reads a search text: what it asks for, and an account of how it was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from indexer.concepts import Meaning, name_a_place
from indexer.content_words import ContentReader
from indexer.documents import facet_token
from indexer.fields import LEAD_TOPICS, TAG_FIELDS, TOPICS
from indexer.parsing import ParsedText, parse
from indexer.periods import periods
from indexer.query import Query, Term, all_of, any_of
from indexer.query_terms import (
    QueryTerm,
    Role,
    find_phrase,
    lead_with,
    of_periods,
)
from indexer.readings import (
    NOTHING_IGNORED,
    ConceptReading,
    Ignored,
    TopicReading,
    Understanding,
    WordReading,
    in_order,
)
from swedish.analysis import analyse, base_form, is_off_topic, is_stop, key
from swedish.naming import naming_key
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from indexer.content_word import ContentWord
    from indexer.lexicons import QueryLexicon
    from indexer.topics import Named
    from swedish.tokens import Token


BODIES = frozenset({"region", "länsstyrelse", "länsstyrelsen"})
"""Words that are a name with a place, and nothing else: Region Halland, Länsstyrelsen i Skåne."""


def understand(
    text: str, lexicon: QueryLexicon, ignored: Ignored = NOTHING_IGNORED
) -> Understanding:
    """Read a search text; one without content asks for everything."""
    parsed = parse(text, lexicon.recogniser, ignored.concepts, lexicon.topics.longest_name)
    found = periods(parsed.text, datetime.now(UTC).year)
    reading = Understanding(
        parsed.text,
        parsed.written,
        phrases=parsed.phrases,
        excluded=(*(each.text for each in parsed.without), *parsed.excluded),
        wishes=parsed.wishes,
        when=of_periods(found),
        periods=found,
        off_topic=is_off_topic(parsed.text),
    )
    _Reader(lexicon, ignored, reading).read(parsed)
    if text.strip() and not reading.words and not reading.asks_something:
        reading.words = [WordReading(text.strip(), "ignored")]
    return reading


def _keys(text: str) -> tuple[str, ...]:
    return tuple(analyse(text).keys)


class _Reader:
    """Reads one text, filling the account as it goes."""

    def __init__(self, lexicon: QueryLexicon, ignored: Ignored, reading: Understanding) -> None:
        self._lexicon = lexicon
        self._ignored = ignored
        self._reading = reading

    def read(self, parsed: ParsedText) -> None:
        reading = self._reading
        reading.terms = [*self._read_numbers(parsed), *self._read_words(parsed.words)]
        if reading.when:
            most = self._lexicon.words.most_information
            reading.terms.append(QueryTerm(reading.when, most, Role.SETTING, reading.when))
        phrases = [keys for each in parsed.phrases if (keys := _keys(each))]
        reading.required = tuple(map(find_phrase, phrases))
        reading.marks.update(chain.from_iterable(phrases))
        reading.unwanted = tuple(self._exclude(parsed))

    def _read_numbers(self, parsed: ParsedText) -> Iterator[QueryTerm]:
        """Yield a term for each concept that is named by its number."""
        for concept, start, end, _ in parsed.numbered:
            self._note_concepts([Meaning(concept)], start, end)
            linked = Term(TAG_FIELDS[concept.facet], facet_token(concept.id))
            yield QueryTerm(linked, self._lexicon.words.most_information)
            self._reading.canonical += _base_forms(each.text for each in tokenize(concept.label))

    def _exclude(self, parsed: ParsedText) -> Iterator[Query]:
        """Yield what must not be there: words, and links to the concepts that they name.

        A place that a sentence excludes ("inte i Skåne") leaves out what leads with it only.
        """
        for each in parsed.without:
            yield Term(TAG_FIELDS[each.concept.facet], facet_token(each.concept.id))
        for text in parsed.excluded:
            words = [token.text for token in tokenize(text)]
            meanings = self._lexicon.recogniser.meanings([naming_key(word) for word in words])
            linked = [_linked_to(one) for one in meanings if not one.is_part]
            keys = _keys(text)
            if name_a_place(meanings) and text in parsed.negated:
                written = [lead_with(keys)] if keys else []
            else:
                written = [find_phrase(keys)] if keys else []
                named = self._lexicon.topics.in_query(words) if len(words) == 1 else ()
                written += [Term(LEAD_TOPICS, one.topic.id) for one in named if not one.hidden]
            if written or linked:
                yield any_of([*written, *linked])

    def _read_words(self, tokens: Sequence[Token]) -> list[QueryTerm]:
        """Return the terms of the words, the longest known names first.

        Words that say when are read as the period that they name.
        """
        reading = self._reading
        content = ContentReader(
            self._lexicon,
            as_written=self._ignored.spelling,
            other_names=not self._ignored.spelling and self._ignored.topics == frozenset(),
        )
        dated = {at for each in reading.periods for at in range(each.start, each.end)}
        words = content.read(reading.text, [token for token in tokens if token.start not in dated])
        if reading.when and all(word.is_general for word in words):
            words = []
        spans = list(self._spans(words))
        named = self._name_topics(words, spans)
        read: dict[Token, WordReading] = {}
        terms: list[QueryTerm] = []
        for span, meanings in spans:
            if meanings:
                self._note_concepts(meanings, span[0].token.start, span[-1].token.end)
            terms.append(self._to_term(span, meanings, named))
            read |= {word.token: self._word_reading(word, meanings, named) for word in span}
        reading.words = list(in_order(tokens, read))
        counting = (word.searched for word in words if not is_stop(word.written))
        reading.canonical += _base_forms(counting)
        return _as_body(terms) if words and words[0].token.text in BODIES else terms

    def _spans(
        self, words: Sequence[ContentWord]
    ) -> Iterator[tuple[Sequence[ContentWord], tuple[Meaning, ...]]]:
        """Yield each word, or name of more than one, with what it means."""
        recogniser = self._lexicon.recogniser
        names = [word.name for word in words]
        at = 0
        while at < len(words):
            count = max(1, recogniser.longest_match(names, at))
            meanings = self._wanted(words[at : at + count], names[at : at + count])
            if count > 1 and not meanings:
                count = 1
                meanings = self._wanted(words[at : at + 1], names[at : at + 1])
            yield words[at : at + count], meanings
            at += count

    def _wanted(self, words: Sequence[ContentWord], names: Sequence[str]) -> tuple[Meaning, ...]:
        """Return what some words mean, less what is to be ignored and what their verb only does."""
        ignored = self._ignored.concepts
        return tuple(
            one
            for one in self._lexicon.recogniser.meanings(names)
            if (one.concept.facet, one.concept.id) not in ignored and not _is_verb_of(words, one)
        )

    def _name_topics(
        self,
        words: Sequence[ContentWord],
        spans: Sequence[tuple[Sequence[ContentWord], Sequence[Meaning]]],
    ) -> list[Named]:
        """Return the topics that the words name.

        A part of a longer name means what the name means: AC-län is no air conditioning. General
        words name nothing next to others, and a kind of a topic is not meant by its name alone.
        """
        ignored = self._ignored.topics
        if ignored is None:
            return []
        longer = [_names(span) for span, _ in spans if len(span) > 1]
        places = {word.name for span, named in spans if name_a_place(named) for word in span}
        specific = {word.name for word in words if not word.is_general}
        sought = specific - places
        found = []
        for each in self._lexicon.topics.in_query(list(_also_called(words))):
            topic, names, _ = each
            if topic.id in ignored or any(names < span for span in longer):
                continue
            if (specific and names.isdisjoint(specific)) or (
                topic.wider and len(names) >= len(sought)
            ):
                continue
            text = " ".join(
                dict.fromkeys(word.display_text for word in words if word.name in names)
            )
            self._reading.topics.append(
                TopicReading(topic.id, topic.label, text, narrower=topic.narrower)
            )
            self._reading.marks |= self._lexicon.topics.marks(topic.id)
            found.append(each)
        return found

    def _to_term(
        self, words: Sequence[ContentWord], meanings: Sequence[Meaning], topics: Sequence[Named]
    ) -> QueryTerm:
        """Return a term of a word or a name: all its words, a link to what it means, or a topic.

        A word of a goal's name (hunger) means the goal where no entry writes it.
        """
        about = [each.topic.id for each in topics if each.words >= _names(words)]
        is_place = name_a_place(meanings)
        is_written = bool(about) or any(map(self._occurs, words))
        links = [
            _linked_to(one)
            for one in meanings
            if is_place or not one.is_part or (one.concept.facet == "goal" and not is_written)
        ]
        ways = [keys for word in words if (keys := self._alternatives(word))]
        written = [*_say(find_phrase, ways), *links]
        own = [_linked_to(one) for one in meanings if is_place and not one.is_part]
        named_so = [*_say(find_phrase, ways), *(own if is_place else links)]
        return QueryTerm(
            any_of([*written, *(Term(TOPICS, each) for each in about)]),
            self._information(words, topics),
            Role.SETTING if is_place else _role(words, meanings),
            any_of([*_say(lead_with, ways), *links]) if is_place else None,
            any_of(named_so) if named_so else None,
        )

    def _alternatives(self, word: ContentWord) -> list[tuple[str, ...]]:
        """Return the keys of what a word may be: itself, what it is misspelt for, other names."""
        if is_stop(word.written):
            return []
        read = [each.word for each in word.corrections] or [word.written]
        found = [keys for each in (*read, *word.same) if (keys := _keys(each))]
        self._reading.marks.update(chain.from_iterable(found))
        return list(dict.fromkeys(found))

    def _information(self, words: Sequence[ContentWord], topics: Sequence[Named]) -> float:
        """Return the information of the word that has most, with the topics that it names alone."""
        return max(
            self._lexicon.words.information(
                key(word.searched), [each.topic.id for each in topics if each.words == {word.name}]
            )
            for word in words
        )

    def _occurs(self, word: ContentWord) -> bool:
        return any(self._lexicon.words.occurs(key(name)) for name in _also_called([word]))

    def _word_reading(
        self, word: ContentWord, meanings: Sequence[Meaning], topics: Sequence[Named]
    ) -> WordReading:
        text = word.token.text
        if word.read_as:
            return WordReading(text, "corrected", word.read_as)
        same = (word.written, *word.same) if word.typed else word.same
        named = any(word.name in each.words for each in topics)
        used = named or meanings or self._occurs(word)
        missing = "ignored" if word.is_general else "unknown"
        return WordReading(text, "used" if used else missing, same=same)

    def _note_concepts(self, meanings: Iterable[Meaning], start: int, end: int) -> None:
        text = self._reading.text[start:end].lower()
        self._reading.concepts += (
            ConceptReading(each.concept.facet, each.concept.id, text, start, end)
            for each in meanings
        )


def _base_forms(words: Iterable[str]) -> list[str]:
    return [base_form(word) for word in words if not is_stop(word)]


def _say(
    find: Callable[[Sequence[str]], Query], ways: Sequence[Sequence[tuple[str, ...]]]
) -> list[Query]:
    """Return what finds all of some words, each in one of its ways; nothing of no words."""
    queries = [any_of(map(find, keys)) for keys in ways]
    return [all_of(queries)] if len(queries) > 1 else queries


def _as_body(terms: list[QueryTerm]) -> list[QueryTerm]:
    """Return the terms of a name of a region or county board, its word and its place, as one."""
    body, *places = terms
    if not places or any(each.role is not Role.SETTING for each in places):
        return terms
    found = any_of(each.query for each in places)
    return [
        replace(
            body,
            query=all_of([body.query, found]),
            information=max(each.information for each in terms),
            written=all_of([body.written or body.query, found]),
        ),
        *places,
    ]


def _is_verb_of(words: Sequence[ContentWord], meaning: Meaning) -> bool:
    """Return whether a word is the verb of a state's participle: to plan is not planned."""
    participle = words[0].searched.removesuffix("r") + "d"
    return meaning.concept.facet == "state" and participle == meaning.concept.label.lower()


def _role(words: Sequence[ContentWord], meanings: Sequence[Meaning]) -> Role:
    general = all(word.is_general for word in words)
    return Role.GENERAL if general and not meanings else Role.SUBJECT


def _names(words: Iterable[ContentWord]) -> frozenset[str]:
    return frozenset(word.name for word in words)


def _also_called(words: Iterable[ContentWord]) -> Iterator[str]:
    return (name for word in words for name in (word.searched, *word.single_word_names))


def _linked_to(meaning: Meaning) -> Term:
    return Term(TAG_FIELDS[meaning.concept.facet], facet_token(meaning.concept.id))
