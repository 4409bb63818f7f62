"""What a search can be narrowed by, counted by and ordered by; one row a filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from record import lists
from record.contact import contact_kind
from record.fields import RANGED, SORTED
from record.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from record.field import Field

NATIONAL = "national"
"""Value of county of entries that hold for all counties; they count in this bucket alone."""
YEAR_UNKNOWN = "unknown"
"""Value of year of entries without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter: a query parameter, a facet and, if it has a vocabulary, a dimension of coverage.

    Attributes:
        name: of the parameter and the facet.
        fields: of the entry that hold its values.
        about: as openapi.yaml tells it.
        title: over its values on pages.
        vocabulary: that its values come from; without one they are whatever entries hold.
        authority: the vocabulary that knows other names of such values, and the one they count by.
        spoken: what stands before the name of a value within a sentence.
        numbered: whether its values are known by their numbers.
        on_pages: whether pages offer it.
        in_texts: whether search texts name its values.
    """

    name: str
    fields: tuple[str, ...]
    about: str
    title: Words
    vocabulary: str = ""
    authority: str = ""
    spoken: Words | None = None
    numbered: bool = False
    on_pages: bool = True
    in_texts: bool = True


FILTERS = (
    Filter(
        name="county",
        fields=("counties",),
        vocabulary="counties",
        title=Words("Län", "County"),
        about="County, as 12, Skåne or M; finds national entries too. national finds those alone.",
    ),
    Filter(
        name="objective",
        fields=("objectives",),
        vocabulary="objectives",
        numbered=True,
        title=Words("Miljömål", "Environmental objective"),
        spoken=Words("miljömålet", "the environmental objective"),
        about="Environmental objective, 0 to 16 or its name.",
    ),
    Filter(
        name="goal",
        fields=("goals",),
        vocabulary="goals",
        numbered=True,
        title=Words("Globalt mål", "Global goal"),
        spoken=Words("globala målet", "the goal"),
        about="Agenda 2030 goal, 1 to 17 or its name.",
    ),
    Filter(
        name="target",
        fields=("targets",),
        vocabulary="targets",
        numbered=True,
        on_pages=False,
        title=Words("Delmål", "Target"),
        spoken=Words("delmålet", "the target"),
        about="Agenda 2030 target, as 12.3.",
    ),
    Filter(
        name="sector",
        fields=("sectors",),
        vocabulary="sectors",
        title=Words("Bransch", "Sector"),
        spoken=Words("branschen", "the sector"),
        about="Sector, as lantbruk.",
    ),
    Filter(
        name="lever",
        fields=("levers",),
        vocabulary="levers",
        title=Words("Cirkulär strategi", "Circular lever"),
        spoken=Words("strategin", "the strategy"),
        about="Circular lever, as loop or Loopa.",
    ),
    Filter(
        name="funding",
        fields=("funding",),
        vocabulary="funding",
        title=Words("Finansiering", "Funding"),
        spoken=Words("finansieringen", "the funding"),
        about="Funding programme or funder, as klimatklivet.",
    ),
    Filter(
        name="kind",
        fields=("kind",),
        vocabulary="kinds",
        title=Words("Typ av exempel", "Kind of example"),
        about="Kind of example.",
    ),
    Filter(
        name="state",
        fields=("state",),
        vocabulary="states",
        title=Words("Läge", "State"),
        about="Whether the work is planned, ongoing or completed, or unknown.",
    ),
    Filter(
        name="resultBasis",
        fields=("resultBasis",),
        vocabulary="result-bases",
        on_pages=False,
        in_texts=False,
        title=Words("Vad resultatet vilar på", "Basis of the results"),
        about="What the results rest on, as measured.",
    ),
    Filter(
        name="documentKind",
        fields=("documents",),
        vocabulary="document-kinds",
        on_pages=False,
        in_texts=False,
        title=Words("Slag av dokument", "Kind of document"),
        about="Kind of a document, as template.",
    ),
    Filter(
        name="organisation",
        fields=("leadOrganisation", "partners"),
        authority="organisations",
        on_pages=False,
        title=Words("Organisation", "Organisation"),
        about="Organisation that leads or takes part, by name (as answers have it) or id.",
    ),
    Filter(
        name="year",
        fields=("startYear", "endYear"),
        title=Words("Startår", "Start year"),
        about="Start year, or unknown.",
    ),
)

FILTER_NAMES = tuple(each.name for each in FILTERS)

KEYS = (
    Filter(
        name="sourceSystem",
        fields=("sourceSystem",),
        on_pages=False,
        title=Words("Källsystem", "Source system"),
        about="The system that entries were loaded from, exactly as they name it.",
    ),
    Filter(
        name="externalId",
        fields=("externalId",),
        on_pages=False,
        title=Words("Id i källsystemet", "Id in the source system"),
        about="The key of an entry in the system that it was loaded from, exactly.",
    ),
)
"""Filters that find by the entry's own key, as it stands: one that no entry has finds nothing, and
nothing is counted by it."""
KEY_NAMES = tuple(each.name for each in KEYS)

SELECTING = (*FILTERS, *KEYS)
"""All that a search takes as a filter."""
BY_NAME = {each.name: each for each in SELECTING}
OPEN = tuple(each.name for each in FILTERS if not each.vocabulary and each.name != "year")
"""Filters whose values are whatever entries hold: no list of them is closed."""
DIMENSIONS = tuple(each.name for each in FILTERS if each.vocabulary)
"""What coverage counts by, and what tags an entry in the index."""
VOCABULARY_OF = {each.name: each.vocabulary for each in FILTERS if each.vocabulary}
"""Filter -> the vocabulary that its values come from."""
AUTHORITY_OF = {each.name: each.authority for each in FILTERS if each.authority}
"""Filter without a vocabulary -> the one that knows the names of its values."""
FILTER_OF = {vocabulary: name for name, vocabulary in VOCABULARY_OF.items()}
"""Vocabulary -> the filter that takes its values."""
SEARCHED_BY = FILTER_OF | {vocabulary: name for name, vocabulary in AUTHORITY_OF.items()}
"""Vocabulary -> the filter that finds its concepts, by id or by name."""
NUMBERED = frozenset(each.name for each in FILTERS if each.numbered)


def number_of(name: str, value: str) -> str:
    """Return the number that a value is known by, if any; the generational goal, 0, has none."""
    return value if name in NUMBERED and value != "0" else ""


def numbered_name(name: str, value: str, label: str) -> str:
    """Write a filter's value with the number that it is known by, if any."""
    return f"{number_of(name, value)} {label}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a search can be bounded by: the parameters `<name>From` and `<name>To`.

    Attributes:
        name: what the parameters begin with.
        title: of it on pages.
        bounded: what its bounds follow on pages ("pågick från 2019"), if not the title.
        about: what an entry must have to lie within, as openapi.yaml tells it.
        more, less: how it says "at least" and "at most".
        lowest, highest: that a bound may be.
        missing: what entries lack that no range finds.
        relaxation: type of the looser search without it.
    """

    name: str
    title: Words
    about: str
    lowest: int
    highest: int
    more: str = "more"
    less: str = "less"
    missing: Words
    relaxation: str
    bounded: Words | None = None

    @property
    def of_bounds(self) -> Words:
        """What its bounds follow on pages."""
        return self.bounded or self.title

    @property
    def low(self) -> str:
        """The parameter of the lower bound."""
        return f"{self.name}From"

    @property
    def high(self) -> str:
        """The parameter of the upper bound."""
        return f"{self.name}To"

    @property
    def without(self) -> str:
        """The member of an answer that counts entries without it."""
        return f"without{self.name[:1].upper()}{self.name[1:]}"


def _range_of(field: Field) -> Range:
    title = field.heading or Words(field.head, field.name)
    return Range(
        name=field.name,
        title=title,
        about=f"Only entries with a {field.name} of this or",
        lowest=field.lowest,
        highest=field.highest,
        missing=Words(f"uppgift om {title.sv.lower()}", title.en.lower()),
        relaxation=f"without-{field.name}",
    )


RANGES = (
    Range(
        name="year",
        title=Words("År", "Years"),
        about="Only entries that go on in this year or",
        lowest=lists.EARLIEST_YEAR,
        highest=lists.LATEST_YEAR,
        more="later",
        less="earlier",
        missing=Words("årtal", "year"),
        relaxation="without-years",
        bounded=Words("Pågick", "Ran"),
    ),
    *(_range_of(field) for field in RANGED),
)
"""Years overlap: an entry has a first and a last one. Other ranges hold a single number."""
RANGE_PARAMETERS = tuple(name for each in RANGES for name in (each.low, each.high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A switch by what entries have: true finds those that have it, false those that lack it.

    Attributes:
        name: of the parameter.
        about: what they have, as openapi.yaml tells it.
        title: of it, where it is true and where it is false.
        has: whether a public entry has it.
    """

    name: str
    about: str
    title: Words
    lacking: Words
    has: Callable[[Mapping[str, Any]], bool]

    def label(self, *, has: bool) -> Words:
        """Return what the condition is called."""
        return self.title if has else self.lacking


