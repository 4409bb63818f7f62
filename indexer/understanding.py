"""What a search text means: the query tree, and an account of how it was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from indexer import weights
from indexer.clauses import (
    combine,
    exactly,
    gone,
    in_it,
    meant,
    of_places,
    span_query,
    tag_queries,
    whole,
    with_near,
    word_query,
)
from indexer.concepts import Meaning, name_a_part, name_a_place
from indexer.content_words import ContentReader
from indexer.cut_off import enough, joined, led_by, nearly, standing
from indexer.fields import COMPOUND_PARTS, LEAD
from indexer.lead_ins import without_lead_ins
from indexer.leading import leading
from indexer.named_topics import NamedTopic, sufficing
from indexer.parsing import ParsedText, parse
from indexer.periods import YEAR, periods
from indexer.query import Bool, Boost, Phrase, Query, Term
from indexer.query_clause import QueryClause, alternatives, of_years
from indexer.readings import (
    NOTHING_IGNORED,
    ConceptReading,
    Ignored,
    Understanding,
    WordReading,
    in_order,
)
from indexer.topic_finder import TopicFinder, is_only_done, name_a_funder, names_of
from swedish.analysis import analyse, is_stop, key, qualities
from swedish.derivation import action, same_doing
from swedish.lexicon import is_dictionary_word, is_quality, sides
from swedish.naming import name_keys
from swedish.tokens import Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from indexer.content_word import ContentWord
    from indexer.lexicons import QueryLexicon


def understand(
    text: str, lexicon: QueryLexicon, ignored: Ignored = NOTHING_IGNORED
) -> Understanding:
    """Read a search text; one without content asks for everything, and says what it ignored."""
    parsed = parse(text, lexicon.recogniser, ignored.concepts, lexicon.topics.longest_name)
    when = periods(parsed.text, datetime.now(UTC).year)
    excluded = (*(each.text for each in parsed.without), *parsed.excluded)
    reading = Understanding(
        parsed.text,
        parsed.written,
        phrases=parsed.phrases,
        excluded=excluded,
        wishes=parsed.wishes,
        when=of_years(when),
        periods=when,
    )
    reader = _TextReader(lexicon, ignored, reading)
    numbered = reader.numbered(parsed)
    beside = bool(numbered or parsed.phrases)
    clauses = [*numbered, *reader.words(parsed.words, beside=beside)]
    phrases = [reader.phrase(keys) for phrase in parsed.phrases if (keys := _keys(phrase))]
    unwanted = reader.excluded(parsed)
    if clauses or phrases or unwanted:
        reading.query = query = combine(clauses, phrases, unwanted)
        near = nearly(clauses) if len(clauses) > 1 else ()
        led, scored = reader.broader()
        if clauses and not phrases:
            ways = dict.fromkeys(reader.tight(numbered) if len(clauses) > 1 else ())
            reading.tight = tuple(replace(query, filter=way) for way in ways if way != query.filter)
            reading.near = with_near(query, near)
            reading.wider = with_near(query, (*near, *led), scored) if led else None
        reading.whole = whole(
            clauses, [*phrases, *(gone(_keys(each)[-1]) for each in parsed.wishes)]
        )
        reading.here = of_places(clauses)
        reading.every = whole(clauses, phrases, surely=False)
        if not phrases:
            reading.leading = partial(led_by, clauses)
    elif text.strip() and not reading.words:
        reading.words = [WordReading(text.strip(), "ignored")]
    return reading


def _keys(text: str) -> tuple[str, ...]:
    return tuple(analyse(text).keys)


class _TextReader:
    """Reads one text, filling the account as it goes."""

    def __init__(self, lexicon: QueryLexicon, ignored: Ignored, reading: Understanding) -> None:
        self._lexicon = lexicon
        self._ignored = ignored
        self._reading = reading
        self._topics = TopicFinder(lexicon, ignored, reading)
        self._tight: list[tuple[list[QueryClause], float]] = []
        self._asked: dict[str, str] = {}

    def numbered(self, parsed: ParsedText) -> list[QueryClause]:
        """Make a clause of each concept named by its number."""
        clauses = []
        for concept, start, end, _ in parsed.numbered:
            meaning = Meaning(concept, weights.CONCEPT_NAME)
            self._note_concepts([meaning], start, end)
            told = self._lexicon.words.most_information
            clause = QueryClause.of(tag_queries([meaning]), (), told)
            clauses.append(clause.standing_as(standing(frozenset(), [meaning], ())))
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
            said = span_query(keys) if (keys := _keys(each)) else []
            if not name_a_place(named):
                said += self._as_subject(each)
            elif each in parsed.negated:
                said = [leads for query in said if (leads := leading(query))]
            found.append([*said, *tag_queries(surely)])
        return [alternatives(queries) for queries in found if queries]

    def _as_subject(self, words: str) -> list[Query]:
        """Look for what is about some words: a title says them, or another name of their topic.

        Who writes "inte bussar" means public transport, too.
        """
        keys = _keys(words)
        if len(keys) != 1:
            return []
        named = self._lexicon.topics.in_query([token.text for token in tokenize(words)])
        swedish = is_dictionary_word(words.lower())
        marks = (
            self._lexicon.topics.marks(each.topic.id)
            for each in named
            if not (each.hidden and swedish)
        )
        same = {keys[0], *self._lexicon.words.family(keys[0])}.union(*marks)
        fields = ("title", COMPOUND_PARTS["title"])
        return [query for each in sorted(same) for query in word_query(each, fields=fields)]

    def words(self, tokens: Sequence[Token], *, beside: bool) -> list[QueryClause]:
        """Make clauses of the words, the longest known names first; `beside` others or alone.

        What only leads to the subject is no word of them. What says when is none either, and a
        clause by itself; beside it general words say nothing.
        """
        content = ContentReader(
            self._lexicon,
            as_written=self._ignored.spelling,
            other_names=not self._ignored.spelling and self._ignored.topics == frozenset(),
        )
        when, periods = self._reading.when, self._reading.periods
        said = {at for each in periods for at in range(each.start, each.end)}
        asked = {
            one.start for one in without_lead_ins(tokens, self._lexicon.name_at, beside=beside)
        }
        undated = [one for one in tokens if one.start not in said]
        words = content.read(self._reading.text, undated, asked)
        if when and all(word.is_general for word in words):
            words = []
        spans = list(self._spans(words))
        topics = self._topics.find(words, spans)
        self._asked = {word.name: key(word.meant) for word in words}
        telling = {one.token: other for one, other in pairwise(words) if not other.is_general}
        clauses: list[QueryClause] = []
        read: dict[Token, WordReading] = {}
        for span, meanings in spans:
            if meanings:
                self._note_concepts(meanings, span[0].token.start, span[-1].token.end)
            make = self._name_clause if len(span) > 1 else self._word_clause
            clause = make(span, meanings, topics)
            if name_a_place(meanings):
                clause = clause.as_place(self._naming(span) if name_a_part(meanings) else None)
            elif len(span) == 1 and span[0].token in telling:
                told = telling[span[0].token]
                clause = clause.demanding(self._quality(span[0], told, topics))
            clauses.append(clause)
            read |= self._readings(span, meanings, topics)
        self._reading.words = list(in_order(tokens, read))
        named = [names_of(span) for span, _ in spans]
        found = joined(clauses, named, topics)
        self._tight = [(joined(clauses, named, topics, x), x) for x in weights.SHARES_OF_MANY]
        return [*found, QueryClause.of_years(when)] if when else found

    def _naming(self, words: Sequence[ContentWord]) -> Query | None:
        """Look for what leads with the name of a part of a county; None where no entry has it.

        An organisation that has the name in its own does not say it, but for the municipality.
        """
        keys = tuple(key(word.meant) for word in words if not is_stop(word.written))
        if not keys or not all(map(self._lexicon.words.occurs, keys)):
            return None
        said = Term(LEAD, keys[0]) if len(keys) == 1 else Phrase(LEAD, keys)
        board = (Phrase("labels", (*keys, key(each))) for each in ("kommun", "stad"))
        return alternatives([said, *board])

    def tight(self, numbered: Sequence[QueryClause]) -> list[tuple[Query, ...]]:
        """Filter out more: what has less than greater and greater shares of what is sought."""
        return [enough([*numbered, *clauses], share) for clauses, share in self._tight]

    def broader(self) -> tuple[list[Query], list[Query]]:
        """Find what leads with a broader topic than those that the words name, and score it."""
        topics = self._topics.broader()
        return [each.led for each in topics], [each.query for each in topics]

    def _readings(
        self,
        span: Sequence[ContentWord],
        meanings: Sequence[Meaning],
        topics: Sequence[NamedTopic],
    ) -> dict[Token, WordReading]:
        """Tell of each word how it is read; what a hyphen joins is one."""
        read = {word.token: self._word_reading(word, meanings, topics) for word in span}
        if not self._is_hyphened(span):
            return read
        start, end = span[0].token.start, span[-1].token.end
        text = self._reading.text[start:end].lower()
        return {Token(text, start, end): WordReading(text, "used")}

    def _spans(
        self, words: Sequence[ContentWord]
    ) -> Iterator[tuple[Sequence[ContentWord], tuple[Meaning, ...]]]:
        """Yield each word or name of several, with what it means."""
        names = [word.name for word in words]
        at = 0
        while at < len(words):
            count, meanings = self._name_at(names, at)
            if count == 1 and (longer := self._unit_at(words, at)):
                named = self._lexicon.recogniser.meanings(names[at : at + longer])
                count, meanings = longer, self._wanted(named)
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

    def _unit_at(self, words: Sequence[ContentWord], at: int) -> int:
        """Return how many words are one thing: what a hyphen joins, or a name that is not Swedish.

        A hyphen joins a word with a letter (e-handel) or a function word (plug-in), and what a
        topic is called (start-ups); words that are not Swedish name a topic together (food waste).
        """
        pair = words[at : at + 2]
        if self._is_hyphened(pair) and any(
            len(each.written) == 1 or is_stop(each.written) for each in pair
        ):
            return 2
        if self._ignored.topics is None:
            return 0
        count = self._lexicon.topics.longest_name([word.meant for word in words], at)
        foreign = all(not is_dictionary_word(each.meant) for each in words[at : at + count])
        return count if foreign or self._is_hyphened(words[at : at + count]) else 0

    def _is_hyphened(self, words: Sequence[ContentWord]) -> bool:
        """Tell whether nothing but hyphens stands between several words."""
        between = (
            self._reading.text[one.token.end : other.token.start] for one, other in pairwise(words)
        )
        return len(words) > 1 and all(each == "-" for each in between)

    def _wanted(self, meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
        ignored = self._ignored.concepts
        return tuple(one for one in meanings if (one.concept.facet, one.concept.id) not in ignored)

    def _word_clause(
        self,
        words: Sequence[ContentWord],
        meanings: Sequence[Meaning],
        topics: Sequence[NamedTopic],
    ) -> QueryClause:
        """One word, or what it is misspelled for; or what it means, alone or with others."""
        (word,) = words
        factor = word.factor
        named = [topic for topic in topics if word.name in topic.names]
        funder = name_a_funder(meanings)
        said = self._keyed(key(word.meant), factor) if funder else self._word(word)
        own = [*said, *meant(meanings, factor)]
        about = [topic.query for topic in named]
        same = [] if funder else self._same({word.name}, named)
        missing = self._topics.is_missing(word, meanings, named)
        if missing:
            wider = [] if funder else self._topics.wider(word, named)
            own += in_it(filter(self._topics.has_few, meanings), factor)
            about += [topic.query for topic in wider]
            named += wider
        clause = (
            QueryClause.of(own, about, self._information([word], named))
            .preferring(in_it(meanings, factor))
            .surely_by([*self._said(word), *exactly(meanings), *same])
            .standing_as(
                standing(names_of(words), meanings, named, word.meant if missing else ""),
                quality=is_quality(word.meant) or is_only_done(word, meanings, named),
            )
            .sufficing([*own, *sufficing(named, word.name, said=self._topics.is_said(word))])
        )
        says_when = YEAR.fullmatch(word.written)
        return clause.as_generic() if says_when or word.is_general else clause

    def _said(self, word: ContentWord) -> list[Query]:
        """Look for the word itself, one of its family, or what it is read as.

        What is done to something is said of it in other words, too: to make biogas is to produce
        it. An entry leads with the thing, or it tells of another.
        """
        read = [*([each.word for each in word.corrections] or [word.written]), *word.same]
        return [
            query
            for each in read
            for query in (*self._name(each), *self._derived(each), *self._in_two(each))
        ]

    def _in_two(self, word: str) -> list[Query]:
        """Look for a compound in two words: its sides the other way, or what is done to the first.

        In what leads with that: to restore a wetland, restoration of wetlands. A word for what is
        done by itself is no such compound (åter-bruk).
        """
        said = [
            query
            for first, second in sides(word)
            for each in (key(second), *self._lexicon.words.family(key(second)))
            for query in span_query((each, key(first)))
        ]
        return said + [
            Bool(must=(thing, alternatives([*word_query(key(done)), *self._derived(done)])))
            for what, done in sides(word)
            if same_doing(key(done)) and not same_doing(key(word))
            for thing in [leading(alternatives([*word_query(key(what)), *self._derived(what)]))]
            if thing
        ]

    def _same(self, names: AbstractSet[str], topics: Iterable[NamedTopic]) -> list[Query]:
        return self._topics.surely(names, topics, self._asked)

    def _quality(
        self, word: ContentWord, told: ContentWord, topics: Iterable[NamedTopic]
    ) -> list[Query]:
        """Look for a general adjective that tells how what stands after it is; for nothing else.

        It tells of that where it stands before it, or where title or summary have it.
        """
        said = [
            query
            for each in map(key, qualities(word.written))
            for query in (*span_query((each, key(told.meant))), Term(LEAD, each))
        ]
        return [*said, *self._same({word.name}, topics)] if said else []

    def _name_clause(
        self,
        words: Sequence[ContentWord],
        meanings: Sequence[Meaning],
        topics: Sequence[NamedTopic],
    ) -> QueryClause:
        """A concept's name of several words: all of them, or what the name means."""
        each = [self._word(word) for word in words]
        names = names_of(words)
        about = [topic.query for topic in topics if topic.names >= names]
        said = [key(word.meant) for word in words if not is_stop(word.written)]
        if self._is_hyphened(words):
            self._reading.marks.update(said)
            own = [*span_query(said), *meant(meanings)]
        else:
            own = [Bool(must=tuple(map(alternatives, each)))] if all(each) else []
            own += meant(meanings)
        if not any(topic.entries for topic in topics if topic.names >= names):
            own += in_it(filter(self._topics.has_few, meanings))
        by_itself = [topic.query for topic in topics if topic.names == names]
        sure = [*(exact := exactly(meanings)), *self._same(names, topics)]
        if not exact and not self._is_hyphened(words):
            told = [word for word in words if not is_stop(word.written)]
            sure.append(Bool(must=tuple(alternatives(self._said(word)) for word in told)))
        return (
            QueryClause.of(own, about, self._information(words, topics))
            .preferring(in_it(meanings))
            .surely_by([*span_query(said), *sure])
            .standing_as(standing(names, meanings, topics))
            .sufficing([*own, *by_itself])
        )

    def _information(self, words: Sequence[ContentWord], topics: Sequence[NamedTopic]) -> float:
        """Return what tells most of the words."""
        return max(self._told(word, topics) for word in words)

    def _told(self, word: ContentWord, topics: Sequence[NamedTopic]) -> float:
        occurs = self._topics.is_said(word)
        own = [topic.id for topic in topics if topic.names == {word.name}]
        together = [topic.id for topic in topics if word.name in topic.names]
        about = own if own or occurs else together
        names = map(key, (word.meant, *word.in_one_word))
        told = min(self._lexicon.words.information(each, about) for each in names)
        known = occurs or any(topic.entries for topic in topics if topic.id in about)
        return told if known else told * weights.UNKNOWN

    def _word(self, word: ContentWord) -> list[Query]:
        """Look for the word, its family and its parts together; or for what it is read as."""
        if is_stop(word.written):  # of a name; no entry is found by it
            return []
        read = [each.word for each in word.corrections] or [word.written]
        return [
            *(query for each in read for query in self._written(each, word.factor)),
            *(query for each in word.same for query in self._name(each, word.factor)),
        ]

    def _written(self, word: str, factor: float) -> list[Query]:
        own = self._name(word, factor)
        return [*own, *self._parts_together(word, factor), *self._derived(word, factor)]

    def _name(self, name: str, factor: float = 1.0) -> list[Query]:
        """Look for a word, or for the words of a name next to each other."""
        keys = _keys(name)
        self._reading.marks.update(keys)
        return span_query(keys, factor)

    def _derived(self, word: str, factor: float = 1.0, fields: Iterable[str] = ()) -> list[Query]:
        """Look for the family of a word; the verb or the noun of the same action counts in full."""
        own = key(word)
        derived = {
            each: 1.0 if action(each) == action(own) else weights.DERIVED
            for each in self._lexicon.words.family(own)
        }
        others = filter(self._lexicon.words.occurs, same_doing(own))
        return [
            query
            for each, same in {**dict.fromkeys(others, weights.SAME_DOING), **derived}.items()
            for query in self._keyed(each, same * factor, fields)
        ]

    def _keyed(self, word_key: str, factor: float = 1.0, fields: Iterable[str] = ()) -> list[Query]:
        self._reading.marks.add(word_key)
        return word_query(word_key, factor, fields)

    def _parts_together(self, word: str, factor: float) -> list[Query]:
        """A compound, but no name, is also said in several words: both sides of a joint.

        Both in the title, or both in the text: what is put together from names says nothing.
        """
        pairs = [] if self._lexicon.words.is_name(key(word)) else sides(word)
        return [
            Boost(Bool(must=tuple(self._side(side, fields) for side in pair)), factor)
            for pair in filter(self._lexicon.words.tells_enough, pairs)
            for fields in COMPOUND_PARTS.items()
        ]

    def _side(self, word: str, fields: Iterable[str]) -> Query:
        """One side of a compound, or a word of its family."""
        queries = [*self._keyed(key(word), fields=fields), *self._derived(word, fields=fields)]
        return Boost(alternatives(queries), weights.QUERY_PART)

    def _word_reading(
        self, word: ContentWord, meanings: Sequence[Meaning], topics: Sequence[NamedTopic]
    ) -> WordReading:
        text, read_as = word.token.text, word.read_as
        same = (word.written, *word.same) if word.typed else word.same
        if read_as:
            return WordReading(text, "corrected", read_as)
        named = any(word.name in topic.names for topic in topics)
        if self._topics.is_only_near(word, meanings, topics):
            return WordReading(text, "related", same=same)
        used = named or meanings or self._topics.is_said(word)
        missing = "ignored" if word.is_general else "unknown"
        return WordReading(text, "used" if used else missing, same=same)

    def _note_concepts(self, meanings: Iterable[Meaning], start: int, end: int) -> None:
        text = self._reading.text[start:end].lower()
        self._reading.concepts += (
            ConceptReading(concept.facet, concept.id, text, start, end) for concept, *_ in meanings
        )
