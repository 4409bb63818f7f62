"""Which characters of a text speak for a link: names, words that were learnt, a like example."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from linking.suggestions import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from linking.preprocessing import Analysed, Preprocessor, Vectorizers
    from linking.references import References
    from linking.rules import Rule
    from linking.scheme_model import Rows, SchemeModel

    Floats = NDArray[np.float64]

MOST_NAMES, MOST_WORDS = 5, 3
"""Pieces of evidence shown of each kind; the rest says the same again."""
LEAST_ALIKE = 0.15
"""Cosine below which an example explains nothing, unless there is nothing else."""
NOWHERE = -1
"""Place of a term that no model knows."""


class EvidenceFinder:
    """Finds what a link of one text rests on."""

    def __init__(
        self,
        text: str,
        analysed: Analysed,
        preprocessor: Preprocessor,
        vectorizers: Vectorizers,
        references: References,
    ) -> None:
        self.text = text
        self.analysed = analysed
        self.preprocessor = preprocessor
        self.vectorizers = vectorizers
        self.references = references
        terms = self.preprocessor.terms
        self.placed = [list(terms.placed(sentence)) for sentence in analysed.sentences[0]]
        self._rules: dict[str, defaultdict[str, list[Rule]]] = {}
        self.times = Counter(term for placed in self.placed for term, _, _ in placed)

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

    def _hits(self, scheme_id: str) -> Mapping[str, list[Rule]]:
        """Return concept -> the names of it in the text, looked for once."""
        if scheme_id not in self._rules:
            found = defaultdict(list)
            for hit in self.preprocessor.rules[scheme_id].hits(self.analysed.sentences[0]):
                found[hit.concept].append(hit)
            self._rules[scheme_id] = found
        return self._rules[scheme_id]

    def _names(self, scheme_id: str, concept: str) -> Iterator[Evidence]:
        seen = set()
        for hit in self._hits(scheme_id)[concept]:
            if (hit.start, hit.end) not in seen:
                seen.add((hit.start, hit.end))
                yield self._evidence(hit.start, hit.end)._replace(
                    ground=hit.name.kind, name=hit.name.text
                )

    def _words(self, column: int, model: SchemeModel, rows: Rows) -> list[Evidence]:
        """Return the words that the learnt weights rest on most, the weightiest first."""
        weight = model.weighing.full.weights / model.weighing.full.std
        best = int(np.argmax(model.learnt.sentence(rows.sentences)[:, column]))
        of_text = _by_place(rows.texts, model.learnt.text.of_concept(column))
        of_best = _by_place(rows.sentences[best], model.learnt.sentence.of_concept(column))
        weights: defaultdict[tuple[int, int], float] = defaultdict(float)
        for at, placed in enumerate(self.placed):
            for term, start, end in placed:
                place = self.vectorizers.texts.places.get(term, NOWHERE)
                weights[start, end] += weight[0] * of_text.get(place, 0.0) / self.times[term]
                if at == best:
                    place = self.vectorizers.sentences.places.get(term, NOWHERE)
                    weights[start, end] += weight[1] * of_best.get(place, 0.0)
        ranked = sorted(weights.items(), key=lambda each: (-each[1], each[0]))
        return [
            self._evidence(start, end)._replace(ground="word")
            for (start, end), weight in ranked[: 2 * MOST_WORDS]
            if weight > 0
        ]

    def _like(self, scheme_id: str, concept: str, rows: Rows, *, alone: bool) -> Iterator[Evidence]:
        found = self.references.nearest(scheme_id, concept, rows.sentences)
        if found and (alone or found.cosine >= LEAST_ALIKE):
            sentence = self.analysed.sentences[0][found.sentence]
            yield self._evidence(sentence.start, sentence.end)._replace(
                ground="example", reference=found.reference
            )

    def _evidence(self, start: int, end: int) -> Evidence:
        return Evidence(start, end, self.text[start:end], "word")


def _by_place(row: csr_matrix, weights: Floats) -> dict[int, float]:
    """Return place of a term -> what it adds to the log odds of one text."""
    return dict(zip(row.indices.tolist(), (row.data * weights[row.indices]).tolist(), strict=True))
