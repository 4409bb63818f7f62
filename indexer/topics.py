"""Topics: what an entry or a query is about, whichever of a topic's names it uses.

An entry is tagged with the topics whose names it holds, a query asks for the topics that it names.
So all names of a topic count as one rare or common thing, and a set of fifty names costs no more
than one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from indexer.spellings import NameSpellings
from swedish.analysis import CACHED_WORDS, completions, key
from swedish.naming import (
    Hit,
    NameMatcher,
    Word,
    alike,
    name_keys,
    naming_key,
    read_word,
    words_of,
)
from swedish.tokens import tokenize

LONGEST_NAME = 4
"""Words of a name that are read as one thing."""


@dataclass(frozen=True, slots=True)
class SearchTopic:
    """What a text may be about.

    Attributes:
        id: a token without blanks.
        label: what people are shown.
        names: mean it in entries and in queries.
        hidden: mean it in queries only (everyday wording, ambiguous abbreviations).
        found: mean it in entries only.
        broader: ids of the topics that it is a kind of; its entries are theirs too.
        wider: what a query says is only a kind of it, and not what is sought by itself.
        role: what it says of a piece of work: its "subject", its "method", an "actor" in it, or
            whose "money" it takes; empty of a mere word.
        narrower: it is only a kind of what a query says.
    """

    id: str
    label: str
    names: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    wider: bool = False
    role: str = ""
    narrower: bool = False


class Named(NamedTuple):
    """A topic that a query names, with the words that do."""

    topic: SearchTopic
    words: frozenset[str]
    hidden: bool


_NameAndTopic: TypeAlias = "tuple[tuple[str, ...], str]"
"""The keys of a name, and the id of the topic that it means."""


class _WordTopics(NamedTuple):
    """What a word of an entry names.

    Attributes:
        names: those that begin with it.
        longest: words of the longest of these.
        seconds: keys of the second words of those of more than one word.
        alone: topics that it names by itself.
        alone_upwards: those, each with its broader ones.
        inside: topics that a part of it names, each with its broader ones.
    """

    names: tuple[_NameAndTopic, ...]
    longest: int
    seconds: frozenset[str]
    alone: tuple[str, ...]
    alone_upwards: tuple[str, ...]
    inside: tuple[str, ...]


class Topics:
    """Finds topics in entries and in queries."""

    def __init__(self, topics: Iterable[SearchTopic]) -> None:
        self._all = {topic.id: topic for topic in topics}
        self._upwards = {each: tuple(self._with_broader(each)) for each in self._all}
        self._named_by = lru_cache(maxsize=CACHED_WORDS)(self._read_word)

    def get_ready_for_entries(self) -> None:
        """Read the names that entries use now, which takes a part of a second."""
        _ = self._in_entries

    def preload(self) -> None:
        """Read the names now, which takes a second of the first text otherwise."""
        _ = (
            self._in_entries,
            self._in_queries,
            self._phrases,
            self._marks,
            self.spellings,
        )

    @cached_property
    def _in_entries(self) -> NameMatcher[str]:
        return NameMatcher(
            (name, topic.id)
            for topic in self
            for name in _distinct(_expand_names((*topic.names, *topic.found))).values()
        )

    @cached_property
    def _in_queries(self) -> dict[str, list[Named]]:
        named: defaultdict[str, list[Named]] = defaultdict(list)
        for topic in self:
            for names, hidden in ((topic.names, False), (topic.hidden, True)):
                for keys in _distinct(_expand_names(names)):
                    if not hidden or len(keys) == 1:
                        named[keys[0]].append(Named(topic, frozenset(keys), hidden))
        return named

    @cached_property
    def _phrases(self) -> dict[str, list[Named]]:
        """Everyday names of more than one word, by what their words mean."""
        named: defaultdict[str, list[Named]] = defaultdict(list)
        for topic in self:
            phrases = (keys for keys in _distinct(_expand_names(topic.hidden)) if len(keys) > 1)
            for words in dict.fromkeys(_alike(keys) for keys in phrases):
                named[min(words)].append(Named(topic, words, hidden=True))
        return named

    @cached_property
    def spellings(self) -> NameSpellings:
        """How the names that queries may use are written."""
        return NameSpellings(name for topic in self for name in (*topic.names, *topic.hidden))

    def __iter__(self) -> Iterator[SearchTopic]:
        """Yield every topic."""
        return iter(self._all.values())

    def get(self, topic_id: str) -> SearchTopic | None:
        """Return a topic by its id."""
        return self._all.get(topic_id)

    def upwards(self, topic_id: str) -> list[SearchTopic]:
        """Return a topic and the broader ones, nearest first."""
        return [self._all[each] for each in self._upwards[topic_id]]

    def marks(self, topic_id: str) -> frozenset[str]:
        """Return the keys of the words that name a topic in an entry, or a narrower one.

        Who works with a subject is no mark of it: Skogsstyrelsen is no forestry.
        """
        return self._marks.get(topic_id, frozenset())

    @cached_property
    def _marks(self) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for topic in self:
            keys = _single_word_keys(topic)
            for each in self._upwards[topic.id]:
                if each == topic.id or (topic.role, self._all[each].role) != ("actor", "subject"):
                    found[each] |= keys
        return {each: frozenset(keys) for each, keys in found.items()}

    def in_entry(self, words: Iterable[str], *, whole: bool = False) -> list[str]:
        """Return the topics of a text, as often as it names them, each with its broader ones.

        Args:
            words: those of the text that are no function words, in lower case and in order.
            whole: neither what is inside compounds counts nor what is broader: the names of
                organisations hold many words, and who takes part is not what it is about.
        """
        found: list[str] = []
        content = list(words)
        for at, named in enumerate(map(self._named_by, content)):
            if named is None:
                continue
            following = content[at + 1 : at + named.longest]
            if following and read_word(following[0]).name in named.seconds:
                for topic_id in _topics_starting_with(named, following):
                    found += (topic_id,) if whole else self._upwards[topic_id]
            else:
                found += named.alone if whole else named.alone_upwards
            if not whole:
                found += named.inside
        return found

    def _read_word(self, word: str) -> _WordTopics | None:
        """Return what a word of an entry names; None if nothing."""
        read, beginning_with = read_word(word), self._in_entries.beginning_with
        names = tuple(beginning_with(read.name))
        inside = (each for part in read.parts for each in beginning_with(part))
        alone = tuple(_of_one_word(names))
        named = _WordTopics(
            names=names,
            longest=max((len(keys) for keys, _ in names), default=0),
            seconds=frozenset(keys[1] for keys, _ in names if len(keys) > 1),
            alone=alone,
            alone_upwards=tuple(up for each in alone for up in self._upwards[each]),
            inside=tuple(up for each in _of_one_word(inside) for up in self._upwards[each]),
        )
        return named if names or named.inside else None

    def _matched_topics(self, hit: Hit[str], *, whole: bool) -> tuple[str, ...]:
        if whole:
            return () if hit.inside else (hit.value,)
        return self._upwards[hit.value]

    def naming(self, text: str, *, whole: bool = False) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield what names topics in a text, as it stands there: the topic, then broader ones.

        The arguments are those of `in_entry`.
        """
        completed = dict(completions(text))
        words = [_as_read(word, completed.get(word.start)) for word in words_of(text)]
        for hit in self._in_entries.hits(words):
            if meant := self._matched_topics(hit, whole=whole):
                yield text[hit.start : hit.end], meant

    def in_query(self, words: Sequence[str]) -> list[Named]:
        """Return the topics that have a name with all its words among `words`, in any order."""
        return list(self._named(dict.fromkeys(map(naming_key, words))))

    def _named(self, words: dict[str, None]) -> Iterator[Named]:
        """Yield the topics that have a name with all its words among some, by their keys."""
        for word in words:
            for each in self._in_queries.get(word, ()):
                if each.words <= words.keys():
                    yield each
        by_sense = {alike(word): word for word in reversed(words)}
        for sense in reversed(by_sense):
            for each in self._phrases.get(sense, ()):
                if each.words <= by_sense.keys():
                    yield each._replace(words=frozenset(by_sense[word] for word in each.words))

    def longest_name(self, words: Sequence[str], start: int) -> int:
        """Return how many words from `start` on are a topic's name together (0 for none)."""
        keys = [naming_key(word) for word in words[start : start + LONGEST_NAME]]
        for length in range(len(keys), 1, -1):
            sought = dict.fromkeys(keys[:length])
            if any(named.words == sought.keys() for named in self._named(sought)):
                return length
        return 0

    def _with_broader(self, topic_id: str) -> list[str]:
        found = [topic_id]
        for each in found:  # grows while it is read
            found += (up for up in self._all[each].broader if up in self._all and up not in found)
        return found


