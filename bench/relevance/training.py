"""Fit the weights of the signals to the judged queries worked with: `make relevance-train`.

Coordinate ascent on the mean nDCG@10 of all queries with a good answer. What it prints is measured
on queries left out (five-fold), and what each signal is worth by fitting without it. The similarity
to the first hits depends on the other weights: they are fitted first without it, then all together,
and with the threshold, to the nDCG@10 of what a search serves.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from app.searching.finding import WEIGHED
from app.searching.prepared import prepare
from app.searching.requests import SearchRequest
from bench.relevance.catalogue import judged_catalogue
from bench.relevance.judged import WORKED_WITH, catalogue_of, read_queries
from bench.relevance.measures import NDCG_DEPTH, average, gain, standard_error
from indexer.query import Bool, any_of
from indexer.scoring import SOME, WEIGHTS, build_query, resemble, say, signals
from indexer.scoring import weights as current_weights
from indexer.signals.meaning import nearness
from indexer.signals.similarity import FIRST, centre_of, similarity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from app.searching.prepared import PreparedSearch
    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery
    from indexer.engine import EngineQuery

    Numbers = NDArray[np.float64]

ENGINE_SIGNALS = ("words", "coverage", "ngrams", "place")
SIGNALS = (*ENGINE_SIGNALS, "meaning", "similarity")
SIMILARITY = SIGNALS.index("similarity")
"""The last signal, with a weight in the order of hits, and another in deciding which answer."""
STEPS = (2.0, 1.3, 1.1)
"""What a weight is multiplied and divided by, the greatest first."""
BEFORE, SMALLEST = 0.4, 0.01
"""What weights are to begin with, beside that of words; and what one of 0 is tried with."""
SIMILARITIES = (0.1, 0.4)
"""Both weights of the last signal to begin with."""
FOLDS = 5
LEAST_GAIN = 0.0001
PAGE = 20
MOST_UNANSWERED = 3.0
"""Mean hits of a first page, of searches that nothing answers: fewer cost good answers more."""
THRESHOLDS = tuple(step / 100 for step in range(201))
MOST = 2_000
"""Entries found that are weighed."""


class Judged(NamedTuple):
    """A query with the signals of all that it finds, a row each, and their grades.

    `meanings` are what they mean, packed; `best` is the gain of the best order, `is_good` whether
    something answers it well, `off_topic` whether it asks for what the catalogue never holds.
    `having` are 1 for entries that say what is sought, `is_single` whether that is one thing.
    """

    set_name: str
    values: Numbers
    grades: Numbers
    best: float
    is_good: bool
    off_topic: bool
    meanings: tuple[bytes, ...] = ()
    having: Numbers | float = 1.0
    is_single: bool = False

    def with_similarity(self, weights: Numbers) -> Judged:
        """Return it with the last signal, which depends on the first hits by the others."""
        scores = self.values @ weights
        order = np.argsort(-scores, kind="stable")[:FIRST]
        centre = centre_of([(self.meanings[at], scores[at]) for at in order])
        column = np.array(similarity(centre, self.meanings))
        return self._replace(values=np.column_stack((self.values, column)))

    def answering(self, weights: Numbers, threshold: float) -> NDArray[np.bool_]:
        """Return which entries answer; weights beyond those of the signals decide only that."""
        similar = self.values[:, SIMILARITY:] * np.reshape(self.having, (-1, 1))
        first, last = weights[:SIMILARITY], weights[len(SIGNALS) :]
        scores = self.values[:, :SIMILARITY] @ first + (similar @ last if len(last) else 0.0)
        sure = np.logical_and(self.is_single, self.having)
        return np.logical_or(scores >= threshold, sure)

    def ndcg(self, weights: Numbers, threshold: float = 0.0) -> float:
        """Return the quality of the order that some weights give."""
        ordering = self.values @ weights[: self.values.shape[1]]
        scores = np.where(self.answering(weights, threshold), ordering, -1.0)
        order = np.argsort(-scores, kind="stable")[:NDCG_DEPTH]
        return gain([int(self.grades[at]) for at in order if scores[at] >= 0]) / self.best

    def hits(self, weights: Numbers, threshold: float) -> int:
        """Return how many hits a first page has."""
        if self.off_topic:
            return 0
        return min(int(self.answering(weights, threshold).sum()), PAGE)


def main() -> None:
    """Fit, print and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m bench.relevance.training", description=__doc__)
    parser.add_argument("--print-only", action="store_true", help="leave the weights as they are")
    options = parser.parse_args()
    every = list(read_signals())
    names = list(SIGNALS)
    without = fit([each for each in every if each.is_good], len(names) - 1)
    every = [each.with_similarity(without) for each in every]
    queries = [each for each in every if each.is_good]
    fitted = fit(queries, len(names))
    unanswered = [each for each in every if not each.grades.any() and not each.best]
    console = Console()
    console.print(quality_table(queries, fitted))
    console.print(worth_table(queries, fitted, names))
    start = np.append(without, SIMILARITIES)
    served, threshold = fit_with_threshold(queries, unanswered, start)
    both = (*names, "similarity_to_answer")
    written = {name: float(f"{value:.2g}") for name, value in zip(both, served, strict=True)}
    written["threshold"] = threshold
    console.print(threshold_table(queries, unanswered, served))
    console.print(written)
    if not options.print_only:
        text = json.dumps({**current_weights(), **written}, indent=1)
        WEIGHTS.write_text(f"{text}\n", encoding="utf-8")


