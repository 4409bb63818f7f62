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
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from linking.examples import Example
    from linking.preprocessing import Preprocessor
    from linking.scheme_model import SchemeModel
    from linking.terms import Scheme

    Floats = NDArray[np.float64]


def _go_on() -> None:
    """Let training go on."""


def train(
    examples: Sequence[Example], preprocessor: Preprocessor, look_up: Callable[[], None] = _go_on
) -> Model:
    """Return a model; what it promises was measured on examples while they were left out.

    Fewer than five cannot be left out in turn: then rules alone speak. `look_up` is called before
    each scheme; what it raises ends the training.
    """
    if len(examples) < FEWEST:
        return rule_baseline(preprocessor)
    return learn(examples, preprocessor, look_up)[0]


def learn(
    examples: Sequence[Example], preprocessor: Preprocessor, look_up: Callable[[], None] = _go_on
) -> tuple[Model, dict[str, Floats]]:
    """Return a model, and for each scheme the scores of the examples while they were left out.

    Args:
        examples: five at least.
        preprocessor: made of the vocabularies.
        look_up: called before each scheme; what it raises ends the training.
    """
    with threadpool_limits(limits=1):  # on matrices this small, a second thread only doubles work
        return _learn(examples, preprocessor, look_up)


def _learn(
    examples: Sequence[Example], preprocessor: Preprocessor, look_up: Callable[[], None]
) -> tuple[Model, dict[str, Floats]]:
    analysed = preprocessor.analyse([example.text for example in examples])
    wordings = {name: preprocessor.wordings(name) for name in preprocessor.schemes}
    described = [terms for each in wordings.values() for terms in each.terms]
    vectorizers = Vectorizers(
        Vectorizer.of(analysed.of_texts), Vectorizer.of([*analysed.of_sentences, *described])
    )
    vectors = vectorizers(analysed)
    group = groups(examples, vectors.texts)
    models: dict[str, SchemeModel] = {}
    scores: dict[str, Floats] = {}
    for scheme in preprocessor.schemes.values():
        look_up()
        rows = preprocessor.rows(scheme.id, analysed, vectors, scores)
        labels = np.array([_labels(example, scheme) for example in examples])
        training = TrainingSet(
            np.nansum(labels, axis=0) >= FEWEST,
            rows,
            labels,
            SentenceLabels(scheme, preprocessor.rules[scheme.id]).marks(
                examples, analysed.sentences, labels
            ),
            vectorizers.sentences(wordings[scheme.id].terms),
            wordings[scheme.id].named,
            group,
        )
        models[scheme.id], scores[scheme.id] = learn_scheme(training)
    references = References.of(examples, preprocessor.terms, vectorizers.sentences)
    return Model(preprocessor, vectorizers, models, references), scores


def _labels(example: Example, scheme: Scheme) -> list[float]:
    labels = (example.holds(scheme.id, concept) for concept in scheme.concepts)
    return [np.nan if each is None else float(each) for each in labels]
