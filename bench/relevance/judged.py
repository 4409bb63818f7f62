"""Judged queries, as the files hold them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.relevance.measures import USEFUL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests/relevance"
DEVELOPMENT_SET = FOLDER / "queries.json"
TYPED_SET = FOLDER / "typed.json"
TYPED_MORE_SET = FOLDER / "typed_more.json"
PLACES_SET = FOLDER / "places.json"
GROWN_SET = FOLDER / "grown.json"
UNANSWERED_SET = FOLDER / "unanswered.json"
"""Everyday searches that no entry answers, however many have some of the words."""
WORKED_WITH = (
    DEVELOPMENT_SET,
    TYPED_SET,
    TYPED_MORE_SET,
    PLACES_SET,
    GROWN_SET,
    UNANSWERED_SET,
)
"""Sets that the weights are fitted to."""
KEPT_ASIDE = tuple(
    FOLDER / f"{name}.json"
    for name in ("blind", "typed_aside", "places_aside", "new_aside", "later_aside")
)
"""Sets of which totals alone are looked at: nothing is chosen by them."""
HELD = (DEVELOPMENT_SET, TYPED_MORE_SET)
"""Sets that the tests hold to what the accepted run reached."""
EVERY_SET = (*WORKED_WITH, *KEPT_ASIDE)
CATALOGUE = FOLDER / "entries.ndjson"
GROWN_CATALOGUE = FOLDER / "entries743.ndjson.gz"
"""The entries that sets were judged over, whatever the seed holds by now."""


def catalogue_of(file: Path) -> Path:
    """Return the entries that a set was judged over: 743 of November 2026, or 207 of before."""
    return GROWN_CATALOGUE if file in {GROWN_SET, UNANSWERED_SET} else CATALOGUE


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with its grades: external id -> 1 marginal, 2 useful, 3 exactly what is sought."""

    id: str
    text: str
    filters: Mapping[str, tuple[str, ...]]
    traits: tuple[str, ...]
    intent: str
    judgements: Mapping[str, int]

    @property
    def answerable(self) -> bool:
        """Whether the catalogue holds anything relevant."""
        return any(self.judgements.values())

    @property
    def well_answerable(self) -> bool:
        """Whether it holds anything better than marginal."""
        return max(self.judgements.values(), default=0) >= USEFUL


def read_queries(files: Iterable[Path] = (DEVELOPMENT_SET,)) -> tuple[JudgedQuery, ...]:
    """Read one or more files; an id that stands twice is an error."""
    queries = [_query(raw) for file in files for raw in _raw(file)]
    ids = [query.id for query in queries]
    if twice := {each for each in ids if ids.count(each) > 1}:
        raise ValueError(f"queries that stand twice: {', '.join(sorted(twice))}")
    return tuple(queries)


def _raw(file: Path) -> list[dict[str, Any]]:
    raw: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["queries"]
    return raw


def _query(raw: Mapping[str, Any]) -> JudgedQuery:
    filters = {
        name: (value,) if isinstance(value, str) else tuple(value)
        for name, value in raw.get("filters", {}).items()
    }
    return JudgedQuery(
        id=raw["id"],
        text=raw["q"],
        filters=filters,
        traits=tuple(raw["traits"]),
        intent=raw.get("intent", ""),
        judgements=raw["judgements"],
    )
