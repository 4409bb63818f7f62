"""Which county a reply is from: by its table, its sender, its signature, or what it speaks of."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from harvest.documents.document import Sender
from swedish.folding import fold
from swedish.naming import NameMatcher, words_of

OF_OURS, OF_BOARD, OF_COUNTY, OF_NAME, OF_CITY, OF_TOWN = 60.0, 10.0, 6.0, 4.0, 3.0, 1.0
"""What "vi i Skåne", "Länsstyrelsen i Skåne", "Skåne län", "Skåne", "Malmö" and "Höör" say."""
OF_OTHERS = 0.1
"""How much of that it says of whom a reply is for, or who works with the sender."""
OF_TABLE, OF_ADDRESS, OF_LETTER, OF_ANSWERS, OF_QUOTED = 20.0, 2.0, 1.0, 0.02, 0.005
"""What it weighs where it stands: an answer names other counties too, a quoted mail the asker's."""
CLEARER = 1.2
"""By how much the first must be ahead of the second."""
LONGEST_BEFORE = 40
"""Characters before a name that are looked at."""
_BOARD_OF = re.compile(r"\b(?:länsstyrelsens?|lst),?:? (?:i )?$", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:vi|oss|här(?: uppe| nere| borta)?|hemma|kontor|avsändare(?::| är)?)"
    r" (?:på länsstyrelsen )?i $",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:^\W*(?:till|att)\b:?|\b(?:grann\w*|(?:tillsammans|ihop|samverkan|samarbete|samarbetar"
    r"|gemensamt|liksom|jämfört|dialog|gränsen) (?:med|mot|till)|kolleg\w+ (?:i|på|vid)))"
    r"(?: (?:länsstyrelsens?|länsstyrelserna|län\w*|i|på|våra?))*\W*$",
    re.IGNORECASE,
)
"""Before a county, that it is not the sender's."""
_LETTERED = re.compile(
    r"(?<![\w-])(?:((?!I )[A-Z]{1,2})[ -]l[äa]n(?:et|s)?|([a-z]{1,2})-l[äa]n(?:et|s)?"
    r"|(?:[Ll]änsstyrelsen|[Ll]st|LST)[ -]\(?([A-Z]{1,2})\)?)(?!\w)"
)
"""A county by its letters: "AC-län", "Länsstyrelsen (BD)"."""
_SITE = re.compile(r"(?<!\S)\S+@\S+|\blansstyrelsen\.se/[\w-]+", re.IGNORECASE)
"""An address, from the start of what is written in one: looked for from each letter it took the
square of the time."""
_ITS_BOARD = re.compile(r"\s*[/,–-]\s*länsstyrelsen\b", re.IGNORECASE)
_COUNTY = re.compile(r" län\b", re.IGNORECASE)


class _Place(NamedTuple):
    """What a name says: a county; `clarity` is less than 0 where the words around it tell."""

    county: str
    clarity: float = -1.0


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
        """What the vocabulary adds; of a county, `residenceCity` and `letter`."""

    @property
    def broader(self) -> str | None:
        """The concept that it lies within; of a municipality, its county."""


class Counties:
    """Finds counties in text by the names of a vocabulary."""

    def __init__(self, concepts: Sequence[Concept], towns: Sequence[Concept] = ()) -> None:
        """Take counties, and municipalities by which one is known."""
        self._names = {concept.id: concept.pref_sv for concept in concepts}
        places = [each for concept in concepts for each in _places(concept)]
        known = {name for name, _ in places}
        self._matcher = NameMatcher([*places, *_towns(towns, known)])
        self._letters = {concept.attributes.get("letter"): concept.id for concept in concepts}
        self._addresses = {
            concept.id: {fold(each.lower()).replace(" ", "") for each in concept.alt_sv}
            for concept in concepts
        }

    def named(self, text: str) -> dict[str, float]:
        """Return the counties that a text names, and how clearly."""
        found: dict[str, float] = defaultdict(float)
        for hit in self._matcher.hits(words_of(text)):
            is_name = text[hit.start].isupper() or hit.value.clarity != OF_TOWN
            if is_name and not hit.inside:  # a company may be called Kalmarsund
                clarity = _clarity(text, hit.start, hit.end, hit.value.clarity)
                found[hit.value.county] = max(found[hit.value.county], clarity)
        for match in _LETTERED.finditer(text):
            letters = (match[1] or match[2] or match[3]).upper()
            if county := self._letters.get(letters):
                found[county] = max(found[county], _clarity(text, *match.span(), OF_COUNTY))
        for match in _SITE.finditer(text):
            for county in self._of_address(match[0]):
                found[county] = max(found[county], OF_BOARD)
        return found

    def of_cell(self, text: str) -> dict[str, float]:
        """Return the same of a cell that is there to name a county, perhaps by its letters."""
        county = self._letters.get(text.strip(" ()."))
        return {county: OF_COUNTY} if county else self.named(text)

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
            letter: what the respondent wrote around the answers, and the words of the file's name.
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
                named = self.of_cell(line) if weight == OF_TABLE else self.named(line)
                for county, clarity in named.items():
                    totals[county] += weight * clarity
        for county in self._of_address(sender.address if sender else ""):
            totals[county] += OF_ADDRESS * OF_BOARD
        first, second = (*sorted(totals.values(), reverse=True), 0.0, 0.0)[:2]
        return max(totals, key=totals.__getitem__) if first > CLEARER * second else None

    def _of_address(self, address: str) -> list[str]:
        address = address.lower()
        words = {*re.split(r"[@._/]", address.replace("-", "")), *re.split(r"[@._/-]", address)}
        return [county for county, names in self._addresses.items() if names & words]


def _places(concept: Concept) -> Iterator[tuple[str, _Place]]:
    names = [name.removesuffix(" län") for name in (concept.pref_sv, *concept.alt_sv)]
    yield from ((name, _Place(concept.id)) for name in names)
    city = concept.attributes.get("residenceCity")
    if city and city not in names:
        yield city, _Place(concept.id, OF_CITY)


def _towns(towns: Iterable[Concept], known: Container[str]) -> Iterator[tuple[str, _Place]]:
    for town in towns:
        names = town.alt_sv if town.attributes.get("ambiguous") else (town.pref_sv, *town.alt_sv)
        for name in names:
            if town.broader and name not in known:
                yield name, _Place(town.broader, OF_TOWN)


def words_of_file(name: str) -> str:
    """Return the words of a file's name, those that are places with a capital."""
    stem = unicodedata.normalize("NFC", name).rpartition(".")[0]
    return re.sub(r"(?<![\w-])\w", lambda first: first[0].upper(), stem.replace("_", " "))


def _clarity(text: str, start: int, end: int, known: float) -> float:
    """Return what the name of a county, or of a place in it, says where it stands."""
    before = text[max(0, start - LONGEST_BEFORE) : start]
    others = OF_OTHERS if _OTHERS.search(before) else 1.0
    if _OURS.search(before):
        return OF_OURS
    if known >= 0:
        return known * others
    if _BOARD_OF.search(before) or _ITS_BOARD.match(text, end):
        return OF_BOARD * others
    return (OF_COUNTY if _COUNTY.match(text, end) else OF_NAME) * others
