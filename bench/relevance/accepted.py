"""The last accepted run: what each query reached, to compare with and to keep."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.relevance.judged import ROOT
from bench.relevance.measures import NDCG_DEPTH, average

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bench.relevance.outcomes import Outcome

ACCEPTED = ROOT / "tests/relevance/accepted.json"
ALLOWED_LOSS = 0.005
"""nDCG@10 in total that a change may cost without being told off."""
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Accepted:
    """One query of an accepted run; `ndcg` is None for one without an answer."""

    ndcg: float | None
    hits: int
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A query that is not as it was accepted."""

    outcome: Outcome
    before: Accepted

    @property
    def gained(self) -> float:
        """Change of nDCG@10; 0 for a query without an answer."""
        if self.before.ndcg is None or not self.outcome.query.answerable:
            return 0.0
        return self.outcome.ndcg - self.before.ndcg

    @property
    def entered(self) -> tuple[str, ...]:
        """Entries that were not among the first ten."""
        now = self.outcome.ids[:NDCG_DEPTH]
        return tuple(each for each in now if each not in self.before.first)

    @property
    def left(self) -> tuple[str, ...]:
        """Entries that no longer are."""
        now = self.outcome.ids[:NDCG_DEPTH]
        return tuple(each for each in self.before.first if each not in now)


def read_accepted(file: Path = ACCEPTED) -> dict[str, Accepted]:
    """Return query id -> what it reached; nothing when no run was accepted yet."""
    if not file.exists():
        return {}
    raw = json.loads(file.read_text(encoding="utf-8"))
    return {
        query_id: Accepted(each["ndcg"], each["hits"], tuple(each["first"]))
        for query_id, each in raw.items()
    }


def write_accepted(outcomes: Sequence[Outcome], file: Path = ACCEPTED) -> None:
    """Keep a run as the one to compare with, in place of the one before of the same queries."""
    before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept = before | {outcome.query.id: _as_json(outcome) for outcome in outcomes}
    text = json.dumps(dict(sorted(kept.items())), ensure_ascii=False, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "ndcg": round(outcome.ndcg, DECIMALS) if outcome.query.answerable else None,
        "hits": outcome.total,
        "first": outcome.ids[:NDCG_DEPTH],
    }


def changes(outcomes: Sequence[Outcome], accepted: Mapping[str, Accepted]) -> list[Change]:
    """Return the queries whose first ten, or number of hits, are others; losses first."""
    pairs = [
        Change(outcome, accepted[outcome.query.id])
        for outcome in outcomes
        if outcome.query.id in accepted
    ]
    changed = [pair for pair in pairs if _differs(pair)]
    return sorted(changed, key=lambda change: (change.gained, change.outcome.query.id))


def _differs(change: Change) -> bool:
    outcome, before = change.outcome, change.before
    return outcome.ids[:NDCG_DEPTH] != before.first or outcome.total != before.hits


def mean_ndcg(outcomes: Sequence[Outcome]) -> float:
    """Return mean nDCG@10 over the answerable queries."""
    return average([each.ndcg for each in outcomes if each.query.answerable])


def reached(outcomes: Sequence[Outcome], accepted: Mapping[str, Accepted]) -> tuple[float, float]:
    """Return mean nDCG@10 now and as accepted, over the answerable queries that both have."""
    now, before = [], []
    for outcome in outcomes:
        kept = accepted.get(outcome.query.id)
        if kept is not None and kept.ndcg is not None and outcome.query.answerable:
            now.append(outcome.ndcg)
            before.append(kept.ndcg)
    return average(now), average(before)
