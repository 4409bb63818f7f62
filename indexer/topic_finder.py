"""Which topics the words of a search text name, and how near they are to what it says."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from indexer import weights
from indexer.clauses import span_query
from indexer.concepts import name_a_place
from indexer.fields import TOPICS
from indexer.named_topics import SUBJECT, NamedTopic
from indexer.periods import YEAR
from indexer.query import Boost, Query, Term
from indexer.query_clause import alternatives
from indexer.readings import TopicReading
from swedish.analysis import key, parts
from swedish.derivation import roots, same_doing
from swedish.lexicon import is_adjective, is_dictionary_word, sides, split
from swedish.naming import name_keys, naming_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from indexer.concepts import Meaning
    from indexer.content_word import ContentWord
    from indexer.lexicons import QueryLexicon
    from indexer.readings import Ignored, Understanding
    from indexer.topics import Named, SearchTopic

CACHED_NAMES = 4_096
"""Names that mean the same as others, whose queries are kept."""


class TopicFinder:
    """Finds the topics of one text, filling the account as it goes."""

    def __init__(self, lexicon: QueryLexicon, ignored: Ignored, reading: Understanding) -> None:
        self._lexicon = lexicon
        self._ignored = ignored
        self._reading = reading

    def find(
        self,
        content: Sequence[ContentWord],
        spans: Iterable[tuple[Sequence[ContentWord], Sequence[Meaning]]],
    ) -> list[NamedTopic]:
        """Find the topics that the words name, each with what to look for.

        A part of a longer name means what the name means: AC-län is no air conditioning. General
        words name nothing beside others: who asks how a county works (jobbar) asks for no jobs. Nor
        does a word that no entry says name a far topic of many: a lake is no work for all waters.
        Who names a funder means that one before the family of funds that it is of.
        """
        found: list[NamedTopic] = []
        unsaid = {
            span[0].name: span[0]
            for span, meanings in spans
            if len(span) == 1 and self._is_unsaid(span[0], meanings)
        }
        words = [word.told for word in content]
        undated = sum(not YEAR.fullmatch(word) for word in words)
        telling = {word.name for word in content if not word.is_general}
        longer = [names_of(span) for span, _ in spans if len(span) > 1]
        funders = [
            (names_of(span), called) for span, meanings in spans if (called := _funders(meanings))
        ]
        ignored = self._ignored.topics
        named = self._in_query(content)
        parted = list(self._parted(content))
        named += parted
        several = {each.words & telling for each in named if len(each.words) > 1}
        concepts = {
            span[0].name
            for span, meanings in spans
            if len(span) == 1 and not all(meaning.is_part for meaning in meanings)
        }
        for each in named:
            topic, names, hidden = each
            if each in parted and any(one.id == topic.id for one in found):
                continue
            if ignored is None or topic.id in ignored or any(names < span for span in longer):
                continue
            if telling and names.isdisjoint(telling):
                continue
            family = any(
                names <= said and name_keys(topic.label) not in called for said, called in funders
            )
            if topic.wider and undated == len(names):
                continue  # mercury alone is not sought by who asks for heavy metals
            everyday = hidden and names.isdisjoint(concepts)
            if everyday and self._means_no_more(topic, names, content, several):
                continue
            alone = unsaid.get(next(iter(names))) if len(names) == 1 else None
            if alone and self._lexicon.words.about(topic.id) > self.few and self._far(topic, alone):
                continue
            said = (word.told for word in content if word.name in names)
            text = " ".join(dict.fromkeys(said))
            self._reading.topics.append(
                TopicReading(topic.id, topic.label, text, narrower=topic.narrower)
            )
            self._reading.marks |= self._lexicon.topics.marks(topic.id)
            weight = weights.TOPIC_HIDDEN if hidden else weights.TOPIC
            weight = weights.FAMILY if family else weight
            found.append(self._named(topic, names, weight))
        return found

    def _in_query(self, content: Sequence[ContentWord]) -> list[Named]:
        """Find the topics that the words name, or other names for just the same."""
        asked: dict[str, set[str]] = {}
        for word in content:
            for name in (*word.in_one_word, word.meant):
                asked.setdefault(name, set()).add(word.name)
        meant = {naming_key(name): names for name, names in asked.items()}
        named = {}
        for each in self._lexicon.topics.in_query([*asked]):
            names = frozenset(chain.from_iterable(meant[word] for word in each.words))
            named[each.topic.id, names, each.hidden] = each._replace(words=names)
        return list(named.values())

    def _parted(self, content: Sequence[ContentWord]) -> Iterator[Named]:
        """Yield topics that two words name as one (mark sanering), by both of them."""
        for one, other in pairwise(content):
            if one.is_general or other.is_general or is_adjective(one.meant):
                continue
            for joined in (one.told + other.told, f"{one.told}s{other.told}"):
                if split(joined):
                    names = frozenset({one.name, other.name})
                    yield from (
                        each._replace(words=names)
                        for each in self._lexicon.topics.in_query([joined])
                    )

    def _named(self, topic: SearchTopic, names: frozenset[str], weight: float) -> NamedTopic:
        query = Boost(Term(TOPICS, topic.id), weight)
        return NamedTopic(topic, names, query, self._lexicon.words.about(topic.id))

    def surely(
        self, names: AbstractSet[str], topics: Iterable[NamedTopic], asked: Mapping[str, str]
    ) -> list[Query]:
        """Look for what entries say that means just what is asked for, not what is near it.

        Another name of a topic is often only something of it: who writes of pesticides is only near
        glyphosate. So it takes a synonym, an abbreviation or a translation. What another word asks
        for says nothing of this one: remediation is not yet that of contaminated land.

        Args:
            names: what the words are recognised by that are looked for.
            topics: those that the text names.
            asked: what each word of the text is recognised by, and its key.
        """
        found = []
        for each in topics if names else ():
            others = {asked[name] for name in asked.keys() - each.names}
            said = tuple(keys for keys in self._same(each) if others.isdisjoint(keys))
            if each.names >= names and said:
                found.append(_saying(said))
        return found

    def _is_said(self, topic: NamedTopic) -> bool:
        """Tell whether entries say what means just what names a topic."""
        return any(all(map(self._lexicon.words.occurs, keys)) for keys in self._same(topic))

    def _same(self, topic: NamedTopic) -> tuple[tuple[str, ...], ...]:
        return self._lexicon.topics.same_as(topic.id, topic.names)

    def is_missing(
        self, word: ContentWord, meanings: Sequence[Meaning], topics: Sequence[NamedTopic]
    ) -> bool:
        """Tell whether no entry holds the word, is about it or is linked to it."""
        words = self._lexicon.words
        return not (
            self.is_said(word)
            or any(topic.entries for topic in topics)
            or any(
                words.linked(one.concept.facet, one.concept.id)
                for one in meanings
                if not one.is_part
            )
        )

    def _means_no_more(
        self,
        topic: SearchTopic,
        names: frozenset[str],
        content: Sequence[ContentWord],
        several: AbstractSet[frozenset[str]],
    ) -> bool:
        """Tell whether an everyday word does not stand for a topic that is called by other words.

        It does not where it names another with a general word (old mobiles are no apps), nor where
        entries say it themselves: who asks for parks does not ask for all that is green in a town.
        """
        if topic.narrower or len(names) > 1:
            return False
        (word, *_) = (each for each in content if each.name in names)
        if not is_dictionary_word(word.meant) or self._is_in(topic, word):
            return False
        said = self._lexicon.words.whole(key(word.meant))
        about = self._lexicon.words.about(topic.id)
        enough = 1 if about > self.few else max(weights.SAID, weights.SAID_BESIDE * about)
        return names in several or said >= enough

    def _is_unsaid(self, word: ContentWord, meanings: Sequence[Meaning]) -> bool:
        """Tell whether a Swedish word is in no entry, and no entry is linked to what it means."""
        return is_dictionary_word(word.meant) and self.is_missing(word, meanings, ())

    def _far(self, topic: SearchTopic, word: ContentWord) -> bool:
        """Tell whether a topic is called by no word that the word has in it, and has names."""
        return bool(topic.names) and not self._is_in(topic, word)

    def _is_in(self, topic: SearchTopic, word: ContentWord) -> bool:
        """Tell whether the word, or a part of it, is in the name of a topic."""
        own = {root for each in (key(word.meant), *parts(word.meant)) for root in roots(each)}
        said = self._lexicon.topics.said_by(topic.id)
        return any(not own.isdisjoint(roots(each)) for each in said)

    def is_only_near(
        self, word: ContentWord, meanings: Sequence[Meaning], topics: Sequence[NamedTopic]
    ) -> bool:
        """Tell whether a word is known by nothing but what it may be a part of.

        Those are topics of which it is no other name, and concepts of whose names it is a part.
        """
        named = [each for each in topics if word.name in each.names]
        return (
            bool(named or meanings)
            and not name_a_place(meanings)
            and self.is_missing(word, meanings, ())
            and not any(map(self._is_said, named))
        )

    def wider(self, word: ContentWord, topics: Sequence[NamedTopic]) -> list[NamedTopic]:
        """Find the nearest broader topics that have entries, for a word that has none itself."""
        found: dict[str, NamedTopic] = {}
        for each in topics:
            broader = self._lexicon.topics.upwards(each.id)[1:]
            if topic := next((one for one in broader if self._is_next_to(one, each.id)), None):
                found[topic.id] = self._named(topic, each.names, weights.WIDER)
                self._reading.topics.append(TopicReading(topic.id, topic.label, word.token.text))
        return list(found.values())

    def broader(self) -> list[NamedTopic]:
        """Find the broader topics, of few entries, of those that the text names."""
        topics = self._lexicon.topics
        left_out = {each.id for each in self._reading.topics} | (self._ignored.topics or set())
        found: dict[str, NamedTopic] = {}
        for each in self._reading.topics:
            itself, *broader = topics.upwards(each.id)
            for topic in broader if itself.role == SUBJECT else ():
                named = self._named(topic, frozenset(), weights.WIDER)
                if named.is_theme and named.entries <= self.few and topic.id not in left_out:
                    found[topic.id] = named
                    left_out.add(topic.id)
                    self._reading.broader.append(TopicReading(topic.id, topic.label, each.text))
        return list(found.values())

    @property
    def few(self) -> float:
        """Entries beyond which what is wider answers nothing."""
        return weights.WIDEST * self._lexicon.words.documents

    def has_few(self, meaning: Meaning) -> bool:
        """Tell whether few entries are linked to what some words mean."""
        concept = meaning.concept
        return self._lexicon.words.linked(concept.facet, concept.id) <= self.few

    def _is_next_to(self, broader: SearchTopic, topic_id: str) -> bool:
        """Tell whether some entries are about a broader topic, few of all, and it is not far off.

        Microplastics are plastics, as the words say; ecosystem services are no climate adaptation.
        """
        words, topics = self._lexicon.words, self._lexicon.topics
        if not 0 < words.about(broader.id) <= self.few:
            return False
        return any(
            not topics.said_by(broader.id).isdisjoint(topics.said_by(each.id))
            for each in topics.upwards(topic_id)
            if each is not broader
        )

    def is_said(self, word: ContentWord) -> bool:
        """Tell whether some entry holds the word, or another for just the same."""
        return any(map(self.occurs, (word.meant, *word.in_one_word)))

    def occurs(self, word: str) -> bool:
        """Tell whether some entry holds the word, one of its family or another for what is done.

        Of a compound, its thing and what is done to it.
        """
        words = self._lexicon.words
        own = key(word)
        if words.occurs(own) or words.family(own) or any(map(words.occurs, same_doing(own))):
            return True
        return any(words.occurs(key(what)) and same_doing(key(done)) for what, done in sides(word))


@lru_cache(maxsize=CACHED_NAMES)
def _saying(names: tuple[tuple[str, ...], ...]) -> Query:
    return alternatives([query for keys in names for query in span_query(keys)])


def names_of(words: Iterable[ContentWord]) -> frozenset[str]:
    """Return what names are recognised by in some words."""
    return frozenset(word.name for word in words)


def is_only_done(
    word: ContentWord, meanings: Sequence[Meaning], topics: Iterable[NamedTopic]
) -> bool:
    """Tell whether a word says what is done to something, and names nothing by itself."""
    by_itself = any(topic.is_theme and topic.names == {word.name} for topic in topics)
    return not (by_itself or meanings) and bool(same_doing(key(word.meant)))


def name_a_funder(meanings: Iterable[Meaning]) -> bool:
    """Tell whether some words mean a funder."""
    return bool(_funders(meanings))


def _funders(meanings: Iterable[Meaning]) -> frozenset[tuple[str, ...]]:
    """Return what the funders are called that some words mean."""
    return frozenset(
        name_keys(name.text)
        for each in meanings
        if each.concept.facet == "funding" and not each.is_part
        for name in each.concept.names
    )
