"""The judged queries asked under changed conditions: one row of figures for each."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.wiring import build_services, known
from bench.relevance.catalogue import ThisSearch
from bench.relevance.measures import average
from bench.relevance.outcomes import run
from bench.relevance.settings import overridden

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery
    from bench.relevance.settings import Setting

MOST_HITS_WITHOUT_ANSWER = 1.0


@dataclass(frozen=True, slots=True)
class Trial:
    """nDCG@10 of each answerable query, in order, and the mean hits of the others."""

    quality: tuple[float, ...]
    no_answer_hits: float

    @property
    def ndcg(self) -> float:
        """The mean."""
        return average(self.quality)


@contextmanager
def built_anew(services: Services) -> Iterator[Services]:
    """Give services as the code stands at this moment; nobody else gets what is made for them."""
    known.cache_clear()
    fresh = build_services(services.settings)
    known.cache_clear()
    try:
        yield fresh
    finally:
        fresh.database.close()


def trial(services: Services, queries: Sequence[JudgedQuery]) -> Trial:
    """Ask every query with everything built anew over the same rows and index."""
    with built_anew(services) as fresh:
        outcomes = run(ThisSearch(fresh), queries)
    return Trial(
        tuple(each.ndcg for each in outcomes if each.query.answerable),
        average([len(each.page) for each in outcomes if not each.query.answerable]),
    )


def trial_of(services: Services, queries: Sequence[JudgedQuery], setting: Setting) -> Trial:
    """Ask every query with other weights."""
    with overridden(setting):
        return trial(services, queries)


def admitted(trials: Sequence[Trial]) -> list[int]:
    """Return which trials may be chosen: few hits where there is no answer, or as few as now."""
    most = max(MOST_HITS_WITHOUT_ANSWER, trials[0].no_answer_hits)
    return [at for at, each in enumerate(trials) if each.no_answer_hits <= most]
