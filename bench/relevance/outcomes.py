"""What a search found for a judged query, and how good that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bench.relevance import measures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bench.relevance.judged import JudgedQuery

PAGE = 20
"""Hits of a first page; the search's own default."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit."""

    external_id: str
    title: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The first page of a query, and how many hits there are in all."""

    query: JudgedQuery
    page: tuple[Found, ...]
    total: int

    @property
    def ids(self) -> tuple[str, ...]:
        """External ids of the first page, in order."""
        return tuple(each.external_id for each in self.page)

    @property
    def grades(self) -> list[int]:
        """Grade of each hit of the first page."""
        return [self.query.judgements.get(each, 0) for each in self.ids]

    @property
    def ndcg(self) -> float:
        """The quality of the first ten; for answerable queries only."""
        return measures.ndcg(self.grades, self._judged)

    @property
    def reciprocal_rank(self) -> float:
        """How early the first useful hit comes."""
        return measures.reciprocal_rank(self.grades)

    @property
    def recall(self) -> float:
        """How much of what is relevant stands on the first page."""
        return measures.recall(self.grades, self._judged)

    @property
    def _judged(self) -> list[int]:
        return list(self.query.judgements.values())


class System(Protocol):
    """A search that is measured."""

    @property
    def name(self) -> str:
        """What tables call it."""
        ...

    def answer(self, query: JudgedQuery) -> Outcome:
        """Search."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over queries; those without an answer count in `no_answer_hits` alone."""

    queries: int
    ndcg: float
    ndcg_error: float
    mrr: float
    recall: float
    unanswerable: int
    no_answer_hits: float


def run(system: System, queries: Iterable[JudgedQuery]) -> tuple[Outcome, ...]:
    """Ask every query."""
    return tuple(system.answer(query) for query in queries)


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """Return the means."""
    answered = [each for each in outcomes if each.query.answerable]
    useful = [each for each in answered if max(each.query.judgements.values()) >= measures.USEFUL]
    others = [each for each in outcomes if not each.query.answerable]
    quality = [each.ndcg for each in answered]
    return Summary(
        queries=len(answered),
        ndcg=measures.average(quality),
        ndcg_error=measures.standard_error(quality),
        mrr=measures.average([each.reciprocal_rank for each in useful]),
        recall=measures.average([each.recall for each in answered]),
        unanswerable=len(others),
        no_answer_hits=measures.average([len(each.page) for each in others]),
    )


def by_trait(outcomes: Sequence[Outcome]) -> Mapping[str, Summary]:
    """Return the means of each trait that answerable queries have, most frequent first."""
    traits: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.query.answerable:
            for trait in outcome.query.traits:
                traits.setdefault(trait, []).append(outcome)
    ordered = sorted(traits, key=lambda trait: (-len(traits[trait]), trait))
    return {trait: summarise(traits[trait]) for trait in ordered}
