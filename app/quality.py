"""How well the search finds and the harvest reads, over the stored runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from seed.quality_runs import read_quality_runs


class Course(NamedTuple):
    """A figure of an evaluation over time: (day, 0 to 1) of each run, the oldest first."""

    evaluation: str
    figure: str
    values: Sequence[tuple[str, float]]


def quality_courses() -> list[Course]:
    """Return the course of every figure, in the order in which they were first measured."""
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for run in read_quality_runs():
        for name, value in run.figures.items():
            found.setdefault((run.evaluation, name), []).append((run.day, value))
    return [Course(*key, values) for key, values in found.items()]
