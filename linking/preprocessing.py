"""Makes texts ready for a model: their terms, their rules, their places in folds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from linking.rules import Rules
from linking.scheme_model import Rows
from linking.texts import Sentence, read
from linking.vectorizer import Terms, Vectorizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from linking.terms import Knowledge

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]

UNLIKELY = -6.0
"""Log odds of what nothing speaks for."""


EMPTY_SENTENCE = Sentence(0, 0, ())
Scores = Mapping[str, "Floats"]
"""Scheme -> log odds (texts x concepts)."""


class Analysed(NamedTuple):
    """Texts as sentences and terms."""

    sentences: list[tuple[Sentence, ...]]
    terms: list[list[list[str]]]

    @property
    def of_texts(self) -> list[list[str]]:
        """The terms of each text."""
        return [[term for sentence in text for term in sentence] for text in self.terms]

    @property
    def of_sentences(self) -> list[list[str]]:
        """The terms of each sentence of all texts."""
        return [sentence for text in self.terms for sentence in text]

    @property
    def owner(self) -> Numbers:
        """The number of the text of each sentence."""
        return np.repeat(np.arange(len(self.terms)), [len(text) for text in self.terms])


class Vectors(NamedTuple):
    """Weighted terms: a row for each text, and for each sentence of all texts."""

    texts: csr_matrix
    sentences: csr_matrix


class Vectorizers(NamedTuple):
    """How terms are weighed in texts, and in sentences."""

    texts: Vectorizer
    sentences: Vectorizer

    def __call__(self, analysed: Analysed) -> Vectors:
        """Return what all schemes are scored by."""
        return Vectors(self.texts(analysed.of_texts), self.sentences(analysed.of_sentences))


class Wordings(NamedTuple):
    """Names and descriptions of concepts: their terms, and which concepts they mean (1 or 0)."""

    terms: list[list[str]]
    named: Floats


class Preprocessor:
    """What is known of vocabularies, made ready once for many texts."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.schemes = {scheme.id: scheme for scheme in knowledge.schemes}
        self.rules = {scheme.id: Rules(scheme) for scheme in knowledge.schemes}
        self.terms = Terms(knowledge.topics)

    def analyse(self, texts: Sequence[str]) -> Analysed:
        """Return texts as sentences and terms; one without words is one empty sentence."""
        sentences = [read(text) or (EMPTY_SENTENCE,) for text in texts]
        return Analysed(
            sentences, [[self.terms.of([sentence]) for sentence in text] for text in sentences]
        )

    def wordings(self, scheme_id: str) -> Wordings:
        """Return the names and descriptions of a scheme's concepts."""
        scheme = self.schemes[scheme_id]
        named: dict[str, set[str]] = {}
        for concept in scheme.concepts:
            names = (name.text for name in scheme.names[concept])
            for text in (*names, *scheme.descriptions.get(concept, ())):
                named.setdefault(text, set()).add(concept)
        return Wordings(
            [self.terms.of(read(text)) for text in named],
            np.array(
                [[float(each in held) for each in scheme.concepts] for held in named.values()]
            ),
        )

    def rows(self, scheme_id: str, analysed: Analysed, vectors: Vectors, scores: Scores) -> Rows:
        """Return texts made ready for a scheme; `scores` are those of the schemes before."""
        rules = self.rules[scheme_id]
        return Rows(
            *vectors,
            analysed.owner,
            np.stack([rules.features(text) for text in analysed.sentences]),
            self._above(scheme_id, len(analysed.sentences), scores),
        )

    def _above(self, scheme_id: str, texts: int, scores: Scores) -> Floats:
        scheme = self.schemes[scheme_id]
        found = np.full((texts, len(scheme.concepts), 1), UNLIKELY)
        for at, concept in enumerate(scheme.concepts):
            for other, above in scheme.above.get(concept, ()):
                column = scores[other][:, self.schemes[other].concepts.index(above)]
                found[:, at, 0] = np.maximum(found[:, at, 0], column)
        return found
