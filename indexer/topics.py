"""Topics: what an entry or a query is about, whichever of a topic's names it uses.

An entry is tagged with the topics whose names it holds, a query asks for the topics that it names.
So all names of a topic count as one rare or common thing, and a set of fifty names costs no more
than one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from indexer.spellings import NameSpellings
from swedish.analysis import CACHED_WORDS, completions, is_stop, key, parts
from swedish.naming import naming_key
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


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

    topic: SearchTopic
    words: frozenset[str]
    hidden: bool


class _TopicWord(NamedTuple):
    """A word of an entry.

    Attributes:
        name: what it is recognised by.
        topics: that it names, with their broader ones.
        begins: the word after it -> names that begin with the two, with the topics of each.
    """

    name: str
    topics: tuple[str, ...]
    begins: Mapping[str, Sequence[tuple[tuple[str, ...], list[str]]]]


class Topics:
    """Finds topics in entries and in queries."""

    def __init__(self, topics: Iterable[SearchTopic]) -> None:
        self._all = {topic.id: topic for topic in topics}
        self._in_entries: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._in_queries: defaultdict[str, list[Named]] = defaultdict(list)
        self._read = lru_cache(maxsize=CACHED_WORDS)(self._read_word)
        for topic in self._all.values():
            self._add(topic)

    def _add(self, topic: SearchTopic) -> None:
        for name in _distinct((*topic.names, *topic.found)):
            self._in_entries[name[0]].append((name, topic.id))
        for names, hidden in ((topic.names, False), (topic.hidden, True)):
            for name in _distinct((*names, *map(_completed, names))):
                self._in_queries[name[0]].append(Named(topic, frozenset(name), hidden))

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
        return [self._all[each] for each in self._with_broader(topic_id)]

    def in_entry(self, words: Iterable[str]) -> list[str]:
        """Return the topics of a text, as often as it names them, each with its broader ones.

        `words` are those of the text, in lower case and in order.
        """
        said = filter(None, map(self._read, words))
        names, topics, begins = tuple(zip(*said, strict=True)) or ((), (), ())
        found = list(chain.from_iterable(topics))
        for place in [place for place, longer in enumerate(begins[:-1]) if longer]:
            for name, named in begins[place].get(names[place + 1], ()):
                if names[place : place + len(name)] == name:
                    found += named
        return found

    def naming(self, text: str) -> Iterator[tuple[str, list[str]]]:
        """Yield what names topics in a text, as it stands there: the topic, then broader ones."""
        tokens = [token for token in tokenize(text) if not is_stop(token.text)]
        names = [naming_key(token.text) for token in tokens]
        for place, (word, start, end) in enumerate(tokens):
            alone, longer = self._named_by(names[place])
            inside = (topic for part in parts(word) for topic in self._named_by(part)[0])
            for topic in (*alone, *inside):
                yield text[start:end], self._with_broader(topic)
            for name, topic in longer:
                last = place + len(name)
                if tuple(names[place:last]) == name:
                    yield text[start : tokens[last - 1].end], self._with_broader(topic)

    def _read_word(self, word: str) -> _TopicWord | None:
        """Return what a word says wherever it stands; None of one that says nothing."""
        if is_stop(word):
            return None
        name = naming_key(word)
        alone, begins = self._named_by(name)
        # A solcellspark is about solceller.
        inside = [topic for part in parts(word) for topic in self._named_by(part)[0]]
        said = (up for topic in (*alone, *inside) for up in self._with_broader(topic))
        longer = defaultdict(list)
        for each, topic in begins:
            longer[each[1]].append((each, self._with_broader(topic)))
        return _TopicWord(name, tuple(said), dict(longer))

    def _named_by(self, first: str) -> tuple[list[str], list[tuple[tuple[str, ...], str]]]:
        """Return the topics that a word names alone, and the longer names that it begins."""
        named = self._in_entries.get(first, ())
        alone = [topic for name, topic in named if len(name) == 1]
        return alone, [(name, topic) for name, topic in named if len(name) > 1]

    def in_query(self, words: Sequence[str]) -> list[Named]:
        """Return the topics that have a name with all its words among `words`, in any order."""
        asked = dict.fromkeys(naming_key(word) for word in words)
        return [
            named
            for word in asked
            for named in self._in_queries.get(word, ())
            if named.words <= asked.keys()
        ]

    def _with_broader(self, topic_id: str) -> list[str]:
        found = [topic_id]
        for each in found:  # grows while it is read
            found += (up for up in self._all[each].broader if up in self._all and up not in found)
        return found


def single_word_keys(topic: SearchTopic) -> set[str]:
    """Return the keys of the words that name it in an entry, each by itself."""
    names = (tokenize(name) for name in (*topic.names, *topic.found))
    return {key(only.text) for only, *more in names if not more}


def _keys(name: str) -> tuple[str, ...]:
    return tuple(naming_key(token.text) for token in tokenize(name) if not is_stop(token.text))


def _completed(name: str) -> str:
    """Write out the parts that hang: energi- och klimatråd is energiråd och klimatråd."""
    for place, whole in reversed(list(completions(name))):
        hanging, _, rest = name[place:].partition("-")
        name = name[:place] + whole + rest if hanging else name
    return name


def _distinct(names: Iterable[str]) -> list[tuple[str, ...]]:
    return [name for name in dict.fromkeys(map(_keys, names)) if name]