MEASURED = frozenset({"measured", "evaluated"})
"""Bases of results that somebody has measured or looked into."""


def _has_cost(entry: Mapping[str, Any]) -> bool:
    return bool(entry["budget"] or (entry["resources"] or {}).get("money"))


HOLDINGS = (
    Holding(
        name="hasResults",
        about="results",
        title=Words("Med resultat", "With results"),
        lacking=Words("Utan resultat", "Without results"),
        has=lambda entry: bool(entry["results"]),
    ),
    Holding(
        name="hasMeasuredResults",
        about="results that were measured or evaluated",
        title=Words("Med uppmätt eller utvärderat resultat", "With measured or evaluated results"),
        lacking=Words(
            "Utan uppmätt eller utvärderat resultat", "Without measured or evaluated results"
        ),
        has=lambda entry: entry["resultBasis"] in MEASURED,
    ),
    Holding(
        name="hasLessons",
        about="lessons, that is, what was hard or went wrong",
        title=Words("Med hinder på vägen", "With obstacles on the way"),
        lacking=Words("Utan uppgift om hinder", "Without word of obstacles"),
        has=lambda entry: bool(entry["lessons"]),
    ),
    Holding(
        name="hasCost",
        about="a budget, or words on the money that it took",
        title=Words("Med kostnad", "With a cost"),
        lacking=Words("Utan kostnad", "Without a cost"),
        has=_has_cost,
    ),
    Holding(
        name="hasContact",
        about="a contact that is neither the page of the source nor a piece of news",
        title=Words("Med kontakt", "With a contact"),
        lacking=Words("Utan kontakt", "Without a contact"),
        has=lambda entry: contact_kind(entry).answers,
    ),
    Holding(
        name="hasDocuments",
        about="documents",
        title=Words("Med dokument", "With documents"),
        lacking=Words("Utan dokument", "Without documents"),
        has=lambda entry: bool(entry["documents"]),
    ),
)
HOLDING = {each.name: each for each in HOLDINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """A filter by when something happened to an entry: at a moment or after it.

    Attributes:
        name: of the parameter.
        field: of the entry that holds when.
        title: of it, before the moment.
    """

    name: str
    field: str
    title: Words


SINCES = (
    Since(
        name="updatedSince",
        field="updatedAt",
        title=Words("Ändrade sedan", "Changed since"),
    ),
    Since(
        name="publishedSince",
        field="publishedAt",
        title=Words("Publicerade sedan", "Published since"),
    ),
)
SINCE = {each.name: each for each in SINCES}
CONDITION_NAMES = (*RANGE_PARAMETERS, *HOLDING, *SINCE)
"""Parameters that narrow a search and are no filters by value."""

RELEVANCE, SEQ = "relevance", "seq"
SORTS = (RELEVANCE, "title", *(each.name for each in SORTED), SEQ)
"""Sort names; a leading "-" turns the order round (relevance has only one direction)."""
