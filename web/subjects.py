"""The pages of objectives, goals, levers, sectors and funding: where they are, what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.addresses import slug
from app.subjects import SUBJECTS, subjects
from record.filters import numbered_name
from web.bars import bars
from web.language import SWEDISH, home, language
from web.query_string import found_at
from web.wording import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.subjects import Subject, SubjectExamples
    from app.wiring import Services
    from web.bars import Bar

PATHS = {
    "objective": "miljomal",
    "goal": "globala-mal",
    "lever": "cirkulara-strategier",
    "sector": "branscher",
    "funding": "finansiering",
}
"""Dimension -> where its pages are."""
SHOWN = ("objective", "goal", "sector", "lever", "kind")
"""What the examples of a subject are counted by, but for the subject's own dimension."""
MOST_BARS = 8


class Kindred(NamedTuple):
    """What the examples of a subject are also about, by one dimension."""

    name: str
    title: str
    bars: tuple[Bar, ...]


def subject_path(subject: Subject) -> str:
    """Return the address of a subject's page; the same name in every language."""
    return f"{home()}{PATHS[subject.dimension]}/{slug(subject.swedish)}"


def concept_path(services: Services, dimension: str, value: str) -> str:
    """Return the address of the page of a value; of its examples, where values have no pages."""
    if dimension not in PATHS:
        return found_at((dimension, value))
    swedish = services.vocabularies.label(dimension, value, SWEDISH)
    return f"{home()}{PATHS[dimension]}/{slug(swedish)}"


def known_subjects(services: Services) -> Mapping[tuple[str, str], Subject]:
    """Return (dimension, id) -> every subject, in the language of the page."""
    return {
        (each.dimension, each.id): each
        for name in SUBJECTS
        for each in subjects(services, name, language())
    }


def kindred(services: Services, subject: Subject, found: SubjectExamples) -> tuple[Kindred, ...]:
    """Tell what the examples of a subject are also about, the most common first."""
    return tuple(
        Kindred(name, TOGETHER[name], drawn)
        for name in SHOWN
        if name != subject.dimension
        for drawn in (_bars(services, subject, name, found.counts[name]),)
        if drawn
    )


def _bars(
    services: Services, subject: Subject, name: str, counts: Mapping[str, int]
) -> tuple[Bar, ...]:
    labels = {each["id"]: each["label"] for each in services.vocabularies.values(name, language())}
    ranked = sorted((each for each in labels if each in counts), key=lambda each: -counts[each])
    return bars(
        (
            numbered_name(name, value, labels[value]),
            counts[value],
            found_at((subject.dimension, subject.id), (name, value)),
        )
        for value in ranked[:MOST_BARS]
    )
