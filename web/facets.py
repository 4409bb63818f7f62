"""Filters as links: choosing or dropping a value keeps everything else that was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from record.filters import NUMBERED, RANGE_PARAMETERS
from web.query_string import FACETS
from web.wording import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.searching.requests import SearchAnswer
    from web.query_string import QueryString

SHOWN = 6
"""Values of a filter shown before the rest is folded."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter, with the address that chooses it or, when chosen, drops it."""

    id: str
    label: str
    count: int
    selected: bool
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter; the values in `folded` are shown on demand."""

    name: str
    title: str
    shown: tuple[Value, ...]
    folded: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that can be dropped."""

    title: str
    label: str
    address: str


def canonical(query: QueryString, answer: SearchAnswer) -> QueryString:
    """Write the chosen values by their ids, however they were sent."""
    for name, chosen in answer.query["filters"].items():
        query = query.replacing(name, *(value["id"] for value in chosen))
    return query


def facets(query: QueryString, answer: SearchAnswer, path: str) -> tuple[Facet, ...]:
    """Return the filters that have values; `query` is canonical."""
    found = (_facet(query, name, answer.facets.get(name, ()), path) for name in FACETS)
    return tuple(facet for facet in found if facet.shown)


def _facet(query: QueryString, name: str, values: Iterable[Mapping[str, Any]], path: str) -> Facet:
    linked = [
        Value(
            id=value["id"],
            label=value["label"],
            count=value["count"],
            selected=value["selected"],
            address=_toggled(query, name, value).at(path),
        )
        for value in values
    ]
    linked.sort(key=lambda value: not value.selected)
    cut = max(SHOWN, sum(value.selected for value in linked))
    if len(linked) == cut + 1:  # folding away a single value would save nothing
        cut += 1
    return Facet(name, TITLES[name], tuple(linked[:cut]), tuple(linked[cut:]))


def _toggled(query: QueryString, name: str, value: Mapping[str, Any]) -> QueryString:
    if value["selected"]:
        return query.without("page").without(name, value["id"])
    return query.adding(name, value["id"])


def _named(name: str, value: Mapping[str, Any]) -> str:
    """Objectives, goals and targets are known by their numbers too."""
    return f"{value['id']} {value['label']}" if name in NUMBERED else str(value["label"])


def chips(query: QueryString, answer: SearchAnswer, path: str) -> tuple[Chip, ...]:
    """Return every condition but the text; `query` is canonical."""
    first = query.without("page")
    chosen = [
        Chip(TITLES[name], _named(name, value), first.without(name, value["id"]).at(path))
        for name, values in answer.query["filters"].items()
        for value in values
    ]
    years = [
        Chip(TITLES[name], query.value(name), first.without(name).at(path))
        for name in RANGE_PARAMETERS
        if query.value(name)
    ]
    together = [
        Chip(TITLES["matchAll"], TITLES[name], first.without("matchAll", name).at(path))
        for name in answer.query["matchAllFilters"]
    ]
    picked = query.values("id")
    ids = [Chip("Urval", f"{len(picked)} utpekade exempel", first.without("id").at(path))]
    return (*chosen, *together, *years, *(ids if picked else ()))
