"""The map of the counties: for any search, how many examples each has, as links."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from app.geography import county_middles, county_shapes
from record.filters import NATIONAL
from web.tones import classes_of


@dataclass(frozen=True, slots=True)
class MapCounty:
    """A county on the map; `outline`, `x` and `y` are those of `app.geography`."""

    id: str
    label: str
    count: int
    tone: int
    chosen: bool
    address: str
    outline: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class CountyMap:
    """The counties in the order of their codes; national examples are in none of them.

    `legend` is each tone with what it stands for.
    """

    counties: tuple[MapCounty, ...]
    national: int
    national_address: str
    legend: tuple[tuple[int, str], ...]


def county_map(
    values: Iterable[Mapping[str, str]],
    counts: Mapping[str, int],
    address: Callable[[str], str],
    chosen: Collection[str] = (),
) -> CountyMap:
    """Draw counts of counties; `values` are {id, label}, `address` makes the link of an id."""
    shapes, middles = county_shapes(), county_middles()
    drawn = [value for value in values if value["id"] in shapes]
    classes = classes_of(counts.get(value["id"], 0) for value in drawn)
    return CountyMap(
        counties=tuple(
            MapCounty(
                id=value["id"],
                label=value["label"],
                count=counts.get(value["id"], 0),
                tone=classes.tone(counts.get(value["id"], 0)),
                chosen=value["id"] in chosen,
                address=address(value["id"]),
                outline=shapes[value["id"]],
                x=middles[value["id"]][0],
                y=middles[value["id"]][1],
            )
            for value in drawn
        ),
        national=counts.get(NATIONAL, 0),
        national_address=address(NATIONAL),
        legend=classes.legend,
    )
