"""The query string of a page: read into a search, and written anew with something changed.

It has the names of the API's query string, so that an address can be carried from one to other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from app.counties import COUNTY
from app.query_strings import invalid_query
from app.searching.requests import HELD, SearchRequest
from record.filters import FILTERS, NATIONAL, RANGE_PARAMETERS, SINCES
from schemas.arguments import SearchArgsSchema
from web.language import home, language

OWN_ALONE = ("national", "false")
"""What leaves national examples out of a search for those of a county."""
SCHEMA = SearchArgsSchema(exclude=("facets", "expand", "fields_", "status", "cursor", "language"))
"""The API's, without what only programs ask for."""
FEED = "/api/v1/entries/feed"
TABLE = "/api/v1/entries/table"
LIST_FILE = "lista/fil"
"""Where a list of examples is sent with the notes on them, for a file of both."""
LIST_OF_IDS = "lista"
"""Parameter of a page of hits: the examples that have been ticked, with dots between them."""
OWN = "egna"
"""Parameter of a page of hits: a county without national examples, in short; see `spelt_out`."""
NOT_FOLLOWED = (
    *("page", "limit", "sort", "explain", "id"),
    *(each.name for each in SINCES),
)
"""What a search that is followed has not: which page, in which order, which examples."""
PARAMETERS = tuple(str(field.data_key) for field in SCHEMA.fields.values())
FACETS = tuple(each.name for each in FILTERS if each.on_pages)
_THOUSANDS = re.compile(r"\d{1,3}(?:([\s.,])\d{3})(?:\1\d{3})*")
"""A number as it is written to be read: by threes, with spaces of any width, points or commas."""
_UNIT = re.compile(r"(?<=\d)\s*(?:kronor|kr|sek)\.?$", re.IGNORECASE)
_MANY = re.compile(
    r"(?P<whole>\d+)(?:[.,](?P<part>\d+))?\s*"
    r"(?P<unit>miljoner|miljon|milj|mnkr|mkr|million|millions|tusen|tkr)\.?(?:\s*(?:kronor|kr|sek))?",
    re.IGNORECASE,
)
_DIGITS = {"m": 6, "t": 3}
"""What the name of many begins with -> the noughts that it stands for."""