def _of_one_word(names: Iterable[_NameAndTopic]) -> Iterator[str]:
    return (topic_id for keys, topic_id in names if len(keys) == 1)


def _topics_starting_with(named: _WordTopics, following: Sequence[str]) -> Iterator[str]:
    """Yield the topics named by a word, or by it and those that follow it."""
    keys_following = tuple(read_word(each).name for each in following)
    for keys, topic_id in named.names:
        if keys[1:] == keys_following[: len(keys) - 1]:
            yield topic_id


def _alike(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(alike, words))


def _single_word_keys(topic: SearchTopic) -> set[str]:
    """Return the keys of the words that name it in an entry, each by itself."""
    names = (tokenize(name) for name in (*topic.names, *topic.found))
    return {key(only.text) for only, *more in names if not more}


def _as_read(word: Word, completed: str | None) -> Word:
    """Return a word of a text, or the compound that a hanging part is in its place."""
    if completed is None:
        return word
    return read_word(completed)._replace(start=word.start, end=word.end)


def _expand_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names, and those with hanging parts also as entries are read."""
    return tuple(dict.fromkeys((*names, *map(_expand_hanging_parts, names))))


def _expand_hanging_parts(name: str) -> str:
    """Write out the parts that hang: energi- och klimatråd is energiråd och klimatråd."""
    for place, whole in reversed(list(completions(name))):
        hanging, _, rest = name[place:].partition("-")
        name = name[:place] + whole + rest if hanging else name
    return name


def _distinct(names: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Return names by their keys, one of those that are recognised alike."""
    found = {name_keys(name): name for name in names}
    return {keys: name for keys, name in found.items() if keys}
