"""What a search found for a judged query, and how good that is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from bench.relevance import measures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bench.relevance.judged import JudgedQuery

PAGE = 20
"""Hits of a first page; the search's own default."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit; a `slight` one shares but a piece of a word, an organisation's name or a county.

    `points`: signal -> what it adds to the score.
    """

    external_id: str
    title: str
    score: float | None
    slight: bool = False
    points: Mapping[str, float] = field(default_factory=dict)


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
    def precision(self) -> float:
        """How much of what is seen first is relevant."""
        return measures.precision(self.grades, self._judged)

    @property
    def doubtful(self) -> bool:
        """Whether what is seen first makes one doubt the search."""
        return measures.is_doubtful(self.grades, self._judged)

    @property
    def slight(self) -> bool:
        """Whether something irrelevant is seen first that shares next to nothing."""
        first = list(zip(self.page, self.grades, strict=True))[: measures.FIRST_LOOK]
        return any(found.slight and not grade for found, grade in first)

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


class Mean(NamedTuple):
    """A mean with its standard error."""

    value: float
    error: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Self:
        """Return the mean of some values."""
        known = list(values)
        return cls(measures.average(known), measures.standard_error(known))


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over the answerable queries, unless something else is said.

    Attributes:
        good: queries that have an entry of grade 2 or 3, and `good_ndcg` of these.
        slight: share of all queries, answerable or not.
        no_answer_hits: of the `unanswerable` ones.
    """

    queries: int
    ndcg: Mean
    good: int
    good_ndcg: Mean
    precision: Mean
    doubtful: Mean
    slight: Mean
    mrr: float
    recall: float
    unanswerable: int
    no_answer_hits: Mean


def run(system: System, queries: Iterable[JudgedQuery]) -> tuple[Outcome, ...]:
    """Ask every query."""
    return tuple(system.answer(query) for query in queries)


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """Return the means."""
    answered = [each for each in outcomes if each.query.answerable]
    good = [each for each in answered if each.query.well_answerable]
    others = [each for each in outcomes if not each.query.answerable]
    return Summary(
        queries=len(answered),
        ndcg=Mean.of(each.ndcg for each in answered),
        good=len(good),
        good_ndcg=Mean.of(each.ndcg for each in good),
        precision=Mean.of(each.precision for each in answered),
        doubtful=Mean.of(each.doubtful for each in answered),
        slight=Mean.of(each.slight for each in outcomes),
        mrr=measures.average([each.reciprocal_rank for each in good]),
        recall=measures.average([each.recall for each in answered]),
        unanswerable=len(others),
        no_answer_hits=Mean.of(len(each.page) for each in others),
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
