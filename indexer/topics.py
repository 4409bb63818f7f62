"""Topics: what an entry or a query is about, whichever of a topic's names it uses.

An entry is tagged with the topics whose names it holds, a query asks for the topics that it names.
So all names of a topic count as one rare or common thing, and a set of fifty names costs no more
than one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from indexer.concepts import naming_key
from swedish.analysis import CACHED_WORDS, is_stop, key, parts
from swedish.tokens import WORD, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text may be about.

    Attributes:
        id: a token without blanks.
        label: what people are shown.
        names: mean it in entries and in queries.
        hidden: mean it in queries only (everyday wording, ambiguous abbreviations).
        found: mean it in entries only.
        broader: ids of the topics that it is a kind of; its entries are theirs too.
        wider: what a query says is only a kind of it, and not what is sought by itself.
    """

    id: str
    label: str
    names: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    wider: bool = False


class Named(NamedTuple):
    """A topic that a query names, with the words that do."""

    topic: Topic
    words: frozenset[str]
    hidden: bool


class Topics:
    """Finds topics in entries and in queries."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._all = {topic.id: topic for topic in topics}
        self._in_entries: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._in_queries: defaultdict[str, list[Named]] = defaultdict(list)
        self._read = lru_cache(maxsize=CACHED_WORDS)(self._read_word)
        self._upwards = cache(self._with_broader)
        for topic in self._all.values():
            self._add(topic)

    def _add(self, topic: Topic) -> None:
        for name in _distinct((*topic.names, *topic.found)):
            self._in_entries[name[0]].append((name, topic.id))
        for names, hidden in ((topic.names, False), (topic.hidden, True)):
            for name in _distinct(names):
                self._in_queries[name[0]].append(Named(topic, frozenset(name), hidden))

    def __iter__(self) -> Iterator[Topic]:
        """Yield every topic."""
        return iter(self._all.values())

    def get(self, topic_id: str) -> Topic | None:
        """Return a topic by its id."""
        return self._all.get(topic_id)

    def in_entry(self, text: str) -> list[str]:
        """Return the topics of a text, as often as it names them, each with its broader ones."""
        words = (word for word in map(str.lower, WORD.findall(text)) if not is_stop(word))
        read = [self._read(word) for word in words]
        found = list(self._said([word for word, _ in read]))
        for _, inside in read:
            found += inside
        return [each for topic in found for each in self._upwards(topic)]

    def _read_word(self, word: str) -> tuple[str, tuple[str, ...]]:
        """Return what a word is recognised by, and the topics that it holds inside."""
        return naming_key(word), tuple(self._inside(word))

    def in_query(self, words: Sequence[str]) -> list[Named]:
        """Return the topics that have a name with all its words among `words`, in any order."""
        asked = dict.fromkeys(naming_key(word) for word in words)
        return [
            named
            for word in asked
            for named in self._in_queries.get(word, ())
            if named.words <= asked.keys()
        ]

    def _said(self, words: Sequence[str]) -> Iterator[str]:
        for place, word in enumerate(words):
            for name, topic in self._in_entries.get(word, ()):
                if len(name) == 1 or tuple(words[place : place + len(name)]) == name:
                    yield topic

    def _inside(self, compound: str) -> Iterator[str]:
        """Yield what the parts of a compound name: a solcellspark is about solceller."""
        for part in parts(compound):
            for name, topic in self._in_entries.get(part, ()):
                if len(name) == 1:
                    yield topic

    def _with_broader(self, topic_id: str) -> list[str]:
        found = [topic_id]
        for each in found:  # grows while it is read
            found += (up for up in self._all[each].broader if up in self._all and up not in found)
        return found


def marks(topic: Topic) -> set[str]:
    """Return the keys of the words that name it in an entry, each by itself."""
    names = (tokenize(name) for name in (*topic.names, *topic.found))
    return {key(only.text) for only, *more in names if not more}


def _keys(name: str) -> tuple[str, ...]:
    return tuple(naming_key(token.text) for token in tokenize(name) if not is_stop(token.text))


def _distinct(names: Iterable[str]) -> list[tuple[str, ...]]:
    return [name for name in dict.fromkeys(map(_keys, names)) if name]
