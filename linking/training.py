"""Learning a model from examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from linking.groups import groups
from linking.linear import FEWEST
from linking.model import Model
from linking.preparing import Both
from linking.quoted import Quoted
from linking.references import References
from linking.rule_baseline import by_rules
from linking.scheme_training import Lesson, learn_scheme
from linking.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linking.examples import Example
    from linking.preparing import Prepared
    from linking.scheme_model import SchemeModel
    from linking.terms import Scheme

    Floats = NDArray[np.float64]


def train(examples: Sequence[Example], prepared: Prepared) -> Model:
    """Return a model; what it promises was measured on examples while they were left out.

    Fewer than five cannot be left out in turn: then rules alone speak.
    """
    return learn(examples, prepared)[0] if len(examples) >= FEWEST else by_rules(prepared)


def learn(examples: Sequence[Example], prepared: Prepared) -> tuple[Model, dict[str, Floats]]:
    """Return a model, and for each scheme the scores of the examples while they were left out.

    Args:
        examples: five at least.
        prepared: the vocabularies.
    """
    with threadpool_limits(limits=1):  # on matrices this small, a second thread only doubles work
        return _learn(examples, prepared)


def _learn(examples: Sequence[Example], prepared: Prepared) -> tuple[Model, dict[str, Floats]]:
    spoken = prepared.speak([example.text for example in examples])
    wordings = {name: prepared.wordings(name) for name in prepared.schemes}
    described = [terms for each in wordings.values() for terms in each.terms]
    vectors = Both(Vectors.of(spoken.of_texts), Vectors.of([*spoken.of_sentences, *described]))
    group = groups(examples, vectors.texts(spoken.of_texts))
    models: dict[str, SchemeModel] = {}
    scores: dict[str, Floats] = {}
    for scheme in prepared.schemes.values():
        rows = prepared.rows(scheme.id, spoken, vectors, scores)
        holds = np.array([_holds(example, scheme) for example in examples])
        lesson = Lesson(
            np.nansum(holds, axis=0) >= FEWEST,
            rows,
            holds,
            Quoted(scheme, prepared.rules[scheme.id]).marks(examples, spoken.sentences, holds),
            vectors.sentences(wordings[scheme.id].terms),
            wordings[scheme.id].meant,
            group,
        )
        models[scheme.id], scores[scheme.id] = learn_scheme(lesson)
    references = References.of(examples, prepared.terms, vectors.sentences)
    return Model(prepared, vectors, models, references), scores


def _holds(example: Example, scheme: Scheme) -> list[float]:
    said = (example.holds(scheme.id, concept) for concept in scheme.concepts)
    return [np.nan if each is None else float(each) for each in said]
