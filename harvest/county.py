"""Which county a reply is from: by its table, its sender, its signature, or what it speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from swedish.folding import fold
from swedish.naming import NameMatcher, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from harvest.documents.document import Sender

OF_BOARD, OF_COUNTY, OF_NAME, OF_CITY = 10.0, 6.0, 4.0, 3.0
"""What "Länsstyrelsen i Skåne", "Skåne län", "Skåne" and "Malmö" say."""
OF_TABLE, OF_ADDRESS, OF_LETTER, OF_ANSWERS, OF_QUOTED = 20.0, 2.0, 1.0, 0.02, 0.005
"""What it weighs where it stands: an answer names other counties too, a quoted mail the asker's."""
CLEARER = 1.2
"""By how much the first must be ahead of the second."""
LONGEST_BEFORE = 40
"""Characters before a name that are looked at."""
_BOARD_OF = re.compile(r"\blänsstyrelsens?,? (?:i )?$", re.IGNORECASE)
_ITS_BOARD = re.compile(r"\s*[/,–-]\s*länsstyrelsen\b", re.IGNORECASE)
_COUNTY = re.compile(r" län\b", re.IGNORECASE)


class _Place(NamedTuple):
    """What a name says: a county, or only its city."""

    county: str
    is_city: bool


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
        self._matcher = NameMatcher(each for concept in concepts for each in _places(concept))
        self._addresses = {
            concept.id: {fold(each.lower()).replace(" ", "") for each in concept.alt_sv}
            for concept in concepts
        }

    def named(self, text: str) -> dict[str, float]:
        """Return the counties that a text names, and how clearly."""
        found: dict[str, float] = defaultdict(float)
        for hit in self._matcher.hits(words_of(text)):
            if not hit.inside:  # a company may be called Kalmarsund
                clarity = OF_CITY if hit.meant.is_city else _clarity(text, hit.start, hit.end)
                found[hit.meant.county] = max(found[hit.meant.county], clarity)
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


def _places(concept: Concept) -> Iterator[tuple[str, _Place]]:
    names = [name.removesuffix(" län") for name in (concept.pref_sv, *concept.alt_sv)]
    yield from ((name, _Place(concept.id, is_city=False)) for name in names)
    city = concept.attributes.get("residenceCity")
    if city and city not in names:
        yield city, _Place(concept.id, is_city=True)


def _clarity(text: str, start: int, end: int) -> float:
    """Return what the name of a county says at its place."""
    before = text[max(0, start - LONGEST_BEFORE) : start]
    if _BOARD_OF.search(before) or _ITS_BOARD.match(text, end):
        return OF_BOARD
    return OF_COUNTY if _COUNTY.match(text, end) else OF_NAME
