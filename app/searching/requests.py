"""What the search use cases take and give: frozen values, the same for pages and API."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any, Self

from indexer.fields import HOLDS
from record.filters import BY_NAME, HOLDING, RANGES, SINCE
from schemas.arguments import DEFAULT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

HELD = HOLDS
"""Facet of what entries have: the names of `record.filters.HOLDINGS`."""
MAX_WINDOW = 10_000
"""`page` times `limit` may not pass this; beyond it a cursor takes over."""


ORDER_OF_IDS = "id"
"""Order of entries that are requested by their ids, unless another one is asked for."""


def last_page(total: int, limit: int) -> int:
    """Return the last page of hits that can be requested."""
    return max(1, min(ceil(total / limit), MAX_WINDOW // limit)) if limit else 1


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as sent; values of `filters` may be ids, notations or labels.

    What each value may be by itself is checked by `schemas.arguments`. Any value of
    a filter will do, unless `match_all` names it: then all must hold. `ranges` holds
    both bounds of each of `record.filters.RANGES` that is given, `having` whether each of
    `record.filters.HOLDINGS` must be there, `since` the moments of `record.filters.SINCES`;
    `ignore` names what is not to be read into the text (`app.searching.ignored`); `national` is
    whether a county finds national entries, too; labels and sentences are in `language`.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    match_all: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    ranges: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    having: Mapping[str, bool] = field(default_factory=dict)
    since: Mapping[str, datetime] = field(default_factory=dict)
    sort: str | None = None
    facets: tuple[str, ...] = ()
    page: int = 1
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    ignore: tuple[str, ...] = ()
    national: bool = True
    explain: bool = False
    language: str = "sv"

    @classmethod
    def of(cls, arguments: Mapping[str, Any], language: str = "sv") -> Self:
        """Make a request of what `SearchArgsSchema`, or a part of it, has loaded."""
        given = {
            name: arguments[name]
            for name in (
                "sort",
                "facets",
                "page",
                "limit",
                "cursor",
                "ignore",
                "national",
                "explain",
            )
            if name in arguments
        }
        return cls(
            text=arguments["q"],
            filters={name: arguments[name] for name in BY_NAME if arguments[name]},
            match_all=arguments["matchAll"],
            ids=arguments.get("id", ()),
            ranges={
                each.name: (arguments.get(each.low), arguments.get(each.high))
                for each in RANGES
                if arguments.keys() & {each.low, each.high}
            },
            having={name: arguments[name] for name in HOLDING if name in arguments},
            since={name: arguments[name] for name in SINCE if name in arguments},
            language=language,
            **given,
        )

    @property
    def is_in_order_of_ids(self) -> bool:
        """Whether hits come in the order in which their ids were given."""
        return bool(self.ids) and not self.text and self.sort is None

    @property
    def has_conditions(self) -> bool:
        """Whether anything narrows it."""
        narrowing = (self.text, self.filters, self.ids, self.ranges, self.having, self.since)
        return any(narrowing) or not self.national


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of hits; labels and sentences are in the language of the request.

    Attributes:
        items: public entries (see `app.entries.documents`), each with `score` (None when not
            ranked) and `highlights` ({field: [fragment]}, matched words between <mark> and
            </mark>, all else HTML-escaped), and with `explain` an `explanation` and
            `signals` (see `app.searching.explaining`).
        total: hits in all.
        nearby: where nothing is about what the text asks for, what comes nearest to it.
        off_topic: whether the text asks for what the catalogue never holds, as opening hours.
        facets: name -> values, each {id, label, count, selected} (targets also `broader`).
        query: how the request was understood; see `EntryQuerySchema`.
        generation: changes whenever an answer to the same request may change.
        index_seq: ledger position at which the index last changed.
        next_cursor: only for sort=seq.
    """

    items: tuple[dict[str, Any], ...]
    total: int
    facets: Mapping[str, tuple[dict[str, Any], ...]]
    query: dict[str, Any]
    generation: str
    index_seq: int
    next_cursor: str | None = None
    nearby: tuple[dict[str, Any], ...] = ()
    off_topic: bool = False
