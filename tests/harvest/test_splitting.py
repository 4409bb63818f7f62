"""The model that splits answers comes from the corpus, and nothing else."""

from __future__ import annotations

import pytest

from bench.harvest.replies import rounds
from bench.harvest.splitting import labelled, tally_of, trained
from harvest.splitting.features import features_of
from harvest.splitting.model import Model
from harvest.splitting.units import units_of

pytestmark = pytest.mark.slow

AS_BEFORE = 0.999
"""Share of the pieces that get the same label; the last digits of weights differ by processor."""


def test_the_model_is_what_the_training_part_teaches() -> None:
    answers = [labelled(name, replies) for name, replies in rounds("training").items()]
    again, shipped = Model(trained(answers)), Model.shipped()
    seen = [features_of(units_of(each.lines), each.lines) for own in answers for each in own]
    pairs = [
        pair
        for each in seen
        for pair in zip(again.labels(each)[0], shipped.labels(each)[0], strict=True)
    ]

    assert sum(one == other for one, other in pairs) >= AS_BEFORE * len(pairs)
    assert tally_of((each for own in answers for each in own), again).f1 >= 0.95
