"""Learning a model from examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from linking.groups import groups
from linking.linear import FEWEST
from linking.model import Model
from linking.preprocessing import Vectorizers
from linking.references import References
from linking.rule_baseline import rule_baseline
from linking.scheme_training import TrainingSet, learn_scheme
from linking.sentence_labels import SentenceLabels
from linking.vectorizer import Vectorizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linking.examples import Example
    from linking.preprocessing import Preprocessor
    from linking.scheme_model import SchemeModel
    from linking.terms import Scheme

    Floats = NDArray[np.float64]


def train(examples: Sequence[Example], preprocessor: Preprocessor) -> Model:
    """Return a model; what it promises was measured on examples while they were left out.

    Fewer than five cannot be left out in turn: then rules alone speak.
    """
    return (
        learn(examples, preprocessor)[0] if len(examples) >= FEWEST else rule_baseline(preprocessor)
    )


def learn(
    examples: Sequence[Example], preprocessor: Preprocessor
) -> tuple[Model, dict[str, Floats]]:
    """Return a model, and for each scheme the scores of the examples while they were left out.

    Args:
        examples: five at least.
        preprocessor: made of the vocabularies.
    """
    with threadpool_limits(limits=1):  # on matrices this small, a second thread only doubles work
        return _learn(examples, preprocessor)


def _learn(
    examples: Sequence[Example], preprocessor: Preprocessor
) -> tuple[Model, dict[str, Floats]]:
    analysed = preprocessor.analyse([example.text for example in examples])
    wordings = {name: preprocessor.wordings(name) for name in preprocessor.schemes}
    described = [terms for each in wordings.values() for terms in each.terms]
    vectorizers = Vectorizers(
        Vectorizer.of(analysed.of_texts), Vectorizer.of([*analysed.of_sentences, *described])
    )
    group = groups(examples, vectorizers.texts(analysed.of_texts))
    models: dict[str, SchemeModel] = {}
    scores: dict[str, Floats] = {}
    for scheme in preprocessor.schemes.values():
        rows = preprocessor.rows(scheme.id, analysed, vectorizers, scores)
        labels = np.array([_labels(example, scheme) for example in examples])
        training = TrainingSet(
            np.nansum(labels, axis=0) >= FEWEST,
            rows,
            labels,
            SentenceLabels(scheme, preprocessor.rules[scheme.id]).marks(
                examples, analysed.sentences, labels
            ),
            vectorizers.sentences(wordings[scheme.id].terms),
            wordings[scheme.id].meant,
            group,
        )
        models[scheme.id], scores[scheme.id] = learn_scheme(training)
    references = References.of(examples, preprocessor.terms, vectorizers.sentences)
    return Model(preprocessor, vectorizers, models, references), scores


def _labels(example: Example, scheme: Scheme) -> list[float]:
    said = (example.holds(scheme.id, concept) for concept in scheme.concepts)
    return [np.nan if each is None else float(each) for each in said]
