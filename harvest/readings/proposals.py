"""The readings of a text: which of its pieces each takes for examples, the most plausible first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp
from typing import TYPE_CHECKING, Literal

from harvest.readings.pieces import BEGIN, INSIDE, PieceModel, piece_features
from harvest.readings.plausibility import Evidence, plausibility, signals_of, spans_of
from harvest.readings.shapes import Division, divisions
from harvest.splitting import examples_of
from harvest.splitting.certainty import Split
from harvest.splitting.fields import is_field
from harvest.splitting.units import units_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from harvest.documents.document import Block
    from harvest.questions import Marker
    from harvest.splitting.example import Example

Scope = Literal["answer", "text"]
Labelled = tuple[tuple[int, str], ...]
"""Pieces by where they start, each with its label."""
ASKED, PIECES, NONE, LABELS = "asked", "pieces", "none", "labels"
LEAST_INSIDE, LEAST_AT_END = 0.5, 0.3
"""Probability of being of an example: of what a division makes one, and of how it may end."""
LEAD = 2.5
"""By how much another reading must be more plausible than that of the answer to the question.

Tried with the weights on writers left out: with 2.5, one writer in 24 is read worse than by the
answer alone, and most of what can be won is.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the examples of a text.

    Attributes:
        shape: how they are divided: "asked" (as the model of answers does), "pieces" (as that of
            whole texts does), "none", or one of `harvest.readings.shapes`.
        scope: whether they are looked for in the answer to the question, or in the whole text.
        lines: that the examples are of.
        examples: in order.
        signals: what tells how plausible it is.
        score: how plausible it is beside the others; the highest is the most plausible.
    """

    shape: str
    scope: Scope
    lines: tuple[Block, ...]
    examples: tuple[Example, ...]
    signals: Mapping[str, float]
    score: float

    @property
    def key(self) -> str:
        """Its name for programs and people: "rows-text"."""
        return f"{self.shape}-{self.scope}"

    @property
    def lines_of_examples(self) -> tuple[Block, ...]:
        """The lines from the first example to the last that examples have words of."""
        spans = [(part.start, part.end) for each in self.examples for part in each.parts]
        return tuple(
            line
            for line in self.lines
            if any(line.start < end and start < line.end for start, end in spans)
        )


@dataclass(frozen=True, slots=True)
class Text:
    """What readings are proposed of.

    Attributes:
        lines: all of the text.
        markers: where questions stand in it.
        kinds: what an answer to each question is.
        answer: the lines that answer the question for examples; empty if it was not found.
        asked: the examples that the model of answers finds in those.
    """

    lines: Sequence[Block]
    markers: Sequence[Marker]
    kinds: Mapping[str, str]
    answer: Sequence[Block]
    asked: Sequence[Example]


class Proposer:
    """Proposes the readings of a text."""

    def __init__(
        self, model: PieceModel | None = None, weights: Mapping[str, float] | None = None
    ) -> None:
        """Take a model and the weights of signals; by default those of this version."""
        self._model = model
        self._weights = weights

    def readings(self, text: Text) -> list[Reading]:
        """Return the readings of a text, the most plausible first."""
        units = units_of(text.lines)
        model = self._model or PieceModel.shipped()
        probable = model.probabilities(piece_features(units, text.lines, text.markers, text.kinds))
        evidence = Evidence(units, probable, text.answer)
        found: dict[tuple[tuple[int, int], ...], Reading] = {}
        for reading in _proposed(text, evidence):
            key = spans_of(reading.examples)
            if key not in found and (key or reading.shape == NONE):
                signals = signals_of(reading.examples, evidence)
                score = plausibility_of(reading.shape, signals, self._weights)
                found[key] = replace(reading, signals=signals, score=score)
        return sorted(found.values(), key=lambda reading: -reading.score)


def plausibility_of(
    shape: str, signals: Mapping[str, float], weights: Mapping[str, float] | None
) -> float:
    """Return how plausible a reading is, with the lead of that of the answer to the question."""
    return plausibility(signals, weights) + (LEAD if shape in {ASKED, NONE} else 0)


def shares(readings: Sequence[Reading]) -> list[float]:
    """Return of each reading its share of what speaks for any of them; they add up to 1."""
    most = max((each.score for each in readings), default=0.0)
    weights = [exp(each.score - most) for each in readings]
    return [each / sum(weights) for each in weights]


def _proposed(text: Text, evidence: Evidence) -> Iterator[Reading]:
    if text.asked:
        yield Reading(ASKED, "answer", tuple(text.answer), tuple(text.asked), {}, 0)
    else:
        yield Reading(NONE, "text", (), (), {}, 0)
    divided: set[Labelled] = set()
    if text.answer:
        yield from _divided("answer", divisions(text.answer), evidence, divided)
    if evidence.units:
        pieces = Division(PIECES, list(text.lines), evidence.units, set(_begins(evidence)))
        yield from _divided("text", [pieces, *divisions(text.lines)], evidence, divided)


def _begins(evidence: Evidence) -> Iterator[int]:
    """Yield the pieces that begin an example by the model, or are none of any.

    A line of a form, "Parter: LRF", begins none.
    """
    before = False
    for at, unit in enumerate(evidence.units):
        probable = evidence.probable[unit.block.start]
        inside = evidence.inside(unit.block.start) >= LEAST_INSIDE
        begins = probable[BEGIN] > probable[INSIDE] and not is_field(unit.block)
        if inside != before or (inside and begins):
            yield at
        before = inside


def _divided(
    scope: Scope, found: Iterable[Division], evidence: Evidence, divided: set[Labelled]
) -> Iterator[Reading]:
    """Yield the readings of divisions, of those that give the same pieces and labels the first.

    Args:
        scope: of the readings.
        found: the divisions.
        evidence: what is known of the pieces.
        divided: the pieces and labels that there were already; new ones are added.
    """
    for division in found:
        labels = _labels(division, evidence)
        starts = (unit.block.start for unit in division.units)
        own = tuple(zip(starts, labels, strict=True))
        if own in divided:
            continue
        divided.add(own)
        probable = [evidence.of_split(unit.block.start) for unit in division.units]
        split = Split(division.units, labels, probable, {})
        examples = examples_of(division.lines, split)
        yield Reading(division.shape, scope, tuple(division.lines), tuple(examples), {}, 0)


def _labels(division: Division, evidence: Evidence) -> list[str]:
    """Return B, I or O of each piece: what is probably of no example is outside of all.

    A line of a form begins none, unless the same label comes again.
    """
    labels = ["O"] * len(division.units)
    begins = (
        at
        for at in sorted(division.begins)
        if division.shape == LABELS or not is_field(division.units[at].block)
    )
    ends = [*begins, len(division.units)]
    for begin, end in pairwise(ends):
        sizes = [len(unit.text.split()) for unit in division.units[begin:end]]
        inside = [evidence.inside(unit.block.start) for unit in division.units[begin:end]]
        size = _size_without_end(sizes, inside)
        if _mean(sizes[:size], inside[:size]) >= LEAST_INSIDE:
            labels[begin : begin + size] = ["B", *["I"] * (size - 1)]
    return labels


def _size_without_end(sizes: Sequence[int], inside: Sequence[float]) -> int:
    """Return how many pieces are left without an end that is probably of no example."""
    return next(
        (at for at in range(1, len(sizes)) if _mean(sizes[at:], inside[at:]) < LEAST_AT_END),
        len(sizes),
    )


def _mean(sizes: Sequence[int], values: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(sizes, values, strict=True)) / max(1, sum(sizes))
