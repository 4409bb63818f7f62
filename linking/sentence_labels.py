"""Which sentences of examples their links rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linking.examples import Example
    from linking.rules import Rules
    from linking.terms import Scheme
    from linking.texts import Sentence

    Floats = NDArray[np.float64]


class SentenceLabels:
    """Marks sentences for one scheme."""

    def __init__(self, scheme: Scheme, rules: Rules) -> None:
        self._scheme = scheme
        self._rules = rules
        self._places = {concept: at for at, concept in enumerate(scheme.concepts)}

    def marks(
        self,
        examples: Sequence[Example],
        sentences: Sequence[Sequence[Sentence]],
        labels: Floats,
    ) -> Floats:
        """Return sentences of all examples x concepts: 1, 0, or NaN where nobody knows.

        A link that does not hold rests on no sentence. One that does rests on those that are
        quoted; without a quote on those that name it; else on the first, which is the title.
        """
        return np.concatenate(
            [
                self._of(example, analysed, known)
                for example, analysed, known in zip(examples, sentences, labels, strict=True)
            ]
        )

    def _of(self, example: Example, sentences: Sequence[Sentence], known: Floats) -> Floats:
        marks = np.tile(np.where(known == 1, np.nan, known), (len(sentences), 1))
        for quote in example.quotes:
            if quote.scheme == self._scheme.id and quote.concept in self._places:
                marks[_with(quote.text, example.text, sentences), self._places[quote.concept]] = 1
        missing = (known == 1) & ~(marks == 1).any(axis=0)
        if missing.any():
            for at, sentence in enumerate(sentences):
                for hit in self._rules.hits([sentence]):
                    if missing[self._places[hit.concept]]:
                        marks[at, self._places[hit.concept]] = 1
            marks[0, missing & ~(marks == 1).any(axis=0)] = 1
        return marks


def _with(quote: str, text: str, sentences: Sequence[Sentence]) -> list[int]:
    """Return the places of the sentences that hold a part of the quote."""
    start = text.find(quote)
    end = start + len(quote)
    return [
        at
        for at, sentence in enumerate(sentences)
        if start >= 0 and sentence.start < end and start < sentence.end
    ]
