"""A model for a catalogue that has nothing to learn from: names, keywords and cues alone."""

from __future__ import annotations

import numpy as np

from linking.calibration import Calibration
from linking.linear import Linear
from linking.model import Model
from linking.preprocessing import Preprocessor, Vectorizers
from linking.references import References
from linking.rules import Rules
from linking.scheme_model import BY_WORDS, Learnt, SchemeModel, Weighing
from linking.stack import Stack
from linking.terms import Scheme
from linking.vectorizer import Vectorizer

STEPS = {0: 0.01, 1: 0.23, 3: 0.44, 5: 0.64, 6: 0.77, 8: 0.96}
"""Features of a link (different names, whether one opens the text, whether one follows; of names,
keywords and cues), and the share of such links that hold in the release's 207 curated entries."""
THRESHOLD = 3
"""Features from which a link is suggested: two names, or one in the title and again."""
BEFORE, AFTER = 1, 2
"""Features around those of rules, which say nothing here: trust; other schemes and the prior."""


def rule_baseline(preprocessor: Preprocessor) -> Model:
    """Return a model that has learnt nothing: what speaks for a link is counted."""
    vectorizers = Vectorizers(Vectorizer({}), Vectorizer({}))
    schemes = {each.id: _scheme(each) for each in preprocessor.schemes.values()}
    return Model(
        preprocessor,
        vectorizers,
        schemes,
        References.of([], preprocessor.terms, vectorizers.sentences),
    )


def _scheme(scheme: Scheme) -> SchemeModel:
    concepts = len(scheme.concepts)
    none = np.zeros(concepts)
    nothing = Linear(np.zeros((0, 0)), np.zeros(0, np.intp), none)
    count = [0.0] * BEFORE + [1.0] * Rules.FEATURES + [0.0] * AFTER
    steps = np.array([*STEPS.items()])
    return SchemeModel(
        Learnt(nothing, nothing, none),
        Weighing(none, none, _stack_of([0.0] * BY_WORDS + count), _stack_of(count)),
        Calibration(steps[:, 0], steps[:, 1], THRESHOLD),
    )


def _stack_of(weights: list[float]) -> Stack:
    kinds = len(weights)
    return Stack(np.array(weights), np.zeros(1), np.zeros(kinds), np.ones(kinds))
