"""Learning how sure it is that a candidate is an example, from rounds that no model was made of."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.replies.parsing import known_names
from bench.harvest.harvested import SURVEY
from bench.harvest.measures import pairs_of_examples
from bench.harvest.replies import rounds
from bench.harvest.splitting import labelled, trained
from harvest.harvesting import Harvester
from harvest.harvesting_json import to_json
from harvest.splitting import examples
from harvest.splitting.model import Model
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bench.harvest.replies import Reply
    from harvest.documents.document import Block
    from harvest.splitting.example import Example

FOLDS = 5
"""Models that each know nothing of the rounds that they are tried on."""
PENALTY = 0.1
"""Inverse weight of the penalty on squared weights, tried on rounds left out."""
DIGITS = 3


class Tried(NamedTuple):
    """A candidate of a round that the model was not made of: what was seen, and if it was right."""

    round: str
    signals: Mapping[str, float]
    right: bool


def tried() -> Iterator[Tried]:
    """Yield the candidates of the training part, each found by a model of other rounds."""
    replies = rounds("training")
    answers = {name: labelled(name, each) for name, each in replies.items()}
    for fold in range(FOLDS):
        own = [name for number, name in enumerate(replies) if number % FOLDS == fold]
        model = Model(trained(each for name, each in answers.items() if name not in own))
        for name in own:
            for reply in replies[name]:
                yield from _tried(name, reply, model)


def _tried(name: str, reply: Reply, model: Model) -> Iterator[Tried]:
    seen: dict[str, Mapping[str, float]] = {}

    def split(lines: Sequence[Block]) -> list[Example]:
        found = examples(lines, model)
        seen.update((each.text, each.signals) for each in found)
        return found

    survey = questionnaire(SURVEY)
    harvester = Harvester(survey, replace(known_names(), split=split))
    found = to_json(harvester.harvest(reply.document), survey)["replies"]
    for items, _, pairs in pairs_of_examples(found, reply.gold):
        right = {at for at, _ in pairs}
        for at, item in enumerate(items):
            if item["text"] in seen:
                yield Tried(name, seen[item["text"]], at in right)


def learnt(candidates: Iterable[Tried]) -> dict[str, float]:
    """Return the weight of each signal, and under "" what is always added."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - takes long to import

    every = list(candidates)
    names = sorted(every[0].signals)
    seen = np.array([[each.signals[name] for name in names] for each in every])
    spread = seen.std(axis=0) + 1e-9
    model = LogisticRegression(C=PENALTY, max_iter=3_000)
    model.fit(seen / spread, [each.right for each in every])
    weights = zip(names, (model.coef_[0] / spread).tolist(), strict=True)
    return {"": float(model.intercept_[0]), **dict(weights)}


def as_json(weights: Mapping[str, float]) -> str:
    """Return weights as they are kept, one a line."""
    return (
        json.dumps({name: round(each, DIGITS) for name, each in weights.items()}, indent=1) + "\n"
    )
