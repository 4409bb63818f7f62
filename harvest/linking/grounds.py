"""Which characters of a text speak for a link: names, words that were learnt, a like example."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from harvest.linking.suggestions import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from harvest.linking.preparing import Both, Prepared, Spoken
    from harvest.linking.references import References
    from harvest.linking.scheme_model import Rows, SchemeModel

    Floats = NDArray[np.float64]

MOST_NAMES, MOST_WORDS = 5, 3
"""What is told of each kind; the rest says the same again."""
LEAST_ALIKE = 0.15
"""Cosine below which an example explains nothing, unless there is nothing else."""


class Grounds(NamedTuple):
    """Finds what a link of one text rests on."""

    text: str
    spoken: Spoken
    prepared: Prepared
    vectors: Both
    references: References

    def of(
        self, scheme_id: str, concept: str, column: int, model: SchemeModel, rows: Rows
    ) -> tuple[Evidence, ...]:
        """Return the evidence for a link: names first, then words, then the example."""
        found = [*self._names(scheme_id, concept)][:MOST_NAMES]
        if model.weighing.is_learnt[column]:
            for word in self._words(column, model, rows)[:MOST_WORDS]:
                if not any(word.start < each.end and each.start < word.end for each in found):
                    found.append(word)
        return (*found, *self._like(scheme_id, concept, rows, alone=not found))

    def _names(self, scheme_id: str, concept: str) -> Iterator[Evidence]:
        told = set()
        for hit in self.prepared.rules[scheme_id].hits(self.spoken.sentences[0]):
            if hit.concept == concept and (hit.start, hit.end) not in told:
                told.add((hit.start, hit.end))
                yield self._evidence(hit.start, hit.end)._replace(
                    ground=hit.name.kind, name=hit.name.text
                )

    def _words(self, column: int, model: SchemeModel, rows: Rows) -> list[Evidence]:
        """Return the words that the learnt weights rest on most, the weightiest first."""
        weight = model.weighing.full.weights / model.weighing.full.spread
        best = int(np.argmax(model.learnt.sentence(rows.sentences)[:, column]))
        of_text = rows.texts.multiply(model.learnt.text.weights[column]).tocsr()
        of_best = rows.sentences[best].multiply(model.learnt.sentence.weights[column]).tocsr()
        spoken: defaultdict[tuple[int, int], float] = defaultdict(float)
        for at, sentence in enumerate(self.spoken.sentences[0]):
            for term, start, end in self.prepared.terms.placed(sentence):
                place = self.vectors.texts.places.get(term)
                if place is not None:
                    spoken[start, end] += weight[0] * of_text[0, place] / self._times(term)
                place = self.vectors.sentences.places.get(term) if at == best else None
                if place is not None:
                    spoken[start, end] += weight[1] * of_best[0, place]
        ranked = sorted(spoken.items(), key=lambda each: (-each[1], each[0]))
        return [
            self._evidence(start, end)._replace(ground="word")
            for (start, end), told in ranked
            if told > 0
        ]

    def _times(self, term: str) -> int:
        return sum(sentence.count(term) for sentence in self.spoken.terms[0])

    def _like(self, scheme_id: str, concept: str, rows: Rows, *, alone: bool) -> Iterator[Evidence]:
        found = self.references.nearest(scheme_id, concept, rows.sentences)
        if found and (alone or found.cosine >= LEAST_ALIKE):
            sentence = self.spoken.sentences[0][found.sentence]
            yield self._evidence(sentence.start, sentence.end)._replace(
                ground="example", reference=found.reference
            )

    def _evidence(self, start: int, end: int) -> Evidence:
        return Evidence(start, end, self.text[start:end], "word")
