"""A model that suggests links, learnt from examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from linking.evidence import EvidenceFinder
from linking.suggestions import Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from linking.preprocessing import Analysed, Preprocessor, Vectorizers
    from linking.references import References
    from linking.scheme_model import Rows, SchemeModel

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt of every scheme."""

    preprocessor: Preprocessor
    vectorizers: Vectorizers
    schemes: Mapping[str, SchemeModel]
    references: References

    def suggest(self, text: str, least: float | None = None) -> list[Suggestion]:
        """Return the links that a text (in NFC) should have: scheme by scheme, the surest first.

        Args:
            text: any text; its first line or sentence counts as its title.
            least: precision from which on links are suggested; None leaves it to the threshold of
                each scheme, where F1 was highest.
        """
        analysed = self.preprocessor.analyse([text])
        if not any(sentence.words for sentence in analysed.sentences[0]):
            return []
        finder = EvidenceFinder(
            text, analysed, self.preprocessor, self.vectorizers, self.references
        )
        found: list[Suggestion] = []
        for scheme_id, rows, scores in self._score_schemes(analysed):
            found += self._of_scheme(scheme_id, rows, scores[0], finder, least)
        return found

    def scores(self, texts: Sequence[str]) -> dict[str, Floats]:
        """Return for each scheme the log odds of all its links (texts x concepts)."""
        analysed = self.preprocessor.analyse(texts)
        return {scheme_id: scores for scheme_id, _, scores in self._score_schemes(analysed)}

    def _score_schemes(self, analysed: Analysed) -> Iterator[tuple[str, Rows, Floats]]:
        vectors = self.vectorizers(analysed)
        scores: dict[str, Floats] = {}
        for scheme_id, model in self.schemes.items():
            rows = self.preprocessor.rows(scheme_id, analysed, vectors, scores)
            scores[scheme_id] = model.scores(rows)
            yield scheme_id, rows, scores[scheme_id]

    def _of_scheme(
        self,
        scheme_id: str,
        rows: Rows,
        scores: Floats,
        finder: EvidenceFinder,
        least: float | None,
    ) -> list[Suggestion]:
        model = self.schemes[scheme_id]
        precision = model.calibration.at(scores)
        advised = scores >= model.calibration.threshold
        chosen = advised if least is None else precision >= least
        concepts = self.preprocessor.schemes[scheme_id].concepts
        return [
            Suggestion(
                scheme=scheme_id,
                concept=concepts[at],
                score=float(1 / (1 + np.exp(-scores[at]))),
                precision=float(precision[at]),
                advised=bool(advised[at]),
                learnt=bool(model.weighing.is_learnt[at]),
                evidence=evidence,
            )
            for at in sorted(np.flatnonzero(chosen), key=lambda at: -scores[at])
            if (evidence := finder.of(scheme_id, concepts[at], int(at), model, rows))
        ]
