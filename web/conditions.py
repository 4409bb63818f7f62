"""What a page is limited to: each condition of a search in words, with the way to drop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.counties import COUNTY
from record.filters import HOLDINGS, RANGE_PARAMETERS, SINCES, numbered_name
from web.language import gettext, language, ngettext
from web.regions import region_name
from web.wording import TITLES, bound, day, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from web.query_string import QueryString
    from web.regions import Label

MOST_COUNTIES = 4
"""Counties without a name together that each get a condition of their own; more share one."""
LIST_PARAMETERS = ("page", "limit", "sort", "explain")
"""What only a list of hits has."""


class Condition(NamedTuple):
    """A condition; `address` is the same page without it."""

    parameter: str
    title: str
    label: str
    address: str


def conditions(
    query: QueryString, echo: Mapping[str, Any], path: str, label: Label
) -> tuple[Condition, ...]:
    """Return the conditions of a search; `query` holds the values of filters by their ids."""
    return (*_text(query, echo, path), *limits(query, echo, path, label))


def limits(
    query: QueryString, echo: Mapping[str, Any], path: str, label: Label
) -> tuple[Condition, ...]:
    """Return every condition but the text; `query` holds the values of filters by their ids."""
    return (
        *_filters(query, echo, path, label),
        *_together(query, echo, path),
        *_national(query, echo, path),
        *_ranges(query, path),
        *_others(query, echo, path),
        *_ids(query, path),
    )


def _text(query: QueryString, echo: Mapping[str, Any], path: str) -> Iterator[Condition]:
    if echo["text"]:
        yield Condition("q", TITLES["q"], echo["text"], query.without("q").at(path))


def _filters(
    query: QueryString, echo: Mapping[str, Any], path: str, label: Label
) -> Iterator[Condition]:
    for name, values in echo["filters"].items():
        region = _region(values, label) if name == COUNTY else ""
        if region:
            rest = query.without_any((COUNTY, "national"))
            yield Condition(name, TITLES[name], region, rest.at(path))
            continue
        for value in values:
            rest = query.without(name, value["id"])
            if not rest.values(COUNTY):
                rest = rest.without("national")
            full_name = numbered_name(name, value["id"], value["label"])
            yield Condition(name, TITLES[name], full_name, rest.at(path))


def _region(counties: Sequence[Mapping[str, Any]], label: Label) -> str:
    """Return one name for the chosen counties; nothing for a few that have none together."""
    if name := region_name([each["id"] for each in counties], label):
        return name
    return gettext("%s län") % len(counties) if len(counties) > MOST_COUNTIES else ""


def _together(query: QueryString, echo: Mapping[str, Any], path: str) -> Iterator[Condition]:
    for name in echo["matchAllFilters"]:
        without = query.without("matchAll", name).at(path)
        yield Condition("matchAll", TITLES["matchAll"], TITLES[name], without)


def _national(query: QueryString, echo: Mapping[str, Any], path: str) -> Iterator[Condition]:
    if not echo["national"]:
        without = query.without("national").at(path)
        yield Condition("national", TITLES["national"], gettext("inte med"), without)


def _ids(query: QueryString, path: str) -> Iterator[Condition]:
    if picked := len(query.values("id")):
        label = ngettext("%s utvalt exempel", "%s utvalda exempel", picked) % number(picked)
        yield Condition("id", TITLES["id"], label, query.without("id").at(path))


def _ranges(query: QueryString, path: str) -> Iterator[Condition]:
    for name in RANGE_PARAMETERS:
        if query.value(name):
            label = bound(name, int(query.value(name)))
            yield Condition(name, TITLES[name], label, query.without(name).at(path))


def _others(query: QueryString, echo: Mapping[str, Any], path: str) -> Iterator[Condition]:
    for each in HOLDINGS:
        if (has := echo[each.name]) is not None:
            label, rest = each.label(has=has).text(language()).lower(), query.without(each.name)
            yield Condition(each.name, gettext("Bara exempel"), label, rest.at(path))
    for since in SINCES:
        if moment := echo[since.name]:
            rest = query.without(since.name)
            yield Condition(since.name, TITLES[since.name], day(moment), rest.at(path))


def by_ids(query: QueryString, echo: Mapping[str, Any]) -> QueryString:
    """Write the chosen values by their ids, however they were sent."""
    for name, chosen in echo["filters"].items():
        query = query.replacing(name, *(value["id"] for value in chosen))
    return query
