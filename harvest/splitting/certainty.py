"""How sure it is that an example is whole, and nothing else.

A logistic regression on what the model of the bounds says of each piece, and on what has gone with
wrong examples in rounds of the corpus that the model had not seen. `make harvest-confidence` learns
its weights, plain numbers in `certainty.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import exp, log
from pathlib import Path

from harvest.splitting.boilerplate import is_contact_sentence, is_introduction
from harvest.splitting.openings import opening, sections_in, tense
from harvest.splitting.prose import NEW, evidence, names
from harvest.splitting.units import Unit

Probable = Mapping[str, float]


PATH = Path(__file__).with_name("certainty.json")
LEAST, SURE = 1e-4, 1e-3
"""Probabilities below it say no more, and doubt that is hardly any."""
LONG, REST = 45, 4
"""Words of an example that may be several, and of a rest beside it."""
_ENDED = (".", "!", "?")


@dataclass(frozen=True)
class Split:
    """An answer that is split: its pieces, their labels in the end, and what the model says."""

    units: Sequence[Unit]
    labels: Sequence[str]
    probable: Sequence[Probable]
    of_records: Mapping[int, str]
    """By line, what records say."""

    @cached_property
    def is_one(self) -> bool:
        """Whether one example is all there is: noted for each, and counted once."""
        return self.labels.count("B") == 1


def certainty(seen: Mapping[str, float]) -> float:
    """Return how probable it is, 0 to 1, that what is seen of it is of an example."""
    weights = _weights()
    score = weights.get("", 0.0) + sum(
        weights.get(name, 0.0) * value for name, value in seen.items()
    )
    return 1 / (1 + exp(-score))


def signals(split: Split, group: Sequence[int]) -> dict[str, float]:
    """Return what is seen of an example, by name."""
    units, labels, probable = split.units, split.labels, split.probable
    own = [units[at] for at in group]
    text = " ".join(unit.text for unit in own)
    after = group[-1] + 1
    is_cut = after < len(units) and units[after].parted_by == "comma"
    neighbours = [at for at in (group[0] - 1, after) if 0 <= at < len(units)]
    inside = [1 - probable[at].get("B", 0.0) for at in group[1:]]
    lines = {unit.line for unit in own}
    is_of_record = own[0].line in split.of_records
    return {
        "begins": _doubt([probable[group[0]].get("B", 0.0)]),
        "no begin inside": _doubt(inside),
        "a begin inside": _doubt([min(inside, default=1.0)]),
        "ends": _doubt([1 - probable[at].get("I", 0.0) for at in neighbours if at == after]),
        "outside": _doubt([1 - probable[at].get("O", 0.0) for at in group]),
        "least": _doubt([min(probable[at].get(labels[at], 0.0) for at in group)]),
        "around": _doubt([probable[at].get(labels[at], 0.0) for at in neighbours]),
        "of a record": float(is_of_record),
        "long": max(0.0, log(len(text.split()) / LONG)),
        "tells nothing done": float(tense(text) == "none" and not names(text)),
        "of the writer": float("writer" in sections_in(own[0].text)),
        "contact": float(any(is_contact_sentence(unit.text) for unit in own)),
        "begins small": float(text[:1].islower()),
        "takes up": float(opening(own[0].text) == "back"),
        "a rest beside": float(any(_is_rest(split, at) for at in neighbours)),
        "prose": float(any(unit.parted_by == "sentence" and unit.at for unit in own)),
        "sentences": max(0, sum(unit.parted_by == "sentence" for unit in own[1:]) - 1),
        "news": sum(_is_news(own, at) for at in range(1, len(own))),
        "cut": float(own[0].parted_by == "comma") + float(is_cut),
        "alone": float(split.is_one),
        "several lines": float(len(lines) > 1 and not is_of_record),
        "one line": float(len(lines) == 1 and not own[-1].text.endswith(_ENDED)),
    }


def _doubt(probabilities: Sequence[float]) -> float:
    """Return how little probable it is that all is so: 0 to 8 or so, a step for each tenfold."""
    return log(1 + sum(-log(max(LEAST, each)) for each in probabilities) / SURE)


def _is_news(own: Sequence[Unit], at: int) -> bool:
    """Return whether a sentence looks like one on another activity than those before it."""
    before = [unit.block for unit in own[:at]]
    return own[at].parted_by == "sentence" and evidence(own[at].text, before) >= NEW


def _is_rest(split: Split, at: int) -> bool:
    text = split.units[at].text
    is_left = split.labels[at] == "O" and len(text.split()) >= REST
    return is_left and not is_introduction(text) and not is_contact_sentence(text)


def forget() -> None:
    """Read the weights anew at the next use."""
    _weights.cache_clear()


@cache
def _weights() -> Mapping[str, float]:
    """Return the weight of each signal; that of "" is always added."""
    weights: dict[str, float] = json.loads(PATH.read_text(encoding="utf-8"))
    return weights
