"""The words of the published entries: how often each occurs, and what a misspelling may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from indexer.fields import TOPIC_MARK
from swedish.analysis import is_stop, key, parts
from swedish.spelling import WordList

RAREST = 1 / 204
"""Share of the entries below which all words are as rare: else what a large catalogue lacks would
outweigh all that it holds. It is what a missing word has among the 207 entries."""


class WordStatistics:
    """The word list of one state of the index.

    Args:
        frequencies: word as written, lower case -> number of entries that hold it; also of topics,
            each after TOPIC_MARK.
        documents: number of entries.
    """

    def __init__(self, frequencies: Mapping[str, int], documents: int) -> None:
        self._topics = _marked(frequencies, TOPIC_MARK)
        words = {each: count for each, count in frequencies.items() if each[0] != TOPIC_MARK}
        self.spelling = WordList(words)
        self.documents = max(1, documents)
        self._by_key: Counter[str] = Counter()
        self._by_part: Counter[str] = Counter()
        for word, frequency in words.items():
            if is_stop(word):
                continue
            self._by_key[key(word)] += frequency
            for part in set(parts(word)):
                self._by_part[part] += frequency

    @property
    def most_information(self) -> float:
        """The information of a word that no entry holds."""
        return self._idf(0)

    def occurs(self, word_key: str) -> bool:
        """Return whether some entry holds the word, whole or as a part of a compound."""
        return word_key in self._by_key or word_key in self._by_part

    def information(self, word_key: str, topics: Iterable[str] = ()) -> float:
        """Return the information of a word (BM25's idf), half of it by the topics that it names.

        A rare word of a common topic finds as much as the topic; one that never occurs and names
        no topic has most.
        """
        # Forms of a word are counted separately, so the sum may pass the number of entries.
        frequency = self._by_key[word_key] or self._by_part[word_key]
        about = max(map(self.about, topics), default=frequency)
        return self._idf(min((frequency + about) / 2, self.documents))

    def whole(self, word_key: str) -> int:
        """Return about how many entries hold a word by itself, each form counted separately."""
        return self._by_key[word_key]

    def about(self, topic: str) -> int:
        """Return the number of entries about a topic."""
        return self._topics.get(topic, 0)

    def _idf(self, found: float) -> float:
        return -log(max((found + 0.5) / (self.documents + 1), RAREST))


def _marked(frequencies: Mapping[str, int], mark: str) -> dict[str, int]:
    """Return what stands after a mark, without that."""
    return {each[1:]: count for each, count in frequencies.items() if each.startswith(mark)}
