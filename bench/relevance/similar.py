"""How good the entries are that are shown as similar: `python -m bench.relevance.similar`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.searching.requests import SearchRequest
from app.searching.search import search, similar
from bench.relevance.catalogue import judged_catalogue
from bench.relevance.judged import FOLDER
from bench.relevance.measures import USEFUL, average, ndcg, standard_error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.wiring import Services

SHOWN = 4
"""Similar entries on the page of one."""


@dataclass(frozen=True, slots=True, eq=False)
class JudgedEntry:
    """An entry with the grades of others beside it; what is not listed has none.

    Attributes:
        id: external id.
        aside: only measured, nothing is chosen by it.
        judgements: external id -> 1 marginal, 2 useful, 3 what a reader would want next.
    """

    id: str
    aside: bool
    judgements: Mapping[str, int]

    def precision(self, grades: Sequence[int]) -> float:
        """Return the share of what is shown that is useful."""
        return sum(grade >= USEFUL for grade in grades) / SHOWN

    def quality(self, grades: Sequence[int]) -> float:
        """Return nDCG of what is shown."""
        return ndcg(grades, list(self.judgements.values()), SHOWN)


def read_judged() -> tuple[JudgedEntry, ...]:
    """Read the file."""
    raw = json.loads((FOLDER / "similar.json").read_text(encoding="utf-8"))["entries"]
    return tuple(JudgedEntry(**each) for each in raw)


def shown_grades(services: Services, entry: JudgedEntry) -> list[int]:
    """Return the grades of what is shown as similar, best first."""
    asked = SearchRequest(filters={"externalId": (entry.id,)}, limit=1)
    (found,) = search(services, asked).items
    shown = similar(services, found["id"], SHOWN)
    return [entry.judgements.get(each["externalId"], 0) for each in shown]


def main() -> None:
    """Print both halves."""
    with judged_catalogue() as services:
        grades = {entry: shown_grades(services, entry) for entry in read_judged()}
    for aside in (False, True):
        half = [entry for entry in grades if entry.aside is aside]
        precision = [entry.precision(grades[entry]) for entry in half]
        quality = [entry.quality(grades[entry]) for entry in half]
        best = [
            min(SHOWN, sum(each >= USEFUL for each in entry.judgements.values())) / SHOWN
            for entry in half
        ]
        print(
            f"{'aside' if aside else 'worked with'}, {len(half)} entries:"
            f" P@4 {average(precision):.3f} ± {standard_error(precision):.3f}"
            f" (at most {average(best):.3f}),"
            f" nDCG@4 {average(quality):.3f} ± {standard_error(quality):.3f}"
        )


if __name__ == "__main__":
    main()