def read_signals() -> Iterator[Judged]:
    """Yield each query worked with."""
    for entries in dict.fromkeys(map(catalogue_of, WORKED_WITH)):
        with judged_catalogue(entries) as services:
            for file in WORKED_WITH:
                if catalogue_of(file) == entries:
                    for query in read_queries([file]):
                        yield _judged(services, query, file.stem)


def _judged(services: Services, query: JudgedQuery, set_name: str) -> Judged:
    snapshot = services.engine.snapshot()
    request = SearchRequest(query.text, query.filters, limit=MOST)
    search = prepare(services, snapshot, request)
    weighed = build_query(search.reading)
    having: set[str] | None = None
    if search.reading.terms and not search.reading.required:
        some = say(search.reading, SOME)
        if snapshot.counts([replace(search.query, query=some)])[0] < WEIGHED:
            having = {hit.id for hit in snapshot.search(replace(search.query, query=some)).hits}
            some = any_of([some, resemble(search.reading)])
        weighed = replace(weighed, filter=(some,))
    asked = replace(search.query, query=weighed)
    hits = snapshot.search(asked).hits
    scores = [_scores(search, asked, name) for name in ENGINE_SIGNALS]
    meanings = tuple(hit.meaning for hit in hits)
    near = nearness(search.reading.canonical, meanings)
    rows = [
        [*(each.get(hit.id, 0.0) for each in scores), one]
        for hit, one in zip(hits, near, strict=True)
    ]
    grades = [query.judgements.get(hit.entry["externalId"], 0) for hit in hits]
    best = gain(sorted(query.judgements.values(), reverse=True)[:NDCG_DEPTH])
    values = np.array(rows or [[0.0] * (len(ENGINE_SIGNALS) + 1)])
    return Judged(
        set_name,
        values,
        np.array(grades or [0]),
        best,
        query.well_answerable,
        search.reading.off_topic,
        meanings or (b"",),
        np.array([float(having is None or hit.id in having) for hit in hits] or [0.0]),
        len(search.reading.sought) == 1,
    )


def _scores(search: PreparedSearch, asked: EngineQuery, name: str) -> dict[str, float]:
    """Return the score of one signal for each entry that is weighed, by id."""
    signal = signals(search.reading).get(name)
    if signal is None:
        return {}
    only = Bool(must=(signal,), filter=(asked.query,))
    hits = search.snapshot.search(replace(asked, query=only)).hits
    return {hit.id: hit.score or 0.0 for hit in hits}


def fit(queries: Sequence[Judged], count: int, left_out: int | None = None) -> Numbers:
    """Return the weights of the greatest mean nDCG@10; the first signal's is 1."""
    weights = np.full(count, BEFORE)
    weights[0] = 1.0
    if left_out is not None:
        weights[left_out] = 0.0
    fixed = 1 if left_out == 0 else 0
    free = [at for at in range(count) if at not in (fixed, left_out)]
    return _ascend(weights, free, lambda tried: _mean(queries, tried))


