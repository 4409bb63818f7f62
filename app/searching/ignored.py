"""What is not to be read into a search text: the parameter `ignore`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Issue, Message
from indexer.readings import ConceptReading, Ignored, TopicReading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.wiring import Services

SPELLING = "spelling"
TOPICS = "topics"
TOPIC = "topic"


def ignore_value(meaning: ConceptReading | TopicReading) -> str:
    """Return the value of `ignore` that leaves a concept or a topic out of the reading."""
    if isinstance(meaning, TopicReading):
        return f"{TOPIC}:{meaning.id}"
    return f"{meaning.facet}:{meaning.id}"


def parse_ignored(services: Services, values: Iterable[str]) -> tuple[Ignored, list[Issue]]:
    """Read the values of `ignore`; an issue for each that names nothing."""
    concepts, topics, issues = set(), set(), []
    given = set(values)
    for value in sorted(given - {SPELLING, TOPICS}):
        kind, _, name = value.partition(":")
        if kind == TOPIC and services.topics.get(name):
            topics.add(name)
        elif services.lexicons.recogniser.get(kind, name):
            concepts.add((kind, name))
        else:
            issues.append(_issue(value))
    return Ignored(
        concepts=frozenset(concepts),
        topics=None if TOPICS in given else frozenset(topics),
        spelling=SPELLING in given,
    ), issues


def _issue(value: str) -> Issue:
    return Issue(
        parameter="ignore",
        code="unknown-value",
        message=Message(
            sv="Ange spelling, topics, topic:id eller filter:id (som county:12), så som svaret"
            " själv skriver dem i query.concepts och query.topics.",
            en="Give spelling, topics, topic:id or filter:id (as county:12), the way the answer"
            " itself writes them in query.concepts and query.topics.",
        ),
        value=value,
    )
