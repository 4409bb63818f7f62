"""Texts as weighted terms: words, parts of compounds, and topics with the ones above them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from linking.terms import Topic
from linking.texts import Sentence
from swedish.naming import NameMatcher, Word

PART, TOPIC = "_", "#"
"""What the terms of compound parts and of topics begin with."""


class Terms:
    """Reads the terms of sentences, each with the words that it stands in."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._broader = {topic.id: topic.broader for topic in topics}
        self._topics = NameMatcher((name, topic.id) for topic in topics for name in topic.names)

    def placed(self, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
        """Yield each term with the place of the words that give it."""
        for word in sentence.words:
            for term in _of_word(word):
                yield term, word.start, word.end
        for hit in self._topics.hits(sentence.words):
            for topic in self._upwards(hit.value):
                yield TOPIC + topic, hit.start, hit.end

    def of(self, sentences: Iterable[Sentence]) -> list[str]:
        """Return the terms, as often as they stand there."""
        return [term for each in sentences for term, _, _ in self.placed(each)]

    def _upwards(self, topic_id: str) -> list[str]:
        found = [topic_id]
        for each in found:  # grows while it is read
            found += (up for up in self._broader.get(each, ()) if up not in found)
        return found


def _of_word(word: Word) -> Iterator[str]:
    yield word.key
    yield from (PART + part for part in word.parts)


class Vectorizer:
    """Weighs terms by how rare they are among the texts that it was made from.

    Gives what scikit-learn's TfidfVectorizer gives with sublinear_tf, without its 60 MB in every
    process that suggests.
    """

    def __init__(self, idf: Mapping[str, float]) -> None:
        self.idf = idf
        self.places = {term: at for at, term in enumerate(idf)}

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> Vectorizer:
        """Learn from the terms of texts: idf is ln((1 + texts) / (1 + texts with the term)) + 1."""
        held = Counter(term for text in texts for term in set(text))
        counts = np.array([held[term] for term in sorted(held)])
        idf = np.log((1 + len(texts)) / (1 + counts)) + 1
        return cls(dict(zip(sorted(held), idf.tolist(), strict=True)))

    def __call__(self, texts: Sequence[Sequence[str]]) -> csr_matrix:
        """Return a row of length 1 for each text (0 for one without known terms); none for none."""
        starts, places, weights = [0], list[int](), list[float]()
        for text in texts:
            row = self._row(text)
            places += row
            weights += row.values()
            starts.append(len(places))
        return csr_matrix((weights, places, starts), shape=(len(texts), len(self.places)))

    def _row(self, text: Sequence[str]) -> dict[int, float]:
        """Return place of a term -> (1 + ln of how often it is there) * idf, divided by length."""
        times = Counter(term for term in text if term in self.places)
        row = {
            self.places[term]: (1 + math.log(count)) * self.idf[term]
            for term, count in times.items()
        }
        length = math.hypot(*row.values())
        return {place: weight / length for place, weight in sorted(row.items())}
