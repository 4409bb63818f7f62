"""The models that split answers and sort examples come from the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.harvest import kinds
from bench.harvest.link_rows import as_lines, link_rows
from bench.harvest.replies import rounds
from bench.harvest.splitting import labelled, tally_of, trained
from harvest.splitting.example_kind import KindModel
from harvest.splitting.features import features_of
from harvest.splitting.model import Model
from harvest.splitting.units import units_of
from seed.linking import reply_links_path

if TYPE_CHECKING:
    from tests.fixtures.corpus import Corpus

pytestmark = pytest.mark.slow

AS_BEFORE = 0.999
"""Share of the pieces that get the same label; the last digits of weights differ by processor."""


def test_the_model_is_what_the_training_part_teaches(corpus: Corpus) -> None:
    answers = [
        labelled(name, (each.reply for each in own)) for name, own in corpus("training").items()
    ]
    again, shipped = Model(trained(answers)), Model.shipped()
    seen = [features_of(units_of(each.lines), each.lines) for own in answers for each in own]
    pairs = [
        pair
        for each in seen
        for pair in zip(again.labels(each)[0], shipped.labels(each)[0], strict=True)
    ]

    assert sum(one == other for one, other in pairs) >= AS_BEFORE * len(pairs)
    assert tally_of((each for own in answers for each in own), again).f1 >= 0.94


ENTRIES_CHANGE = 0.98
"""Share of examples that get the same kind: the model was learnt from the entries of its day."""


def test_the_model_of_kinds_is_what_examples_and_entries_teach() -> None:
    examples = [
        each for replies in rounds("training").values() for each in kinds.sorted_examples(replies)
    ]
    again = KindModel(kinds.trained([*kinds.sorted_entries(), *examples]))
    shipped = KindModel.shipped()
    same = sum(again.of(text)[0] == shipped.of(text)[0] for text, _ in examples)

    assert same >= ENTRIES_CHANGE * len(examples)


def test_what_links_are_learnt_from_is_what_people_linked_replies_to() -> None:
    replies = (each for own in rounds("training").values() for each in own)

    assert as_lines(link_rows(replies)) == reply_links_path().read_text("utf-8"), (
        "make harvest-train"
    )
