"""What the pages of counties tell: what one has, what it lacks beside others, how some differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.counties import COUNTY, PROFILED, Place, Profiles, group_by_value
from app.geography import has_nature_of
from app.searching.crossing import AxisValue
from record.filters import NATIONAL, numbered_name
from web.bars import Bar, bars
from web.language import home
from web.query_string import QueryString, counted
from web.tones import Classes, classes_of
from web.wording import TOGETHER

EVERYTHING = QueryString(())
LACKING = ("objective", "goal", "sector", "lever")
"""What a county can lack; it is no fault to have no sector collaboration yet."""


class Gap(NamedTuple):
    """A value that a county has no example of, and how many others have; `on_map` shows which."""

    label: str
    others: int
    address: str
    on_map: str


@dataclass(frozen=True, slots=True)
class Section:
    """What a county has and lacks of one dimension."""

    name: str
    title: str
    bars: tuple[Bar, ...]
    gaps: tuple[Gap, ...]


class Figure(NamedTuple):
    """A number of a county in a comparison."""

    place: Place
    number: int
    tone: int
    address: str


class Line(NamedTuple):
    """A row of a comparison."""

    label: str
    figures: tuple[Figure, ...]


class Named(NamedTuple):
    """A value; `address` is that of the examples that the counties have of it, or else all do."""

    label: str
    address: str


class Difference(NamedTuple):
    """What some of the counties have and the others lack; all of them, if none has it."""

    having: tuple[Place, ...]
    lacking: tuple[Place, ...]
    values: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Counties side by side by one dimension."""

    name: str
    title: str
    differences: tuple[Difference, ...]
    lines: tuple[Line, ...]


def sections(found: Profiles, place: Place) -> tuple[Section, ...]:
    """Return what a county has and lacks; the most common first."""
    return tuple(_section(found, place, name) for name in PROFILED)


def _section(found: Profiles, place: Place, name: str) -> Section:
    counted = [(value, found.count(place.id, name, value.id)) for value in found.values[name]]
    counted.sort(key=lambda each: -each[1])
    return Section(
        name=name,
        title=TOGETHER[name],
        bars=bars(
            (named(name, value), count, of(place, name, value)) for value, count in counted if count
        ),
        gaps=_gaps(
            found,
            name,
            [value for value, count in counted if not count and _concerns(place, name, value)],
        ),
    )


def _concerns(place: Place, name: str, value: AxisValue) -> bool:
    """Return whether a county can have examples of a value: none lacks mountains it has not."""
    return name != "objective" or has_nature_of(value.id, place.id)


def _gaps(found: Profiles, name: str, missing: Sequence[AxisValue]) -> tuple[Gap, ...]:
    if name not in LACKING:
        return ()
    gaps = [
        Gap(
            label=named(name, value),
            others=found.having(name, value.id),
            address=counted((name, value.id)).at(home()),
            on_map=counted((name, value.id)).at(f"{home()}karta"),
        )
        for value in missing
    ]
    return tuple(sorted((gap for gap in gaps if gap.others), key=lambda gap: -gap.others))


@dataclass(frozen=True, slots=True)
class Examples:
    """The first examples of a county that a search finds; `address` is that of all `total`."""

    place: Place
    total: int
    entries: Sequence[Mapping[str, Any]]
    address: str


class ValueExamples(NamedTuple):
    """A value, and the first examples that each county has of it."""

    label: str
    examples: tuple[Examples, ...]


def group_examples(
    found: Profiles, examples: Sequence[Examples], name: str, query: QueryString, most: int
) -> Iterator[ValueExamples]:
    """Yield each value of a dimension that any county has, with its examples county by county."""
    grouped = {each.place: group_by_value(each.entries, name) for each in examples}
    for value in found.values[name]:
        row = tuple(
            Examples(
                place=place,
                total=found.count(place.id, name, value.id),
                entries=by_value.get(value.id, [])[:most],
                address=of(place, name, value, query),
            )
            for place, by_value in grouped.items()
        )
        if any(each.total for each in row):
            yield ValueExamples(named(name, value), row)


class SideBySide(NamedTuple):
    """Counties dimension by dimension; `legend` is each tone with what it stands for."""

    comparisons: tuple[Comparison, ...]
    legend: tuple[tuple[int, str], ...]


def side_by_side(
    found: Profiles, chosen: Sequence[Place], dimensions: Sequence[str], query: QueryString
) -> SideBySide:
    """Put counties side by side, dimension by dimension; links keep the rest of the search."""
    classes = classes_of(
        found.count(place.id, name, value.id)
        for place in chosen
        for name in dimensions
        for value in found.values[name]
    )
    comparisons = tuple(
        Comparison(
            name=name,
            title=TOGETHER[name],
            differences=tuple(_differences(found, name, chosen, query)),
            lines=tuple(_lines(found, name, chosen, classes, query)),
        )
        for name in dimensions
    )
    return SideBySide(comparisons, classes.legend)


def _differences(
    found: Profiles, name: str, chosen: Sequence[Place], query: QueryString
) -> Iterator[Difference]:
    grouped: dict[tuple[tuple[Place, ...], tuple[Place, ...]], list[Named]] = {}
    for value in found.values[name]:
        having = tuple(place for place in chosen if found.count(place.id, name, value.id))
        lacking = tuple(
            place for place in chosen if place not in having and _concerns(place, name, value)
        )
        if lacking and (having or name in LACKING):
            examples = query
            for place in having:
                examples = examples.counted(COUNTY, place.id)
            linked = Named(named(name, value), examples.adding(name, value.id).at(home()))
            grouped.setdefault((having, lacking if having else tuple(chosen)), []).append(linked)
    for having, lacking in sorted(grouped, key=lambda each: _rank(each[0], chosen)):
        yield Difference(having, lacking, tuple(grouped[having, lacking]))


def _rank(having: Sequence[Place], chosen: Sequence[Place]) -> tuple[bool, int, list[int]]:
    """Rank what fewest have first, and what none has last."""
    return not having, len(having), [chosen.index(place) for place in having]


def _lines(
    found: Profiles, name: str, chosen: Sequence[Place], classes: Classes, query: QueryString
) -> Iterator[Line]:
    """Yield a line for each value that any of the counties has."""
    for value in found.values[name]:
        figures = tuple(
            Figure(place, count, classes.tone(count), of(place, name, value, query))
            for place in chosen
            for count in (found.count(place.id, name, value.id),)
        )
        if any(figure.number for figure in figures):
            yield Line(named(name, value), figures)


def named(name: str, value: AxisValue) -> str:
    """Write a value with its number, where it is known by one."""
    return numbered_name(name, value.id, value.label)


def of(place: Place, name: str, value: AxisValue, query: QueryString = EVERYTHING) -> str:
    """Return the address of a county's examples with a value, among those of a search."""
    return query.counted(COUNTY, place.id).counted(name, value.id).at(home())


def national(found: Profiles) -> int:
    """Return how many examples hold for the whole country."""
    return found.counties.get(NATIONAL, 0)
