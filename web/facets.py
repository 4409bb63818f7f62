"""Filters as boxes to tick: each value with how many examples it adds, and what is chosen."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.searching.requests import HELD, SearchAnswer
from record.filters import HOLDINGS, RANGE_PARAMETERS
from web.language import language
from web.query_string import FACETS, QueryString
from web.wording import TITLES

Known = Mapping[str, Sequence[Mapping[str, str]]]
"""Filter of ZEROS -> all its values, {id, label}."""


SHOWN = 6
"""Values of a filter shown before the rest is folded."""
ZEROS = ("county", "objective", "goal", "lever", "kind")
"""Filters whose values without examples are listed: what the catalogue lacks is worth knowing."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter."""

    id: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter; the values in `folded` are shown on demand."""

    name: str
    title: str
    shown: tuple[Value, ...]
    folded: tuple[Value, ...]


class HoldingBox(NamedTuple):
    """A box that leaves the examples that have something."""

    name: str
    label: str
    number: int
    selected: bool


def counts(answer: SearchAnswer, name: str) -> dict[str, int]:
    """Return value -> examples of a filter that was counted; what is not there has none."""
    return {value["id"]: value["count"] for value in answer.facets.get(name, ())}


def facets(answer: SearchAnswer, known: Known, selected: Container[str] = ()) -> tuple[Facet, ...]:
    """Return the filters that have values among the examples, and those that are `selected`."""
    counted = ((name, answer.facets.get(name, ())) for name in FACETS)
    return tuple(
        _facet(name, values, known.get(name, ()))
        for name, values in counted
        if values or name in selected
    )


def _facet(
    name: str, values: Iterable[Mapping[str, Any]], known: Sequence[Mapping[str, str]]
) -> Facet:
    listed = [Value(one["id"], one["label"], one["count"], one["selected"]) for one in values]
    listed.sort(key=lambda value: not value.selected)
    there = {value.id for value in listed}
    lacking = (one for one in known if one["id"] not in there)
    listed += [Value(one["id"], one["label"], count=0, selected=False) for one in lacking]
    cut = max(SHOWN, sum(value.selected for value in listed))
    if len(listed) == cut + 1:  # folding away a single value would save nothing
        cut += 1
    return Facet(name, TITLES[name], tuple(listed[:cut]), tuple(listed[cut:]))


def holdings(answer: SearchAnswer, query: QueryString) -> tuple[HoldingBox, ...]:
    """Return the boxes of what examples have; none of what they are to lack."""
    having = counts(answer, HELD)
    return tuple(
        HoldingBox(
            name=each.name,
            label=each.title.text(language()).lower(),
            number=having.get(each.name, 0),
            selected=bool(query.value(each.name)),
        )
        for each in HOLDINGS
        if query.value(each.name) != "false"
    )


def pairs_without_boxes(query: QueryString) -> tuple[tuple[str, str], ...]:
    """Return what a form of all filters has to send along: everything that no box of it says."""
    boxes = {*FACETS, *RANGE_PARAMETERS, "national", "page"}
    ticked = {(each.name, "true") for each in HOLDINGS}
    return tuple(pair for pair in query.pairs if pair[0] not in boxes and pair not in ticked)
