"""Finding names in a text, whatever their inflection, and inside compounds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from linking.texts import name_of
from swedish.analysis import is_stop
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linking.texts import Word

Meant = TypeVar("Meant")


class Hit(NamedTuple, Generic[Meant]):
    """A name that stands in the text at [start, end)."""

    meant: Meant
    start: int
    end: int


class Phrases(Generic[Meant]):
    """Names, each with what it means."""

    def __init__(self, names: Iterable[tuple[str, Meant]]) -> None:
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], Meant]]] = defaultdict(list)
        for name, meant in names:
            if keys := _keys(name):
                self._by_first[keys[0]].append((keys, meant))

    def hits(self, words: Sequence[Word]) -> Iterator[Hit[Meant]]:
        """Yield every name among the words of a sentence; a single one also inside a compound."""
        names = [word.name for word in words]
        for at, word in enumerate(words):
            for keys, meant in self._by_first.get(word.name, ()):
                if tuple(names[at : at + len(keys)]) == keys:
                    yield Hit(meant, word.start, words[at + len(keys) - 1].end)
            for part in word.parts:
                for keys, meant in self._by_first.get(part, ()):
                    if len(keys) == 1:
                        yield Hit(meant, word.start, word.end)


def _keys(name: str) -> tuple[str, ...]:
    return tuple(name_of(token.text) for token in tokenize(name) if not is_stop(token.text))
