"""What a search can be narrowed by, counted by and ordered by; one row a filter."""

from __future__ import annotations

from dataclasses import dataclass

from record.fields import SORTED
from record.words import Words

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
        spoken: what stands before the name of a value within a sentence.
        numbered: whether its values are known by their numbers.
        on_pages: whether pages offer it.
    """

    name: str
    fields: tuple[str, ...]
    about: str
    title: Words
    vocabulary: str = ""
    spoken: Words | None = None
    numbered: bool = False
    on_pages: bool = True


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
        fields=("environmentalObjectives",),
        vocabulary="environmental-objectives",
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
        name="resolve",
        fields=("resolve",),
        vocabulary="resolve",
        title=Words("Cirkulär strategi", "Circular lever"),
        spoken=Words("strategin", "the strategy"),
        about="Circular lever, as loop or Loopa.",
    ),
    Filter(
        name="kind",
        fields=("kind",),
        vocabulary="kinds",
        title=Words("Typ av exempel", "Kind of example"),
        about="Kind of example.",
    ),
    Filter(
        name="organisation",
        fields=("leadOrganisation", "partners"),
        on_pages=False,
        title=Words("Organisation", "Organisation"),
        about="Name of an organisation that leads or takes part.",
    ),
    Filter(
        name="year",
        fields=("startYear", "endYear"),
        title=Words("Startår", "Start year"),
        about="Start year, or unknown.",
    ),
)

FILTER_NAMES = tuple(each.name for each in FILTERS)
BY_NAME = {each.name: each for each in FILTERS}
DIMENSIONS = tuple(each.name for each in FILTERS if each.vocabulary)
"""What coverage counts by, and what tags an entry in the index."""
VOCABULARY_OF = {each.name: each.vocabulary for each in FILTERS if each.vocabulary}
"""Filter -> the vocabulary that its values come from."""
FILTER_OF = {vocabulary: name for name, vocabulary in VOCABULARY_OF.items()}
"""Vocabulary -> the filter that takes its values."""
NUMBERED = frozenset(each.name for each in FILTERS if each.numbered)

RELEVANCE, SEQ = "relevance", "seq"
SORTS = (RELEVANCE, "title", *(each.name for each in SORTED), SEQ)
"""Sort names; a leading "-" turns the order round (relevance has only one direction)."""
