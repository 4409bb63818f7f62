"""Learning a model from examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from harvest.linking.model import Model
from harvest.linking.preparing import Both, groups
from harvest.linking.references import References
from harvest.linking.scheme_training import Lesson, learn_scheme
from harvest.linking.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from harvest.linking.examples import Example
    from harvest.linking.preparing import Prepared, Spoken
    from harvest.linking.scheme_model import SchemeModel
    from harvest.linking.terms import Scheme

    Floats = NDArray[np.float64]


def train(examples: Sequence[Example], prepared: Prepared) -> Model:
    """Return a model; what it promises was measured on examples while they were left out."""
    spoken = prepared.speak([example.text for example in examples])
    vectors = Both(Vectors.of(spoken.of_texts), Vectors.of(spoken.of_sentences))
    group = groups(examples, vectors.texts(spoken.of_texts))
    models: dict[str, SchemeModel] = {}
    scores: dict[str, Floats] = {}
    for scheme in prepared.schemes.values():
        rows = prepared.rows(scheme.id, spoken, vectors, scores)
        holds = np.array([_holds(example, scheme) for example in examples])
        quoted = _quoted(examples, scheme, spoken, holds)
        models[scheme.id], scores[scheme.id] = learn_scheme(Lesson(rows, holds, quoted, group))
    references = References.of(examples, prepared.terms, vectors.sentences)
    return Model(prepared, vectors, models, references)


def _holds(example: Example, scheme: Scheme) -> list[float]:
    said = (example.holds(scheme.id, concept) for concept in scheme.concepts)
    return [np.nan if each is None else float(each) for each in said]


def _quoted(examples: Sequence[Example], scheme: Scheme, spoken: Spoken, holds: Floats) -> Floats:
    """Tell for each sentence whether each link rests on it.

    Of a text that has the link, it is known of the quoted sentences only, and of a single one.
    """
    found = [
        np.tile(np.where(known == 1, np.nan, known), (len(sentences), 1))
        for known, sentences in zip(holds, spoken.sentences, strict=True)
    ]
    concepts = {concept: at for at, concept in enumerate(scheme.concepts)}
    for example, sentences, marks in zip(examples, spoken.sentences, found, strict=True):
        for quote in example.quotes:
            start = example.text.find(quote.text) if quote.scheme == scheme.id else -1
            for at, sentence in enumerate(sentences):
                if start >= 0 and sentence.start < start + len(quote.text) and start < sentence.end:
                    marks[at, concepts[quote.concept]] = 1
    return np.concatenate(found)
