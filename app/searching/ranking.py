"""The hits of a search in order: what has all that its text asks for comes first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import repeat
from typing import TYPE_CHECKING

from app.searching.links import has_years
from indexer import weights
from indexer.engine import RELEVANCE, EngineAnswer, EngineQuery
from indexer.query import Bool, NumberRange, OneOf
from indexer.reordering import by_topics
from record.filters import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.searching.prepared import PreparedSearch
    from indexer.engine import Hit
    from indexer.query import Query


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a search finds.

    Attributes:
        answer: a page of hits, with total and facets of the whole search.
        complete: how many of all hits have all that the text asks for.
        having: whether each hit of the page has; None where the text asks for nothing.
        in_other_words: where none has, how many may, by topics and what else is near each thing.
    """

    answer: EngineAnswer
    complete: int
    having: tuple[bool | None, ...]
    in_other_words: int = 0


def ranked(search: PreparedSearch) -> Ranked:
    """Answer a search, with what has all first where the order is that of relevance."""
    found = _ranked(search)
    if found.complete or not found.answer.total or search.reading.every is None:
        return found
    near = (search.reading.every, *_here(search))
    (in_other_words,) = search.snapshot.counts([_filtered(search.query, near)])
    return replace(found, in_other_words=in_other_words)


def _ranked(search: PreparedSearch) -> Ranked:
    asked = all_asked(search)
    if not asked or search.reading.is_near:
        answer = _plain(search)
        none = tuple(repeat(False if asked else None, len(answer.hits)))
        return Ranked(answer, 0 if asked else answer.total, none)
    if search.query.order.field == RELEVANCE and search.query.limit:
        return _parted(search, asked)
    answer = _plain(search)
    (complete,) = search.snapshot.counts([_filtered(search.query, asked)])
    if 0 < complete < answer.total:
        return Ranked(answer, complete, tuple(_having(search, answer.hits, asked)))
    return Ranked(answer, complete, tuple(repeat(complete > 0, len(answer.hits))))


def all_asked(search: PreparedSearch) -> tuple[Query, ...]:
    """Filter for what has all that a text asks for; nothing where it seeks nothing.

    Its counties and years count, too, where none are chosen by a filter: of several counties one.
    """
    reading = search.reading
    sought = () if reading.whole is None else (reading.whole,)
    when = (reading.when,) if reading.when and not has_years(search.request) else ()
    if not (sought or when):
        return ()
    return (*sought, *_here(search), *when)


def _here(search: PreparedSearch) -> tuple[Query, ...]:
    """Filter for what is of the counties that a text names."""
    is_placed = any(each != NATIONAL for each in named_counties(search))
    return (search.reading.here,) if is_placed and search.reading.here else ()


def named_counties(search: PreparedSearch) -> tuple[str, ...]:
    """Return the counties that a text names, unless some are chosen."""
    if "county" in search.request.filters:
        return ()
    named = (each.id for each in search.reading.concepts if each.facet == "county")
    return tuple(dict.fromkeys(named))


def _plain(search: PreparedSearch) -> EngineAnswer:
    """Answer in one order, with total and facets of the whole search wherever a cursor stands."""
    snapshot, query, first = search.snapshot, search.query, weights.REORDERED
    if search.after_seq is not None:
        rest = (*query.filters, NumberRange("seq", low=search.after_seq + 1))
        page = snapshot.search(replace(query, filters=rest, facets=()))
        whole = snapshot.search(replace(query, limit=0))
        return EngineAnswer(page.hits, whole.total, whole.facets)
    if query.order.field != RELEVANCE or not query.limit or query.offset >= first:
        return snapshot.search(query)
    end = query.offset + query.limit
    answer = snapshot.search(replace(query, offset=0, limit=max(end, first)))
    hits = _by_topics(search, answer.hits)
    return replace(answer, hits=hits[query.offset : end])


def _parted(search: PreparedSearch, asked: Sequence[Query]) -> Ranked:
    """Answer with the hits that have all, and then the others, each by relevance."""
    query, first, search_for = search.query, weights.REORDERED, search.snapshot.search
    start, end = query.offset, query.offset + query.limit
    begin, stop = (start, end) if start >= first else (0, max(end, first))
    having = search_for(_filtered(query, asked, begin, stop))
    complete = having.total
    if not complete:
        answer = _plain(search)
        return Ranked(answer, 0, (False,) * len(answer.hits))
    told = search_for(replace(query, limit=0))
    hits = having.hits
    if complete < min(stop, told.total):
        others = Bool(must_not=(Bool(filter=tuple(asked)),))
        places = max(begin - complete, 0), stop - complete
        hits += search_for(_filtered(query, (others,), *places)).hits
    if start < first:
        own = {hit.id for hit in having.hits}
        hits = tuple(sorted(_by_topics(search, hits), key=lambda hit: hit.id not in own))
    page = hits[start - begin : end - begin]
    has_all = tuple(at < complete for at in range(start, start + len(page)))
    return Ranked(EngineAnswer(page, told.total, told.facets), complete, has_all)


def _filtered(
    query: EngineQuery, filters: Iterable[Query], begin: int = 0, end: int = 0
) -> EngineQuery:
    """Return a query for some hits only, from one place to another, without facets."""
    narrowed = (*query.filters, *filters)
    return replace(query, filters=narrowed, facets=(), offset=begin, limit=end - begin)


def _by_topics(search: PreparedSearch, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    telling = search.lexicon.words.topic_information
    return (*by_topics(hits[: weights.REORDERED], telling), *hits[weights.REORDERED :])


def _having(search: PreparedSearch, hits: Sequence[Hit], asked: Sequence[Query]) -> Iterator[bool]:
    """Tell of each hit whether it has all; where neither all nor none of the search have."""
    ids = tuple(hit.id for hit in hits)
    if not ids:
        return
    of_page = EngineQuery(filters=(OneOf("id", ids), *asked), limit=len(ids))
    having = {hit.id for hit in search.snapshot.search(of_page).hits}
    yield from (each in having for each in ids)
