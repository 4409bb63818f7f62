"""What takes long of a step with candidates: found out before it, and only looked up in it.

Nobody else can write while a step is taken. So it is first thought through on what stands there;
what has changed since, which is rare, is found out again within.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from app.candidates.duplicates import CandidateDuplicateFinder
from app.personal_data import finder
from catalogue.json_text import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.personal_data import Find
    from app.wiring import Services
    from catalogue.replies import DocumentSummary
    from schemas.faults import FieldFault
    from swedish.personal import Finding


class Precomputed:
    """Caches earlier answers.

    Attributes:
        parts: of what a candidate was split, and into what.
        personal_faults: personal data in what an accepted candidate becomes.
    """

    def __init__(self, services: Services) -> None:
        self.services = services
        self._likeness = CandidateDuplicateFinder(services)
        self._duplicates: dict[str, list[dict[str, Any]]] = {}
        self.personal_faults: tuple[FieldFault, ...] = ()
        self.parts: tuple[object, list[dict[str, Any]]] | None = None
        self._ratios: dict[tuple[str, str], float] = {}
        self._found: dict[tuple[str, frozenset[str]], Sequence[Finding]] = {}

    def duplicates(self, content: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the entries that a candidate is like; see `CandidateDuplicateFinder.of`."""
        names = ("counties", "title", "summary", "facts")
        key = canonical([content.get(name) for name in names])
        if key not in self._duplicates:
            self._duplicates[key] = self._likeness.of(content)
        return self._duplicates[key]

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two texts are, of 100."""
        if (one, other) not in self._ratios:
            self._ratios[one, other] = fuzz.ratio(one, other)
        return self._ratios[one, other]

    def finder(self, documents: Sequence[DocumentSummary]) -> Find:
        """Return what `app.personal_data.finder` does, which remembers what it looked at."""
        withheld = frozenset(each.text or "" for one in documents for each in one.withheld)
        search = finder(documents)

        def find(text: str) -> Sequence[Finding]:
            if (text, withheld) not in self._found:
                self._found[text, withheld] = search(text)
            return self._found[text, withheld]

        return find
