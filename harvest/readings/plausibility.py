"""How plausible a whole reading of a text is beside others: a weighted sum of signals.

`make harvest-train` learns the weights from pairs of readings of made-up replies, a better and a
worse one (a ranking loss); they are plain numbers in `weights.json`.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache, cached_property
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from harvest.readings.pieces import BEGIN, INSIDE
from harvest.splitting.boilerplate import is_contact_sentence
from harvest.splitting.nesting import look
from harvest.splitting.openings import tense
from harvest.splitting.prose import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from harvest.documents.document import Block
    from harvest.readings.pieces import Probabilities
    from harvest.splitting.example import Example
    from harvest.splitting.units import Unit

PATH = Path(__file__).with_name("weights.json")
SHORT, LONG = 4, 80
"""Words of an example that is hardly one, and of one that may be several."""
UNKNOWN = 0.5
"""Probability of a piece that the whole text does not have in that form."""


class Evidence:
    """What is known of the pieces of a text, by where they start."""

    def __init__(
        self, units: list[Unit], probable: Sequence[Probabilities], answer: Sequence[Block]
    ) -> None:
        self.units = units
        self.probable = {unit.block.start: each for unit, each in zip(units, probable, strict=True)}
        self.answer = [(line.start, line.end) for line in answer]

    def inside(self, start: int) -> float:
        """Return how probable it is that the piece that starts there is of an example."""
        own = self.probable.get(start)
        return own[BEGIN] + own[INSIDE] if own else UNKNOWN

    def of_split(self, start: int) -> dict[str, float]:
        """Return the same as the model of answers tells it."""
        own = self.probable.get(start, {BEGIN: UNKNOWN, INSIDE: UNKNOWN})
        return {"B": own[BEGIN], "I": own[INSIDE], "O": 1 - own[BEGIN] - own[INSIDE]}

    @cached_property
    def in_answer(self) -> set[int]:
        """Which pieces stand in the answer to the question, by where they start."""
        return {
            unit.block.start
            for unit in self.units
            if any(start <= unit.block.start < end for start, end in self.answer)
        }


def spans_of(examples: Iterable[Example]) -> tuple[tuple[int, int], ...]:
    """Return where the pieces of examples stand, and which of them belong together."""
    return tuple(
        (part.start, -part.end if at else part.end)
        for each in examples
        for at, part in enumerate(each.parts)
    )


def plausibility(signals: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """Return how plausible a reading is, as a sum that means something beside others alone."""
    own = weights if weights is not None else _weights()
    return sum(own.get(name, 0.0) * value for name, value in signals.items())


def signals_of(examples: Sequence[Example], evidence: Evidence) -> dict[str, float]:
    """Return what tells how plausible a reading is, by name."""
    covered, begins = _covered(examples, evidence)
    words = {unit.block.start: len(unit.text.split()) for unit in evidence.units}
    outside = words.keys() - covered
    texts = [each.text for each in examples]
    sizes = [max(1, len(text.split())) for text in texts]
    looks = Counter(look(each.parts[0]) for each in examples)
    of_answer = evidence.in_answer
    return {
        "inside": _share(words, covered, evidence.inside),
        "outside": _share(words, outside, lambda start: 1 - evidence.inside(start)),
        "begins": _mean([evidence.of_split(start)["B"] for start in begins]),
        "no begin inside": _mean(
            [1 - evidence.of_split(start)["B"] for start in covered - begins], empty=1.0
        ),
        "whole examples": _mean([each.score for each in examples]),
        "number": log(1 + len(examples)),
        "one": float(len(examples) == 1),
        "of different length": _deviation([log(size) for size in sizes]),
        "long": _mean([size > LONG for size in sizes]),
        "short": _mean([size < SHORT for size in sizes]),
        "same look": max(looks.values(), default=0) / max(1, len(examples)),
        "begin like titles": _mean([text[:1].isupper() for text in texts]),
        "tell of something": _mean([tense(text) != "none" or bool(names(text)) for text in texts]),
        "contacts": _mean([is_contact_sentence(text) for text in texts]),
        "of the answer": _share(words, of_answer, lambda start: start in covered),
        "beyond the answer": _share(words, covered, lambda start: start not in of_answer)
        if of_answer
        else 0.0,
        "text used": _share(words, words.keys(), lambda start: start in covered),
    }


def _covered(examples: Sequence[Example], evidence: Evidence) -> tuple[set[int], set[int]]:
    """Return the pieces of examples and those that begin one, by where they start."""
    spans = sorted((part.start, part.end) for each in examples for part in each.parts)
    covered: set[int] = set()
    at = 0
    for start in sorted(evidence.probable):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] <= start:
            covered.add(start)
    firsts = {each.parts[0].start for each in examples}
    return covered, covered & firsts


def _share(words: Mapping[int, int], starts: Iterable[int], of: Callable[[int], float]) -> float:
    own = list(starts)
    total = sum(words[start] for start in own)
    return sum(words[start] * of(start) for start in own) / total if total else 0.0


def _mean(values: Sequence[float], empty: float = 0.0) -> float:
    return sum(values) / len(values) if values else empty


def _deviation(values: Sequence[float]) -> float:
    mean = _mean(values)
    return sqrt(_mean([(value - mean) ** 2 for value in values]))


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(PATH.read_text(encoding="utf-8"))
    return weights
