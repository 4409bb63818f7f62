"""The query string of a page: read into a search, and written anew with something changed.

It has the names of the API's query string, so that an address can be carried from one to other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import urlencode

from app.errors import InvalidQuery, Issue, Message
from app.searching.requests import DEFAULT_LIMIT, SearchRequest
from record.filters import FILTER_NAMES, FILTERS, RANGE_PARAMETERS, RANGES
from schemas.faults import MOST_FAULTS, FieldFault, fault, nearest
from web.wording import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.datastructures import MultiDict

PARAMETERS = (
    *("q", "ignore", "id", *FILTER_NAMES, *RANGE_PARAMETERS),
    *("sort", "page", "limit", "explain"),
)
SINGLE = frozenset({"q", *RANGE_PARAMETERS, "sort", "page", "limit", "explain"})
MOST_DIGITS = 12
Number = TypeVar("Number", int, None)
FACETS = tuple(each.name for each in FILTERS if each.on_pages)


@dataclass(frozen=True, slots=True)
class QueryString:
    """The parameters as sent, in order, without empty ones."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, arguments: MultiDict[str, str]) -> Self:
        """Take what a form or link sends; a form also sends its empty fields."""
        return cls(tuple((n, v.strip()) for n, v in arguments.items(multi=True) if v.strip()))

    def values(self, name: str) -> tuple[str, ...]:
        """Return all values of a parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def value(self, name: str) -> str:
        """Return the first value of a parameter, or nothing."""
        return next(iter(self.values(name)), "")

    def adding(self, name: str, value: str) -> Self:
        """Return the search with one more condition, from its first page."""
        return type(self)((*self.without("page").pairs, (name, value)))

    def without(self, name: str, value: str | None = None) -> Self:
        """Return the search without a parameter, or without one value of it."""
        kept = (p for p in self.pairs if p[0] != name or value not in (None, p[1]))
        return type(self)(tuple(kept))

    def replacing(self, name: str, *values: str) -> Self:
        """Return the search with a parameter set anew."""
        rest = self.without(name).pairs
        return type(self)((*rest, *((name, value) for value in values)))

    def at(self, path: str) -> str:
        """Write the address of this search."""
        return f"{path}?{urlencode(self.pairs)}" if self.pairs else path

    def request(self) -> SearchRequest:
        """Make the search request.

        Raises:
            InvalidQuery: a parameter is unknown, repeated or no number.
        """
        issues = list(islice(_issues(self), MOST_FAULTS))
        if issues:
            raise InvalidQuery(issues)
        filters = {name: self.values(name) for name in FILTER_NAMES}
        return SearchRequest(
            text=self.value("q"),
            filters={name: values for name, values in filters.items() if values},
            ids=self.values("id"),
            ranges={
                each.name: (self._number(each.low, None), self._number(each.high, None))
                for each in RANGES
                if self.value(each.low) or self.value(each.high)
            },
            sort=self.value("sort") or None,
            facets=FACETS,
            page=self._number("page", 1),
            limit=self._number("limit", DEFAULT_LIMIT),
            ignore=self.values("ignore"),
            explain=self.value("explain") == "true",
        )

    def _number(self, name: str, default: Number) -> int | Number:
        value = self.value(name)
        return int(value) if value else default


def _issues(query: QueryString) -> Iterable[Issue]:
    for name in dict.fromkeys(name for name, _ in query.pairs):
        if name not in PARAMETERS:
            like = nearest(
                name, {each: TITLES[each] if each in FILTER_NAMES else each for each in PARAMETERS}
            )
            yield _issue(name, fault("unknown-parameter", name, like))
        if name in SINGLE and len(query.values(name)) > 1:
            yield _issue(name, fault("repeated", query.value(name)))
    for name in (*RANGE_PARAMETERS, "page", "limit"):
        value = query.value(name)
        if value and not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
            yield _issue(name, fault("not-integer", value))


def _issue(parameter: str, found: FieldFault) -> Issue:
    message = Message(sv=found.message_sv, en=found.message_en)
    return Issue(parameter, found.code, message, found.value, found.nearest)