def _ascend(
    weights: Numbers, free: Sequence[int], quality_of: Callable[[Numbers], float]
) -> Numbers:
    """Change one weight at a time as long as that gains."""
    best = quality_of(weights)
    for step in STEPS:
        gained = True
        while gained:
            gained = False
            for at in free:
                old = weights[at]
                for tried in (old * step, old / step, 0.0 if old else SMALLEST):
                    changed = weights.copy()
                    changed[at] = tried
                    if (quality := quality_of(changed)) > best + LEAST_GAIN:
                        best, weights, gained = quality, changed, True
    return weights


def _mean(queries: Sequence[Judged], weights: Numbers, threshold: float = 0.0) -> float:
    return average([each.ndcg(weights, threshold) for each in queries])


def fit_with_threshold(
    queries: Sequence[Judged], unanswered: Sequence[Judged], weights: Numbers
) -> tuple[Numbers, float]:
    """Return the weights, from some on, with which what is served is best; and the threshold."""

    def quality_of(tried: Numbers) -> float:
        return _mean(queries, tried, fit_threshold(unanswered, tried))

    found = _ascend(weights, range(1, len(weights)), quality_of)
    return found, fit_threshold(unanswered, found)


def fit_threshold(unanswered: Sequence[Judged], weights: Numbers) -> float:
    """Return the least score of a hit with which unanswerable searches have few."""
    few = (
        each
        for each in THRESHOLDS
        if average([query.hits(weights, each) for query in unanswered]) <= MOST_UNANSWERED
    )
    return next(few, THRESHOLDS[-1])


def threshold_table(
    queries: Sequence[Judged], unanswered: Sequence[Judged], weights: Numbers
) -> Table:
    """Return what some thresholds leave of good answers, and of hits without an answer."""
    table = Table("threshold", "nDCG@10", "hits without an answer", title="Threshold")
    for each in THRESHOLDS[:61:5]:
        quality = average([query.ndcg(weights, each) for query in queries])
        hits = average([query.hits(weights, each) for query in unanswered])
        table.add_row(f"{each:.2f}", f"{quality:.3f}", f"{hits:.1f}")
    return table


def cross_validated(queries: Sequence[Judged], count: int) -> list[float]:
    """Return the nDCG@10 of each query with weights that were fitted to the other folds."""
    order = random.Random(1).sample(range(len(queries)), len(queries))
    found = [0.0] * len(queries)
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS])
        weights = fit([each for at, each in enumerate(queries) if at not in out], count)
        for at in out:
            found[at] = queries[at].ndcg(weights)
    return found


def quality_table(queries: Sequence[Judged], weights: Numbers) -> Table:
    """Return nDCG@10 by set: fitted to all, and of queries left out."""
    table = Table("set", "queries", "fitted", "left out", title="nDCG@10")
    fitted = [each.ndcg(weights) for each in queries]
    left_out = cross_validated(queries, len(weights))
    for name in dict.fromkeys(each.set_name for each in queries):
        own = [at for at, each in enumerate(queries) if each.set_name == name]
        figures = (average([values[at] for at in own]) for values in (fitted, left_out))
        table.add_row(name, str(len(own)), *(f"{each:.3f}" for each in figures))
    return table


def worth_table(queries: Sequence[Judged], weights: Numbers, names: Sequence[str]) -> Table:
    """Return what is lost without each signal, the others fitted again, with its standard error."""
    table = Table("signal", "weight", "loss without it", "standard error", title="Signals")
    whole = [each.ndcg(weights) for each in queries]
    for at, name in enumerate(names):
        fitted = fit(queries, len(names), left_out=at)
        losses = [before - each.ndcg(fitted) for before, each in zip(whole, queries, strict=True)]
        table.add_row(
            name, f"{weights[at]:.2g}", f"{average(losses):+.4f}", f"{standard_error(losses):.4f}"
        )
    return table


if __name__ == "__main__":
    main()
