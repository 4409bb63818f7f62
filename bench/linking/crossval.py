"""Nested cross-validation: nothing that a test entry is judged with was chosen with it in sight."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bench.linking import baseline
from bench.linking.measures import Quality, mean, quality, sure_score
from linking.training import learn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from bench.linking.curated import Curated
    from linking.model import Model

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.intp]

SECTORS = "sectors"
NAMED_SECTORS = "sectors, named"
"""Row of the table: sectors where the source's own words for them stand in the text too."""
BANDS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
"""Borders of promised precision."""


class Band(NamedTuple):
    """Links with a promised precision in [low, high): how many, what was promised, what held."""

    low: float
    high: float
    links: int
    promised: float
    held: float


class Outcome(NamedTuple):
    """One row of the table: ours and the baseline, at F1's threshold and at precision 0.9.

    The baseline is not run for targets, which follow goals.
    """

    name: str
    links: int
    ours: Quality
    sure: Quality
    baseline: Quality | None
    baseline_sure: Quality | None
    bands: tuple[Band, ...]


class _Marks(NamedTuple):
    """What one repetition said of every link (entries x concepts)."""

    chosen: Flags
    sure: Flags
    promised: Floats

    @classmethod
    def empty(cls, shape: tuple[int, ...]) -> _Marks:
        return cls(np.zeros(shape, bool), np.zeros(shape, bool), np.zeros(shape))


def run(
    data: Curated, repetitions: int, folds: int, told: Callable[[int], None], *, fast: bool = False
) -> list[Outcome]:
    """Measure every vocabulary; `fast` leaves the baseline out. `told` gets folds just done."""
    ours = [_repeat(data, folds, seed, told) for seed in range(repetitions)]
    others = [] if fast else [_baseline(data, folds, seed, told) for seed in range(repetitions)]
    return [
        _outcome(data, name, [one[name] for one in ours], [o[name] for o in others if name in o])
        for name in ours[0]
    ]


def _repeat(data: Curated, folds: int, seed: int, told: Callable[[int], None]) -> dict[str, _Marks]:
    found = {name: _Marks.empty(data.holds(_scheme(name)).shape) for name in _names(data)}
    for learnt, tested in data.folds(folds, seed):
        model, left_out = learn([data.examples[at] for at in learnt], data.preprocessor)
        scores = model.scores([data.texts[at] for at in tested])
        named = model.scores([data.with_sectors[at] for at in tested])
        scores[NAMED_SECTORS] = named[SECTORS]
        for name, marks in found.items():
            scheme = _scheme(name)
            sure = sure_score(left_out[scheme], data.holds(scheme)[learnt])
            _mark(marks, tested, scores[name], model, scheme, sure)
        told(1)
    return found


def _mark(  # noqa: PLR0913, PLR0917 - one row of scores and what it is judged by
    marks: _Marks, tested: Numbers, scores: Floats, model: Model, scheme: str, sure: float
) -> None:
    measured = model.schemes[scheme].calibration
    marks.chosen[tested] = scores >= measured.threshold
    marks.sure[tested] = scores >= sure
    marks.promised[tested] = measured.at(scores)


def _baseline(
    data: Curated, folds: int, seed: int, told: Callable[[int], None]
) -> dict[str, _Marks]:
    plain = {name: data.holds(name) for name in data.preprocessor.schemes if name != "targets"}
    named = {NAMED_SECTORS: data.holds(SECTORS)}
    found = {name: _Marks.empty(holds.shape) for name, holds in (plain | named).items()}
    for learnt, tested in data.folds(folds, seed):
        of_fold = (data.groups, learnt, tested)
        got = baseline.answers(data.texts, plain, *of_fold)
        got |= baseline.answers(data.with_sectors, named, *of_fold)
        for name, marks in found.items():
            marks.chosen[tested] = got[name].scores >= got[name].best
            marks.sure[tested] = got[name].scores >= got[name].sure
        told(1)
    return found


def _names(data: Curated) -> list[str]:
    return [*data.preprocessor.schemes, NAMED_SECTORS]


def _scheme(name: str) -> str:
    return SECTORS if name == NAMED_SECTORS else name


def _outcome(data: Curated, name: str, ours: list[_Marks], others: list[_Marks]) -> Outcome:
    holds = data.holds(_scheme(name))
    return Outcome(
        name,
        int(holds.sum()),
        mean(quality(each.chosen, holds) for each in ours),
        mean(quality(each.sure, holds) for each in ours),
        mean(quality(each.chosen, holds) for each in others) if others else None,
        mean(quality(each.sure, holds) for each in others) if others else None,
        tuple(_bands((each.promised for each in ours), holds)),
    )


def _bands(promised: Iterable[Floats], holds: Flags) -> Iterable[Band]:
    told = np.stack(list(promised))
    held = np.broadcast_to(holds, told.shape)
    for low, high in pairwise(BANDS):
        inside = (told >= low) & (told < high)
        if inside.any():
            yield Band(
                low, high, int(inside.sum()), float(told[inside].mean()), float(held[inside].mean())
            )
