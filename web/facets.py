"""Filters as links: choosing or dropping a value keeps everything else that was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from record.filters import NUMBERED, RANGE_PARAMETERS
from web.asked import FACETS
from web.wording import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.searching.requests import SearchAnswer
    from web.asked import Asked

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


def canonical(asked: Asked, answer: SearchAnswer) -> Asked:
    """Write the chosen values by their ids, however they were sent."""
    for name, chosen in answer.query["filters"].items():
        asked = asked.replacing(name, *(value["id"] for value in chosen))
    return asked


def facets(asked: Asked, answer: SearchAnswer, path: str) -> tuple[Facet, ...]:
    """Return the filters that have values; `asked` is canonical."""
    found = (_facet(asked, name, answer.facets.get(name, ()), path) for name in FACETS)
    return tuple(facet for facet in found if facet.shown)


def _facet(asked: Asked, name: str, values: Iterable[Mapping[str, Any]], path: str) -> Facet:
    linked = [
        Value(
            id=value["id"],
            label=value["label"],
            count=value["count"],
            selected=value["selected"],
            address=_toggled(asked, name, value).at(path),
        )
        for value in values
    ]
    linked.sort(key=lambda value: not value.selected)
    cut = max(SHOWN, sum(value.selected for value in linked))
    if len(linked) == cut + 1:  # folding away a single value would save nothing
        cut += 1
    return Facet(name, TITLES[name], tuple(linked[:cut]), tuple(linked[cut:]))


def _toggled(asked: Asked, name: str, value: Mapping[str, Any]) -> Asked:
    if value["selected"]:
        return asked.without("page").without(name, value["id"])
    return asked.adding(name, value["id"])


def _named(name: str, value: Mapping[str, Any]) -> str:
    """Objectives, goals and targets are known by their numbers too."""
    return f"{value['id']} {value['label']}" if name in NUMBERED else str(value["label"])


def chips(asked: Asked, answer: SearchAnswer, path: str) -> tuple[Chip, ...]:
    """Return every condition but the text; `asked` is canonical."""
    first = asked.without("page")
    chosen = [
        Chip(TITLES[name], _named(name, value), first.without(name, value["id"]).at(path))
        for name, values in answer.query["filters"].items()
        for value in values
    ]
    years = [
        Chip(TITLES[name], asked.value(name), first.without(name).at(path))
        for name in RANGE_PARAMETERS
        if asked.value(name)
    ]
    picked = asked.values("id")
    ids = [Chip("Urval", f"{len(picked)} utpekade exempel", first.without("id").at(path))]
    return (*chosen, *years, *(ids if picked else ()))
