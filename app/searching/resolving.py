"""From a request as sent to one that can be run: every value resolved, every fault named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import process

from app.errors import InvalidQuery, Issue, Message
from app.searching.cursors import InvalidCursor, read_cursor
from app.searching.ignored import parse_ignored
from app.searching.requests import MAX_WINDOW
from indexer.concepts import counted_as
from indexer.engine import EngineQuery
from indexer.query import OneOf
from record.filters import KEY_NAMES, OPEN, RANGES, YEAR_UNKNOWN
from record.lists import EARLIEST_YEAR, LATEST_YEAR
from schemas.faults import FEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    from app.searching.requests import SearchRequest
    from app.wiring import Services
    from indexer.engine import Snapshot
    from indexer.readings import Ignored

    OpenValues: TypeAlias = tuple[Mapping[str, str], tuple[str, ...]]

TOO_DEEP = "too-deep"
"""Code of a page that only a cursor reaches."""
NEAREST = 3
MOST_ISSUES = 20
"""Values in the answer; to find what is near to one takes as long as a search."""
LIKE_ENOUGH = 50
"""Similarity (0 to 100) from which a valid value is worth naming."""
UNKNOWN_YEAR_WORDS = {"unknown", "okänt", "år okänt"}


class Resolved(NamedTuple):
    """A request with ids for filters, what not to read into its text, and where its cursor is."""

    request: SearchRequest
    ignored: Ignored
    after_seq: int | None


def resolve(services: Services, snapshot: Snapshot, request: SearchRequest) -> Resolved:
    """Check what goes together in a request, and replace labels and notations by ids.

    Raises:
        InvalidQuery: with every fault found, not just the first.
    """
    issues = list(_faults(request))
    filters, unknown = _resolve_filters(services, snapshot, request.filters)
    ignored, not_ignorable = parse_ignored(services, request.ignore)
    issues += [*unknown, *not_ignorable]
    resolved = replace(request, filters=filters)
    after_seq = None
    if request.cursor is not None:
        try:
            after_seq = read_cursor(services.settings, resolved)
        except InvalidCursor:
            issues.append(_bad_cursor(request.cursor))
    if issues:
        raise InvalidQuery(issues)
    return Resolved(resolved, ignored, after_seq)


def _resolve_filters(
    services: Services, snapshot: Snapshot, filters: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, tuple[str, ...]], list[Issue]]:
    """Return filter -> ids, and an issue for each of the first values that are not one."""
    resolved: dict[str, tuple[str, ...]] = {}
    issues: list[Issue] = []
    named = {
        name: _resolve_open_values(services, snapshot, name, filters[name])
        for name in OPEN
        if name in filters
    }
    for name, values in filters.items():
        ids: dict[str, None] = {}
        for value in values:
            if len(issues) == MOST_ISSUES:
                return resolved, issues
            answer = _value(services, named, name, value)
            if isinstance(answer, Issue):
                issues.append(answer)
            else:
                ids[answer] = None
        if ids:
            resolved[name] = tuple(ids)
    return resolved, issues


def _value(
    services: Services, named: Mapping[str, OpenValues], name: str, value: str
) -> str | Issue:
    if name in KEY_NAMES:
        return value
    if name == "year":
        return _year(value)
    if name in OPEN:
        values, known = named[name]
        return values.get(value) or unknown_value(name, value, known)
    return services.vocabularies.resolve(name, value)


def _resolve_open_values(
    services: Services, snapshot: Snapshot, name: str, values: Sequence[str]
) -> OpenValues:
    """Return value -> what published entries hold of it, and the values that resemble others.

    Asks the engine once, and once more where a value is no name as it stands.
    """
    names = {value: counted_as(services.labels, name, value) for value in values}
    queries = [EngineQuery(filters=(OneOf(name, (each,)),)) for each in names.values()]
    counts = zip(names.items(), snapshot.counts(queries), strict=True)
    found = {
        value: preferred
        for (value, each), count in counts
        if (preferred := each if count else services.vocabularies.preferred_name(name, value))
    }
    if len(found) == len(set(values)):
        return found, ()
    named = _most_named(snapshot, name)
    known = (*named, *services.labels.others(name, named))
    folded = {each.casefold(): each for each in known}
    resembling = {
        value: counted_as(services.labels, name, folded[value.casefold()])
        for value in values
        if value.casefold() in folded
    }
    return resembling | found, known


def _most_named(snapshot: Snapshot, name: str) -> tuple[str, ...]:
    request = EngineQuery(facets=(name,), limit=0)
    return tuple(snapshot.search(request).facets[name])


def _year(value: str) -> str | Issue:
    if value.strip().lower() in UNKNOWN_YEAR_WORDS:
        return YEAR_UNKNOWN
    if value.isascii() and value.isdigit() and EARLIEST_YEAR <= int(value[:5]) <= LATEST_YEAR:
        return value
    return Issue(
        parameter="year",
        code="invalid-year",
        message=Message(
            sv=f"Ange ett år mellan {EARLIEST_YEAR} och {LATEST_YEAR},"
            ' eller "unknown" för år okänt.',
            en=f'Give a year between {EARLIEST_YEAR} and {LATEST_YEAR}, or "unknown".',
        ),
        value=value,
        nearest=(YEAR_UNKNOWN,),
    )


def unknown_value(parameter: str, value: str, valid: tuple[str, ...]) -> Issue:
    """Say that a value is none of the valid ones, and which come nearest."""
    ranked = process.extract(
        value, valid, limit=NEAREST, score_cutoff=LIKE_ENOUGH, processor=str.casefold
    )
    nearest = tuple(name for name, _, _ in ranked) or (valid if len(valid) <= FEW else ())
    hint_sv = f" Menade du {' eller '.join(nearest)}?" if nearest else ""
    hint_en = f" Did you mean {' or '.join(nearest)}?" if nearest else ""
    return Issue(
        parameter=parameter,
        code="unknown-value",
        message=Message(
            sv=f"Värdet finns inte för {parameter}.{hint_sv}",
            en=f"There is no such value of {parameter}.{hint_en}",
        ),
        value=value,
        nearest=nearest,
    )


def _faults(request: SearchRequest) -> Iterator[Issue]:
    if request.page * request.limit > MAX_WINDOW:
        yield Issue(
            parameter="page",
            code=TOO_DEEP,
            message=Message(
                sv=f"page gånger limit får vara högst {MAX_WINDOW}. Begränsa sökningen, eller läs"
                " alla träffar från början med sort=seq och cursor.",
                en=f"page times limit may be at most {MAX_WINDOW}. Narrow the search, or read"
                " all hits from the start with sort=seq and cursor.",
            ),
            value=str(request.page),
        )
    for each in RANGES:
        low, high = request.ranges.get(each.name, (None, None))
        if low is not None and high is not None and low > high:
            yield Issue(
                parameter=each.low,
                code="reversed-range",
                message=Message(
                    sv=f"{each.low} ligger efter {each.high}; byt plats på dem.",
                    en=f"{each.low} is after {each.high}; swap them.",
                ),
                value=str(low),
            )


def _bad_cursor(cursor: str) -> Issue:
    return Issue(
        parameter="cursor",
        code="invalid-cursor",
        message=Message(
            sv="Cursorn hör inte till den här sökningen. Börja om utan cursor, med sort=seq och"
            " samma sökvillkor.",
            en="The cursor does not belong to this search. Start again without it, with sort=seq"
            " and the same conditions.",
        ),
        value=cursor[:100],
    )
