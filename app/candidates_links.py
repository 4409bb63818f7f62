"""Suggested links of a candidate: those prefilled, what they rest on, and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.records import HARVESTED, LINK_FIELDS, SUGGESTED, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.wiring import Services

RULE = "named"
"""How a sector is found that the words of a reply name."""


def suggestions_for(
    services: Services, text: str, sectors: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """Return the links that a text suggests, and the sectors that it names.

    Each is {field, value, origin, score, precision, method, evidence: [{quote, start, end}]}; the
    offsets are of `text`.
    """
    del services, text
    return [_named(sector) for sector in sectors]


def _named(sector: str) -> dict[str, Any]:
    return {
        "field": "sectors",
        "value": sector,
        "origin": HARVESTED,
        "score": None,
        "precision": None,
        "method": RULE,
        "evidence": [],
    }


def prefilled(suggestions: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the fields of links that suggestions fill, until a curator says otherwise."""
    found: dict[str, list[str]] = {field: [] for field in LINK_FIELDS}
    for each in suggestions:
        if each["value"] not in found[each["field"]]:
            found[each["field"]].append(each["value"])
    return {field: values for field, values in found.items() if values}


def lowest_precision(
    suggestions: Sequence[Mapping[str, Any]], content: Mapping[str, Any]
) -> float | None:
    """Return the measured precision of the least sure link that is still in the content.

    None: nothing was measured, or a link is not a suggestion.
    """
    known = {(each["field"], each["value"]): each["precision"] for each in suggestions}
    linked = [
        known.get((field, value)) for field in LINK_FIELDS for value in content.get(field, ())
    ]
    measured = [each for each in linked if each is not None]
    return min(measured) if measured and len(measured) == len(linked) else None


def links_of(
    suggestions: Iterable[Mapping[str, Any]], links: Iterable[Link], texts: str
) -> tuple[Link, ...]:
    """Return the links of an entry with where they come from.

    One that was suggested keeps score and quotes, as far as these stand in the entry's texts; any
    other is a curator's.
    """
    known = {(each["field"], each["value"]): each for each in suggestions}
    return tuple(_link(each, known.get((each.field, each.value)), texts) for each in links)


def _link(link: Link, suggestion: Mapping[str, Any] | None, texts: str) -> Link:
    if suggestion is None:
        return link
    quotes = dict.fromkeys(each["quote"] for each in suggestion["evidence"])
    evidence = tuple({"quote": quote} for quote in quotes if quote and quote in texts)
    origin = suggestion["origin"]
    score = suggestion["score"] if origin == SUGGESTED else None
    return Link(link.field, link.value, origin, score, evidence)