@dataclass(frozen=True, slots=True)
class QueryString:
    """The parameters as sent, in order, without empty ones."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, arguments: MultiDict[str, str], own: Collection[str] = ()) -> Self:
        """Take what a form or link sends; a form also sends its empty fields.

        What is neither a parameter of the search nor one of the page's `own` is left out: mails and
        other sites add theirs to the links in them.
        """
        given = (
            (n, _bare_number(v.strip()) if n in RANGE_PARAMETERS else v.strip())
            for n, v in arguments.items(multi=True)
            if n in PARAMETERS or n in own
        )
        return cls(tuple((n, v) for n, v in given if v))

    def values(self, name: str) -> tuple[str, ...]:
        """Return all values of a parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def value(self, name: str) -> str:
        """Return the first value of a parameter, or nothing."""
        return next(iter(self.values(name)), "")

    @property
    def listed(self) -> list[str]:
        """The ids of the examples that have been ticked."""
        return [each for each in self.value(LIST_OF_IDS).split(".") if each]

    @property
    def is_list(self) -> bool:
        """Whether this is a list of examples, which has an order of its own, and nothing else."""
        return {name for name, _ in self.pairs} == {"id"}

    def adding(self, name: str, value: str) -> Self:
        """Return the search with one more condition, from its first page."""
        return type(self)((*self.without("page").pairs, (name, value)))

    def counted(self, name: str, value: str) -> Self:
        """Return the search for what a number counts: of a county it counts its own examples."""
        found = self.adding(name, value)
        if name != COUNTY:
            return found
        return found.without("national") if value == NATIONAL else found.replacing(*OWN_ALONE)

    def counted_in_short(self, name: str, value: str) -> Self:
        """Return the same as `counted`, for fewer bytes."""
        if name != COUNTY or value == NATIONAL:
            return self.counted(name, value)
        return self.without("national").adding(OWN, value)

    def spelt_out(self) -> Self:
        """Return the search with its counties in place of what is short for them."""
        query = self.without(OWN)
        for county in self.values(OWN):
            query = query.counted(COUNTY, county)
        return query

    def without(self, name: str, value: str | None = None) -> Self:
        """Return the search without a parameter, or without one value of it."""
        kept = (p for p in self.pairs if p[0] != name or value not in (None, p[1]))
        return type(self)(tuple(kept))

    def without_any(self, names: Iterable[str]) -> Self:
        """Return the search without several parameters."""
        left_out = frozenset(names)
        return type(self)(tuple(pair for pair in self.pairs if pair[0] not in left_out))

    def replacing(self, name: str, *values: str) -> Self:
        """Return the search with a parameter set anew."""
        rest = self.without(name).pairs
        return type(self)((*rest, *((name, value) for value in values)))

    def at(self, path: str) -> str:
        """Return the address of this search; an empty one on the start page lists all examples."""
        pairs = self.pairs or ((("q", ""),) if path == home() else ())
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def request(self) -> SearchRequest:
        """Make the search request.

        Raises:
            InvalidQuery: a parameter is repeated or holds what it cannot.
        """
        given: dict[str, list[str]] = {}
        for name, value in self.without(LIST_OF_IDS).pairs:
            given.setdefault(name, []).append(value)
        try:
            arguments = SCHEMA.load(given)
        except ValidationError as error:
            raise invalid_query(error.messages, (), given) from None
        request = SearchRequest.of(arguments, language())
        return replace(request, facets=(*FACETS, HELD), sort=request.sort or self._usual_order())

    def _usual_order(self) -> str | None:
        """Without a text there is no relevance: the latest begun, or a county's own examples first.

        The engine's own choice, the latest change, says nothing while all come of one load.
        """
        return None if self.value("q") or self.value(COUNTY) else "-startYear"


def _bare_number(text: str) -> str:
    """Write a number without what parts its thousands, and an amount in whole kronor.

    Other texts are given back.
    """
    if many := _MANY.fullmatch(text):
        whole, part, unit = many["whole"], many["part"] or "", many["unit"].lower()
        digits = next(n for begins, n in _DIGITS.items() if unit.startswith(begins))
        return str(int(f"{whole}{part.ljust(digits, '0')}")) if len(part) <= digits else text
    number = _UNIT.sub("", text)
    return re.sub(r"\D", "", number) if _THOUSANDS.fullmatch(number) else number


def following_of(query: QueryString) -> str:
    """Return the address of the page where a search is followed."""
    return query.without_any(NOT_FOLLOWED).at(f"{home()}folj")


def feed_of(query: QueryString) -> str:
    """Return the address of the feed of a search, in the language of the page."""
    return query.adding("language", language()).at(FEED)


def page_of(query: QueryString) -> str:
    """Return the address of the list of examples, or of the hits; all hits have one, too."""
    return query.at(f"{home()}lista" if query.is_list else home())


def file_of(query: QueryString, kind: str) -> str:
    """Return the address of a search as a file, in the language of the page.

    CSV is parted by semicolons, as spreadsheets in Swedish open it in columns.
    """
    table = query.adding("format", kind).adding("language", language())
    return (table.adding("delimiter", "semicolon") if kind == "csv" else table).at(TABLE)


def counted(*pairs: tuple[str, str]) -> QueryString:
    """Return the search for the examples that are counted for all of these values."""
    query = QueryString(())
    for name, value in pairs:
        query = query.counted(name, value)
    return query


def found_at(*pairs: tuple[str, str]) -> str:
    """Return the address of the examples that are counted for all of these values."""
    return counted(*pairs).at(home())
