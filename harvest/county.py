"""Which county a reply is from: by its table, its sender, its signature, or what it speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Protocol

from swedish.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from harvest.documents.document import Sender

OF_BOARD, OF_COUNTY, OF_NAME, OF_CITY = 10.0, 6.0, 4.0, 3.0
"""What "Länsstyrelsen i Skåne", "Skåne län", "Skåne" and "Malmö" say."""
OF_TABLE, OF_ADDRESS, OF_LETTER, OF_ANSWERS, OF_QUOTED = 20.0, 2.0, 1.0, 0.02, 0.005
"""What it weighs where it stands: an answer names other counties too, a quoted mail the asker's."""
CLEARER = 1.2
"""By how much the first must be ahead of the second."""


class Concept(Protocol):
    """A concept of a vocabulary."""

    @property
    def id(self) -> str:
        """What entries link to."""

    @property
    def pref_sv(self) -> str:
        """Its Swedish name."""

    @property
    def alt_sv(self) -> tuple[str, ...]:
        """Other Swedish names."""

    @property
    def attributes(self) -> Mapping[str, Any]:
        """What the vocabulary adds; of a county, `residenceCity`."""


class Counties:
    """Finds counties in text by the names of a vocabulary."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._names = {concept.id: concept.pref_sv for concept in concepts}
        self._patterns = {concept.id: _patterns(concept) for concept in concepts}
        self._addresses = {
            concept.id: {fold(each.lower()).replace(" ", "") for each in concept.alt_sv}
            for concept in concepts
        }

    def named(self, text: str) -> dict[str, float]:
        """Return the counties that a text names, and how clearly."""
        found: dict[str, float] = defaultdict(float)
        for county, patterns in self._patterns.items():
            for pattern, weight in patterns:
                if pattern.search(text):
                    found[county] = weight
                    break
        return found

    def organisation(self, county: str) -> str:
        """Return the name of the board of a county."""
        return f"Länsstyrelsen i {self._names[county]}"

    def of(
        self,
        *,
        places: Iterable[str] = (),
        sender: Sender | None = None,
        letter: Iterable[str] = (),
        answers: Iterable[str] = (),
        quoted: Iterable[str] = (),
    ) -> str | None:
        """Return the county that a reply is from; None where nothing tells, or two things do.

        Args:
            places: cells of a table that hold the county or the organisation.
            sender: of the mail that the reply came with.
            letter: what the respondent wrote around the answers.
            answers: lines of the answers.
            quoted: lines of mails that the reply quotes.
        """
        totals: dict[str, float] = defaultdict(float)
        head = [sender.name, sender.subject] if sender else []
        sources = (
            (places, OF_TABLE),
            ([*head, *letter], OF_LETTER),
            (answers, OF_ANSWERS),
            (quoted, OF_QUOTED),
        )
        for lines, weight in sources:
            for line in lines:
                for county, clarity in self.named(line).items():
                    totals[county] += weight * clarity
        for county in self._of_address(sender):
            totals[county] += OF_ADDRESS * OF_BOARD
        first, second = (*sorted(totals.values(), reverse=True), 0.0, 0.0)[:2]
        return max(totals, key=totals.__getitem__) if first > CLEARER * second else None

    def _of_address(self, sender: Sender | None) -> list[str]:
        address = sender.address.lower() if sender else ""
        words = {*re.split(r"[@._]", address.replace("-", "")), *re.split(r"[@._-]", address)}
        return [county for county, names in self._addresses.items() if names & words]


def _patterns(concept: Concept) -> list[tuple[re.Pattern[str], float]]:
    """Return what names a county, the clearest first."""
    names = [concept.pref_sv, *concept.alt_sv]
    either = "|".join(re.escape(name.removesuffix(" län")) for name in names)
    city = concept.attributes.get("residenceCity")
    found = [
        (rf"\blänsstyrelsen(?:s)?,? (?:i )?(?:{either})s?\b", OF_BOARD),
        (rf"\b(?:{either})s?\s*[/,–-]\s*länsstyrelsen\b", OF_BOARD),
        (rf"\b(?:{either})s? län\b", OF_COUNTY),
        (rf"\b(?:{either})s?\b", OF_NAME),
    ]
    if city and city not in names:
        found.append((rf"\b{re.escape(city)}\b", OF_CITY))
    return [(re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in found]
