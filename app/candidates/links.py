"""Suggested links of a candidate: those prefilled, what they rest on, and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.linking.knowledge import FIELD_OF_SCHEME
from catalogue.records import LinkRecord
from linking.suggestions import rounded
from record.links import LINKS
from record.lists import HARVESTED, SUGGESTED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from app.wiring import Services
    from linking.suggestions import Suggestion

NAMED = "named"
"""How a sector is found that the words of a reply name and that nothing else suggests."""
PRECISION_OF_NAMED = 0.12
"""Of these: 6 of 49 were right in the development replies."""
PREFILLED = 0.6
"""Least precision of what a candidate has until a curator says otherwise; the rest is shown."""


def suggestions_for(
    services: Services, text: str, sectors: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Return the links that a text suggests, and the sectors that it names.

    Each is {field, value, origin, score, precision, method, evidence: [{quote, start, end,
    ground, name}]}; the
    offsets are of `text`.
    """
    from app.linking.suggesting import suggest  # noqa: PLC0415 - imports numpy and what was learnt

    found = (
        [_link_of_suggestion(each, sectors) for each in suggest(services, text).items]
        if text
        else []
    )
    known = {each["value"] for each in found if each["field"] == "sectors"}
    return [*found, *(_link_of_named_sector(sector) for sector in sectors if sector not in known)]


def _link_of_suggestion(suggestion: Suggestion, sectors: Collection[str]) -> dict[str, Any]:
    field = FIELD_OF_SCHEME[suggestion.scheme]
    is_named = field == "sectors" and suggestion.concept in sectors
    return {
        "field": field,
        "value": suggestion.concept,
        "origin": HARVESTED if is_named else SUGGESTED,
        "score": rounded(suggestion.score),
        "precision": rounded(suggestion.precision),
        "method": "learnt" if suggestion.learnt else "rules",
        "evidence": [
            {
                "quote": each.quote,
                "start": each.start,
                "end": each.end,
                "ground": each.ground,
                "name": each.name or None,
            }
            for each in suggestion.evidence
        ],
    }


def _link_of_named_sector(sector: str) -> dict[str, Any]:
    return {
        "field": "sectors",
        "value": sector,
        "origin": HARVESTED,
        "score": None,
        "precision": PRECISION_OF_NAMED,
        "method": NAMED,
        "evidence": [],
    }


def prefilled(suggestions: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the fields of links that suggestions fill, until a curator says otherwise."""
    found: dict[str, list[str]] = {field: [] for field in LINKS}
    for each in suggestions:
        if each["precision"] >= PREFILLED:
            found[each["field"]].append(each["value"])
    return {field: values for field, values in found.items() if values}


def lowest_precision(
    suggestions: Sequence[Mapping[str, Any]], content: Mapping[str, Any]
) -> float | None:
    """Return the measured precision of the least sure suggestion that the content has.

    None: it has none. Links that a curator added are sure.
    """
    return min(
        (each["precision"] for each in suggestions if is_linked(each, content)), default=None
    )


def is_linked(suggestion: Mapping[str, Any], content: Mapping[str, Any]) -> bool:
    """Return whether a candidate's content has the link that is suggested."""
    return suggestion["value"] in content.get(suggestion["field"], ())


def links_of(
    suggestions: Iterable[Mapping[str, Any]], links: Iterable[LinkRecord], texts: str
) -> tuple[LinkRecord, ...]:
    """Return the links of an entry with where they come from.

    One that was suggested keeps score and quotes, as far as these stand in the entry's texts; any
    other is a curator's.
    """
    known = {(each["field"], each["value"]): each for each in suggestions}
    return tuple(_link(each, known.get((each.field, each.value)), texts) for each in links)


def _link(link: LinkRecord, suggestion: Mapping[str, Any] | None, texts: str) -> LinkRecord:
    if suggestion is None:
        return link
    quotes = dict.fromkeys(each["quote"] for each in suggestion["evidence"])
    evidence = tuple({"quote": quote} for quote in quotes if quote and quote in texts)
    origin = suggestion["origin"]
    score = suggestion["score"] if origin == SUGGESTED else None
    return LinkRecord(link.field, link.value, origin, score, evidence)
