"""All figures of a run, for other programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bench.relevance.outcomes import by_trait, summarise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.relevance.outcomes import Outcome


def as_json(
    sets: Mapping[str, Mapping[str, Sequence[Outcome]]], timing: tuple[float, float]
) -> dict[str, Any]:
    """Return totals, traits and queries of every search on every set."""
    return {
        "understandingMilliseconds": {"p50": timing[0], "p95": timing[1]},
        "sets": {
            queries: {name: _search(outcomes) for name, outcomes in runs.items()}
            for queries, runs in sets.items()
        },
    }


def _search(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "total": asdict(summarise(outcomes)),
        "traits": {trait: asdict(each) for trait, each in by_trait(outcomes).items()},
        "queries": {outcome.query.id: _query(outcome) for outcome in outcomes},
    }


def _query(outcome: Outcome) -> dict[str, Any]:
    answerable = outcome.query.answerable
    return {
        "q": outcome.query.text,
        "ndcg": outcome.ndcg if answerable else None,
        "recall": outcome.recall if answerable else None,
        "hits": outcome.total,
        "first": [
            {"externalId": found.external_id, "grade": grade, "score": found.score}
            for found, grade in zip(outcome.page, outcome.grades, strict=True)
        ],
    }
