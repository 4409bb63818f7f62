"""The likeliest sequence of questions in a document: forward as the survey asks, with exceptions.

Dynamic programming over the markers that lines can be. Going back costs, so that a numbered list in
an answer is not taken for questions, but not so much that answers in another order, or a form
quoted below the answers, are lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harvest.questions import Marker

SKIPPED = 0.05
"""Cost of each question that is passed over."""
AGAIN = 0.5
"""Cost of the same question a second time."""
BACK = 1.6
"""Cost of a question that the survey asks before the last one."""


def best_sequence(markers: Sequence[Marker], order: Sequence[str]) -> tuple[list[Marker], float]:
    """Return the markers of the sequence with the highest score, and that score.

    Args:
        markers: by line; at most one of a line is chosen.
        order: the ids of the survey's questions.
    """
    places = {question: place for place, question in enumerate(order)}
    totals: list[float] = []
    before: list[int | None] = []
    best_ending: dict[int, int] = {}  # by the last question: the best sequence of earlier lines
    waiting: list[int] = []
    for at, marker in enumerate(markers):
        while waiting and markers[waiting[0]].line < marker.line:
            _enter(waiting.pop(0), best_ending, markers, totals, places)
        total, previous = _best_before(marker, best_ending, totals, places)
        totals.append(total + marker.score)
        before.append(previous)
        waiting.append(at)
    return _followed_back(markers, totals, before)


def _enter(
    at: int,
    best_ending: dict[int, int],
    markers: Sequence[Marker],
    totals: Sequence[float],
    places: Mapping[str, int],
) -> None:
    last = places[markers[at].questions[-1]]
    if last not in best_ending or totals[at] > totals[best_ending[last]]:
        best_ending[last] = at


def _best_before(
    marker: Marker,
    best_ending: Mapping[int, int],
    totals: Sequence[float],
    places: Mapping[str, int],
) -> tuple[float, int | None]:
    first = places[marker.questions[0]]
    best: tuple[float, int | None] = (-SKIPPED * first, None)
    for last, at in best_ending.items():
        total = totals[at] - _cost(last, first)
        if total > best[0]:
            best = (total, at)
    return best


def _cost(last: int, first: int) -> float:
    if first == last:
        return AGAIN
    return BACK if first < last else SKIPPED * (first - last - 1)


def _followed_back(
    markers: Sequence[Marker], totals: Sequence[float], before: Sequence[int | None]
) -> tuple[list[Marker], float]:
    if not markers:
        return [], 0.0
    at: int | None = max(range(len(totals)), key=totals.__getitem__)
    total = totals[at] if at is not None else 0.0
    found = []
    while at is not None:
        found.append(markers[at])
        at = before[at]
    return found[::-1], total
